import type { CDPSession, Page } from '@playwright/test';
import { type Figure, type Report, single, verdict } from '../report.ts';
import type { BenchOptions } from '../run-bench.ts';
import { openCallPlace, wait } from './calls.ts';

const everyMs = 20_000;
const mib = 1024 * 1024;

/** How fast a memory grows: the slope of a line through its measurements, MiB a minute. */
export function slope(points: readonly { readonly minute: number; readonly mib: number }[]): number {
  const mean = (of: (point: (typeof points)[number]) => number) =>
    points.reduce((sum, one) => sum + of(one), 0) / points.length;
  const [x, y] = [mean((one) => one.minute), mean((one) => one.mib)];
  const spread = points.reduce((sum, one) => sum + (one.minute - x) ** 2, 0);
  return points.reduce((sum, one) => sum + (one.minute - x) * (one.mib - y), 0) / spread;
}

/** Memory of page and server over a call, each time after a collection. `--rounds` is the minutes. */
export async function benchMemory({ rounds, say }: BenchOptions): Promise<Report> {
  const minutes = rounds ?? 20;
  const place = await openCallPlace({ apart: false });
  try {
    const pair = await place.own();
    const bare = await place.bare();
    const heapOf = async (page: Page): Promise<() => Promise<number>> => {
      const cdp: CDPSession = await page.context().newCDPSession(page);
      await cdp.send('HeapProfiler.enable');
      return async () => {
        await cdp.send('HeapProfiler.collectGarbage');
        return (await cdp.send('Runtime.getHeapUsage')).usedSize / mib;
      };
    };
    const measured = {
      citizen: await heapOf(pair.citizen),
      employee: await heapOf(pair.staff),
      bare: await heapOf(bare.citizen),
      server: async () => (await place.lab.memory()).heap / mib,
    };
    const points: Record<keyof typeof measured, { minute: number; mib: number }[]> = {
      citizen: [],
      employee: [],
      bare: [],
      server: [],
    };
    await wait(15_000);
    const began = Date.now();
    while (Date.now() - began < minutes * 60_000) {
      const minute = (Date.now() - began) / 60_000;
      for (const [name, of] of Object.entries(measured) as [keyof typeof measured, () => Promise<number>][])
        points[name].push({ minute, mib: await of() });
      say(
        `${minute.toFixed(1)} min: ${Object.entries(points)
          .map(([name, all]) => `${name} ${all.at(-1)?.mib.toFixed(2)}`)
          .join(', ')} MiB`,
      );
      // Somebody writes meanwhile.
      await pair.citizen.getByLabel('Skriv her').fill(`minut ${minute.toFixed(1)}`);
      await pair.citizen.getByLabel('Skriv her').press('Enter');
      await wait(everyMs);
    }
    const figure = (who: keyof typeof measured, words: string): Figure => {
      const grows = slope(points[who]);
      return {
        what: `${words}: growth over ${minutes} min (from ${points[who][0]?.mib.toFixed(1)} to ${points[who].at(-1)?.mib.toFixed(1)} MiB)`,
        unit: 'MiB/min',
        value: { ...single(grows), count: points[who].length },
        ...(who === 'bare' ? {} : { baseline: { what: 'bare call’s page', value: single(slope(points.bare)) } }),
        must: verdict('< 1 MiB a minute', grows < 1),
      };
    };
    return {
      figures: [figure('citizen', 'citizen’s page'), figure('employee', 'employee’s page'), figure('server', 'server')],
      notes: [
        'Script heap after a forced collection, every 20 s; the slope of a line through all. A line of text is written each time. The server is the lab’s, with the real room.',
      ],
    };
  } finally {
    await place.close();
  }
}
