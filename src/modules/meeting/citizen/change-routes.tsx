import { Hono } from 'hono';
import * as v from 'valibot';
import { parseId } from '../../../kernel/index.ts';
import { readForm, seeOther, sendPage } from '../../../platform/index.ts';
import type { MunicipalEnv } from '../../tenancy/index.ts';
import { answerEarlier, forgetEarlier, wishEarlier } from '../agreeing/earlier.ts';
import { answerSeat, giveUpSeat } from '../agreeing/groups.ts';
import { cancelMeeting, moveMeeting, wishOfMeeting } from '../booking/bookings.ts';
import { whyMissed } from './booking-routes.tsx';
import type { Ctx, Ways } from './context.ts';
import { texts } from './messages.ts';
import type { Own } from './own.ts';
import { gone, ownOf, ownPage } from './own-routes.tsx';
import { setReminders } from './reminders.ts';
import { noteLineMode } from './store.ts';
import { nearestTimes, weekOfTimes } from './times.ts';
import { CancelPage, MovePage } from './views/change-pages.tsx';
import { SaysPage } from './views/frame.tsx';

const dateOf = v.fallback(v.nullable(v.pipe(v.string(), v.isoDate())), null);
const instant = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.transform((text) => new Date(text)),
);
const modeOf = v.picklist(['video', 'voice', 'text']);
const citizen = { by: 'citizen' } as const;

/**
 * The version of the meeting that the page showed; null when the form is of another. The link of a series leads to the next
 * meeting as soon as one is cancelled: pressed twice, the second must not reach that one.
 */
function versionShown(input: Readonly<Record<string, unknown>>, own: Own): number | null {
  const version = Number(input.udgave);
  return parseId(input.moede) === own.meeting.id && Number.isSafeInteger(version) && version > 0 ? version : null;
}

