import { type Context, Hono } from 'hono';
import { byDanishOrder, refuse } from '../../../kernel/index.ts';
import { type House, pathIn, seeOther, sendPage } from '../../../platform/index.ts';
import type { FieldError } from '../../../ui/index.ts';
import { requireRole, type StaffEnv } from '../../identity/index.ts';
import { inTown } from '../editing/editing-request.ts';
import { writeLocal } from '../editing/publish-draft.ts';
import { fieldPolicy } from '../local/field-policy.ts';
import { nothingLocal } from '../local/local-text.ts';
import { followRenames } from '../publication/follow-renames.ts';
import { readLocal, readNational } from '../publication/store.ts';
import { type ContentChange, contentChanges, exportContent, importContent, namedNow } from './content-store.ts';
import { ExchangePage } from './exchange-page.tsx';
import { faultWords } from './fault-words.ts';
import { type LinkFault, readLinksCsv, withLinks, writeLinksCsv } from './links-csv.ts';
import { exchangeTexts } from './messages.ts';
import { mostBytes, readMunicipalContent, withOwnIds, writeMunicipalContent } from './municipal-content.ts';

const root = '/redaktion/flyt';
/** The one form that may be large, and how large with its wrapping. */
export const contentUpload = { path: `${root}/indhold`, bytes: mostBytes + 64 * 1024 };
/** Faults shown; a file with more has the same one everywhere. */
const mostFaults = 50;

export function exchangeRoutes(house: House): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  routes.use(root, requireRole(house, 'editor'));
  routes.use(`${root}/*`, requireRole(house, 'editor'));

  const page = (
    c: Context<StaffEnv>,
    errors: readonly FieldError[] = [],
    changes: readonly ContentChange[] | null = null,
  ) =>
    sendPage(
      c,
      <ExchangePage
        staff={c.var.staff}
        language={c.var.language}
        errors={errors}
        changes={changes}
        done={c.req.query('sket') === 'ind'}
      />,
      errors.length > 0 ? 422 : 200,
    );
  const done = (c: Context<StaffEnv>) => seeOther(c, `${pathIn(c.var.language, '', root)}?sket=ind`);
  const download = (c: Context<StaffEnv>, text: string, type: string, name: string) => {
    c.header('content-type', type);
    c.header('content-disposition', `attachment; filename="${c.var.staff.municipality.slug}-${name}"`);
    return c.body(text);
  };
  /** The file that was sent; null where none was chosen. */
  const fileOf = async (
    c: Context<StaffEnv>,
  ): Promise<{ readonly bytes: Uint8Array; readonly put: boolean } | null> => {
    const form = await c.req.parseBody();
    const { fil } = form;
    if (!(fil instanceof File) || fil.size === 0) return null;
    return { bytes: new Uint8Array(await fil.arrayBuffer()), put: form.gang !== 'se' };
  };

  routes.get(root, (c) => page(c));
  routes.get(`${root}/indhold.json`, async (c) => {
    const { slug } = c.var.staff.municipality;
    const content = await inTown(house, c, () => exportContent(slug));
    return download(c, writeMunicipalContent(content), 'application/json; charset=utf-8', 'indhold.json');
  });
  routes.post(`${root}/indhold`, async (c) => {
    const t = exchangeTexts(c.var.language);
    const file = await fileOf(c);
    if (!file) return page(c, [{ field: 'fil-indhold', message: t.noFile }]);
    const read = readMunicipalContent(file.bytes);
    if (!read.ok)
      return page(
        c,
        read.reason.map((fault) => ({ field: 'fil-indhold', message: faultWords(fault, c.var.language) })),
      );
    const { slug, id } = c.var.staff.municipality;
    const content =
      read.value.municipality === slug ? read.value : { ...withOwnIds(read.value, id), municipality: slug };
    if (!file.put) {
      const [now, then] = await inTown(house, c, async () => [await exportContent(slug), await namedNow(content)]);
      const plain = (text: string) => JSON.parse(text) as typeof now;
      return page(c, [], contentChanges(plain(writeMunicipalContent(now)), plain(writeMunicipalContent(then))));
    }
    const put = await inTown(house, c, () =>
      importContent(house.bus, content, { by: c.var.staff.employeeId, note: t.note, now: house.clock.now() }),
    ).catch((error: unknown) => {
      // The database refuses a row of another municipality, whatever the file calls itself.
      if ((error as { code?: unknown }).code !== '42501') throw error;
      return refuse([{ path: 'entrances', problem: 'has an id that belongs to another municipality' }]);
    });
    if (put.ok) return done(c);
    return page(
      c,
      put.reason
        .slice(0, mostFaults)
        .map((fault) => ({ field: 'fil-indhold', message: faultWords(fault, c.var.language) })),
    );
  });

  const texts = async () => {
    const national = await readNational();
    const stored = await readLocal();
    // The whole text is written under the present name: half of it there would stand before all of it under an old name.
    const local = followRenames(stored, national);
    return [...national.services]
      .filter(([, { withdrawn }]) => !withdrawn)
      .map(([slug, { service, revision }]) => ({
        service,
        nationalRevision: revision,
        local: local.variants.get(slug)?.text ?? nothingLocal,
        revision: stored.variants.get(slug)?.revision ?? 0,
      }))
      .sort(byDanishOrder(({ service }) => service.title.da));
  };
  routes.get(`${root}/links.csv`, async (c) =>
    download(c, writeLinksCsv(await inTown(house, c, texts)), 'text/csv; charset=utf-8', 'links.csv'),
  );
  routes.post(`${root}/links`, async (c) => {
    const t = exchangeTexts(c.var.language);
    const file = await fileOf(c);
    if (!file) return page(c, [{ field: 'fil-links', message: t.noFile }]);
    const faults = await inTown(house, c, async (): Promise<readonly LinkFault[]> => {
      const known = new Map((await texts()).map((one) => [one.service.slug, one]));
      const read = readLinksCsv(new TextDecoder().decode(file.bytes), new Set(known.keys()));
      if (!read.ok) return read.reason;
      const locked = read.value.flatMap((row, index): LinkFault[] => {
        const text = known.get(row.service);
        const closed = text && fieldPolicy(text.service, 'entry.url') === 'locked';
        return closed && row.url !== '' && row.url !== text.service.entry.url
          ? [{ row: index + 2, column: 'egen adresse', kind: 'locked' }]
          : [];
      });
      if (locked.length > 0) return locked;
      const entry = { now: house.clock.now(), author: c.var.staff.employeeId, note: t.note };
      for (const row of read.value) {
        const text = known.get(row.service);
        const after = text && withLinks(text, row, text.nationalRevision);
        if (text && after && after !== text.local)
          await writeLocal(row.service, after, { ...entry, revision: text.revision + 1 });
      }
      await house.bus.notify(`guide:${c.var.staff.municipality.id}`);
      return [];
    });
    if (faults.length === 0) return done(c);
    return page(
      c,
      faults
        .slice(0, mostFaults)
        .map(({ row, column, kind }) => ({ field: 'fil-links', message: t.row(row, column, t.rowFaults[kind]) })),
    );
  });
  return routes;
}
