import type { Program } from '../support/program.ts';
import { Browser } from '../support/staff-browser.ts';

/** A place in line that the program has said yes to. */
export type Acknowledged = { readonly token: string };

/** An employee with an open desk, so that the counter is open; the desk's stream is held until `leave`. */
export async function openDesk(
  program: Program,
  employee = 'mette',
): Promise<{ readonly browser: Browser; leave(): void }> {
  const browser = new Browser();
  await browser.logIn(program.url, employee, '/skranke');
  const ended = new AbortController();
  const stream = await fetch(`${program.url}/skranke/strom`, {
    headers: { cookie: browser.cookieHeader('/skranke/strom'), accept: 'text/event-stream' },
    signal: ended.signal,
  });
  if (!stream.ok) throw new Error(`the desk's stream answered ${stream.status}`);
  void stream.text().catch(() => {});
  return { browser, leave: () => ended.abort() };
}

/**
 * Citizens who ask for help, `many` at a time, until `until` says so. Only an answer 201 that arrived whole counts as
 * acknowledged; a broken connection or an error promises nothing. Each comes from an address of her own, told by a
 * header that the program trusts on loopback (TRUSTED_PROXIES=loopback), because one address may ask 30 times a minute.
 */
export async function askForHelpUntil(
  program: Program,
  many: number,
  until: (acknowledged: number) => boolean,
): Promise<readonly Acknowledged[]> {
  const acknowledged: Acknowledged[] = [];
  let asked = 0;
  const citizen = async () => {
    while (!until(acknowledged.length)) {
      asked += 1;
      const address = `10.${(asked >> 16) & 255}.${(asked >> 8) & 255}.${asked & 255}`;
      try {
        const answer = await fetch(`${program.url}/api/v1/fjordby/help-requests`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
          body: JSON.stringify({ form: 'text', service: 'mitid' }),
        });
        const body = (await answer.json()) as { token?: string };
        if (answer.status === 201 && body.token) acknowledged.push({ token: body.token });
        else await new Promise((next) => setTimeout(next, 20));
      } catch {
        await new Promise((next) => setTimeout(next, 20));
      }
    }
  };
  await Promise.all(Array.from({ length: many }, citizen));
  return acknowledged;
}

/** Each one's place in line now; null where the program does not know her any more. */
export async function placesOf(program: Program, people: readonly Acknowledged[]): Promise<readonly (number | null)[]> {
  const places: (number | null)[] = [];
  for (const { token } of people) {
    const answer = await fetch(`${program.url}/api/v1/fjordby/help-requests/mine`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const state = (await answer.json()) as { kind?: string; place?: number };
    places.push(answer.status === 200 && state.kind === 'waiting' ? (state.place ?? null) : null);
  }
  return places;
}
