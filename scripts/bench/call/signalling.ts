import { type Report, spread, verdict } from '../report.ts';
import type { BenchOptions } from '../run-bench.ts';
import { both, forgetFrames, frames, longestGap, openCallPlace, wait } from './calls.ts';
import { lineOfPage } from './picture.ts';

const awayMs = 6_000;

/** N7: the server of the room goes in a call and comes back: the talk goes on, and everything works again soon. */
export async function benchSignalling({ rounds, say }: BenchOptions): Promise<Report> {
  const place = await openCallPlace({ apart: false });
  const [gaps, heals, admits, hangUps, letters]: number[][] = [[], [], [], [], []];
  try {
    for (let round = 0; round < (rounds ?? 3); round += 1) {
      const pair = await place.own();
      const next = await place.lab.room('text');
      await wait(3_000);
      await Promise.all(both(pair).map(forgetFrames));
      const from = Date.now();
      await place.lab.stop();
      await wait(awayMs / 2);
      const wrote = Date.now();
      await pair.citizen.getByLabel('Skriv her').fill('uden server');
      await pair.staff.getByText('uden server').first().waitFor();
      letters?.push(Date.now() - wrote);
      await wait(awayMs / 2);
      await place.lab.start();
      const back = Date.now();
      while ((await Promise.all(both(pair).map(lineOfPage))).flat().includes('server-away')) await wait(50);
      heals?.push((Date.now() - back) / 1000);
      await next.admit();
      admits?.push((Date.now() - back) / 1000);
      const to = Date.now();
      for (const page of both(pair)) gaps?.push(longestGap(await frames(page), from, to));
      await pair.citizen.getByRole('button', { name: 'Læg på' }).click();
      await pair.citizen.getByRole('button', { name: 'Læg på nu' }).click();
      await pair.staff.waitForSelector('[data-phase=ended]');
      hangUps?.push((Date.now() - to) / 1000);
      say(
        `away ${awayMs / 1000} s: longest gap ${Math.max(...(gaps ?? [])).toFixed(2)} s, back after ${heals?.at(-1)?.toFixed(2)} s`,
      );
      await pair.close();
    }
  } finally {
    await place.close();
  }
  const most = (all: readonly number[] = []) => Math.max(...all);
  return {
    figures: [
      {
        what: 'N7 longest time without a frame while the server is away',
        unit: 's',
        value: spread(gaps ?? []),
        must: verdict('unbroken: ≤ 1 s', most(gaps) <= 1),
      },
      { what: 'N7 letters to the other meanwhile', unit: 'ms', value: spread(letters ?? []) },
      {
        what: 'N7 both pages with the server again after its start',
        unit: 's',
        value: spread(heals ?? []),
        must: verdict('≤ 5 s', most(heals) <= 5),
        goal: verdict('≤ 2 s', most(heals) <= 2),
      },
      {
        what: 'N7 another room admitted after its start',
        unit: 's',
        value: spread(admits ?? []),
        must: verdict('≤ 5 s', most(admits) <= 5),
      },
      {
        what: 'N7 hang-up told to the other',
        unit: 's',
        value: spread(hangUps ?? []),
        must: verdict('≤ 5 s', most(hangUps) <= 5),
      },
    ],
    notes: [
      'Every socket and the listening server are closed for six seconds and begun again on the same database; the start of the whole program is measured by `durability`.',
    ],
  };
}
