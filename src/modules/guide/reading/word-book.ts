import { db } from '../../../db/index.ts';
import type { MunicipalityId } from '../../../kernel/index.ts';
import type { House } from '../../../platform/index.ts';
import { type Words, wordsOf } from './reading.ts';
import type { GuideWord } from './word-records.ts';

/** The official words, kept in memory: they are national, and written only while the program starts. */
export function createWordBook(house: Pick<House, 'database'>): (municipality: MunicipalityId) => Promise<Words> {
  let kept: Promise<Words> | null = null;
  const read = (municipality: MunicipalityId) =>
    house.database.inMunicipality(municipality, async () => {
      const rows = await db().selectFrom('guide_word').select('body').execute();
      return wordsOf(rows.map(({ body }) => body as GuideWord));
    });
  return (municipality) => {
    kept ??= read(municipality).catch((error: unknown) => {
      kept = null;
      throw error;
    });
    return kept;
  };
}
