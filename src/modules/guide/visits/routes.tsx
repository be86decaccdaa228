import { Hono } from 'hono';
import { alternates, type House, sendPage } from '../../../platform/index.ts';
import { Page } from '../../../ui/index.ts';
import type { MunicipalEnv } from '../../tenancy/index.ts';
import { texts } from './messages.ts';
import { CountingPage } from './tal-page.tsx';
import type { VisitCounter } from './visit-counter.ts';
import { visitFigures } from './visit-figures.ts';

/** `/{municipality}/tal`: the rule of counting and the figures. */
export function visitRoutes(house: House, visits: VisitCounter): Hono<MunicipalEnv> {
  const routes = new Hono<MunicipalEnv>();
  routes.get('/tal', async (c) => {
    const { language, municipality } = c.var;
    const base = `/${municipality.slug}`;
    await visits.flush();
    return sendPage(
      c,
      <Page
        title={texts(language).title}
        language={language}
        municipality={municipality}
        base={base}
        alternates={alternates(base, '/tal')}
      >
        <CountingPage language={language} base={base} figures={await visitFigures(house, municipality.id)} />
      </Page>,
    );
  });
  return routes;
}
