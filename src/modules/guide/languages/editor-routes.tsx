import { type Context, Hono } from 'hono';
import { type House, pathIn, seeOther, sendPage } from '../../../platform/index.ts';
import type { FieldError } from '../../../ui/index.ts';
import { requireRole, type StaffEnv } from '../../identity/index.ts';
import { boxesOf, inTown, mayWrite } from '../editing/editing-request.ts';
import { readNational } from '../publication/store.ts';
import { type LanguageFault, type LanguageFields, languageFields, readLanguage } from './language-form.ts';
import { languageTexts } from './messages.ts';
import { type KeptLanguage, readLanguages, saveLanguage } from './store.ts';
import { LanguagePage } from './views/language-page.tsx';
import { LanguagesPage } from './views/languages-page.tsx';

const root = '/redaktion/sprog';

/** Where editors see what can be read in which language; who writes for the whole country adds one and writes its words. */
export function languageEditorRoutes(house: House): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  routes.use(root, requireRole(house, 'editor', 'national-editor'));
  routes.use(`${root}/*`, requireRole(house, 'editor', 'national-editor'));

  const picture = async () => {
    const { services } = await readNational();
    return {
      languages: await readLanguages(),
      services: [...services.values()].filter(({ withdrawn }) => !withdrawn).map(({ service }) => service),
    };
  };
  type Shown = { readonly fields: LanguageFields; readonly errors: readonly FieldError[] };

  const list = async (c: Context<StaffEnv>, shown: Shown | null) =>
    sendPage(
      c,
      <LanguagesPage
        {...(await inTown(house, c, picture))}
        staff={c.var.staff}
        language={c.var.language}
        mayWrite={mayWrite(c, 'national')}
        fields={shown?.fields ?? {}}
        errors={shown?.errors ?? []}
      />,
      shown ? 422 : 200,
    );
  const one = async (
    c: Context<StaffEnv>,
    kept: KeptLanguage,
    { fields = languageFields(kept.record), errors = [], said = null }: Partial<Shown> & Said = {},
  ) => {
    const { services } = await inTown(house, c, picture);
    return sendPage(
      c,
      <LanguagePage
        staff={c.var.staff}
        language={c.var.language}
        kept={kept}
        services={services}
        mayWrite={mayWrite(c, 'national')}
        fields={fields}
        errors={errors}
        said={said}
      />,
      said === 'overtaken' ? 409 : errors.length > 0 ? 422 : 200,
    );
  };
  const find = async (c: Context<StaffEnv>, code: string) =>
    (await inTown(house, c, readLanguages)).find(({ record }) => record.code === code) ?? null;
  const errorsOf = (c: Context<StaffEnv>, faults: readonly LanguageFault[]): FieldError[] =>
    faults.map(({ field, fault }) => ({ field, message: languageTexts(c.var.language).faults[fault] }));

  routes.get(root, (c) => list(c, null));
  routes.post(root, requireRole(house, 'national-editor'), async (c) => {
    const { code = '', name = '' } = await boxesOf(c);
    const fields = { code, name };
    const read = readLanguage(fields, null);
    if (!read.ok) return list(c, { fields, errors: errorsOf(c, read.reason) });
    const saved = await inTown(house, c, () => saveLanguage(house.bus, read.value, 0));
    if (!saved.ok)
      return list(c, { fields, errors: [{ field: 'code', message: languageTexts(c.var.language).faults.taken }] });
    return seeOther(c, pathIn(c.var.language, '', `${root}/${read.value.code}`));
  });
  routes.get(`${root}/:code`, async (c, next) => {
    const kept = await find(c, c.req.param('code'));
    return kept ? one(c, kept, { said: c.req.query('sket') === 'gemt' ? 'saved' : null }) : next();
  });
  routes.post(`${root}/:code`, requireRole(house, 'national-editor'), async (c, next) => {
    const code = c.req.param('code');
    const kept = await find(c, code);
    if (!kept) return next();
    const fields = await boxesOf(c);
    const read = readLanguage(fields, code);
    const seen = Number(fields.revision);
    // What she saw goes along, so that a mistake does not make her write over another's words.
    if (!read.ok) return one(c, { ...kept, revision: seen }, { fields, errors: errorsOf(c, read.reason) });
    const saved = await inTown(house, c, () => saveLanguage(house.bus, read.value, seen));
    if (saved.ok) return seeOther(c, `${pathIn(c.var.language, '', `${root}/${code}`)}?sket=gemt`);
    return one(c, saved.reason.theirs ?? kept, { said: 'overtaken' });
  });
  return routes;
}

type Said = { readonly said?: 'saved' | 'overtaken' | null };
