import pg from 'pg';
import { openDatabase } from '../../src/db/index.ts';
import { withPostgres } from './program.ts';
import { type Figure, median, type Report, spread, verdict } from './report.ts';
import type { BenchOptions } from './run-bench.ts';

const municipalities = 98;
const ticketsEach = 200;
const countsEach = 2_000;
const connections = 4;
const secondsEach = 0.3;

/** A read that pages make all the time, as the stores write it. `$1` is the municipality. */
type HotRead = { readonly name: string; readonly what: string; readonly sql: string; readonly byPolicy: string };
const hotReads: readonly HotRead[] = [
  {
    name: 'line',
    what: 'the line: who waits, first come first',
    sql: `select * from help_ticket where municipality_id = $1 and state = 'waiting' order by queued_at, id`,
    byPolicy: `select * from help_ticket where state = 'waiting' order by queued_at, id`,
  },
  {
    name: 'first',
    what: 'the first who is there',
    sql: `select * from help_ticket where municipality_id = $1 and state = 'waiting' and seen_until > now() order by queued_at, id limit 1`,
    byPolicy: `select * from help_ticket where state = 'waiting' and seen_until > now() order by queued_at, id limit 1`,
  },
  {
    name: 'desk',
    what: 'how many are at the desk',
    sql: `select count(*) from desk_presence where municipality_id = $1 and seen_until > now()`,
    byPolicy: `select count(*) from desk_presence where seen_until > now()`,
  },
  {
    name: 'token',
    what: 'a ticket by its secret',
    sql: `select * from help_ticket where municipality_id = $1 and token_hash = 'token ' || current_setting('app.municipality') || ' 7'`,
    byPolicy: `select * from help_ticket where token_hash = 'token ' || current_setting('app.municipality') || ' 7'`,
  },
  {
    name: 'counts',
    what: 'counts of a period',
    sql: `select channel, task, kind, outcome, count from contact_count where municipality_id = $1 and period = '2026-W40'`,
    byPolicy: `select channel, task, kind, outcome, count from contact_count where period = '2026-W40'`,
  },
];

/** B5: the same read by a superuser whom no policy binds, with the municipality in the query, and by the program's role. */
export async function benchRls({ rounds, say }: BenchOptions): Promise<Report> {
  return withPostgres(async (cluster) => {
    const opened = await openDatabase({
      databaseUrl: cluster.url,
      databaseOwnerUrl: null,
      dataDir: null,
      pool: 1,
      prepare: async () => {},
    });
    if (!opened.ok) throw new Error(`the database did not open: ${opened.reason.kind}`);
    await opened.value.close();
    const ids = await fill(cluster.url);
    const open = (options: string) => new pg.Pool({ connectionString: cluster.url, max: connections, options });
    const owner = open('');
    const program = open('-c role=medbetjening_app');
    const figures: Figure[] = [];
    try {
      for (const read of hotReads) {
        const without: number[] = [];
        const withPolicy: number[] = [];
        for (let round = -1; round < (rounds ?? 21); round += 1) {
          const free = await transactionsASecond(owner, ids, { name: read.name, text: read.sql }, true);
          const bound = await transactionsASecond(program, ids, { name: read.name, text: read.byPolicy }, false);
          if (round < 0) continue;
          without.push(free);
          withPolicy.push(bound);
        }
        // Of the rounds one by one: what else the machine does meets both sides of a round alike.
        const ratio = median(withPolicy.map((bound, at) => bound / (without[at] ?? Number.NaN)));
        say(`${read.what}: ${ratio.toFixed(2)}`);
        figures.push({
          what: read.what,
          unit: '/s',
          value: spread(withPolicy),
          baseline: { what: 'without policy', value: spread(without) },
          ratio,
          must: verdict('≥ 0.9', ratio >= 0.9),
          goal: verdict('1.0', ratio >= 0.995),
        });
      }
    } finally {
      await owner.end();
      await program.end();
    }
    return {
      figures,
      notes: [
        `PostgreSQL ${cluster.version}, ${municipalities} municipalities with ${ticketsEach} waiting and ${countsEach} counter rows each, ${connections} connections, ${secondsEach} s a round, both in turns.`,
        'Both sides run begin, set_config, the read, commit, with prepared statements; only the role and the place of the municipality differ.',
      ],
    };
  });
}

async function fill(url: string): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`insert into municipality (id, slug, name, full_name, colour)
    select gen_random_uuid(), 'm' || n, 'M' || n, 'M' || n || ' Kommune', '#1a5e63' from generate_series(1, ${municipalities}) n`);
  await client.query(`insert into employee (id, municipality_id, issuer, subject, name, roles)
    select gen_random_uuid(), m.id, 'bench', 's' || n, 'N', '[]' from municipality m, generate_series(1, 40) n`);
  await client.query(`insert into desk_presence (municipality_id, employee_id, seen_until)
    select municipality_id, id, now() + random() * interval '2 hours' - interval '1 hour' from employee`);
  await client.query(`insert into call_room (id, municipality_id, form, language, opened_at)
    select gen_random_uuid(), m.id, 'text', 'da', now() from municipality m, generate_series(1, ${ticketsEach}) n`);
  await client.query(`insert into help_ticket (id, municipality_id, token_hash, state, form, language, queued_at, seen_until, room_id)
    select gen_random_uuid(), r.municipality_id, 'token ' || r.municipality_id || ' ' || row_number() over (partition by r.municipality_id),
      'waiting', 'text', 'da', now() - random() * interval '1 hour', now() + interval '2 hours', r.id from call_room r`);
  await client.query(`insert into contact_count (municipality_id, period, channel, task, kind, outcome, count)
    select m.id, '2026-W' || (1 + n % 50), 'text', 'task' || n / 50, 'information', 'self', 7
    from municipality m, generate_series(1, ${countsEach}) n`);
  await client.query('analyze');
  const { rows } = await client.query<{ id: string }>('select id from municipality');
  await client.end();
  return rows.map(({ id }) => id);
}

async function transactionsASecond(
  pool: pg.Pool,
  ids: readonly string[],
  read: { readonly name: string; readonly text: string },
  withId: boolean,
): Promise<number> {
  const until = performance.now() + secondsEach * 1000;
  const began = performance.now();
  let done = 0;
  const worker = async (from: number) => {
    const client = await pool.connect();
    try {
      for (let at = from; performance.now() < until; at += connections) {
        const id = ids[at % ids.length] ?? '';
        await client.query('begin');
        await client.query({ name: 'set', text: `select set_config('app.municipality', $1, true)`, values: [id] });
        await client.query({ ...read, values: withId ? [id] : [] });
        await client.query('commit');
        done += 1;
      }
    } finally {
      client.release();
    }
  };
  await Promise.all(Array.from({ length: connections }, (_, at) => worker(at)));
  return done / ((performance.now() - began) / 1000);
}