/** What she changes by herself. Each is a form; the page before it says what will happen. */
export function changeRoutes(ways: Ways): Hono<MunicipalEnv> {
  const routes = new Hono<MunicipalEnv>();
  const { house, within } = ways;
  const mine = (c: Ctx, said?: 'flyttet' | 'gemt') =>
    seeOther(c, ways.path(c, `/moede/mit${said === undefined ? '' : `?nu=${said}`}`));

  async function movePage(c: Ctx, own: Own, missed: { why: 'taken' | 'not-free'; startsAt: Date } | null) {
    const { meeting } = own;
    const asked = v.parse(dateOf, c.req.query('uge') ?? null);
    const page = await ways.pageOf(c, '/moede/mit/flyt', meeting.type.rules.anonymous);
    const found = await within(c, async () => {
      const wish = await wishOfMeeting(house, meeting, 'citizen');
      return {
        week: await weekOfTimes(wish, asked, page.now),
        near: missed === null ? [] : await nearestTimes(wish, missed.startsAt, page.now),
      };
    });
    const shown = (
      <MovePage
        page={page}
        meeting={meeting}
        week={found.week}
        missed={missed && { why: missed.why, near: found.near }}
      />
    );
    return sendPage(c, shown, missed === null ? 200 : 409);
  }

  routes.get('/moede/mit/flyt', async (c) => {
    const own = await ownOf(ways, c);
    if (!own) return gone(ways, c);
    return own.may.move ? movePage(c, own, null) : mine(c);
  });

  routes.post('/moede/mit/flyt', async (c) => {
    const own = await ownOf(ways, c);
    if (!own) return gone(ways, c);
    const input = await readForm(c);
    const startsAt = v.safeParse(instant, input.tid);
    const version = versionShown(input, own);
    if (!own.may.move || version === null || !startsAt.success) return mine(c);
    // Her own time, pressed again: it stands.
    if (own.meeting.startsAt?.getTime() === startsAt.output.getTime()) return mine(c);
    const { id } = c.var.municipality;
    const now = house.clock.now();
    const moved = await moveMeeting(house, id, own.meeting.id, startsAt.output, { version, actor: citizen }, now);
    if (moved.ok) return mine(c, 'flyttet');
    if (moved.reason.kind !== 'taken' && moved.reason.kind !== 'not-free') return mine(c);
    return movePage(c, own, { why: whyMissed(moved.reason), startsAt: startsAt.output });
  });

  routes.get('/moede/mit/afbud', async (c) => {
    const own = await ownOf(ways, c);
    if (!own) return gone(ways, c);
    if (!own.may.cancel && own.seat === null) return mine(c);
    const page = await ways.pageOf(c, '/moede/mit/afbud', own.meeting.type.rules.anonymous);
    return sendPage(c, <CancelPage page={page} meeting={own.meeting} />);
  });

  routes.post('/moede/mit/afbud', async (c) => {
    const own = await ownOf(ways, c);
    // A form that was sent twice: it is done already.
    if (!own) return seeOther(c, ways.path(c, '/moede/aflyst'));
    const version = versionShown(await readForm(c), own);
    if (version === null) return mine(c);
    const { id } = c.var.municipality;
    const now = house.clock.now();
    const done = own.seat
      ? await giveUpSeat(house, id, own.me.id, citizen, now)
      : own.may.cancel
        ? await cancelMeeting(house, id, own.meeting.id, { version, actor: citizen }, now)
        : null;
    if (!done?.ok) return mine(c);
    // One of many is cancelled: her link is the series' and leads to the next.
    if (own.series) return seeOther(c, ways.path(c, '/moede/aflyst?nu=et'));
    ways.drop(c, 'link', 'receipt', 'phrase', 'along');
    return seeOther(c, ways.path(c, '/moede/aflyst'));
  });

  routes.get('/moede/aflyst', async (c) => {
    const t = texts(c.var.language);
    const page = await ways.pageOf(c, '/moede/aflyst');
    const next = c.req.query('nu') === 'et' ? await ownOf(ways, c) : null;
    const one = c.req.query('nu') === 'et';
    return sendPage(
      c,
      <SaysPage page={page} title={t.cancel.done} text={one ? t.cancel.doneOne : t.cancel.doneText}>
        <p>
          <a class="way" href={ways.path(c, next ? '/moede/mit' : '/moede')}>
            {next ? t.cancel.next : t.own.again}
          </a>
        </p>
      </SaysPage>,
    );
  });

  routes.post('/moede/mit/tidligere', async (c) => {
    const own = await ownOf(ways, c);
    if (!own) return gone(ways, c);
    const { svar } = await readForm(c);
    const { id } = c.var.municipality;
    const meeting = own.meeting.id;
    const now = house.clock.now();
    if (own.me.role !== 'citizen' || own.meeting.type.rules.anonymous) return mine(c);
    if (svar === 'skriv') await wishEarlier(house, id, meeting, null, citizen, now);
    else if (svar === 'stop') await forgetEarlier(house, id, meeting, citizen, now);
    else if (svar === 'ja' || svar === 'nej') {
      const answered = await answerEarlier(house, id, meeting, svar === 'ja', citizen, now);
      if (!answered.ok) return ownPage(ways, c, (await ownOf(ways, c)) ?? own, 'gone');
      return mine(c, svar === 'ja' ? 'flyttet' : 'gemt');
    }
    return mine(c, 'gemt');
  });

  routes.post('/moede/mit/plads', async (c) => {
    const own = await ownOf(ways, c);
    if (!own) return gone(ways, c);
    const { svar } = await readForm(c);
    if (!own.seat || (svar !== 'ja' && svar !== 'nej')) return mine(c);
    const answered = await answerSeat(
      house,
      c.var.municipality.id,
      own.me.id,
      svar === 'ja',
      citizen,
      house.clock.now(),
    );
    if (answered.ok && svar === 'nej') return seeOther(c, ways.path(c, '/moede/aflyst'));
    return mine(c, answered.ok ? 'gemt' : undefined);
  });

  routes.post('/moede/mit/paamindelser', async (c) => {
    const own = await ownOf(ways, c);
    if (!own) return gone(ways, c);
    const { paamind } = await readForm(c);
    if (paamind !== 'ja' && paamind !== 'nej') return mine(c);
    await within(c, () => setReminders(house, own, paamind === 'ja', house.clock.now()));
    return mine(c, 'gemt');
  });

  /** What her line bore, when it was tested from her page. */
  routes.post('/moede/mit/linje', async (c) => {
    const own = await ownOf(ways, c);
    const read = v.safeParse(v.object({ mode: modeOf }), await c.req.json().catch(() => null));
    if (own && read.success) await within(c, () => noteLineMode(own.meeting.id, read.output.mode));
    return c.body(null, 204);
  });

  return routes;
}
