import type { MunicipalityId } from '../../../kernel/index.ts';
import type { House } from '../../../platform/index.ts';
import type { Guide } from '../publication/guide.ts';
import type { Publication } from '../publication/publication.ts';
import { type KnownWords, knownWords } from './storable-query.ts';
import { nationalConcepts, readLocalTerms } from './term-store.ts';

/** The words that a municipality's guide uses, and those an editor has marked; read once for each publication. */
export function createWordsOfGuide(
  house: Pick<House, 'database'>,
  guide: Guide,
): (municipality: MunicipalityId) => Promise<KnownWords> {
  const kept = new WeakMap<Publication, Promise<KnownWords>>();
  const read = async (municipality: MunicipalityId, publication: Publication): Promise<KnownWords> => {
    const { national, own } = await house.database.inMunicipality(municipality, async () => ({
      national: await nationalConcepts(),
      own: await readLocalTerms(),
    }));
    const names = publication.all('da').flatMap(({ title, plainTitle }) => [title.text, plainTitle.text]);
    const terms = [...national.values()].flatMap((concept) => concept.terms.map(({ term }) => term));
    return knownWords(
      [...names, ...terms, ...own.filter(({ sensitive }) => !sensitive).map(({ term }) => term)],
      own.filter(({ sensitive }) => sensitive).map(({ term }) => term),
    );
  };
  return async (municipality) => {
    const publication = await guide.publication(municipality);
    const found = kept.get(publication) ?? read(municipality, publication);
    kept.set(publication, found);
    found.catch(() => kept.delete(publication));
    return found;
  };
}
