import { currentMunicipality, db } from '../../../db/index.ts';
import type { Film, FilmKind } from './film.ts';

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
  await db()
    .insertInto('guide_film')
    .values({ municipality_id: currentMunicipality(), subject: film.subject, kind: film.kind, ...row })
    .onConflict((conflict) => conflict.columns(['municipality_id', 'subject', 'kind']).doUpdateSet(row))
    .execute();
}

export async function removeFilm(subject: string, kind: FilmKind): Promise<void> {
  await db().deleteFrom('guide_film').where('subject', '=', subject).where('kind', '=', kind).execute();
}
