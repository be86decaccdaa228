import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { containsCpr, isLanguage, Lru, newId } from '../../../kernel/index.ts';
import {
  alternates,
  type House,
  type MessagePorts,
  openMessagePorts,
  parseInput,
  pathIn,
  problem,
  readForm,
  readMailAddress,
  readPhone,
  seeOther,
  sendPage,
} from '../../../platform/index.ts';
import { requireRole, type StaffEnv } from '../../identity/index.ts';
import type { Guide } from '../publication/guide.ts';
import { readHandoverCode } from './handover-code.ts';
import { handoverServices } from './handover-services.ts';
import { texts } from './messages.ts';
import { offWords, outcomeName, outcomeWords } from './outcome-words.ts';
import { qrPath } from './qr.ts';
import { createSendLimit } from './send-limit.ts';
import { type LinkTarget, prepareLink, type SendOutcome, type SendWay, sendGuideLink, sendWays } from './send-link.ts';
import { SendPage, sendPath } from './send-page.tsx';

const name = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,60}$/));
/** What is sent. `key` is the message's own: sent twice with the same, it goes out once. */
const Sending = v.object({
  slug: name,
  step: v.optional(v.nullable(name), null),
  way: v.picklist(sendWays),
  to: v.pipe(v.string(), v.maxLength(254)),
  key: v.optional(v.pipe(v.string(), v.uuid())),
  language: v.optional(v.string()),
});
const Code = v.object({ code: v.pipe(v.string(), v.maxLength(40)) });

/** Keys of messages that may have gone out, so that an impatient second press sends nothing. They name nobody. */
const keysKept = 500;

/**
 * What an employee does for a citizen's guide: reads the code she says, and sends her a link. With JSON for the console's
 * own script, as pages without one.
 */
