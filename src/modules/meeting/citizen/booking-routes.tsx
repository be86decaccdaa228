import { Hono } from 'hono';
import * as v from 'valibot';
import { type DateString, newToken } from '../../../kernel/index.ts';
import { readForm, seeOther, sendPage } from '../../../platform/index.ts';
import { canHideAddress } from '../../call/index.ts';
import type { MunicipalEnv } from '../../tenancy/index.ts';
import type { Refusal } from '../booking/booking-types.ts';
import { holdTime, readHold, stillHeld } from '../booking/bookings.ts';
import type { MeetingType } from '../meeting-rules.ts';
import { allTypes, typeBySlug } from '../types/store.ts';
import { admission, bindLogin, invitationHere, refusedPage } from './admission.tsx';
import { type ChoiceOffer, type Choices, choiceOffer, choiceQuery, readChoices, wishOfChoices } from './choices.ts';
import { type Ctx, restWithQuery, type Ways } from './context.ts';
import { groupList } from './group-list.tsx';
import { texts } from './messages.ts';
import { newPhrase } from './phrase.ts';
import { languagesSpoken } from './store.ts';
import { nearestTimes, weekOfTimes } from './times.ts';
import { type MeetingTopic, readMeetingTopic } from './topic.ts';
import { ChoosePage } from './views/choose-page.tsx';
import { ListPage } from './views/list-page.tsx';
import { type Missed, TimesPage } from './views/times-page.tsx';

const dateOf = v.fallback(v.nullable(v.pipe(v.string(), v.isoDate())), null);
const instantOf = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.transform((text) => new Date(text)),
);
const keyOf = v.fallback(v.nullable(v.pipe(v.string(), v.regex(/^[\w-]{16,64}$/))), null);

/** What everybody may book by herself. */
const bookable = (type: MeetingType): boolean =>
  type.active && type.rules.bookedBy === 'citizen' && type.forms.length > 0;

/** Held for the meeting that the page shows alone: another kind's is let be. */
export const holdOf = async (ways: Ways, c: Ctx, type: MeetingType) => {
  const token = ways.cookie(c, 'hold');
  const held = token === undefined ? null : await readHold(ways.house, token, ways.house.clock.now());
  return held && token !== undefined && held.meeting.type.id === type.id ? { ...held, token } : null;
};

/** One wish for each form and time: sent twice it is the same, and another time chosen on the same page is another. */
export function wishKey(ways: Ways, input: Readonly<Record<string, unknown>>, startsAt: Date): string | null {
  const key = v.parse(keyOf, input.noegle ?? null);
  return key && ways.house.keys.fingerprint('meeting wish', `${key} ${startsAt.toISOString()}`);
}

/** Must she be hidden, and can nobody hide her? Then a meeting on the screen is held in writing. */
export const onlyByText = (ways: Ways, type: MeetingType, form: Choices['form']): boolean =>
  type.rules.anonymous && form === 'video' && !canHideAddress(ways.house.config);

