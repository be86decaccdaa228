import { createRequire } from 'node:module';
import { type Kysely, sql } from 'kysely';
import { type Database, openDatabase, type Tables } from '../../src/db/index.ts';
import { instantOf, type MunicipalityId } from '../../src/kernel/index.ts';
import { bookableDays } from '../../src/modules/meeting/availability/availability.ts';
import { dayOf, instantOfMinute, joined } from '../../src/modules/meeting/availability/danish-day.ts';
import { loadBusy, loadClosings, loadResources } from '../../src/modules/meeting/availability/load-calendars.ts';
import { windowsBetween } from '../../src/modules/meeting/availability/resource-windows.ts';
import type { TimeWish } from '../../src/modules/meeting/availability/time-wish.ts';
import type { MeetingRules } from '../../src/modules/meeting/meeting-rules.ts';
import { withPostgres } from './program.ts';
import { CannotRun, type Figure, percentiles, quantile, type Report, verdict } from './report.ts';
import type { BenchOptions } from './run-bench.ts';

const municipality = '33333333-3333-4333-8333-333333333333' as MunicipalityId;
/** A month with a change of the clock, asked about on the day before it begins. */
const month = { from: '2026-10-01', to: '2026-10-31' };
const now = instantOf('2026-09-30', '12:00');
/** What must hold, and where we want to be, in ms at p95. */
const budgets = { 20: { must: 50, goal: 20 }, 200: { must: 250, goal: 100 } } as const;
const staffs = [20, 200] as const;
const fillings = [60, 100] as const;

const workday = [
  ['08:00', '12:00'],
  ['12:30', '16:00'],
];
const hours = {
  patterns: [
    {
      from: null,
      to: null,
      everyWeeks: 1,
      anchor: null,
      weekly: { '1': workday, '2': workday, '3': workday, '4': workday, '5': workday, '6': [], '7': [] },
    },
  ],
  exceptions: {},
};
const rules: MeetingRules = {
  formChosenBy: 'citizen',
  bookedBy: 'citizen',
  lengthMinutes: 30,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  noticeMinutes: 0,
  horizonDays: 60,
  changeNoticeMinutes: 0,
  freedDelayMinutes: 0,
  gridMinutes: 15,
  needs: [{ kind: 'employee', skills: [] }],
  seats: 1,
  description: { da: '', en: '' },
  bring: [],
  identity: 'told',
  companions: false,
  interpreter: false,
  documents: false,
  mostAhead: 3,
  noteDuty: false,
  retentionDays: 30,
  anonymous: false,
  evaluation: null,
  remindMinutes: [],
  screening: null,
};
const wish: TimeWish = {
  type: {
    id: municipality,
    slug: 'bench',
    title: { da: 'B', en: 'B' },
    active: true,
    position: 0,
    rules,
    forms: [{ form: 'phone', law: '' }],
    version: 1,
  },
  form: 'phone',
  language: 'da',
  interpreter: null,
  with: null,
  place: null,
  minutes: null,
  by: 'citizen',
  instead: null,
  contactKey: null,
};

/** A month of bookable days on both databases, beside the one installable engine in TypeScript on the same calendars. */
export async function benchAvailability({ rounds, say }: BenchOptions): Promise<Report> {
  const times = rounds ?? 60;
  const figures: Figure[] = [];
  const notes = [
    `${month.from} to ${month.to}, 30-minute meetings on a 15-minute grid, hours 8-12 and 12.30-16 on workdays; every 30 minutes of everybody taken with probability 60 %, or all of them. Each figure is a transaction with its questions to the database and the whole answer; ${times} after 5 to warm up.`,
    'slot-calculator gets the same windows and busy times from memory, one call for each employee, and no database; it is asked three times.',
  ];
  try {
    await withPostgres(async (cluster) => {
      for (const staff of staffs)
        for (const full of fillings) {
          const database = await openFilled(`${cluster.url}`, staff, full);
          try {
            const own = await measure(database, times);
            say(`PostgreSQL, ${staff} staff, ${full} %: ${quantile(own, 0.95).toFixed(1)} ms`);
            const theirs = staff === 20 ? await slotCalculator(database) : null;
            figures.push(figureOf('PostgreSQL', staff, full, own, theirs));
          } finally {
            await emptied(cluster.url, database);
          }
        }
    });
  } catch (error) {
    if (!(error instanceof CannotRun)) throw error;
    notes.push(`PostgreSQL left out: ${error.message}.`);
  }
  for (const staff of staffs)
    for (const full of fillings) {
      const database = await openFilled(null, staff, full);
      try {
        const own = await measure(database, times);
        say(`embedded, ${staff} staff, ${full} %: ${quantile(own, 0.95).toFixed(1)} ms`);
        figures.push({ what: nameOf('embedded', staff, full), unit: 'ms', value: percentiles(own) });
      } finally {
        await database.close();
      }
    }
  return { figures, notes };
}

const nameOf = (where: string, staff: number, full: number): string =>
  `month of bookable days, ${staff} staff, ${full === 100 ? 'full' : `${full} % taken`}, ${where}`;

