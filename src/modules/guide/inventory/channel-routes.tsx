import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import type { Language, MunicipalityId } from '../../../kernel/index.ts';
import { type FieldError, type House, pathIn, readForm, seeOther, sendPage } from '../../../platform/index.ts';
import type { StaffEnv } from '../../identity/index.ts';
import type { Guide } from '../publication/guide.ts';
import { actingRole, readBoard } from './board.ts';
import { changesOf, logChanges } from './change-log.ts';
import { type ChannelEffect, type ChannelFault, type ChannelRule, checkRule } from './channel-rule.ts';
import { addRule, currentRules, readRules } from './channel-store.ts';
import { isChannel } from './entrance.ts';
import { reasonFrom } from './entrance-routes.tsx';
import { texts } from './messages.ts';
import { addMonths, usualCycle } from './review.ts';
import { ChannelPage, type RuleValues } from './views/channel-page.tsx';
import { ChannelsPage, channelsPath, type RuleFilter } from './views/channels-page.tsx';

/** What rooms to the right know of a rule. Nothing measures yet, so nothing is given. */
export type ChannelHooks = {
  readonly effectOf?: (municipality: MunicipalityId, rule: ChannelRule) => Promise<ChannelEffect | null>;
};

const filters: readonly RuleFilter[] = ['all', 'rule', 'none', 'review'];

/** A rule for each service: which ways are offered and recommended, why, and who decided it. */
export function channelRoutes(house: House, guide: Guide, hooks: ChannelHooks = {}): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  const here = <Value,>(c: Context<StaffEnv>, work: () => Promise<Value>) =>
    house.database.inMunicipality(c.var.staff.municipality.id, work);
  const effect = async (c: Context<StaffEnv>, rule: ChannelRule | null) =>
    rule && hooks.effectOf ? hooks.effectOf(c.var.staff.municipality.id, rule) : null;

  routes.get(channelsPath, async (c) => {
    const { staff, language } = c.var;
    const board = await readBoard(house, guide, staff);
    const rules = await here(c, currentRules);
    const filter = filters.find((one) => one === c.req.query('vis')) ?? 'all';
    const effects = new Map<string, ChannelEffect | null>();
    for (const rule of rules.values()) effects.set(rule.service, await effect(c, rule));
    return sendPage(c, <ChannelsPage {...{ staff, language, board, rules, effects, filter }} />);
  });

  type Shown = Partial<Pick<Parameters<typeof ChannelPage>[0], 'errors' | 'values' | 'conflict' | 'saved'>>;
  const page = async (c: Context<StaffEnv>, slug: string, more: Shown, status: 200 | 409 | 422 = 200) => {
    const { staff, language } = c.var;
    const board = await readBoard(house, guide, staff);
    const service = board.guide.services.find((one) => one.slug === slug);
    if (!service) return c.notFound();
    const read = await here(c, async () => ({ rules: await readRules(slug), log: await changesOf(`channel ${slug}`) }));
    const newest = read.rules[0] ?? null;
    const current = newest && !newest.withdrawn ? newest : null;
    const values: RuleValues = current ?? {
      offered: [],
      recommended: [],
      reason: '',
      decidedBy: '',
      decidedOn: board.today,
      reviewOn: addMonths(board.today, usualCycle),
    };
    const props = { errors: [], values, conflict: false, saved: false, ...more };
    return sendPage(
      c,
      <ChannelPage
        {...{ staff, language, board, service, current }}
        rules={read.rules}
        log={read.log}
        effect={await effect(c, current)}
        seen={newest?.version ?? 0}
        {...props}
      />,
      status,
    );
  };

  const one = `${channelsPath}/:slug`;
  routes.get(one, (c) => page(c, c.req.param('slug'), { saved: c.req.query('gemt') !== undefined }));

  routes.post(one, async (c) => {
    const slug = c.req.param('slug');
    const { staff, language } = c.var;
    const board = await readBoard(house, guide, staff);
    const service = board.guide.services.find((found) => found.slug === slug);
    if (!service) return c.notFound();
    const form = await readForm(c, ['offered', 'recommended']);
    const values = valuesFrom(form);
    const errors = [...shapeErrors(values, language)];
    const rule = { ...values, service: slug, withdrawn: false };
    if (errors.length === 0) {
      const checked = checkRule(rule, service, board.today);
      if (!checked.ok)
        errors.push(...checked.reason.map((fault) => ({ field: fault.field, message: message(fault, language) })));
    }
    if (errors.length > 0) return page(c, slug, { errors, values }, 422);
    const added = await decide(c, rule, Number(form.seen) || 0, 'decide', values.reason);
    if (!added) return page(c, slug, { values, conflict: true }, 409);
    return seeOther(c, `${pathIn(language, '', `${channelsPath}/${slug}`)}?gemt=1`);
  });

  routes.post(`${one}/traek-tilbage`, async (c) => {
    const slug = c.req.param('slug');
    const form = await readForm(c);
    const reason = reasonFrom(form.withdrawReason);
    const t = texts(c.var.language);
    const current = (await here(c, currentRules)).get(slug);
    if (!current) return c.notFound();
    if (reason === null) {
      const errors = [{ field: 'withdrawReason', message: `${t.channelRules.withdrawReason} ${t.faults.missing}` }];
      return page(c, slug, { errors }, 422);
    }
    const added = await decide(c, { ...current, withdrawn: true }, Number(form.seen) || 0, 'withdraw', reason);
    if (!added) return page(c, slug, { conflict: true }, 409);
    return seeOther(c, `${pathIn(c.var.language, '', `${channelsPath}/${slug}`)}?gemt=1`);
  });

  /** Adds the decision, logs it, and lets the citizens' pages be made anew. */
  const decide = (
    c: Context<StaffEnv>,
    rule: Omit<ChannelRule, 'version'>,
    seen: number,
    action: 'decide' | 'withdraw',
    reason: string,
  ): Promise<boolean> =>
    here(c, async () => {
      if (!(await addRule(rule, seen))) return false;
      const role = actingRole(c.var.staff);
      const subject = `channel ${rule.service}` as const;
      await logChanges([{ subject, action, role, reason, fields: [] }], house.clock.now());
      await house.bus.notify(`guide:${c.var.staff.municipality.id}`);
      return true;
    });
  return routes;
}

