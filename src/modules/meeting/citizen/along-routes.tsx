import { Hono } from 'hono';
import { parseId, wallClock } from '../../../kernel/index.ts';
import { readForm, seeOther, sendPage } from '../../../platform/index.ts';
import type { MunicipalEnv } from '../../tenancy/index.ts';
import { askForInterpreter, type PersonHere } from '../booking/bookings.ts';
import { sends } from '../messages/sends.ts';
import {
  type AlongFault,
  type AlongForm,
  bringAlong,
  emptyAlong,
  type LinkToPassOn,
  leaveBehind,
  linkAnew,
  mostOf,
  openPassOn,
  passOnMinutes,
  readAlong,
  readAlongForm,
  sealPassOn,
} from './along.ts';
import { interpreterLanguages } from './choices.ts';
import type { Ctx, Ways } from './context.ts';
import type { Own } from './own.ts';
import { gone, ownOf } from './own-routes.tsx';
import { AlongPage, PassOnPage } from './views/along-pages.tsx';

const pages = [
  ['ledsager', 'companion'],
  ['repraesentant', 'representative'],
] as const;
type Along = (typeof pages)[number][1];

/** May she name somebody of that sort? A right to be represented is hers wherever she is known by name. */
export const mayBring = ({ meeting, me, companions }: Own, role: Along): boolean =>
  meeting.type.rules.companions &&
  !meeting.type.rules.anonymous &&
  meeting.seats === 1 &&
  meeting.state === 'booked' &&
  me.role === 'citizen' &&
  companions.filter((one) => one.role === role).length < mostOf[role];

/** Who comes with her: companions, whoever represents her, and an interpreter. */
export function alongRoutes(ways: Ways): Hono<MunicipalEnv> {
  const routes = new Hono<MunicipalEnv>();
  const { house, within } = ways;
  const mine = (c: Ctx, said?: string) =>
    seeOther(c, ways.path(c, `/moede/mit${said === undefined ? '' : `?nu=${said}`}`));

  const sendsBy = (c: Ctx, by: LinkToPassOn['sent']) => sends(house, c.var.municipality, by ?? 'none');
  async function alongPage(c: Ctx, role: Along, form: AlongForm, faults: readonly AlongFault[]) {
    const page = await ways.pageOf(c, `/moede/mit/${pages.find(([, one]) => one === role)?.[0]}`);
    return sendPage(
      c,
      <AlongPage page={page} role={role} form={form} faults={faults} sends={sendsBy(c, 'mail') || sendsBy(c, 'sms')} />,
      faults.length > 0 ? 422 : 200,
    );
  }
  function show(c: Ctx, link: LinkToPassOn): Response {
    ways.keep(c, 'along', sealPassOn(house, link, house.clock.now()), passOnMinutes * 60);
    return seeOther(c, ways.path(c, '/moede/mit/med'));
  }

  for (const [path, role] of pages) {
    routes.get(`/moede/mit/${path}`, async (c) => {
      const own = await ownOf(ways, c);
      if (!own) return gone(ways, c);
      return mayBring(own, role) ? alongPage(c, role, emptyAlong, []) : mine(c);
    });

    routes.post(`/moede/mit/${path}`, async (c) => {
      const own = await ownOf(ways, c);
      if (!own) return gone(ways, c);
      const form = readAlongForm(await readForm(c));
      if (!mayBring(own, role)) return mine(c);
      const now = house.clock.now();
      const { startsAt } = own.meeting;
      const read = readAlong(role, form, wallClock(now).date, startsAt && wallClock(startsAt).date);
      if (!read.ok) return alongPage(c, role, form, read.faults);
      const link = await within(c, () => bringAlong(house, own.meeting, read.value, now));
      return link === 'full' ? mine(c) : show(c, link);
    });
  }

  /** Shown until she goes on: afterwards only a new link can be made. */
  routes.get('/moede/mit/med', async (c) => {
    const own = await ownOf(ways, c);
    if (!own) return gone(ways, c);
    const link = openPassOn(house, ways.cookie(c, 'along'), house.clock.now());
    const person = link && own.companions.find(({ id }) => id === link.personId);
    if (!link || !person) return mine(c);
    const page = await ways.pageOf(c, '/moede/mit/med');
    const sent = sendsBy(c, link.sent) ? link.sent : null;
    return sendPage(c, <PassOnPage page={page} link={link} sent={sent} role={person.role} origin={house.baseUrl()} />);
  });
  routes.post('/moede/mit/med', (c) => {
    ways.drop(c, 'along');
    return mine(c, 'gemt');
  });

  const chosen = async (c: Ctx, own: Own): Promise<PersonHere | null> => {
    const id = parseId((await readForm(c)).person);
    return (own.me.role === 'citizen' && own.companions.find((one) => one.id === id)) || null;
  };
  routes.post('/moede/mit/med/link', async (c) => {
    const own = await ownOf(ways, c);
    if (!own) return gone(ways, c);
    const person = await chosen(c, own);
    if (!person) return mine(c);
    return show(c, await within(c, () => linkAnew(house, own.meeting, person, house.clock.now())));
  });
  routes.post('/moede/mit/med/fjern', async (c) => {
    const own = await ownOf(ways, c);
    if (!own) return gone(ways, c);
    const person = await chosen(c, own);
    if (!person) return mine(c);
    await within(c, () => leaveBehind(house, own.meeting, person, house.clock.now()));
    ways.drop(c, 'along');
    return mine(c, 'gemt');
  });

  routes.post('/moede/mit/tolk', async (c) => {
    const own = await ownOf(ways, c);
    if (!own) return gone(ways, c);
    const { tolk } = await readForm(c);
    const { rules } = own.meeting.type;
    const code = interpreterLanguages.find((one) => one === tolk) ?? null;
    if (!rules.interpreter || rules.anonymous || own.me.role !== 'citizen' || own.meeting.seats > 1) return mine(c);
    if (own.meeting.state !== 'booked') return mine(c);
    const of = { meetingId: own.meeting.id, personId: own.me.id };
    const answer = await askForInterpreter(house, c.var.municipality.id, of, code, house.clock.now());
    return mine(c, answer === 'booked' ? 'tolk' : answer === 'asked' ? 'spurgt' : 'gemt');
  });

  return routes;
}
