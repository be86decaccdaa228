import { currentMunicipality, db } from '../../../db/index.ts';
import { followList } from '../publication/follow-renames.ts';
import { namesOf, readRenames } from '../publication/renames-store.ts';
import type { Film, FilmKind } from './film.ts';

/** Every film that is stored. */
export async function allFilms(): Promise<readonly Film[]> {
  const rows = await db().selectFrom('guide_film').selectAll().orderBy('subject').orderBy('kind').execute();
  return rows.map((row) => ({
    subject: row.subject,
    kind: row.kind,
    hash: row.file_hash,
    type: row.file_type,
    bytes: row.bytes,
    seconds: row.seconds,
    captions: row.captions,
    transcript: row.transcript,
    owner: row.owner,
    checkedOn: row.checked_on,
  }));
}

/** As they are shown: under the names that services have now. */
export async function filmsNow(): Promise<readonly Film[]> {
  const stored = (await allFilms()).map((film) => ({ service: film.subject, film }));
  const now = followList(stored, await readRenames(), ({ service, film }) => `${service} ${film.kind}`);
  return now.map(({ service, film }) => ({ ...film, subject: service }));
}

/** In the place of the film that the subject has of this kind, if it has one. */
export async function putFilm(film: Film): Promise<void> {
  const row = {
    file_hash: film.hash,
    file_type: film.type,
    bytes: film.bytes,
    seconds: film.seconds,
    captions: film.captions,
    transcript: film.transcript,
    owner: film.owner,
    checked_on: film.checkedOn,
  };
  await removeFilm(film.subject, film.kind);
  await db()
    .insertInto('guide_film')
    .values({ municipality_id: currentMunicipality(), subject: film.subject, kind: film.kind, ...row })
    .onConflict((conflict) => conflict.columns(['municipality_id', 'subject', 'kind']).doUpdateSet(row))
    .execute();
}

export async function removeFilm(subject: string, kind: FilmKind): Promise<void> {
  // Under the old names too: one of them would be shown again.
  await db()
    .deleteFrom('guide_film')
    .where('subject', 'in', await namesOf(subject))
    .where('kind', '=', kind)
    .execute();
}
