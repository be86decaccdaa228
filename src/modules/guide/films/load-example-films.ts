import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import { wallClock } from '../../../kernel/index.ts';
import type { House } from '../../../platform/index.ts';
import type { Municipality } from '../../tenancy/index.ts';
import { checkFilm } from './check-form.ts';
import { entrySubject } from './film.ts';
import { takeInFilm } from './film-files.ts';
import { allFilms, putFilm } from './store.ts';

const ExampleFilms = v.array(
  v.object({
    municipality: v.string(),
    subject: v.string(),
    kind: v.string(),
    file: v.string(),
    captions: v.string(),
    length: v.string(),
    transcript: v.string(),
    owner: v.string(),
    checkedOn: v.string(),
  }),
);

/**
 * The invented films of the demonstration, once: a municipality that has any film, or that is not invented, is left alone. An
 * example that is not fit to be shown is a fault of ours, and is said as one.
 */
export async function loadExampleFilms(
  house: Pick<House, 'database' | 'clock'>,
  municipality: Municipality,
  contentFolder: string,
  folder: string,
): Promise<void> {
  const list = join(contentFolder, 'films', 'films.yaml');
  if (!municipality.demonstration || !existsSync(list)) return;
  if ((await house.database.inMunicipality(municipality.id, allFilms)).length > 0) return;
  for (const one of v.parse(ExampleFilms, parse(await readFile(list, 'utf8')))) {
    if (one.municipality !== municipality.slug) continue;
    const source = createReadStream(join(contentFolder, 'films', one.file));
    const checked = checkFilm(one, await takeInFilm(folder, source, () => false), {
      subjects: new Set([entrySubject, one.subject]),
      today: wallClock(house.clock.now()).date,
    });
    if (!checked.ok) throw new Error(`content/films: ${one.file}: ${JSON.stringify(checked.faults)}`);
    await house.database.inMunicipality(municipality.id, () => putFilm(checked.film));
  }
}
