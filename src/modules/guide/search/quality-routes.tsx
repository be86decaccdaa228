import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Hono } from 'hono';
import * as v from 'valibot';
import { alternates, sendPage } from '../../../platform/index.ts';
import { Page } from '../../../ui/index.ts';
import type { MunicipalEnv } from '../../tenancy/index.ts';
import { texts } from './messages.ts';
import { PublishedQuality } from './published-quality.ts';
import { SearchQualityPage } from './quality-page.tsx';

/**
 * The published measurement of the search.
 * @throws Error when the file is missing or not of its shape: it is ours, written by a command.
 */
export function readSearchQuality(contentFolder: string): PublishedQuality {
  return v.parse(PublishedQuality, JSON.parse(readFileSync(join(contentFolder, 'search-quality.json'), 'utf8')));
}

/** `/{municipality}/soegekvalitet`: how good the search is, and where it fails. */
export function searchQualityRoutes(quality: PublishedQuality): Hono<MunicipalEnv> {
  const routes = new Hono<MunicipalEnv>();
  routes.get('/soegekvalitet', (c) => {
    const { language, municipality } = c.var;
    const base = `/${municipality.slug}`;
    return sendPage(
      c,
      <Page
        title={texts(language).title}
        language={language}
        municipality={municipality}
        base={base}
        alternates={alternates(base, '/soegekvalitet')}
      >
        <SearchQualityPage language={language} base={base} quality={quality} />
      </Page>,
    );
  });
  return routes;
}
