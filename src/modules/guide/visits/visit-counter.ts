import { isoWeek, type MunicipalityId, wallClock } from '../../../kernel/index.ts';
import { errorFields, type House } from '../../../platform/index.ts';
import { addVisits, type CountedVisits, namedEntrances } from './store.ts';
import { builtInEntrances, type VisitKind, webEntrance } from './visit-rule.ts';

/** Counts uses of the guide. */
export type VisitCounter = {
  /** In memory at once; the database hears of it within seconds. */
  readonly count: (municipality: MunicipalityId, entrance: string, kind: VisitKind) => void;
  /** Writes what has been counted; one short transaction for each municipality. */
  readonly flush: () => Promise<void>;
  /** Stops the clock and writes the rest: before the database is closed. */
  readonly close: () => Promise<void>;
};

/** What a process that dies loses at most. */
const flushEveryMs = 5_000;
/** Made-up keys end here; more than these within one flush count as web. */
const pendingKeys = 200;

/** Addition in memory: a page that is sent from memory must not wait for the database to be counted. */
export function createVisitCounter(house: Pick<House, 'clock' | 'database' | 'log'>): VisitCounter {
  let pending = new Map<MunicipalityId, Map<string, CountedVisits>>();
  let running: Promise<void> = Promise.resolve();

  const add = (municipality: MunicipalityId, visit: CountedVisits) => {
    const visits = pending.get(municipality) ?? new Map<string, CountedVisits>();
    pending.set(municipality, visits);
    let { entrance } = visit;
    const key = () => `${visit.period} ${entrance} ${visit.kind}`;
    if (visits.size >= pendingKeys && !visits.has(key())) entrance = webEntrance;
    visits.set(key(), { ...visit, entrance, count: (visits.get(key())?.count ?? 0) + visit.count });
  };

  const write = async () => {
    const taken = pending;
    pending = new Map();
    for (const [municipality, visits] of taken) {
      const counted = [...visits.values()];
      try {
        await house.database.inMunicipality(municipality, async () => {
          const known = new Set<string>([...builtInEntrances, ...(await namedEntrances()).map(({ key }) => key)]);
          await addVisits(together(counted, known));
        });
      } catch (error) {
        house.log.warn('visits not written yet', errorFields(error));
        for (const visit of counted) add(municipality, visit);
      }
    }
  };
  const flush = () => {
    running = running.then(write);
    return running;
  };
  const timer = setInterval(() => void (pending.size > 0 && flush()), flushEveryMs);
  timer.unref();
  return {
    count: (municipality, entrance, kind) =>
      add(municipality, { period: isoWeek(wallClock(house.clock.now()).date), entrance, kind, count: 1 }),
    flush,
    close: async () => {
      clearInterval(timer);
      await flush();
    },
  };
}

/** Keys that nobody has named count as web, so that nobody can make rows of ours by writing addresses. */
function together(counted: readonly CountedVisits[], known: ReadonlySet<string>): readonly CountedVisits[] {
  const sums = new Map<string, CountedVisits>();
  for (const visit of counted) {
    const entrance = known.has(visit.entrance) ? visit.entrance : webEntrance;
    const key = `${visit.period} ${entrance} ${visit.kind}`;
    sums.set(key, { ...visit, entrance, count: (sums.get(key)?.count ?? 0) + visit.count });
  }
  return [...sums.values()];
}
