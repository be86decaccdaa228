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
    before: News | null,
    fields: NewsFields,
    errors: readonly { readonly field: string; readonly message: string }[] = [],
  ) =>
    sendPage(
      c,
      <NewsPage
        staff={c.var.staff}
        language={c.var.language}
        id={before?.id ?? null}
        fields={fields}
        services={await servicesOf(c)}
        errors={errors}
      />,
      errors.length > 0 ? 422 : 200,
    );

  routes.get('/redaktion/nyt/ny', (c) =>
    form(c, null, { titel: '', tekst: '', vejledning: '', fra: today(), til: '' }),
  );
  routes.get('/redaktion/nyt/:id', async (c, next) => {
    const news = await newsOf(c);
    if (!news) return next();
    const fields = { titel: news.title, tekst: news.body, vejledning: news.service ?? '' };
    return form(c, news, { ...fields, fra: news.shownFrom, til: news.shownTo ?? '' });
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
    const read = readNews(fields, before, known, deskTexts(c.var.language));
    if (!read.ok) return form(c, before, fields, read.errors);
    await inHouse(c, () => writeNews(read.news));
    return seeOther(c, pathIn(c.var.language, '', '/redaktion/nyt'));
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