const list = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
const line = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

const valuesFrom = (form: Readonly<Record<string, unknown>>): RuleValues => ({
  offered: [...new Set(list(form.offered))].filter(isChannel),
  recommended: [...new Set(list(form.recommended))].filter(isChannel),
  reason: line(form.reason),
  decidedBy: line(form.decidedBy),
  decidedOn: line(form.decidedOn),
  reviewOn: line(form.reviewOn),
});

const Shape = v.object({
  reason: v.pipe(v.string(), v.minLength(3, 'missing'), v.maxLength(1000, 'long')),
  decidedBy: v.pipe(
    v.string(),
    v.minLength(2, 'missing'),
    v.maxLength(120, 'long'),
    v.check((text) => !text.includes('@'), 'person'),
  ),
  decidedOn: v.pipe(v.string(), v.isoDate('date')),
  reviewOn: v.pipe(v.string(), v.isoDate('date')),
});

function shapeErrors(values: RuleValues, language: Language): readonly FieldError[] {
  const t = texts(language);
  const words: Readonly<Record<string, string>> = {
    missing: t.faults.missing,
    long: t.faults.long,
    person: t.faults.person,
    date: t.channelRules.faults.date,
  };
  const parsed = v.safeParse(Shape, values);
  if (parsed.success) return [];
  return parsed.issues.map((issue) => {
    const field = v.getDotPath(issue) as keyof typeof Shape.entries;
    return { field, message: `${t.channelRules[field]}: ${words[issue.message] ?? ''}` };
  });
}

function message(fault: ChannelFault, language: Language): string {
  const t = texts(language).channelRules;
  return fault.kind === 'only-digital'
    ? t.faults['only-digital'](fault.law)
    : `${t[fault.field]}: ${t.faults[fault.kind]}`;
}
