import { cpus, loadavg, totalmem } from 'node:os';
import { buildIfStale } from '../build.mjs';
import { CannotRun, type Report, reportText } from './report.ts';

export type BenchOptions = {
  /** Rounds, runs or seconds, whatever the benchmark counts; null for its own number. */
  readonly rounds: number | null;
  /** With the parts that take long. */
  readonly full: boolean;
  /** Progress for who waits; never part of the result. */
  readonly say: (line: string) => void;
};

type Bench = { readonly what: string; readonly load: () => Promise<(options: BenchOptions) => Promise<Report>> };

const benches: Readonly<Record<string, Bench>> = {
  page: {
    what: 'a guide page on first view: weight, requests, paint (W1 to W3)',
    load: async () => (await import('./page.ts')).benchPage,
  },
  join: {
    what: 'help link to waiting room, "next" to first picture (P1 to P6)',
    load: async () => (await import('./join.ts')).benchJoin,
  },
  search: {
    what: 'search in the process, 64 and 300 services, 98 municipalities (S1)',
    load: async () => (await import('./search.ts')).benchSearch,
  },
  'first-line': {
    what: 'the employee’s guide: from the last key to a line to say, in a browser',
    load: async () => (await import('./first-line.ts')).benchFirstLine,
  },
  'search-http': {
    what: 'search over HTTP at 50 requests a second (S2)',
    load: async () => (await import('./search-http.ts')).benchSearchHttp,
  },
  serve: {
    what: 'pages a second on one core beside bare node:http (W4, W5)',
    load: async () => (await import('./serve.ts')).benchServe,
  },
  load: {
    what: '98 municipalities × 300 services: a national fact in every page within 5 s, memory; two databases',
    load: async () => (await import('./load-many.ts')).benchLoad,
  },
  offline: {
    what: 'the guide that a phone keeps: 64 services, and 300',
    load: async () => (await import('./offline.ts')).benchOffline,
  },
  start: {
    what: 'cold and warm start, memory at rest (D5); --full from a fresh clone',
    load: async () => (await import('./start.ts')).benchStart,
  },
  stream: {
    what: 'a change of the line to 500 open waiting rooms (W6)',
    load: async () => (await import('./stream.ts')).benchStream,
  },
  next: {
    what: 'the server’s part of "next" with 50 in line, both databases',
    load: async () => (await import('./next.ts')).benchNext,
  },
  rls: {
    what: 'hot reads with and without row-level security on PostgreSQL (B5)',
    load: async () => (await import('./rls.ts')).benchRls,
  },
  availability: {
    what: 'a month of bookable days, 20 and 200 staff, also when full; both databases, beside slot-calculator',
    load: async () => (await import('./availability.ts')).benchAvailability,
  },
  durability: {
    what: 'a second process, kill -9 while writing, start on old data (D1, D2, D3, D5)',
    load: async () => (await import('./durability.ts')).benchDurability,
  },
  booking: {
    what: 'full bookings a second beside bare node:http + pg, 64 on one time; PostgreSQL',
    load: async () => (await import('./booking/booking.ts')).benchBooking,
  },
  'booking-race': {
    what: 'many on one time, on any of twenty, holds that run out, hours rebuilt meanwhile; PostgreSQL',
    load: async () => (await import('./booking/race.ts')).benchBookingRace,
  },
  'booking-faults': {
    what: 'kill -9, SIGTERM and a restart of the database in a booking storm, against a history; PostgreSQL',
    load: async () => (await import('./booking/faults.ts')).benchBookingFaults,
  },
  reminders: {
    what: '10,000 reminders due in a minute, a gateway that fails every fifth, the sender killed once; PostgreSQL',
    load: async () => (await import('./reminders.ts')).benchReminders,
  },
  rtt: {
    what: 'key pressed to letter visible at the other, here and over 150 ms; root only',
    load: async () => (await import('./call/rtt.ts')).benchRtt,
  },
  loss: {
    what: 'sound on a line that loses 10, 20 and 30 %, and at 120 kbit/s (N1); root only',
    load: async () => (await import('./call/loss.ts')).benchLoss,
  },
  picture: {
    what: 'picture at 20 % loss and on narrow lines, given up for sound (N2, N3); root only',
    load: async () => (await import('./call/picture.ts')).benchPicture,
  },
  signer: {
    what: 'a signer’s tile at 300 kbit/s; root only',
    load: async () => (await import('./call/picture.ts')).benchSigner,
  },
  relay: {
    what: 'a call where no UDP gets through, by coturn over TCP (N6); root only',
    load: async () => (await import('./call/relay.ts')).benchRelay,
  },
  glare: {
    what: 'fifty rooms whose pages all come at once (N8)',
    load: async () => (await import('./call/glare.ts')).benchGlare,
  },
  flood: {
    what: 'a place that floods the socket of its room, and rubbish (X7)',
    load: async () => (await import('./call/flood.ts')).benchFlood,
  },
  signalling: {
    what: 'the server of the room away in a call, and back (N7)',
    load: async () => (await import('./call/signalling.ts')).benchSignalling,
  },
  skew: {
    what: 'sound and picture of one moment, how far apart at the other; root only',
    load: async () => (await import('./call/skew.ts')).benchSkew,
  },
  room: {
    what: 'a direct room of four; --rounds is the seconds',
    load: async () => (await import('./call/room.ts')).benchRoom,
  },
  memory: {
    what: 'memory of pages and server over a call; --rounds is the minutes (20)',
    load: async () => (await import('./call/memory.ts')).benchMemory,
  },
  line: {
    what: 'a dead line and a change of address in two network namespaces (N4, N5); root only',
    load: async () => (await import('./line.ts')).benchLine,
  },
};

