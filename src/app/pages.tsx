import { Hono } from 'hono';
import type { Language } from '../kernel/index.ts';
import type { Directory, MunicipalEnv, Municipality } from '../modules/tenancy/index.ts';
import { alternates, pathIn, sendPage, type WebEnv } from '../platform/index.ts';
import { municipalityColourCss, Page, PlainPage } from '../ui/index.ts';
import { texts } from './messages.ts';

/** Pages that belong to no room: the choice of municipality, the accessibility statement. */
export function commonPages(directory: Directory): Hono<WebEnv> {
  const pages = new Hono<WebEnv>();
  pages.get('/', async (c) => {
    const { language } = c.var;
    const t = texts(language);
    const all = await directory.all();
    const own = all.find((one) => one.host !== null && one.host === c.req.header('host'));
    if (own) return c.redirect(pathIn(language, `/${own.slug}`), 302);
    return sendPage(
      c,
      <PlainPage title={t.choose} language={language} alternates={alternates('')}>
        <h1>{t.choose}</h1>
        <p>{t.chooseIntro}</p>
        <ul class="link-tiles">
          {all.map((one) => (
            <li key={one.id}>
              <a href={pathIn(language, `/${one.slug}`)}>{one.fullName}</a>
            </li>
          ))}
        </ul>
        <p>
          <a class="way" href={pathIn(language, '', '/skranke')}>
            {t.staff}
          </a>
        </p>
      </PlainPage>,
    );
  });
  pages.get('/was', (c) => {
    const t = texts(c.var.language).accessibility;
    return sendPage(
      c,
      <PlainPage title={t.title} language={c.var.language} alternates={alternates('', '/was')}>
        <h1>{t.heading}</h1>
        <p>{t.lead}</p>
        <p>{t.pending}</p>
        <p>{t.complain}</p>
      </PlainPage>,
    );
  });
  pages.get('/robots.txt', (c) => c.text('User-agent: *\nDisallow: /skranke\nDisallow: /ledelse\nDisallow: /api/\n'));
  return pages;
}

/** Pages that every municipality has beside the rooms' own. */
export function municipalPages(): Hono<MunicipalEnv> {
  const pages = new Hono<MunicipalEnv>();
  pages.get('/farve.css', (c) =>
    c.body(municipalityColourCss(c.var.municipality.colour), 200, {
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=86400',
    }),
  );
  pages.get('/privatliv', (c) => {
    const { language, municipality } = c.var;
    const base = `/${municipality.slug}`;
    const t = texts(language).privacy;
    return sendPage(
      c,
      <Page
        title={t.title}
        language={language}
        municipality={municipality}
        base={base}
        alternates={alternates(base, '/privatliv')}
      >
        <h1>{t.title}</h1>
        <p>{t.lead}</p>
        {t.rows.map(([heading, text]) => (
          <section key={heading}>
            <h2 class="h2-small">{heading}</h2>
            <p>{text}</p>
          </section>
        ))}
        <p>
          <a class="way" href={pathIn(language, base, '/tal')}>
            {t.counting}
          </a>
        </p>
        <p>{t.rights}</p>
        <p>
          <a class="way" href={pathIn(language, base, '/hjaelp')}>
            {t.ask}
          </a>
        </p>
      </Page>,
    );
  });
  return pages;
}

/** Inside a municipality the way on is its own: its front page, its topics, its people. */
export function NotFoundPage({
  language,
  municipality = null,
}: {
  readonly language: Language;
  readonly municipality?: Municipality | null;
}) {
  const t = texts(language);
  if (municipality !== null) {
    const base = `/${municipality.slug}`;
    return (
      <Page title={t.notFound} language={language} municipality={municipality} base={base} alternates={[]} noIndex>
        <h1>{t.notFound}</h1>
        <p>{t.notFoundWay}</p>
        <ul class="plain-list">
          <li>
            <a href={pathIn(language, base)}>{t.search}</a>
          </li>
          <li>
            <a href={pathIn(language, base, '/hjaelp')}>{t.help}</a>
          </li>
        </ul>
      </Page>
    );
  }
  return (
    <PlainPage title={t.notFound} language={language}>
      <h1>{t.notFound}</h1>
      <p>{t.notFoundWay}</p>
      <p>
        <a class="way" href={pathIn(language, '')}>
          {t.frontPage}
        </a>
      </p>
    </PlainPage>
  );
}

export function FailedPage({ language, id }: { readonly language: Language; readonly id: string }) {
  const t = texts(language);
  return (
    <PlainPage title={t.failed} language={language}>
      <h1>{t.failed}</h1>
      <p>{t.failedWay}</p>
      <p>{t.failedId(id)}</p>
    </PlainPage>
  );
}
