import type { MunicipalityId } from '../../../kernel/index.ts';
import type { House, Sweep } from '../../../platform/index.ts';
import { createDirectory } from '../../tenancy/index.ts';
import type { Guide } from '../publication/guide.ts';
import type { Film } from './film.ts';
import { removeOrphans } from './film-files.ts';
import { allFilms, filmsNow } from './store.ts';

/** The films of the guides. */
export type Films = {
  /** Where the files lie. */
  readonly folder: string;
  /** As they are shown now; read again when the guide is published anew, which a change of a film does. */
  readonly of: (municipality: MunicipalityId) => Promise<readonly Film[]>;
};

export function createFilms(house: Pick<House, 'database'>, guide: Guide, folder: string): Films {
  const kept = new WeakMap<object, Promise<readonly Film[]>>();
  return {
    folder,
    of: async (municipality) => {
      const publication = await guide.publication(municipality);
      let films = kept.get(publication);
      if (!films) {
        films = house.database.inMunicipality(municipality, filmsNow);
        kept.set(publication, films);
        films.catch(() => kept.delete(publication));
      }
      return films;
    },
  };
}

const orphanAgeMs = 3_600_000;

/** Files that no guide shows any more, and uploads that were broken off. */
export function filmSweeps(house: House, folder: string): readonly Sweep[] {
  return [
    {
      name: 'films without a guide',
      everySeconds: 1800,
      run: async () => {
        const shown = async () => {
          const hashes = new Set<string>();
          // Read anew: the films of a municipality that has come since this process began must not look like nobody's.
          for (const { id } of await createDirectory(house).all())
            for (const film of await house.database.inMunicipality(id, allFilms)) hashes.add(film.hash);
          return hashes;
        };
        const removed = await removeOrphans(folder, shown, new Date(house.clock.now().getTime() - orphanAgeMs));
        if (removed > 0) house.log.info('films removed', { removed });
      },
    },
  ];
}
