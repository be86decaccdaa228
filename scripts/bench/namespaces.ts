import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CannotRun } from './report.ts';

/** Two people and a server between them, each in a network of their own on this machine. */
export type Networks = {
  /** Where the server is reached from both. */
  readonly hubAddress: string;
  /** What makes a command run at the server's place. */
  readonly inHub: readonly string[];
  /** A program that starts `browser` at the citizen's or the employee's place. */
  readonly browserAt: (place: 'citizen' | 'staff', browser: string) => string;
  /** Everything from and to the citizen is thrown away; no side is told, as on a phone in a lift. */
  readonly cutLine: () => void;
  readonly mendLine: () => void;
  /** The citizen gets another address and loses the old one, as from Wi-Fi to mobile. Her system knows. */
  readonly changeAddress: () => void;
  readonly remove: () => void;
};

const names = (place: string) => `mb-${place}-${process.pid}`;
const nets = { citizen: '10.77.1', staff: '10.77.2' } as const;

function run(command: string, ...args: readonly string[]): void {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
}
const inside = (place: string, ...args: readonly string[]) => run('ip', 'netns', 'exec', names(place), ...args);

/** Needs root and iproute2. */
export function makeNetworks(): Networks {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    throw new CannotRun('network namespaces need Linux and root');
  try {
    run('ip', 'netns', 'list');
    run('tc', '-V');
  } catch {
    throw new CannotRun('ip and tc are missing (Debian: iproute2)');
  }
  const scripts = mkdtempSync(join(tmpdir(), 'medbetjening-line-'));
  const remove = () => {
    for (const place of ['hub', 'citizen', 'staff'])
      try {
        run('ip', 'netns', 'del', names(place));
      } catch {
        // Never made, or gone already.
      }
    rmSync(scripts, { recursive: true, force: true });
  };
  process.once('exit', remove);
  try {
    run('ip', 'netns', 'add', names('hub'));
    run('ip', '-n', names('hub'), 'link', 'set', 'lo', 'up');
    inside('hub', 'sh', '-c', 'echo 1 > /proc/sys/net/ipv4/ip_forward');
    for (const place of ['citizen', 'staff'] as const) connect(place);
  } catch (error) {
    remove();
    throw new CannotRun(`the networks could not be made: ${(error as Error).message}`);
  }
  let host = 2;
  return {
    hubAddress: `${nets.citizen}.1`,
    inHub: ['ip', 'netns', 'exec', names('hub')],
    browserAt: (place, browser) => {
      const path = join(scripts, place);
      writeFileSync(path, `#!/bin/sh\nexec ip netns exec ${names(place)} ${browser} "$@"\n`);
      chmodSync(path, 0o755);
      return path;
    },
    cutLine: () => {
      // Larger than its bucket: a token bucket filter throws every packet away. There is no iptables everywhere.
      for (const [place, device] of bothEnds)
        inside(
          place,
          'tc',
          'qdisc',
          'replace',
          'dev',
          device,
          'root',
          'tbf',
          'rate',
          '1kbit',
          'burst',
          '10',
          'limit',
          '10',
        );
    },
    mendLine: () => {
      for (const [place, device] of bothEnds) inside(place, 'tc', 'qdisc', 'del', 'dev', device, 'root');
    },
    changeAddress: () => {
      const ip = (...args: readonly string[]) => run('ip', '-n', names('citizen'), ...args);
      const old = `${nets.citizen}.${host}/24`;
      host += 1;
      ip('addr', 'add', `${nets.citizen}.${host}/24`, 'dev', 'up0');
      ip('addr', 'del', old, 'dev', 'up0');
      ip('addr', 'replace', `${nets.citizen}.${host}/24`, 'dev', 'up0');
      ip('route', 'replace', 'default', 'via', `${nets.citizen}.1`);
    },
    remove: () => {
      process.removeListener('exit', remove);
      remove();
    },
  };
}

const bothEnds = [
  ['citizen', 'up0'],
  ['hub', 'citizen'],
] as const;

function connect(place: 'citizen' | 'staff'): void {
  const name = names(place);
  run('ip', 'netns', 'add', name);
  run('ip', 'link', 'add', place, 'netns', names('hub'), 'type', 'veth', 'peer', 'name', 'up0', 'netns', name);
  run('ip', '-n', names('hub'), 'addr', 'add', `${nets[place]}.1/24`, 'dev', place);
  run('ip', '-n', names('hub'), 'link', 'set', place, 'up');
  run('ip', '-n', name, 'addr', 'add', `${nets[place]}.2/24`, 'dev', 'up0');
  for (const device of ['lo', 'up0']) run('ip', '-n', name, 'link', 'set', device, 'up');
  run('ip', '-n', name, 'route', 'add', 'default', 'via', `${nets[place]}.1`);
}
