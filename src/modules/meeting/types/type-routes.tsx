import { type Context, Hono } from 'hono';
import { type Language, pathIn } from '../../../kernel/index.ts';
import { audit, type FieldError, type House, readForm, seeOther, sendPage } from '../../../platform/index.ts';
import { requireRole, type StaffEnv } from '../../identity/index.ts';
import { texts } from './messages.ts';
import { allTypes, formsOfType, saveType, typeBySlug } from './store.ts';
import { numberFields, readTypeForm, type TypeFault, type TypeForm, typeForm } from './type-form.ts';
import { TypePage, TypesPage, typesPath } from './type-pages.tsx';

/** Where an administrator decides which meetings there are, in which forms, and by which law. */
export function meetingTypeRoutes(house: House, reserved: ReadonlySet<string>): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  routes.use(typesPath, requireRole(house, 'administrator'));
  routes.use(`${typesPath}/*`, requireRole(house, 'administrator'));
  const within = <Value,>(c: Context<StaffEnv>, work: () => Promise<Value>) =>
    house.database.inMunicipality(c.var.staff.municipality.id, work);

  routes.get(typesPath, async (c) => {
    const { staff, language } = c.var;
    return sendPage(c, <TypesPage language={language} staff={staff} types={await within(c, allTypes)} />);
  });

  /** The kind of the address; `ny` is none yet. Undefined: there is no such kind. */
  const typeOf = async (c: Context<StaffEnv>) => {
    const at = c.req.param('slug') ?? '';
    if (at === 'ny') return null;
    return (await typeBySlug(at)) ?? undefined;
  };

  routes.get(`${typesPath}/:slug`, async (c) => {
    const { staff, language } = c.var;
    const found = await within(c, async () => {
      const type = await typeOf(c);
      return type === undefined ? null : { type, forms: type ? await formsOfType(type.id) : [] };
    });
    if (!found) return c.notFound();
    const { type, forms } = found;
    return sendPage(
      c,
      <TypePage
        language={language}
        staff={staff}
        title={type?.title[language] ?? texts(language).make}
        at={type?.slug ?? 'ny'}
        values={typeForm(type, forms, language)}
        errors={[]}
        saved={c.req.query('gemt') !== undefined}
      />,
    );
  });

  routes.post(`${typesPath}/:slug`, async (c) => {
    const { staff, language } = c.var;
    const t = texts(language);
    const values = textsOf(await readForm(c));
    const outcome = await within(c, async () => {
      const type = await typeOf(c);
      if (type === undefined) return null;
      const again = (errors: readonly FieldError[], status: 409 | 422, kept: TypeForm = values) => ({
        type,
        errors,
        status,
        kept,
      });
      const read = readTypeForm(values, type?.id ?? null);
      if (!read.ok) return again(faultWords(read.faults, language), 422);
      const { value } = read;
      if (reserved.has(value.slug)) return again([{ field: 'slug', message: t.reserved }], 422);
      const saved = await saveType(value);
      if (!saved.ok && saved.reason === 'slug-taken') return again([{ field: 'slug', message: t.slugTaken }], 422);
      // What she wrote stays; the version is the newest, so that a second press is a decision.
      if (!saved.ok)
        return again([{ field: '', message: t.changed }], 409, { ...values, version: String(type?.version ?? 0) });
      const entry = {
        actor: staff.employeeId,
        role: 'administrator',
        action: 'meeting-type.save',
        subject: saved.value.id,
      };
      await audit({ ...entry, outcome: 'done', purpose: 'meeting types' }, house.clock.now());
      return { saved: value.slug };
    });
    if (outcome === null) return c.notFound();
    if ('saved' in outcome) return seeOther(c, `${pathIn(language, '', `${typesPath}/${outcome.saved}`)}?gemt=1`);
    const { type, errors, status, kept } = outcome;
    const title = type?.title[language] ?? t.make;
    return sendPage(
      c,
      <TypePage
        language={language}
        staff={staff}
        title={title}
        at={type?.slug ?? 'ny'}
        values={kept}
        errors={errors}
      />,
      status,
    );
  });

  return routes;
}

const textsOf = (form: Readonly<Record<string, string | readonly string[]>>): TypeForm =>
  Object.fromEntries(Object.entries(form).map(([name, value]) => [name, typeof value === 'string' ? value : '']));

function faultWords(faults: readonly TypeFault[], language: Language): readonly FieldError[] {
  const t = texts(language).faults;
  return faults.map(({ field, fault }) => {
    if (fault !== 'number') return { field, message: t[fault] };
    const bounds = numberFields.find(([name]) => name === field);
    return { field, message: bounds ? t.number(bounds[1], bounds[2]) : t.anyNumber };
  });
}