function figureOf(
  where: string,
  staff: 20 | 200,
  full: number,
  own: readonly number[],
  theirs: readonly number[] | null,
): Figure {
  const p95 = quantile(own, 0.95);
  const { must, goal } = budgets[staff];
  return {
    what: nameOf(where, staff, full),
    unit: 'ms',
    value: percentiles(own),
    ...(theirs === null
      ? {}
      : {
          baseline: { what: 'slot-calculator', value: percentiles(theirs) },
          ratio: quantile(own, 0.5) / quantile(theirs, 0.5),
        }),
    must: verdict(`p95 ≤ ${must} ms`, p95 <= must),
    goal: verdict(`p95 ≤ ${goal} ms`, p95 <= goal),
  };
}

async function openFilled(databaseUrl: string | null, staff: number, full: number): Promise<Database> {
  const opened = await openDatabase({
    databaseUrl,
    databaseOwnerUrl: null,
    dataDir: null,
    pool: 2,
    prepare: (owner) => fill(owner, staff, full),
  });
  if (!opened.ok) throw new Error(`the database did not open: ${opened.reason.kind}`);
  return opened.value;
}

/** Meetings of the month in question, and as many in the two before it: what is over stays for a while. */
async function fill(owner: Kysely<Tables>, staff: number, full: number): Promise<void> {
  await owner.transaction().execute(async (tx) => {
    const run = (statement: string) => sql.raw(statement).execute(tx);
    await run(`select setseed(0.5), set_config('app.municipality', '${municipality}', true)`);
    await run(
      `insert into municipality (id, slug, name, full_name, colour) values ('${municipality}', 'bench', 'B', 'B', '#1a5e63')`,
    );
    await run(`insert into employee (id, municipality_id, issuer, subject, name, roles)
      select gen_random_uuid(), '${municipality}', 'bench', 's' || n, 'N', '[]' from generate_series(1, ${staff}) n`);
    await run(`insert into meeting_resource (id, municipality_id, kind, employee_id, name, hours)
      select gen_random_uuid(), '${municipality}', 'employee', id, name, '${JSON.stringify(hours)}' from employee where municipality_id = '${municipality}'`);
    // Made at first and filled afterwards, the constraint would cost minutes.
    await run(`insert into meeting_occupancy (id, municipality_id, resource_id, why, starts_at, ends_at)
      select gen_random_uuid(), '${municipality}', r.id, 'meeting', t at time zone 'Europe/Copenhagen', (t + interval '30 minutes') at time zone 'Europe/Copenhagen'
      from meeting_resource r, generate_series(timestamp '2026-08-01 08:00', timestamp '2026-10-31 15:30', interval '30 minutes') t
      where r.municipality_id = '${municipality}' and extract(isodow from t) < 6 and t::time >= '08:00' and t::time < '16:00' and t::time <> '12:00' and random() < ${full / 100}`);
  });
  await sql`analyze`.execute(owner);
}

async function emptied(url: string, database: Database): Promise<void> {
  await database.close();
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('drop schema public cascade');
  await client.query('create schema public');
  await client.end();
}

async function measure(database: Database, times: number): Promise<readonly number[]> {
  const taken: number[] = [];
  for (let at = -5; at < times; at += 1) {
    const began = performance.now();
    const days = await database.inMunicipality(municipality, () => bookableDays(wish, month, now));
    if (at >= 0) taken.push(performance.now() - began);
    if (days.length !== 31) throw new Error('a month is not whole');
  }
  return taken;
}

type Slots = { readonly from: string; readonly to: string };
type GetSlots = (config: {
  readonly from: string;
  readonly to: string;
  readonly availability: readonly Slots[];
  readonly unavailability: readonly Slots[];
  readonly duration: number;
  readonly outputTimezone: string;
}) => { readonly availableDates: readonly string[] };

async function slotCalculator(database: Database): Promise<readonly number[]> {
  const { getSlots } = createRequire(import.meta.url)('slot-calculator') as { getSlots: GetSlots };
  const [from, to] = [dayOf(month.from).start, dayOf(month.to).end];
  const dates = Array.from({ length: 31 }, (_, at) => `2026-10-${String(at + 1).padStart(2, '0')}`);
  const slots = (spans: readonly number[]): Slots[] =>
    spans.flatMap((one, at) =>
      at % 2 === 0
        ? [{ from: instantOfMinute(one).toISOString(), to: instantOfMinute(spans[at + 1] ?? one).toISOString() }]
        : [],
    );
  const staff = await database.inMunicipality(municipality, async () => {
    const resources = await loadResources();
    const closings = await loadClosings();
    const busy = await loadBusy(
      resources.map(({ id }) => id),
      from,
      to,
      null,
      now,
    );
    return resources.map(({ id, hours: own }) => ({
      availability: slots(windowsBetween(own, null, closings, dates)),
      unavailability: slots(joined(busy.get(id) ?? [])),
    }));
  });
  const ours = await database.inMunicipality(municipality, () => bookableDays(wish, month, now));
  const bounds = { from: instantOfMinute(from).toISOString(), to: instantOfMinute(to).toISOString() };
  const taken: number[] = [];
  for (let at = 0; at < 3; at += 1) {
    const began = performance.now();
    const found = new Set<string>();
    for (const one of staff)
      for (const date of getSlots({ ...bounds, ...one, duration: 30, outputTimezone: 'Europe/Copenhagen' })
        .availableDates)
        found.add(date);
    taken.push(performance.now() - began);
    const open = ours.flatMap(({ date, times }) => (times > 0 ? [date] : []));
    if ([...found].sort().join() !== open.join()) throw new Error('slot-calculator finds other days');
  }
  return taken;
}
