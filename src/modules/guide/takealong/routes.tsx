import { type Context, Hono } from 'hono';
import type { VNode } from 'preact';
import { alternates, type House, pathIn, readForm, seeOther, sendPage } from '../../../platform/index.ts';
import { Page } from '../../../ui/index.ts';
import type { MunicipalEnv } from '../../tenancy/index.ts';
import type { ComposedService } from '../publication/compose-service.ts';
import type { Guide } from '../publication/guide.ts';
import { personalGuide } from '../reading/personal-guide.ts';
import { createViewOf } from '../reading/view-of.ts';
import { reservedPaths } from '../reserved-paths.ts';
import type { ViewContext } from '../views/view-context.ts';
import { CodePage } from './code-page.tsx';
import { readHandoverCode } from './handover-code.ts';
import { handoverServices } from './handover-services.ts';
import { texts } from './messages.ts';
import { sheetOf } from './sheet.ts';
import { SheetPage } from './sheet-page.tsx';
import { createSheetPress, type Pressed, type SheetPress } from './sheet-press.ts';

export type TakeAlongHooks = {
  /** What goes on for this citizen, such as her place in line; null for most. */
  readonly banner: (c: Context<MunicipalEnv>) => Promise<VNode | null> | VNode | null;
};

/** Longer is no code, and is not shown back. */
const longestCode = 40;

/** What a citizen takes with her: the sheet of a guide, as a page and as PDF, and the code that goes on elsewhere. */
export function takeAlongRoutes(
  house: House,
  guide: Guide,
  hooks: TakeAlongHooks,
  press: SheetPress = createSheetPress(house.log),
): Hono<MunicipalEnv> {
  const routes = new Hono<MunicipalEnv>();

  const viewOf = createViewOf(house, guide);
  const asked = (c: Context<MunicipalEnv>, { publication, language, reading }: ViewContext): ComposedService | null => {
    const slug = c.req.param('slug') ?? '';
    const whole = reservedPaths.has(slug) ? null : publication.service(slug, language);
    return whole && personalGuide(whole, reading?.answers ?? []).service;
  };
  const sheetFor = ({ language, municipality, base, publication }: ViewContext, service: ComposedService) =>
    sheetOf({
      language,
      service,
      municipality,
      places: publication.places,
      address: `${house.baseUrl()}${pathIn(language, base, `/${service.slug}`)}`,
    });
  const page = async (c: Context<MunicipalEnv>, context: ViewContext, frame: PageFrame, status?: 422 | 503) => {
    const { language, municipality, base } = context;
    const { rest, children, ...head } = frame;
    const others = alternates(base, rest);
    const banner = await hooks.banner(c);
    return sendPage(
      c,
      <Page
        {...head}
        language={language}
        municipality={municipality}
        base={base}
        alternates={others}
        banner={banner}
        noIndex
      >
        {children}
      </Page>,
      status,
    );
  };

  routes.get('/:slug/ark', async (c, next) => {
    const context = await viewOf(c);
    const service = asked(c, context);
    if (!service) return next();
    const sheet = sheetFor(context, service);
    const query = new URL(c.req.url).searchParams;
    query.delete('optaget');
    return page(c, context, {
      rest: `/${service.slug}/ark`,
      title: texts(context.language).sheet.title(sheet.title.text),
      scripts: ['take-along'],
      styles: ['sheet'],
      children: (
        <SheetPage
          sheet={sheet}
          base={context.base}
          query={query.size === 0 ? '' : `?${query}`}
          busy={c.req.query('optaget') !== undefined}
        />
      ),
    });
  });

  routes.get('/:slug/ark.pdf', async (c, next) => {
    const context = await viewOf(c);
    const service = asked(c, context);
    if (!service) return next();
    const sheet = sheetFor(context, service);
    const pressed = await press.press([sheet], `${sheet.title.text} – ${sheet.municipality}`);
    if (pressed.kind === 'made') return sendPdf(c, pressed, service.slug);
    // The page can be printed whatever happens to the PDF.
    const { language, base } = context;
    return seeOther(c, `${pathIn(language, base, `/${service.slug}/ark`)}?optaget=1`);
  });

  routes.get('/emner/:event/ark.pdf', async (c, next) => {
    const context = await viewOf(c);
    const { language, publication, municipality } = context;
    const event = publication.lifeEvents(language).find((one) => one.id === c.req.param('event'));
    const services = event?.services.flatMap(({ slug }) => publication.service(slug, language) ?? []) ?? [];
    if (!event || services.length === 0) return next();
    const sheets = services.map((service) => sheetFor(context, service));
    const pressed = await press.press(sheets, `${event.title.text} – ${municipality.fullName}`);
    if (pressed.kind === 'made') return sendPdf(c, pressed, event.id);
    return page(
      c,
      context,
      {
        rest: `/emner/${event.id}`,
        title: event.title.text,
        children: <p class="alert alert-warning">{texts(language).sheet.setBusy}</p>,
      },
      503,
    );
  });

  routes.get('/kode', async (c) => {
    const context = await viewOf(c);
    return page(c, context, codeFrame(context, <CodePage context={context} written="" />));
  });

  // A post, so that what she has done stands in no log of addresses before she sees it.
  routes.post('/kode', async (c) => {
    const context = await viewOf(c);
    const { language, base, municipality, publication } = context;
    const t = texts(language).code;
    const written = String((await readForm(c)).kode ?? '').slice(0, longestCode);
    const read = readHandoverCode(written, handoverServices(publication));
    switch (read.kind) {
      case 'found': {
        const query = read.done.length === 0 ? '' : `?gjort=${read.done.join(',')}`;
        return seeOther(c, `${pathIn(language, base, `/${read.slug}`)}${query}`);
      }
      case 'changed':
      case 'several': {
        const services = read.slugs.flatMap((slug) => publication.outline(slug, language) ?? []);
        const stale = { kind: read.kind, services };
        return page(
          c,
          context,
          codeFrame(context, <CodePage context={context} written={written} stale={stale} />),
          422,
        );
      }
      case 'mistyped':
      case 'unknown': {
        const error = read.kind === 'mistyped' ? t.mistyped : t.unknown(municipality.fullName);
        return page(
          c,
          context,
          codeFrame(context, <CodePage context={context} written={written} error={error} />),
          422,
        );
      }
    }
  });

  return routes;
}

type PageFrame = {
  readonly rest: string;
  readonly title: string;
  readonly scripts?: readonly string[];
  readonly styles?: readonly string[];
  readonly children: VNode;
};

const codeFrame = ({ language }: ViewContext, children: VNode): PageFrame => ({
  rest: '/kode',
  title: texts(language).code.title,
  children,
});

/** Kept by the browser, but asked for again each time: an amount may have changed since. */
function sendPdf(c: Context, { bytes, tag }: Pressed & { readonly kind: 'made' }, name: string): Response {
  const headers = {
    etag: `"${tag}"`,
    'cache-control': 'no-cache',
    'content-type': 'application/pdf',
    'content-disposition': `inline; filename="${name}.pdf"`,
  };
  if (c.req.header('if-none-match') === headers.etag) return c.body(null, 304, headers);
  return c.body(bytes, 200, headers) as Response;
}
