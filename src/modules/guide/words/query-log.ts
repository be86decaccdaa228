import type { MunicipalityId } from '../../../kernel/index.ts';
import { wallClock } from '../../../kernel/index.ts';
import { errorFields, type House } from '../../../platform/index.ts';
import { OnceADay } from './once-a-day.ts';
import { type KnownWords, storableQuery } from './storable-query.ts';
import type { SearchOutcome } from './suggestion.ts';
import { countSearches, type Seen } from './suggestion-store.ts';

export type AnsweredSearch = {
  readonly municipality: MunicipalityId;
  /** As it was written. Redacted before it goes anywhere. */
  readonly query: string;
  readonly outcome: SearchOutcome;
  /** Where it came from, for the limit of once a day; not kept. */
  readonly address: string;
};

/** Counts how searches end. Never keeps a citizen waiting, and never fails what it stands beside. */
export type QueryLog = {
  readonly note: (search: AnsweredSearch) => void;
  /** When all that was noted has been counted. */
  readonly settled: () => Promise<void>;
};

/** Recognises the same words in the same municipality, and nobody without our key can tell which. */
export const searchFingerprint = (house: Pick<House, 'keys'>, municipality: MunicipalityId, text: string): string =>
  house.keys.fingerprint('searches', `${municipality}\n${text}`);

/** More than this in wait means that the database is behind; then searches go uncounted. */
const mostWaiting = 500;

/** @param knownWords of a municipality, for what of a long search may be kept. */
export function createQueryLog(
  house: Pick<House, 'clock' | 'database' | 'keys' | 'log'>,
  knownWords: (municipality: MunicipalityId) => Promise<KnownWords>,
): QueryLog {
  const onceADay = new OnceADay();
  let waiting: AnsweredSearch[] = [];
  let running: Promise<void> = Promise.resolve();
  let busy = false;

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      for (const municipality of new Set(batch.map((one) => one.municipality)))
        await count(
          municipality,
          batch.filter((one) => one.municipality === municipality),
        ).catch((error: unknown) => house.log.warn('searches could not be counted', errorFields(error)));
    }
    busy = false;
  }

  async function count(municipality: MunicipalityId, searches: readonly AnsweredSearch[]): Promise<void> {
    const known = await knownWords(municipality);
    const { date } = wallClock(house.clock.now());
    const seen = searches.flatMap(({ query, outcome, address }): Seen[] => {
      const text = storableQuery(query, known);
      if (text === null || !onceADay.allows(address, `${municipality} ${outcome} ${text}`, date)) return [];
      return [{ fingerprint: searchFingerprint(house, municipality, text), text, outcome }];
    });
    if (seen.length > 0) await house.database.inMunicipality(municipality, () => countSearches(seen, date));
  }

  return {
    note: (search) => {
      if (waiting.length >= mostWaiting) return;
      waiting.push(search);
      if (busy) return;
      busy = true;
      running = drain();
    },
    settled: () => running,
  };
}
