import type { Context } from 'hono';
import type { House } from '../../../platform/index.ts';
import type { MunicipalEnv } from '../../tenancy/index.ts';
import type { Guide } from '../publication/guide.ts';
import type { ViewContext } from '../views/view-context.ts';
import { readingFrom } from './reading.ts';
import { createWordBook } from './word-book.ts';

/** From a request to what its page is drawn from: whose guide, in which language, and how this reader reads it. */
export function createViewOf(house: House, guide: Guide): (c: Context<MunicipalEnv>) => Promise<ViewContext> {
  const wordsFor = createWordBook(house);
  return async (c) => {
    const { municipality, language } = c.var;
    const given = {
      answers: c.req.queries('svar') ?? [],
      thanked: c.req.queries('tak') ?? [],
      helper: c.req.query('hjaelper') === '1',
    };
    return {
      language,
      municipality,
      base: `/${municipality.slug}`,
      publication: await guide.publication(municipality.id),
      origin: house.baseUrl(),
      ticked: c.req.query('gjort')?.split(','),
      reading: readingFrom(given, await wordsFor(municipality.id)),
    };
  };
}
