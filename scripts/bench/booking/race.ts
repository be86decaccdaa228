import { withPostgres } from '../program.ts';
import { type Figure, type Report, single, spread, verdict } from '../report.ts';
import type { BenchOptions } from '../run-bench.ts';
import { type Answered, PostClient } from './post-client.ts';
import { address, addTeam, asOwner, book, lookAtTables, startAt, startBooked, wish } from './setting.ts';

const won = (answers: readonly Answered[]) => answers.filter(({ status }) => status === 201).length;
/** Anything but booked and told that it is taken. */
const strange = (answers: readonly Answered[]) =>
  answers.filter(({ status, body }) => status !== 201 && !(status === 409 && /taken|hold-gone/.test(body)));

/** Many who want the same: exactly as many get it as there is of it, whatever runs out or is changed meanwhile. */
export async function benchBookingRace({ rounds, say }: BenchOptions): Promise<Report> {
  const times = rounds ?? 20;
  return withPostgres(async (cluster) => {
    const program = await startBooked(cluster);
    const clients = Array.from({ length: 32 }, () => new PostClient(program.port));
    const wrong: Record<string, number> = {};
    const odd: string[] = [];
    const slowest: number[] = [];
    const note = (what: string, answers: readonly Answered[], winners: number) => {
      slowest.push(Math.max(...answers.map(({ ms }) => ms)));
      odd.push(...strange(answers).map(({ status, body }) => `${status} ${body.slice(0, 120)}`));
      wrong[what] = (wrong[what] ?? 0) + (won(answers) === winners ? 0 : 1);
    };
    try {
      await addTeam(cluster.url, { slug: 'one', many: 1, minutes: 10 });
      const pool = await addTeam(cluster.url, { slug: 'pool', many: 20, minutes: 10 });
      await addTeam(cluster.url, { slug: 'holds', many: 1, minutes: 10 });
      const deadlocks = () => deadlocksOf(cluster.url);
      const before = await deadlocks();
      for (let at = 0; at < times; at += 1) {
        const startsAt = startAt(2, at, 10);
        note('8 on one time', await Promise.all(clients.slice(0, 8).map((one) => book(one, wish('one', startsAt)))), 1);
      }
      say('8 on one time');
      for (let at = 0; at < times; at += 1) {
        const startsAt = startAt(3, at, 10);
        note('32 on any of 20', await Promise.all(clients.map((one) => book(one, wish('pool', startsAt)))), 20);
      }
      say('32 on any of 20');
      for (let at = 0; at < times; at += 1)
        note('holds', await holdsRace(cluster.url, clients, startAt(4, at, 10), at), 1);
      say('holds that run out and are confirmed');
      let rebuilding = true;
      const rebuilt = rebuildHours(cluster.url, pool, () => rebuilding);
      for (let at = 0; at < times; at += 1) {
        const startsAt = startAt(5, at, 10);
        note('hours rebuilt', await Promise.all(clients.map((one) => book(one, wish('pool', startsAt)))), 20);
      }
      rebuilding = false;
      const changes = await rebuilt;
      say(`hours rebuilt ${changes} times meanwhile`);
      const tables = await lookAtTables(cluster.url);
      const seen = (await deadlocks()) - before;
      const figures: Figure[] = Object.entries(wrong).map(([what, count]) => ({
        what: `${what}, ${times} times: without exactly as many winners as there are`,
        unit: '',
        value: single(count),
        must: verdict('0', count === 0),
      }));
      const none = (what: string, count: number): Figure => ({
        what,
        unit: '',
        value: single(count),
        must: verdict('0', count === 0),
      });
      return {
        figures: [
          ...figures,
          none(
            'overlaps, meetings that hold nothing or twice, keys used twice',
            tables.overlaps + tables.uneven + tables.keysTwice,
          ),
          none('answers that are neither booked nor taken', odd.length),
          none('deadlocks that the database had to break', seen),
          { what: 'slowest answer of each race', unit: 'ms', value: spread(slowest) },
        ],
        notes: [
          `Over HTTP on PostgreSQL with fsync. A hold is confirmed, wanted by seven others and aged past its end at the same moment, in turns of who comes first; hours of the pool were written anew ${changes} times while 32 booked any of 20.`,
          ...odd.slice(0, 5),
        ],
      };
    } finally {
      for (const one of clients) one.close();
      await program.stop();
    }
  });
}

async function deadlocksOf(url: string): Promise<number> {
  return asOwner(url, async (client) =>
    Number((await client.query('select sum(deadlocks) as n from pg_stat_database')).rows[0]?.n ?? 0),
  );
}

/** One holds; then her confirmation, the end of her time and seven others come together. */
async function holdsRace(
  url: string,
  clients: readonly PostClient[],
  startsAt: Date,
  round: number,
): Promise<readonly Answered[]> {
  const [holder, ...others] = clients.slice(0, 8) as [PostClient, ...PostClient[]];
  const { name, contact, ...wished } = wish('holds', startsAt);
  const held = await holder.post('/api/v1/fjordby/meeting-holds', wished, address());
  if (held.status !== 201) throw new Error(`a hold answered ${held.status}: ${held.body}`);
  const { hold } = JSON.parse(held.body) as { hold: string };
  const age = () =>
    asOwner(url, async (client) => {
      const id = hold.split('.')[0];
      await client.query(
        `update meeting_occupancy set expires_at = now() - interval '1 second' where meeting_id = $1 and why = 'hold'`,
        [id],
      );
    });
  const confirm = () => book(holder, { ...wished, name, contact, hold });
  const want = () => others.map((one) => book(one, wish('holds', startsAt)));
  const [aged, answers] = await Promise.all([
    round % 2 === 0 ? age() : null,
    Promise.all(round % 3 === 0 ? [confirm(), ...want()] : [...want(), confirm()]),
  ]);
  void aged;
  // All may come before the hold is aged and its holder be told that it is gone: then the next one gets it.
  if (won(answers) > 0) return answers;
  return [...answers, await book(holder, wish('holds', startsAt))];
}

/** Writes the hours of the pool anew, again and again: all open, so that there are as many to win. */
async function rebuildHours(url: string, pool: readonly string[], on: () => boolean): Promise<number> {
  return asOwner(url, async (client) => {
    let changes = 0;
    while (on()) {
      await client.query('begin');
      for (const id of [...pool].sort(() => Math.random() - 0.5).slice(0, 5))
        await client.query(`update meeting_resource set hours = hours, version = version + 1 where id = $1`, [id]);
      await client.query('commit');
      changes += 1;
    }
    return changes;
  });
}
