import { type Context, Hono } from 'hono';
import { renderSVG } from 'uqr';
import * as v from 'valibot';
import { containsCpr, wallClock } from '../../../kernel/index.ts';
import { type FieldError, type House, pathIn, readForm, seeOther, sendPage } from '../../../platform/index.ts';
import { requireRole, type StaffEnv } from '../../identity/index.ts';
import { EditorPage } from '../editor-page.tsx';
import type { Guide } from '../publication/guide.ts';
import { dropEntrance, namedEntrances, nameEntrance } from '../visits/store.ts';
import type { VisitCounter } from '../visits/visit-counter.ts';
import { visitFigures } from '../visits/visit-figures.ts';
import { builtInEntrances, isEntranceKey } from '../visits/visit-rule.ts';
import { EmbedEditor, type EmbedView } from './editor-view.tsx';
import { texts } from './messages.ts';
import { type EmbedKind, embedKinds, snippetOf } from './snippet.ts';

const path = '/redaktion/indlejr';
const mostEntrances = 50;

const Name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60));

/** `Plakaten på biblioteket` → `plakaten-paa-biblioteket`: short enough to stand in an address. */
export function entranceKeyOf(name: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'oe')
    .replaceAll('å', 'aa')
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 30);
  return plain.replace(/^-+|-+$/g, '');
}

/** `/redaktion/indlejr`: what can be put into other pages, live, with the line to copy; and entrances with names. */
export function embedEditorRoutes(house: House, guide: Guide, visits: VisitCounter): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  routes.use(path, requireRole(house, 'editor'));
  routes.use(`${path}/*`, requireRole(house, 'editor'));

  /** What the address asks to see, cut to what there is. */
  async function viewOf(c: Context<StaffEnv>): Promise<EmbedView> {
    const { staff, language } = c.var;
    const publication = await guide.publication(staff.municipality.id);
    const services = publication.all(language).filter(({ published }) => published);
    const named = await house.database.inMunicipality(staff.municipality.id, namedEntrances);
    const entrances = [...builtInEntrances.map((key) => ({ key, name: null })), ...named];
    const entrance = entrances.find(({ key }) => key === c.req.query('indgang'))?.key ?? null;
    const service = services.find(({ slug }) => slug === c.req.query('ydelse')) ?? services[0] ?? null;
    const t = texts(language);
    return {
      language,
      origin: house.baseUrl(),
      municipality: staff.municipality.slug,
      services,
      service,
      entrances,
      entrance,
      named,
      embeds: embedKinds
        .filter((kind) => kind !== 'ydelse' || service !== null)
        .map((kind) => ({
          kind,
          ...snippetOf(kind, {
            origin: house.baseUrl(),
            municipality: staff.municipality.slug,
            slug: service?.slug ?? '',
            entrance,
            label: kind === 'ydelse' ? (service?.plainTitle.text ?? '') : t.linkText[kind],
          }),
        })),
    };
  }

  async function page(c: Context<StaffEnv>, refused: { written: string; errors: readonly FieldError[] } | null) {
    const { staff, language } = c.var;
    await visits.flush();
    const [running] = await visitFigures(house, staff.municipality.id);
    return sendPage(
      c,
      <EditorPage
        staff={staff}
        language={language}
        title={texts(language).title}
        room="embed"
        path={path}
        scripts={['embed-page']}
        styles={['embed-editor']}
      >
        <EmbedEditor view={await viewOf(c)} figures={running ?? null} refused={refused} />
      </EditorPage>,
      refused === null ? 200 : 422,
    );
  }

  routes.get(path, (c) => page(c, null));

  routes.get(`${path}/qr.svg`, async (c) => {
    const view = await viewOf(c);
    const embed = view.embeds.find(({ kind }) => kind === (c.req.query('til') as EmbedKind));
    if (!embed) return c.notFound();
    return c.body(renderSVG(embed.link, { border: 4 }), 200, {
      'content-type': 'image/svg+xml; charset=utf-8',
      'content-disposition': `attachment; filename="qr-${embed.kind}.svg"`,
    });
  });

  routes.post(path, async (c) => {
    const { staff, language } = c.var;
    const t = texts(language);
    const written = String((await readForm(c)).name ?? '');
    const refuse = (message: string) => page(c, { written, errors: [{ field: 'name', message }] });
    const name = v.safeParse(Name, written);
    const key = entranceKeyOf(written);
    if (!name.success || !isEntranceKey(key)) return refuse(t.nameMissing);
    if (containsCpr(written)) return refuse(t.namePersonal);
    const outcome = await house.database.inMunicipality(staff.municipality.id, async () => {
      if ((await namedEntrances()).length >= mostEntrances) return 'many';
      if ((builtInEntrances as readonly string[]).includes(key)) return 'taken';
      const { date } = wallClock(house.clock.now());
      return (await nameEntrance({ key, name: name.output }, date)) ? 'named' : 'taken';
    });
    if (outcome !== 'named') return refuse(outcome === 'many' ? t.tooMany : t.nameTaken);
    return seeOther(c, `${pathIn(language, '', path)}?indgang=${key}`);
  });

  routes.post(`${path}/fjern`, async (c) => {
    const { key } = await readForm(c);
    if (typeof key === 'string')
      await house.database.inMunicipality(c.var.staff.municipality.id, () => dropEntrance(key));
    return seeOther(c, pathIn(c.var.language, '', path));
  });
  return routes;
}
