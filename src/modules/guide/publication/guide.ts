import { type DateString, type MunicipalityId, wallClock } from '../../../kernel/index.ts';
import { errorFields, type House } from '../../../platform/index.ts';
import { type Publication, publish } from './publication.ts';
import { readGuide } from './store.ts';

/** The guide's face to the rest of the house. */
export type Guide = {
  /**
   * The municipality's guide as it is now. Kept in memory; built again after a notice `guide:{id}` and when the Danish
   * date turns, because facts expire by date.
   */
  readonly publication: (municipality: MunicipalityId) => Promise<Publication>;
  /** After texts were written or a place was changed: every process builds the guide again. */
  readonly announce: (municipality: MunicipalityId) => Promise<void>;
  readonly close: () => void;
};

type Kept = {
  current: Promise<Publication>;
  date: DateString;
  /** Builds are counted, so that a slow one never replaces what a later notice brought. */
  begun: number;
  shown: number;
  unsubscribe: () => void;
};

export async function createGuide(house: House): Promise<Guide> {
  const kept = new Map<MunicipalityId, Kept>();
  const today = () => wallClock(house.clock.now()).date;
  const build = async (municipality: MunicipalityId): Promise<Publication> => {
    const date = today();
    return publish(await house.database.inMunicipality(municipality, readGuide), date);
  };

  /** While it is built, and when it cannot be, the one before is shown. */
  const rebuild = async (municipality: MunicipalityId, entry: Kept) => {
    entry.begun += 1;
    const number = entry.begun;
    try {
      const publication = await build(municipality);
      if (number < entry.shown) return;
      entry.shown = number;
      entry.current = Promise.resolve(publication);
    } catch (error) {
      house.log.error('guide: could not be built again', errorFields(error));
    }
  };

  const first = (municipality: MunicipalityId): Kept => {
    const entry: Kept = { current: build(municipality), date: today(), begun: 0, shown: 0, unsubscribe: () => {} };
    entry.unsubscribe = house.bus.subscribe(`guide:${municipality}`, () => void rebuild(municipality, entry));
    kept.set(municipality, entry);
    // Whoever asked is told of the failure; the next who asks tries again.
    entry.current.catch(() => forget(municipality, entry));
    return entry;
  };
  const forget = (municipality: MunicipalityId, entry: Kept) => {
    entry.unsubscribe();
    if (kept.get(municipality) === entry) kept.delete(municipality);
  };

  return {
    publication: (municipality) => {
      const found = kept.get(municipality);
      if (found && found.date === today()) return found.current;
      // Another day: a fact that has expired must not be shown for one request more.
      if (found) forget(municipality, found);
      return first(municipality).current;
    },
    announce: (municipality) =>
      house.database.inMunicipality(municipality, () => house.bus.notify(`guide:${municipality}`)),
    close: () => {
      for (const [municipality, entry] of kept) forget(municipality, entry);
    },
  };
}
