import { type ChildProcessByStdio, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { root } from '../build.mjs';
import type { LineSettings } from './net/line-model.ts';
import { CannotRun } from './report.ts';

export type Place = 'citizen' | 'staff';
/** What is not named is as on a clear line. `up`: away from that place. */
export type Line = { readonly up?: Partial<LineSettings>; readonly down?: Partial<LineSettings> };

/** Two people and a server between them, each in a network of their own on this machine. */
export type Networks = {
  /** Where the server is reached from both. */
  readonly hubAddress: string;
  /** What makes a command run at the server's place. */
  readonly inHub: readonly string[];
  /** A program that starts `browser` at the citizen's or the employee's place. */
  readonly browserAt: (place: Place, browser: string) => string;
  /** The same both ways, or each way by itself; resolves when it holds. */
  readonly setLine: (place: Place, line: Line | Partial<LineSettings>) => Promise<void>;
  /** The citizen gets another address and loses the old one, as from Wi-Fi to mobile. Her system knows. */
  readonly changeAddress: () => void;
  readonly remove: () => void;
};

const nets = { citizen: '10.77.1', staff: '10.77.2' } as const;
const places: readonly Place[] = ['citizen', 'staff'];

function run(command: string, ...args: readonly string[]): void {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
}

/** Why networks cannot be made on this machine; null: they can. Nothing is made. */
export function noNetworks(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'network namespaces need Linux and root';
  if (!existsSync('/dev/net/tun')) return '/dev/net/tun is missing (modprobe tun)';
  try {
    run('ip', 'netns', 'list');
  } catch {
    return 'ip is missing (Debian: iproute2)';
  }
  try {
    run('perl', '-v');
  } catch {
    return 'perl is missing (Debian: perl-base)';
  }
  return null;
}

/**
 * Opens the two named tun devices and becomes the command that follows, to which it gives their descriptors: Node itself has no
 * ioctl. 0x400454ca is TUNSETIFF, 0x1001 a device of IP packets without a header.
 */
const openTuns = `$^F = 255; for (splice @ARGV, 0, 2) { sysopen(my $tun, '/dev/net/tun', 2) or die "tun: $!";
ioctl($tun, 0x400454ca, pack('a16 s x22', $_, 0x1001)) or die "$_: $!"; push @open, $tun; }
exec(@ARGV, map { fileno($_) } @open) or die "$!";`;

let made = 0;

/** Needs root, iproute2, perl and the kernel's tun device; throws `CannotRun` with the reason. */
export async function makeNetworks(): Promise<Networks> {
  const reason = noNetworks();
  if (reason !== null) throw new CannotRun(reason);
  made += 1;
  const names = (place: string) => `mb-${place}-${process.pid}-${made}`;
  const scripts = mkdtempSync(join(tmpdir(), 'medbetjening-line-'));
  const relays: Relay[] = [];
  const remove = () => {
    for (const relay of relays) relay.end();
    for (const place of ['hub', ...places])
      try {
        run('ip', 'netns', 'del', names(place));
      } catch {
        // Never made, or gone already.
      }
    rmSync(scripts, { recursive: true, force: true });
  };
  process.once('exit', remove);

  async function connect(place: Place): Promise<Relay> {
    const name = names(place);
    const hub = names('hub');
    run('ip', 'netns', 'add', name);
    const relay = await startRelay(hub, place);
    relays.push(relay);
    run('ip', '-n', hub, 'link', 'set', `${place}-up`, 'netns', name, 'name', 'up0');
    run('ip', '-n', hub, 'addr', 'add', `${nets[place]}.1/24`, 'dev', place);
    run('ip', '-n', hub, 'link', 'set', place, 'up');
    run('ip', '-n', name, 'addr', 'add', `${nets[place]}.2/24`, 'dev', 'up0');
    for (const device of ['lo', 'up0']) run('ip', '-n', name, 'link', 'set', device, 'up');
    run('ip', '-n', name, 'route', 'add', 'default', 'via', `${nets[place]}.1`);
    return relay;
  }

  try {
    const hub = names('hub');
    run('ip', 'netns', 'add', hub);
    run('ip', '-n', hub, 'link', 'set', 'lo', 'up');
    run('ip', 'netns', 'exec', hub, 'sh', '-c', 'echo 1 > /proc/sys/net/ipv4/ip_forward');
    const lines = { citizen: await connect('citizen'), staff: await connect('staff') };
    let host = 2;
    return {
      hubAddress: `${nets.citizen}.1`,
      inHub: ['ip', 'netns', 'exec', hub],
      browserAt: (place, browser) => {
        const path = join(scripts, place);
        writeFileSync(path, `#!/bin/sh\nexec ip netns exec ${names(place)} ${browser} "$@"\n`);
        chmodSync(path, 0o755);
        return path;
      },
      setLine: (place, line) =>
        lines[place].set('up' in line || 'down' in line ? line : ({ up: line, down: line } as Line)),
      changeAddress: () => {
        const ip = (...args: readonly string[]) => run('ip', '-n', names('citizen'), ...args);
        const old = `${nets.citizen}.${host}/24`;
        host += 1;
        ip('addr', 'add', `${nets.citizen}.${host}/24`, 'dev', 'up0');
        // With its first address a device of IPv4 loses its others and the routes through it.
        ip('addr', 'del', old, 'dev', 'up0');
        ip('addr', 'replace', `${nets.citizen}.${host}/24`, 'dev', 'up0');
        ip('route', 'replace', 'default', 'via', `${nets.citizen}.1`);
      },
      remove: () => {
        process.removeListener('exit', remove);
        remove();
      },
    };
  } catch (error) {
    process.removeListener('exit', remove);
    remove();
    throw new CannotRun(`the networks could not be made: ${(error as Error).message}`);
  }
}

type Relay = { readonly set: (line: Line) => Promise<void>; readonly end: () => void };

/** Two tun devices at the hub, `PLACE-up` and `PLACE`, with a line between them. */
function startRelay(hub: string, place: Place): Promise<Relay> {
  const relay = join(root, 'scripts/bench/net/line-relay.ts');
  const child: ChildProcessByStdio<Writable, Readable, Readable> = spawn(
    'ip',
    ['netns', 'exec', hub, 'perl', '-e', openTuns, `${place}-up`, place, process.execPath, relay],
    { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, UV_THREADPOOL_SIZE: '4' } },
  );
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const answers: (() => void)[] = [];
  return new Promise((done, fail) => {
    child.once('exit', () => fail(new Error(`the line between two networks ended: ${complaint.slice(0, 300)}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line === 'set') answers.shift()?.();
      else
        done({
          set: (next) =>
            new Promise((told) => {
              answers.push(told);
              child.stdin.write(`${JSON.stringify(next)}\n`);
            }),
          end: () => void child.kill('SIGKILL'),
        });
    });
  });
}
