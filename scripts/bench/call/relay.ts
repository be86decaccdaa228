import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { CannotRun, type Report, single, spread, verdict } from '../report.ts';
import type { BenchOptions } from '../run-bench.ts';
import { counts, openCallPlace, pictures, wait } from './calls.ts';

const port = 3478;

/** N6: no UDP gets through at the citizen's, and the relay is a real coturn over TCP with time-limited credentials. */
export async function benchRelay({ rounds, say }: BenchOptions): Promise<Report> {
  try {
    execFileSync('which', ['turnserver'], { stdio: 'ignore' });
  } catch {
    throw new CannotRun('turnserver is missing (Debian: coturn)');
  }
  const secret = randomBytes(16).toString('hex');
  const hub = '10.77.1.1';
  const place = await openCallPlace({
    apart: true,
    env: { LAB_TURN: `turn:${hub}:${port}?transport=tcp`, LAB_TURN_SECRET: secret },
  });
  const [command = '', ...before] = place.networks?.inHub ?? [];
  const coturn = spawn(
    command,
    [
      ...before,
      ...`turnserver -n --no-cli --listening-ip=${hub} --relay-ip=${hub} --listening-port=${port} --realm=lab --use-auth-secret --no-tls --no-dtls --no-udp --log-file=stdout --pidfile=/dev/null`.split(
        ' ',
      ),
      `--static-auth-secret=${secret}`,
    ],
    { stdio: 'ignore' },
  );
  try {
    await wait(1_500);
    await place.networks?.setLine('citizen', { udpBlocked: true });
    const times: number[] = [];
    const ways = new Set<string>();
    for (let round = 0; round < (rounds ?? 5); round += 1) {
      const video = await place.own();
      await pictures(video);
      const admittedAt = await video.citizen.evaluate(
        () => (window as never as { lab: { admittedAt: number } }).lab.admittedAt,
      );
      const seenAt = await Promise.all(
        [video.citizen, video.staff].map((page) =>
          page.evaluate(() => (window as never as { lab: { firstFrameAt: number } }).lab.firstFrameAt),
        ),
      );
      const way = (await counts(video.citizen))?.way ?? 'none';
      ways.add(way);
      times.push((Math.max(...seenAt) - admittedAt) / 1000);
      say(`round ${round + 1}: ${times.at(-1)?.toFixed(2)} s over ${way}`);
      await video.close();
    }
    const relayed = [...ways].every((one) => one.includes('relay'));
    return {
      figures: [
        {
          what: 'N6 UDP blocked at the citizen’s, coturn over TCP: admission to the later party’s first frame',
          unit: 's',
          value: spread(times),
          must: verdict('≤ 8 s', Math.max(...times) <= 8),
          goal: verdict('≤ 2 s', Math.max(...times) <= 2),
        },
        {
          what: `pairs of candidates that carried it: ${[...ways].join(', ')}`,
          unit: '',
          value: single(ways.size),
          must: verdict('all by the relay', relayed),
        },
      ],
      notes: [
        'The credential is made as the program makes it (src/modules/call/ice-servers.ts): a time and its HMAC under the secret that coturn shares. The line drops every UDP packet both ways. A bare call has no relay and cannot join, so there is no baseline.',
      ],
    };
  } finally {
    coturn.kill('SIGKILL');
    await place.close();
  }
}
