import type { MunicipalityId, Result } from '../../../kernel/index.ts';
import { errorFields, type House, type Sweep } from '../../../platform/index.ts';
import type { Directory } from '../../tenancy/index.ts';
import type { Busy, BusyRange } from './busy-intervals.ts';
import { readBusy } from './busy-reader.ts';
import { calendarQuery } from './caldav.ts';
import { type CalendarNetwork, type Fetched, fetchCalendar, openCalendars } from './fetch-calendar.ts';
import { createGraph, type GraphHosts } from './graph.ts';
import { claimSources, type DueSource, type Source, type SourceFault, writeBusy, writeFault } from './source-store.ts';

const dayMs = 86_400_000;
/** Further than any kind of meeting is booked ahead (`meetingRulesSchema`). */
const daysAhead = 400;
/** A run begins nothing after this, and one calendar with all its questions has this long: a program that ends waits for both. */
const runMs = 20_000;
const oneMs = 40_000;
/** By one process; each may hold 20 MB and a thread that reads them. */
const mostAtOnce = 4;

type Read = Result<{ readonly busy: readonly Busy[] | null; readonly tag: string | null }, SourceFault>;
export type MirrorOptions = { readonly network?: CalendarNetwork; readonly hosts?: GraphHosts };

/** Reads calendars of others and keeps when they say that somebody is taken. Nobody waits for it. */
export function createMirror(house: House, { network = openCalendars, hosts }: MirrorOptions = {}) {
  const graph = house.config.graph && createGraph(network, house.config.graph, hosts);

  async function read(due: DueSource, source: Source, now: number): Promise<Read> {
    const signal = AbortSignal.timeout(oneMs);
    const midnight = Math.floor(now / dayMs) * dayMs;
    const range: BusyRange = { from: midnight - dayMs, to: midnight + daysAhead * dayMs };
    if (source.kind === 'graph') {
      if (!graph) return { ok: false, reason: 'not-set-up' };
      const found = await graph.busy(source.mailbox, range, now, signal);
      return found.ok ? { ok: true, value: { busy: found.value, tag: null } } : found;
    }
    // A tag counts for its day alone: the next day a rule without end reaches one day further.
    const day = new Date(midnight).toISOString().slice(0, 10);
    const known = due.tag?.startsWith(`${day} `) ? due.tag.slice(day.length + 1) : null;
    const answer = await (source.kind === 'ics'
      ? fetchCalendar(network, {
          url: source.url,
          method: 'GET',
          signal,
          headers: { accept: 'text/calendar, */*;q=0.1', ...(known ? { 'if-none-match': known } : {}) },
        })
      : fetchCalendar(network, {
          url: source.url,
          method: 'REPORT',
          signal,
          headers: { depth: '1', 'content-type': 'application/xml; charset=utf-8' },
          authorization: `Basic ${Buffer.from(`${source.user}:${source.password}`).toString('base64')}`,
          body: calendarQuery(range),
        }));
    if (!answer.ok) return answer;
    if (answer.value.status === 304 && known) return { ok: true, value: { busy: null, tag: due.tag } };
    const fault = faultOf(answer.value, source.kind === 'ics' ? 200 : 207);
    if (fault) return { ok: false, reason: fault };
    const found = await readBusy({ text: answer.value.body, kind: source.kind, range, own: due.own });
    if (!found.ok) return found;
    const { etag } = answer.value.headers;
    return { ok: true, value: { busy: found.value, tag: typeof etag === 'string' ? `${day} ${etag}` : null } };
  }

  async function readAndWrite(municipality: MunicipalityId, due: DueSource): Promise<void> {
    const now = house.clock.now();
    const outcome: Read = due.source
      ? await read(due, due.source, now.getTime()).catch((error) => {
          house.log.error('a calendar could not be read', errorFields(error));
          return { ok: false, reason: 'unreachable' } as const;
        })
      : { ok: false, reason: 'sealed' };
    await house.database.inMunicipality(municipality, () =>
      outcome.ok ? writeBusy(due, outcome.value.busy, outcome.value.tag, now) : writeFault(due.id, outcome.reason),
    );
  }

  /**
   * Takes what is due one by one, the municipalities in turn, asks outside any transaction, and writes each answer as it comes.
   * A few are asked at once: one that never answers holds up nobody else's.
   */
  return async (...municipalities: readonly MunicipalityId[]): Promise<void> => {
    const until = Date.now() + runMs;
    const turn = [...municipalities];
    const asked = new Set<Promise<void>>();
    while (Date.now() < until) {
      if (asked.size >= mostAtOnce) {
        await Promise.race(asked);
        continue;
      }
      const next = turn.shift();
      if (next === undefined) break;
      const [due] = await house.database.inMunicipality(next, () => claimSources(house, 1, house.clock.now()));
      if (!due) continue;
      turn.push(next);
      const asking: Promise<void> = readAndWrite(next, due)
        .catch((error) => house.log.error('a calendar could not be kept', errorFields(error)))
        .finally(() => asked.delete(asking));
      asked.add(asking);
    }
    await Promise.all(asked);
  };
}

function faultOf({ status }: Fetched, good: number): SourceFault | null {
  if (status === good) return null;
  if (status === 401 || status === 403) return 'login';
  if (status === 404 || status === 410) return 'missing';
  return status === 429 || status >= 500 ? 'busy' : 'refused';
}

export function calendarSweeps(house: House, directory: Directory): readonly Sweep[] {
  const mirror = createMirror(house);
  return [
    {
      name: 'meetings: calendars of others',
      everySeconds: 60,
      run: async () => {
        await mirror(...(await directory.all()).map(({ id }) => id));
      },
    },
  ];
}
