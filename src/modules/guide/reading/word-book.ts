import { db } from '../../../db/index.ts';
import type { MunicipalityId } from '../../../kernel/index.ts';
import type { House } from '../../../platform/index.ts';
import { nationalTopic } from '../publication/guide.ts';
import { type Words, wordsOf } from './reading.ts';
import type { GuideWord } from './word-records.ts';

/**
 * The official words, kept in memory until a notice: they are national, and written while a program starts, which others
 * may do beside this one. When they cannot be read again, the words before are shown, and the next who asks tries again.
 */
export function createWordBook(
  house: Pick<House, 'database' | 'bus'>,
): (municipality: MunicipalityId) => Promise<Words> {
  let kept: Promise<Words> | null = null;
  let before: Words | null = null;
  house.bus.subscribe(nationalTopic, () => {
    kept = null;
  });
  const read = (municipality: MunicipalityId) =>
    house.database.inMunicipality(municipality, async () => {
      const rows = await db().selectFrom('guide_word').select('body').execute();
      return wordsOf(rows.map(({ body }) => body as GuideWord));
    });
  return (municipality) => {
    if (kept) return kept;
    const reading: Promise<Words> = read(municipality).then(
      (words) => {
        if (kept === reading || !before) before = words;
        return words;
      },
      (error: unknown) => {
        if (kept === reading) kept = null;
        if (before) return before;
        throw error;
      },
    );
    kept = reading;
    return reading;
  };
}
