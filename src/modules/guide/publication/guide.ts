import { type DateString, Lru, type MunicipalityId, wallClock } from '../../../kernel/index.ts';
import { errorFields, type House } from '../../../platform/index.ts';
import type { ComposedService } from './compose-service.ts';
import { type NationalSearch, nationalSearch } from './national-search.ts';
import { type NationalGuide, type Publication, publish } from './publication.ts';
import { readLocal, readNational, type StoredLocal } from './store.ts';

/** The guide's face to the rest of the house. */
export type Guide = {
  /**
   * The municipality's guide as it is now. Kept in memory; built again after a notice and when the Danish date turns,
   * because facts expire by date.
   */
  readonly publication: (municipality: MunicipalityId) => Promise<Publication>;
  /** After local texts were written or a place was changed: every process builds the municipality's guide again. */
  readonly announce: (municipality: MunicipalityId) => Promise<void>;
  /** After national texts or facts were written: every process reads them again, for all municipalities. */
  readonly announceNational: () => Promise<void>;
  readonly close: () => void;
};

/** Composed services kept, over all municipalities: about 20 kB each. */
const mostComposed = 3000;
/** Notice: something national is not as it was. */
export const nationalTopic = 'guide:national';
/** Seconds before a reading that failed is tried again; the last one until it succeeds. */
const retryPauses: readonly [number, ...number[]] = [1, 5, 30];

/**
 * Something read from the database and kept until a notice. While it is read again, and when it cannot be, the one before
 * is shown; readings are counted, so that a slow one never replaces what a later notice brought.
 */
class Kept<Value> {
  #current: Promise<Value>;
  #begun = 0;
  #shown = 0;
  readonly #read: () => Promise<Value>;

  constructor(read: () => Promise<Value>) {
    this.#read = read;
    this.#current = read();
  }

  get current(): Promise<Value> {
    return this.#current;
  }

  /** @returns true when what is shown is another than before. Throws what the reading throws. */
  async again(): Promise<boolean> {
    this.#begun += 1;
    const number = this.#begun;
    const value = await this.#read();
    if (number < this.#shown) return false;
    this.#shown = number;
    this.#current = Promise.resolve(value);
    return true;
  }
}

type Entry = {
  readonly local: Kept<StoredLocal>;
  readonly unsubscribe: () => void;
  /** What was made last, and of what. */
  made: { readonly of: readonly unknown[]; readonly publication: Publication } | null;
};

export async function createGuide(house: House, pauses = retryPauses): Promise<Guide> {
  const entries = new Map<MunicipalityId, Entry>();
  const composed = new Lru<ComposedService>(mostComposed);
  let names = 0;
  const today = (): DateString => wallClock(house.clock.now()).date;

  let search: NationalSearch | null = null;
  const readGuide = async (): Promise<NationalGuide> => {
    const stored = await house.database.inTx(readNational);
    search = nationalSearch(stored, search);
    return { stored, search };
  };
  let national: Kept<NationalGuide> | null = null;
  const nationalGuide = (): Promise<NationalGuide> => {
    if (!national) {
      const first = new Kept(readGuide);
      national = first;
      // Whoever asked is told of the failure; the next who asks tries again.
      first.current.catch(() => {
        if (national === first) national = null;
      });
    }
    return national.current;
  };
  const retries = new Map<Kept<unknown>, NodeJS.Timeout>();
  const stopRetry = (kept: Kept<unknown>) => {
    clearTimeout(retries.get(kept));
    retries.delete(kept);
  };
  /** A notice is heard once: a reading that fails is tried again until it succeeds, or the old text would stay. */
  const again = async (kept: Kept<unknown>, wanted: () => boolean, done = () => {}, failures = 0): Promise<void> => {
    stopRetry(kept);
    try {
      await kept.again();
      done();
    } catch (error) {
      house.log.error('guide: could not be read again', errorFields(error));
      if (!wanted()) return;
      stopRetry(kept);
      const pause = pauses[Math.min(failures, pauses.length - 1)] ?? pauses[0];
      const timer = setTimeout(() => void again(kept, wanted, done, failures + 1), pause * 1000);
      retries.set(kept, timer.unref());
    }
  };
  let closed = false;
  // Until a municipality is asked for again, what was made of the texts before would hold them and their index.
  const unmake = () => {
    for (const entry of entries.values()) entry.made = null;
  };
  const unsubscribe = house.bus.subscribe(nationalTopic, () => {
    const kept = national;
    if (kept) void again(kept, () => !closed && national === kept, unmake);
  });

  const forget = (municipality: MunicipalityId, entry: Entry) => {
    entry.unsubscribe();
    stopRetry(entry.local);
    if (entries.get(municipality) === entry) entries.delete(municipality);
  };
  const entryOf = (municipality: MunicipalityId): Entry => {
    const known = entries.get(municipality);
    if (known) return known;
    const local = new Kept(() => house.database.inMunicipality(municipality, readLocal));
    const entry: Entry = {
      local,
      unsubscribe: house.bus.subscribe(
        `guide:${municipality}`,
        () => void again(local, () => entries.get(municipality)?.local === local),
      ),
      made: null,
    };
    entries.set(municipality, entry);
    local.current.catch(() => forget(municipality, entry));
    return entry;
  };

  return {
    publication: async (municipality) => {
      const entry = entryOf(municipality);
      const [shared, local] = await Promise.all([nationalGuide(), entry.local.current]);
      // Another day: a fact that has expired must not be shown for one request more.
      const of = [shared, local, today()];
      if (entry.made && of.every((part, index) => entry.made?.of[index] === part)) return entry.made.publication;
      names += 1;
      const publication = publish(shared, local, today(), { kept: composed, name: `${names}` });
      entry.made = { of, publication };
      return publication;
    },
    announce: (municipality) =>
      house.database.inMunicipality(municipality, () => house.bus.notify(`guide:${municipality}`)),
    announceNational: () => house.database.inTx(() => house.bus.notify(nationalTopic)),
    close: () => {
      closed = true;
      unsubscribe();
      if (national) stopRetry(national);
      for (const [municipality, entry] of entries) forget(municipality, entry);
    },
  };
}
