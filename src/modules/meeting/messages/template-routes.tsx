import { type Context, Hono } from 'hono';
import { isLanguage, type Language, pathIn } from '../../../kernel/index.ts';
import { audit, type FieldError, type House, readForm, seeOther, sendPage } from '../../../platform/index.ts';
import { requireRole, type StaffEnv } from '../../identity/index.ts';
import { places } from '../../tenancy/index.ts';
import { allTypes } from '../types/store.ts';
import { withEnding } from './endings.ts';
import { checkTemplate, fillTemplate, type Template, type TemplateFault, type Values } from './fill-template.ts';
import { messageChannels, messageKinds } from './kinds.ts';
import { exampleValues } from './message-values.ts';
import { texts } from './messages.ts';
import { TemplatePage, type TemplatePageProps, TemplatesPage, templatePath, templatesPath } from './template-page.tsx';
import { changedTemplates, readTemplate, saveTemplate, type TemplateKey } from './template-store.ts';

/** Where an administrator writes what citizens are told of their meetings, within what a channel may carry. */
export function messageTemplateRoutes(house: House): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  routes.use(templatesPath, requireRole(house, 'administrator'));
  routes.use(`${templatesPath}/*`, requireRole(house, 'administrator'));
  const one = `${templatesPath}/:kind/:channel/:language`;
  const within = <Value,>(c: Context<StaffEnv>, work: () => Promise<Value>) =>
    house.database.inMunicipality(c.var.staff.municipality.id, work);

  const keyOf = (c: Context<StaffEnv>): TemplateKey | null => {
    const kind = messageKinds.find((known) => known === c.req.param('kind'));
    const channel = messageChannels.find((known) => known === c.req.param('channel'));
    const language = c.req.param('language');
    return kind && channel && isLanguage(language) ? { kind, channel, language } : null;
  };
  const exampleFor = async (c: Context<StaffEnv>, { channel, language }: TemplateKey): Promise<Values> =>
    exampleValues(house, c.var.staff.municipality, (await places())[0] ?? null, channel, language);
  const page = (
    c: Context<StaffEnv>,
    shown: Omit<TemplatePageProps, 'language' | 'staff'>,
    status: 200 | 409 | 422 = 200,
  ) => sendPage(c, <TemplatePage language={c.var.language} staff={c.var.staff} {...shown} />, status);

  routes.get(templatesPath, async (c) => {
    const changed = await within(c, changedTemplates);
    return sendPage(c, <TemplatesPage language={c.var.language} staff={c.var.staff} changed={changed} />);
  });

  routes.get(one, async (c) => {
    const key = keyOf(c);
    if (!key) return c.notFound();
    const { stored, example } = await within(c, async () => ({
      stored: await readTemplate(key),
      example: await exampleFor(c, key),
    }));
    const { version, ...typed } = stored;
    const saved = c.req.query('gemt') !== undefined;
    return page(c, { key_: key, typed, version, errors: [], preview: shownAs(key, typed, example), saved });
  });

  routes.post(one, async (c) => {
    const key = keyOf(c);
    if (!key) return c.notFound();
    const form = await readForm(c);
    const text = (name: string) => (typeof form[name] === 'string' ? form[name].replaceAll('\r\n', '\n') : '');
    const typed: Template = { subject: key.channel === 'sms' ? '' : text('subject').trim(), body: text('body').trim() };
    const version = Number(text('version')) || 0;
    const what = text('what');
    const { example, topics } = await within(c, async () => ({
      example: await exampleFor(c, key),
      topics: (await allTypes()).flatMap(({ title }) => [title.da, title.en]),
    }));
    if (what !== 'reset') {
      const faults = checkTemplate(key.channel, typed, { topics, longest: example, asSent: asSentBy(key, example) });
      const shown = { key_: key, typed, version };
      if (faults.length > 0)
        return page(c, { ...shown, preview: null, errors: fieldErrors(faults, c.var.language) }, 422);
      if (what === 'show') return page(c, { ...shown, preview: shownAs(key, typed, example), errors: [] });
    }
    const stored = await within(c, async () => {
      if (!(await saveTemplate(key, what === 'reset' ? null : typed, version))) return readTemplate(key);
      await audit(
        {
          actor: c.var.staff.employeeId,
          role: c.var.staff.roles.join(' '),
          action: what === 'reset' ? 'message-text.reset' : 'message-text.change',
          subject: `${key.kind} ${key.channel} ${key.language}`,
          outcome: 'done',
          purpose: 'meeting',
        },
        house.clock.now(),
      );
      return null;
    });
    if (stored === null) return seeOther(c, `${pathIn(c.var.language, '', templatePath(key))}?gemt=1`);
    const errors = [{ field: '', message: texts(c.var.language).templates.stale }];
    const preview = shownAs(key, typed, example);
    return page(c, { key_: key, typed, version: stored.version, errors, preview, stored }, 409);
  });
  return routes;
}

/** What every text of an open channel ends with, whoever wrote it. */
const asSentBy =
  ({ channel, language }: TemplateKey, { telefon }: Values) =>
  (text: string): string =>
    channel === 'mail' || channel === 'sms' ? withEnding(channel, text, telefon, language) : text;

const shownAs = (key: TemplateKey, template: Template, example: Values): Template => ({
  subject: fillTemplate(template.subject, example),
  body: asSentBy(key, example)(fillTemplate(template.body, example)),
});

const fieldErrors = (faults: readonly TemplateFault[], language: Language): readonly FieldError[] => {
  const { errors } = texts(language).templates;
  return faults.map(({ field, fault }) => {
    switch (fault.kind) {
      case 'unknown':
      case 'forbidden':
      case 'topic':
      case 'letter':
        return { field, message: errors[fault.kind](fault.word) };
      case 'sms-length':
        return { field, message: errors['sms-length'](fault.letters, fault.most) };
      default:
        return { field, message: errors[fault.kind] };
    }
  });
};
