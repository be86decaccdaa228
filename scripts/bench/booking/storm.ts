import { PostClient } from './post-client.ts';
import { asOwner, book, startAt, wish } from './setting.ts';

export const clients = 16;
/** What somebody was told, and what she sent: the history that the tables must agree with. */
export type Told = { readonly key: string; readonly startsAt: number; token: string | null; refused: boolean };
/** `silenceMs`: the longest without any answer; `startMs`: what of it was needed to begin again. */
export type Round = { readonly silenceMs: number; readonly startMs: number; readonly told: readonly Told[] };

/**
 * Citizens who book from all sides, on times that several want, for six seconds and as long as the fault lasts; a wish without
 * an answer is sent again with its key until it has one. `fault` ends something after two seconds and gives back what begins it
 * again. `storm` numbers the storms on one database: each has days of its own. The port is the same after a restart.
 */
export async function bookingStorm(
  { port }: { readonly port: number },
  { team, storm }: { readonly team: string; readonly storm: number },
  fault: () => Promise<() => Promise<void>>,
): Promise<Round> {
  const told: Told[] = [];
  let running = true;
  let lastAnswer = performance.now();
  let longest = 0;
  const answered = () => {
    const now = performance.now();
    longest = Math.max(longest, now - lastAnswer);
    lastAnswer = now;
  };
  let next = 0;
  const workers = Array.from({ length: clients }, async () => {
    const client = new PostClient(port);
    while (running) {
      next += 1;
      const key = `storm-${storm}-wish-${next}-${Math.random().toString(36).slice(2)}`;
      const startsAt = startAt(2 + storm * 2, Math.floor(next / 5) % 140, 10);
      const one: Told = { key, startsAt: startsAt.getTime(), token: null, refused: false };
      told.push(one);
      const body = wish(team, startsAt, key);
      while (one.token === null && !one.refused) {
        const answer = await book(client, body, 8_000).catch(() => null);
        if (answer?.status === 201) one.token = (JSON.parse(answer.body) as { token: string }).token;
        else if (answer?.status === 409) one.refused = true;
        else await new Promise((wait) => setTimeout(wait, 20));
        if (answer && answer.status < 500) answered();
      }
      // The same wish once more, as a browser does whose answer was lost.
      if (one.token !== null && next % 7 === 0) {
        const again = await book(client, body, 8_000).catch(() => null);
        if (again?.status === 201 && (JSON.parse(again.body) as { token: string }).token !== one.token)
          one.token = 'two links';
      }
    }
    client.close();
  });
  await new Promise((wait) => setTimeout(wait, 2_000));
  longest = 0;
  lastAnswer = performance.now();
  const begin = await fault();
  const began = performance.now();
  await begin();
  const startMs = performance.now() - began;
  await new Promise((wait) => setTimeout(wait, 4_000));
  running = false;
  await Promise.all(workers);
  return { silenceMs: longest, startMs, told };
}

/** Acknowledged and gone; there without having been asked for; two links for one wish. */
export async function compareHistory(
  url: string,
  { team, told }: { readonly team: string; readonly told: readonly Told[] },
): Promise<{ readonly lost: number; readonly ghosts: number; readonly changed: number }> {
  return asOwner(url, async (client) => {
    const { rows } = await client.query(
      `select m.request_key as key, m.starts_at as at from meeting m join meeting_type t on t.id = m.type_id where t.slug = $1 and m.state = 'booked'`,
      [team],
    );
    const there = new Map((rows as { key: string; at: Date }[]).map(({ key, at }) => [key, at.getTime()]));
    const asked = new Map(told.map((one) => [one.key, one]));
    return {
      lost: told.filter(({ key, token, startsAt }) => token !== null && there.get(key) !== startsAt).length,
      ghosts: [...there.keys()].filter((key) => asked.get(key)?.token === null || !asked.has(key)).length,
      changed: told.filter(({ token }) => token === 'two links').length,
    };
  });
}
