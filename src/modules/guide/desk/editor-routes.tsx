import { type Context, Hono } from 'hono';
import { byDanishOrder, redactCpr, wallClock } from '../../../kernel/index.ts';
import { type House, pathIn, readForm, seeOther, sendPage } from '../../../platform/index.ts';
import { requireRole, type StaffEnv } from '../../identity/index.ts';
import type { Guide } from '../publication/guide.ts';
import { deskTexts } from './messages.ts';
import { type NewsFields, readNews } from './news-form.ts';
import { allNews, instructions, type News, removeNews, writeInstruction, writeNews } from './store.ts';
import { InstructionPage, InstructionsPage } from './views/instruction-pages.tsx';
import { NewsListPage, NewsPage } from './views/news-pages.tsx';

const longestInstruction = 4000;

/** What editors write to employees: news, and how this municipality does it. */
export function deskEditorRoutes(house: House, guide: Guide): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  for (const room of ['nyt', 'instrukser']) {
    routes.use(`/redaktion/${room}`, requireRole(house, 'editor'));
    routes.use(`/redaktion/${room}/*`, requireRole(house, 'editor'));
  }
  const inHouse = <Value,>(c: Context<StaffEnv>, work: () => Promise<Value>): Promise<Value> =>
    house.database.inMunicipality(c.var.staff.municipality.id, work);
  const servicesOf = async (c: Context<StaffEnv>) =>
    [...(await guide.publication(c.var.staff.municipality.id)).all(c.var.language)].sort(
      byDanishOrder((service) => service.title.text),
    );
  const today = () => wallClock(house.clock.now()).date;
  const newsOf = async (c: Context<StaffEnv>): Promise<News | null> =>
    (await inHouse(c, allNews)).find((one) => one.id === c.req.param('id')) ?? null;

  routes.get('/redaktion/nyt', async (c) => {
    const news = await inHouse(c, allNews);
    return sendPage(
      c,
      <NewsListPage
        staff={c.var.staff}
        language={c.var.language}
        news={news}
        services={await servicesOf(c)}
        today={today()}
      />,
    );
  });

  const form = async (
    c: Context<StaffEnv>,
    shown: Pick<Parameters<typeof NewsPage>[0], 'id' | 'fields' | 'revision' | 'errors' | 'theirs'>,
    status: 200 | 409 | 422 = 200,
  ) =>
    sendPage(
      c,
      <NewsPage staff={c.var.staff} language={c.var.language} services={await servicesOf(c)} {...shown} />,
      status,
    );

  routes.get('/redaktion/nyt/ny', (c) =>
    form(c, {
      id: null,
      fields: { titel: '', tekst: '', vejledning: '', fra: today(), til: '' },
      revision: 0,
      errors: [],
      theirs: null,
    }),
  );
  routes.get('/redaktion/nyt/:id', async (c, next) => {
    const news = await newsOf(c);
    if (!news) return next();
    const text = { titel: news.title, tekst: news.body, vejledning: news.service ?? '' };
    const fields = { ...text, fra: news.shownFrom, til: news.shownTo ?? '' };
    return form(c, { id: news.id, fields, revision: news.revision, errors: [], theirs: null });
  });

  const save = async (c: Context<StaffEnv>, before: News | null) => {
    const input = await readForm(c);
    const field = (name: string) => String(input[name] ?? '').trim();
    const fields: NewsFields = {
      titel: field('titel'),
      tekst: field('tekst'),
      vejledning: field('vejledning'),
      fra: field('fra'),
      til: field('til'),
    };
    const services = await servicesOf(c);
    const known = (slug: string) => services.some((service) => service.slug === slug);
    const id = before?.id ?? null;
    const seen = before ? Number.parseInt(field('udgave'), 10) || 0 : 0;
    const read = readNews(fields, id, known, deskTexts(c.var.language));
    if (!read.ok) return form(c, { id, fields, revision: seen, errors: read.errors, theirs: null }, 422);
    const { saved, now } = await inHouse(c, async () => ({
      saved: await writeNews(read.news, seen),
      now: (await allNews()).find((one) => one.id === id),
    }));
    if (saved) return seeOther(c, pathIn(c.var.language, '', '/redaktion/nyt'));
    // Removed meanwhile: what she wrote can be saved as new.
    if (!now) return form(c, { id: null, fields, revision: 0, errors: [], theirs: null }, 409);
    return form(c, { id, fields, revision: now.revision, errors: [], theirs: now }, 409);
  };
  routes.post('/redaktion/nyt/ny', (c) => save(c, null));
  routes.post('/redaktion/nyt/:id/slet', async (c, next) => {
    const news = await newsOf(c);
    if (!news) return next();
    await inHouse(c, () => removeNews(news.id));
    return seeOther(c, pathIn(c.var.language, '', '/redaktion/nyt'));
  });
  routes.post('/redaktion/nyt/:id', async (c, next) => {
    const news = await newsOf(c);
    return news ? save(c, news) : next();
  });

  routes.get('/redaktion/instrukser', async (c) =>
    sendPage(
      c,
      <InstructionsPage
        staff={c.var.staff}
        language={c.var.language}
        services={await servicesOf(c)}
        written={await inHouse(c, instructions)}
      />,
    ),
  );
  routes.get('/redaktion/instrukser/:slug', async (c, next) => {
    const service = (await servicesOf(c)).find((one) => one.slug === c.req.param('slug'));
    if (!service) return next();
    const written = (await inHouse(c, instructions)).get(service.slug);
    return sendPage(
      c,
      <InstructionPage
        staff={c.var.staff}
        language={c.var.language}
        service={service}
        text={written?.body ?? ''}
        revision={written?.revision ?? 0}
        theirs={null}
      />,
    );
  });
  routes.post('/redaktion/instrukser/:slug', async (c, next) => {
    const service = (await servicesOf(c)).find((one) => one.slug === c.req.param('slug'));
    if (!service) return next();
    const input = await readForm(c);
    const text = redactCpr(String(input.instruks ?? '').replaceAll('\r\n', '\n'))
      .slice(0, longestInstruction)
      .trim();
    const revision = Number.parseInt(String(input.udgave ?? '0'), 10) || 0;
    const { saved, now } = await inHouse(c, async () => ({
      saved: await writeInstruction(service.slug, text, today(), revision),
      now: (await instructions()).get(service.slug),
    }));
    if (saved) return seeOther(c, pathIn(c.var.language, '', '/redaktion/instrukser'));
    return sendPage(
      c,
      <InstructionPage
        staff={c.var.staff}
        language={c.var.language}
        service={service}
        text={text}
        revision={now?.revision ?? 0}
        theirs={now?.body ?? ''}
      />,
      409,
    );
  });
  return routes;
}