export function takeAlongStaffRoutes(
  house: House,
  guide: Guide,
  ports: MessagePorts = openMessagePorts(house.config),
): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  const maySend = createSendLimit(() => house.clock.now());
  const sentByKey = new Lru<Promise<SendOutcome>>(keysKept);
  const ways = sendWays.filter((way) => ports[way] !== null);
  routes.use(sendPath, requireRole(house, 'employee'));
  routes.use('/skranke/kode', requireRole(house, 'employee'));

  routes.post('/skranke/kode', async (c) => {
    const parsed = parseInput(Code, await c.req.json().catch(() => null));
    if (!parsed.ok) return problem(c, 422, texts(c.var.language).code.mistyped, { errors: parsed.errors });
    const publication = await guide.publication(c.var.staff.municipality.id);
    const read = readHandoverCode(parsed.value.code, handoverServices(publication));
    const titleOf = (slug: string) => publication.outline(slug, c.var.language)?.plainTitle.text ?? slug;
    switch (read.kind) {
      case 'found':
        return c.json({ kind: read.kind, slug: read.slug, title: titleOf(read.slug), done: read.done });
      case 'changed':
      case 'several':
        return c.json({ kind: read.kind, services: read.slugs.map((slug) => ({ slug, title: titleOf(slug) })) });
      case 'mistyped':
      case 'unknown':
        return c.json({ kind: read.kind });
    }
  });

  const targetOf = async (
    c: Context<StaffEnv>,
    asked: { readonly slug: string; readonly step: string | null; readonly language: string | undefined },
  ): Promise<LinkTarget> => {
    const { municipality } = c.var.staff;
    const language = isLanguage(asked.language) ? asked.language : c.var.language;
    return {
      municipality,
      publication: await guide.publication(municipality.id),
      slug: asked.slug,
      step: asked.step,
      language,
    };
  };

  /**
   * Sends once for each key and recipient. What was certainly not sent may be tried again with the same; a number that was
   * put right is another message, for the gateway too.
   */
  const once = (c: Context<StaffEnv>, key: string, target: LinkTarget, way: SendWay, to: string) => {
    const recipient = (way === 'sms' ? readPhone(to) : readMailAddress(to)) ?? to;
    const { slug, step = null, language } = target;
    // Sealed with the installation's secret: neither memory nor the gateway's log holds a number that can be guessed back.
    const messageKey = house.keys
      .fingerprint('sent link', JSON.stringify([key, way, recipient, slug, step, language]))
      .slice(0, 32);
    const own = `${c.var.staff.employeeId} ${messageKey}`;
    const known = sentByKey.get(own);
    if (known) return known;
    const sending = sendGuideLink(house, ports, { target, way, to, key: messageKey });
    sentByKey.set(own, sending);
    const forget = () => sentByKey.delete(own);
    sending.then((outcome) => outcome.kind === 'accepted' || outcome.kind === 'unknown' || forget(), forget);
    return sending;
  };

  const page = (
    c: Context<StaffEnv>,
    shown: Omit<Parameters<typeof SendPage>[0], 'language' | 'staff' | 'alternates' | 'ways' | 'formKey'>,
    status?: 422 | 429,
  ) =>
    sendPage(
      c,
      <SendPage
        {...shown}
        language={c.var.language}
        staff={c.var.staff}
        alternates={alternates('', sendPath)}
        ways={ways}
        formKey={newId()}
      />,
      status,
    );

  routes.get(sendPath, async (c) => {
    const slug = c.req.query('emne') ?? '';
    const step = c.req.query('trin') ?? null;
    const link = prepareLink(house, await targetOf(c, { slug, step, language: c.req.query('sprog') }));
    if (wantsJson(c)) {
      if (!link) return problem(c, 404, texts(c.var.language).send.noGuide);
      return c.json({ ...link, ways, off: offWords(ways, c.var.language), qr: qrPath(link.address) });
    }
    return page(c, { link, slug, step, errors: [], outcome: c.req.query('svar') });
  });

  routes.post(sendPath, async (c) => {
    const t = texts(c.var.language).send;
    const json = (c.req.header('content-type') ?? '').includes('json');
    const given = json ? await c.req.json().catch(() => null) : sendingOf(await readForm(c));
    const parsed = parseInput(Sending, given);
    if (json) {
      if (!parsed.ok) return problem(c, 422, t.noGuide, { errors: parsed.errors });
      const { slug, step, way, to, key = newId(), language } = parsed.value;
      if (!maySend(c.var.staff.employeeId)) return problem(c, 429, t.tooMany);
      const outcome = await once(c, key, await targetOf(c, { slug, step, language }), way, to);
      if (outcome.kind === 'no-guide') return problem(c, 404, t.noGuide);
      if (outcome.kind === 'invalid') {
        const message = way === 'sms' ? t.phone : t.mailAddress;
        return problem(c, 422, message, { errors: [{ field: 'to', message }] });
      }
      const told = outcomeName(outcome, way);
      return c.json({ outcome: told, text: outcomeWords(told, c.var.language)?.text ?? '' });
    }

    const form = given as Partial<Record<'slug' | 'step' | 'way' | 'to' | 'key' | 'language', string>>;
    const shown = {
      slug: form.slug ?? '',
      step: form.step ?? null,
      way: sendWays.find((one) => one === form.way),
      // Such a number is not shown back on a screen that others may see.
      to: containsCpr(form.to ?? '') ? '' : form.to,
    };
    const target = await targetOf(c, { slug: shown.slug, step: shown.step, language: form.language });
    const link = prepareLink(house, target);
    const refuse = (field: string, message: string, status: 422 | 429 = 422) =>
      page(c, { ...shown, link, errors: [{ field, message }] }, status);
    if (!link) return refuse('', t.noGuide);
    if (!shown.way) return refuse('hvordan', t.chooseWay);
    const wrong = shown.way === 'sms' ? t.phone : t.mailAddress;
    if (!parsed.ok) return refuse('til', wrong);
    if (!maySend(c.var.staff.employeeId)) return refuse('', t.tooMany, 429);
    const outcome = await once(c, parsed.value.key ?? newId(), target, shown.way, parsed.value.to);
    if (outcome.kind === 'invalid') return refuse('til', wrong);
    const query = new URLSearchParams({ emne: shown.slug, svar: outcomeName(outcome, shown.way) });
    if (shown.step) query.set('trin', shown.step);
    return seeOther(c, `${pathIn(c.var.language, '', sendPath)}?${query}`);
  });

  return routes;
}

const wantsJson = (c: Context): boolean =>
  (c.req.header('accept') ?? '').includes('json') && !(c.req.header('accept') ?? '').includes('text/html');

/** The form's Danish names as the program's. */
const sendingOf = (form: Readonly<Record<string, string | readonly string[]>>) => {
  const text = (field: string) => (typeof form[field] === 'string' && form[field] !== '' ? form[field] : undefined);
  return {
    slug: text('emne'),
    step: text('trin'),
    way: text('hvordan'),
    to: text('til') ?? '',
    key: text('noegle'),
    language: text('sprog'),
  };
};