const usage = 'npm run bench -- NAME [--json] [--rounds N] [--full]';

/** Runs one benchmark and prints its figures. Missing a budget is a finding, not a failure: the status is 0 whenever it ran. */
export async function runBench(args: readonly string[]): Promise<number> {
  const name = args.find((one, at) => !one.startsWith('--') && args[at - 1] !== '--rounds');
  if (name === undefined) {
    process.stdout.write(`${usage}\n\n`);
    for (const [each, { what }] of Object.entries(benches)) process.stdout.write(`  ${each.padEnd(12)} ${what}\n`);
    return 0;
  }
  const bench = benches[name];
  if (!bench) {
    process.stderr.write(`There is no benchmark ${name}. ${usage}; without NAME it lists them.\n`);
    return 2;
  }
  const json = args.includes('--json');
  const roundsAt = args.indexOf('--rounds');
  const rounds = roundsAt === -1 ? null : Number(args[roundsAt + 1]);
  if (rounds !== null && !(Number.isInteger(rounds) && rounds > 0)) {
    process.stderr.write('--rounds: use a whole number from 1.\n');
    return 2;
  }
  const machine = machineNow();
  try {
    await buildIfStale();
    const run = await bench.load();
    const report = await run({
      rounds,
      full: args.includes('--full'),
      say: (line) => process.stderr.write(`${line}\n`),
    });
    const command = `npm run bench -- ${args.filter((one) => one !== '--json').join(' ')}`;
    const loadAfter = loadavg()[0] ?? 0;
    if (json) process.stdout.write(`${JSON.stringify({ name, command, machine, loadAfter, ...report }, null, 2)}\n`);
    else
      process.stdout.write(
        `\n${command}\n${machine.date}, ${machine.cores} × ${machine.processor}, ${machine.memoryGiB} GiB, Node ${machine.node}, load ${machine.load} before, ${loadAfter.toFixed(1)} after\n\n${reportText(report)}`,
      );
    return 0;
  } catch (error) {
    if (!(error instanceof CannotRun)) throw error;
    process.stderr.write(`${name} cannot run here: ${error.message}\n`);
    return 1;
  }
}

const machineNow = () => ({
  date: new Date().toISOString().slice(0, 16).replace('T', ' '),
  cores: cpus().length,
  processor: cpus()[0]?.model ?? 'unknown',
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.versions.node,
  load: (loadavg()[0] ?? 0).toFixed(1),
});