/** From the list of kinds to a time that is held: links and forms alone. */
export function bookingRoutes(ways: Ways): Hono<MunicipalEnv> {
  const routes = new Hono<MunicipalEnv>();
  const { house, guide, within } = ways;

  routes.get('/moede', async (c) => {
    const { types, invited } = await within(c, async () => ({
      types: await allTypes(),
      invited: await invitationHere(ways, c),
    }));
    const open = types.filter((type) => bookable(type) || type.id === invited?.type.id);
    const topic = await readMeetingTopic(guide, c.var.municipality.id, c.req.query(), c.var.language);
    const page = await ways.pageOf(c, restWithQuery(c, '/moede'));
    return sendPage(c, <ListPage page={page} types={open} topic={topic} />);
  });

  /** The type and what may be chosen for it; null for a kind that there is not. */
  async function offerOf(
    c: Ctx,
    slug: string,
  ): Promise<{ readonly type: MeetingType; readonly offer: ChoiceOffer } | null> {
    const page = await ways.pageOf(c, '');
    return within(c, async () => {
      const type = await typeBySlug(slug);
      return type?.active ? { type, offer: choiceOffer(type, await languagesSpoken(), page.places) } : null;
    });
  }

  async function timesPage(
    c: Ctx,
    { type, offer }: { readonly type: MeetingType; readonly offer: ChoiceOffer },
    choices: Choices,
    topic: MeetingTopic,
    asked: DateString | null,
    missed: { readonly why: Missed['why']; readonly startsAt: Date } | null,
  ): Promise<Response> {
    const query = choiceQuery(choices, topic, asked === null ? {} : { uge: asked });
    const page = await ways.pageOf(c, `/moede/${type.slug}${query}`, type.rules.anonymous);
    const found = await within(c, async () => {
      const held = await holdOf(ways, c, type);
      const hold = ways.cookie(c, 'hold');
      const wish = wishOfChoices(type, choices, hold === undefined ? null : await stillHeld(house, hold));
      return {
        held,
        week: await weekOfTimes(wish, asked, page.now),
        near: missed === null ? [] : await nearestTimes(wish, missed.startsAt, page.now),
      };
    });
    return sendPage(
      c,
      <TimesPage
        page={page}
        type={type}
        offer={offer}
        choices={choices}
        topic={topic}
        week={found.week}
        held={found.held?.startsAt ?? null}
        missed={missed && { why: missed.why, near: found.near }}
        byText={onlyByText(ways, type, choices.form)}
        requestKey={newToken()}
      />,
      missed === null ? 200 : 409,
    );
  }

  routes.get('/moede/:type', async (c, next) => {
    const found = await offerOf(c, c.req.param('type'));
    if (!found) return next();
    const { type, offer } = found;
    const query = c.req.query();
    const rest = restWithQuery(c, `/moede/${type.slug}`);
    const admitted = await within(c, () => admission(ways, c, type));
    if (typeof admitted === 'string') return refusedPage(ways, c, type, admitted);
    const page = await ways.pageOf(c, rest, type.rules.anonymous);
    const topic = await readMeetingTopic(guide, c.var.municipality.id, query, c.var.language);
    if (type.rules.seats > 1) return groupList(ways, c, type, topic);
    const choices = readChoices(offer, query, c.var.language);
    if (choices) return timesPage(c, found, choices, topic, v.parse(dateOf, query.uge ?? null), null);
    const before = readChoices(offer, { ...query, valg: '' }, c.var.language);
    // The form was sent without a choice: only then is it missing.
    const missing = 'sprog' in query && query.valg !== 'ja';
    return sendPage(
      c,
      <ChoosePage
        page={page}
        type={type}
        offer={offer}
        before={before ?? { language: c.var.language }}
        topic={topic}
        byText={onlyByText(ways, type, 'video')}
        errors={missing ? [{ field: 'form', message: texts(c.var.language).choose.formMissing }] : []}
      />,
      missing ? 422 : 200,
    );
  });

  routes.post('/moede/:type', async (c, next) => {
    const found = await offerOf(c, c.req.param('type'));
    if (!found || found.type.rules.seats > 1) return next();
    const { type, offer } = found;
    const admitted = await within(c, () => admission(ways, c, type));
    if (typeof admitted === 'string') return refusedPage(ways, c, type, admitted);
    const input = await readForm(c);
    const choices = readChoices(offer, input, c.var.language);
    const topic = await readMeetingTopic(guide, c.var.municipality.id, input, c.var.language);
    const startsAt = v.safeParse(instantOf, input.tid);
    if (!choices || !startsAt.success)
      return seeOther(c, ways.path(c, `/moede/${type.slug}${choiceQuery(choices, topic)}`));
    const held = await within(c, () => holdOf(ways, c, type));
    const on = ways.path(c, `/moede/${type.slug}/dig${choiceQuery(choices, topic)}`);
    // The time that she holds already, and pressed again: it is hers.
    if (held?.startsAt.getTime() === startsAt.output.getTime() && held.meeting.form === choices.form)
      return seeOther(c, on);
    const now = house.clock.now();
    const hold = await holdTime(
      house,
      c.var.municipality.id,
      {
        wish: wishOfChoices(type, choices, null),
        startsAt: startsAt.output,
        pageLanguage: c.var.language,
        topic: topic.topic,
        step: topic.step,
        requestKey: wishKey(ways, input, startsAt.output),
        // Over or of another kind, it must not stand in her own way.
        insteadOf: ways.cookie(c, 'hold') ?? null,
      },
      now,
    );
    if (!hold.ok) {
      const missed = { why: whyMissed(hold.reason), startsAt: startsAt.output };
      return timesPage(c, found, choices, topic, null, missed);
    }
    ways.keep(c, 'hold', hold.value.holdToken, null);
    bindLogin(ways, c, type, hold.value.holdToken);
    if (type.rules.anonymous && ways.cookie(c, 'words') === undefined)
      ways.keep(c, 'words', house.keys.seal('meeting words', '', newPhrase()), null);
    return seeOther(c, on);
  });

  return routes;
}

export const whyMissed = (refusal: Refusal): Missed['why'] =>
  refusal.kind === 'taken' || (refusal.kind === 'not-free' && ['meeting', 'hold', 'buffer'].includes(refusal.why))
    ? 'taken'
    : 'not-free';
