import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { dayAndDate, type Language, wallClock, wallTimeText } from '../../../kernel/index.ts';
import {
  alternates,
  dropSecretCookie,
  type House,
  pathIn,
  readForm,
  seeOther,
  sendPage,
  setSecretCookie,
} from '../../../platform/index.ts';
import { guestLinkAsAgreed, guestPath, heldPlace, keepGuestLink, seatLinkHours } from '../../call/index.ts';
import { answerCookie, answerHours, mintAnswerToken } from '../../contact/index.ts';
import { giveRightToAnswer, type HeldMeeting, heldMeeting, meetingDoor, readMeeting } from '../../meeting/index.ts';
import type { MunicipalEnv } from '../../tenancy/index.ts';
import { ticketCookie, ticketHours } from '../citizen-routes.tsx';
import { type ArrivalRefusal, arriveAtMeeting, roomOfMeeting } from './arrive.ts';
import { arriveAtGroup } from './arrive-group.ts';
import { DoorPage } from './door-page.tsx';
import { texts } from './messages.ts';
import { type RingRefusal, ringSupport } from './ring-support.ts';

type C = Context<MunicipalEnv>;
const inPath = '/moede/mit/ind';
const ringPath = '/moede/mit/ring';
const formOf = v.fallback(v.picklist(['text', 'voice', 'video']), 'video');

/** The door of a meeting, and the bell of a support person. Both lead into the waiting room that help now has. */
export function meetingDoorRoutes(house: House): Hono<MunicipalEnv> {
  const routes = new Hono<MunicipalEnv>();
  const held = (c: C) => house.database.inMunicipality(c.var.municipality.id, () => heldMeeting(house, c));
  const nameOf = ({ person }: HeldMeeting) => person.details.name ?? person.details.alias;
  const signsOf = ({ person }: HeldMeeting) => person.details.interpreter === 'sgn';

  /** She has a place in the line: the same waiting room as for everybody, by the same cookie. */
  function goIn(
    c: C,
    token: string,
    form: 'text' | 'voice' | 'video',
    about: {
      readonly service: string | null;
      readonly meeting: string | null;
      /** `given`: the right to say how it went is somebody's already, perhaps this browser's. */
      readonly asks: 'now' | 'given' | 'never';
    },
  ): Response {
    const cookie = { path: `/${c.var.municipality.slug}`, secure: house.baseUrl().startsWith('https:') };
    setSecretCookie(c, ticketCookie, token, { ...cookie, maxAgeSeconds: ticketHours * 3600 });
    const { asks, ...what } = about;
    if (asks === 'now') {
      const answer = mintAnswerToken(house, { form, ...what, municipality: c.var.municipality.id });
      setSecretCookie(c, answerCookie, answer, { ...cookie, maxAgeSeconds: answerHours * 3600 });
    } else if (asks === 'never') dropSecretCookie(c, answerCookie, cookie);
    return seeOther(c, pathIn(c.var.language, cookie.path, '/hjaelp/vent'));
  }

  const says = (
    c: C,
    shown: Partial<Parameters<typeof DoorPage>[0]> & { readonly says: string },
    status: 200 | 409 | 410,
  ) =>
    sendPage(
      c,
      <DoorPage
        language={c.var.language}
        municipality={c.var.municipality}
        alternates={alternates(`/${c.var.municipality.slug}`, '/moede/mit')}
        heading={texts(c.var.language).title}
        {...shown}
      />,
      status,
    );

  // A press that was reloaded, or a link to the door itself: her own page says when it opens.
  for (const path of [inPath, ringPath])
    routes.get(path, (c) => seeOther(c, pathIn(c.var.language, `/${c.var.municipality.slug}`, '/moede/mit')));

  routes.post(inPath, async (c) => {
    const { municipality, language } = c.var;
    const t = texts(language).says;
    const form = v.parse(formOf, (await readForm(c)).form);
    const here = await held(c);
    if (!here?.meetingId) return says(c, { says: t.gone, lost: true }, 410);
    const { role, details } = here.person;
    // Who comes instead of the citizen waits for nobody: the conversation is hers.
    const instead = role === 'representative' && details.authority?.instead === true;
    if (!instead && (role === 'companion' || role === 'representative')) return companion(c, here.meetingId, role);
    const meetingId = here.meetingId;
    const meeting = await house.database.inMunicipality(municipality.id, () => readMeeting(meetingId));
    if (meeting && meeting.seats > 1) return seated(c, here, meetingId);
    const arrived = await arriveAtMeeting(house, municipality, {
      meetingId: here.meetingId,
      form,
      language,
      name: nameOf(here),
      signs: signsOf(here),
    });
    if (arrived.ok) {
      const { service } = arrived.value;
      const about = await house.database.inMunicipality(municipality.id, async () => {
        const type = (await readMeeting(here.meetingId ?? ''))?.type;
        const meeting = type?.slug ?? null;
        if (!type?.rules.evaluation) return { meeting, asks: 'never' } as const;
        return { meeting, asks: (await giveRightToAnswer(here.person.id)) ? 'now' : 'given' } as const;
      });
      return goIn(c, arrived.value.token, arrived.value.form, { service, ...about });
    }
    const { reason } = arrived;
    const shown = { says: doorWords(reason, language), lost: reason.kind === 'gone' };
    if (reason.kind !== 'no-relay') return says(c, shown, reason.kind === 'gone' ? 410 : 409);
    return says(
      c,
      {
        ...shown,
        children: <WriteInstead c={c} to={inPath} />,
      },
      409,
    );
  });

  /** Many have a seat: each comes by her own way into the one lobby. Back in the same browser she has what she had. */
  async function seated(c: C, here: HeldMeeting, meetingId: string): Promise<Response> {
    const { municipality, language } = c.var;
    const arrived = await arriveAtGroup(house, municipality, {
      meetingId,
      personId: here.person.id,
      signs: signsOf(here),
    });
    if (!arrived.ok) {
      const { reason } = arrived;
      const words = reason.kind === 'stopped' ? texts(language).says.stopped : doorWords(reason, language);
      return says(c, { says: words, lost: reason.kind === 'gone' }, reason.kind === 'gone' ? 410 : 409);
    }
    const { token, place } = arrived.value;
    const held = await house.database.inMunicipality(municipality.id, () => heldPlace(house, c));
    if (place === null || held?.participantId !== place) keepGuestLink(house, c, token, seatLinkHours * 60);
    return seeOther(c, pathIn(language, `/${municipality.slug}`, guestPath));
  }

  /** Who was named beforehand comes by her own link and waits in the lobby: only the employee lets her in. */
  async function companion(c: C, meetingId: string, role: 'companion' | 'representative'): Promise<Response> {
    const { municipality, language } = c.var;
    const t = texts(language);
    const now = house.clock.now();
    const found = await house.database.inMunicipality(municipality.id, async () => {
      const meeting = await readMeeting(meetingId);
      if (!meeting) return { words: t.says.gone };
      const door = meetingDoor(meeting, now);
      if (door.kind !== 'open') return { words: doorWords(door, language) };
      const room = await roomOfMeeting(meetingId, now);
      return { words: null, token: room && (await guestLinkAsAgreed(house, room, role)) };
    });
    if (found.words !== null) return says(c, { says: found.words }, 409);
    // Nobody is there to be a companion of yet: she knocks again.
    if (!found.token) return says(c, { says: t.says['not-begun'], again: inPath }, 409);
    return says(
      c,
      {
        says: t.companion,
        children: (
          <form method="post" action={pathIn(language, `/${municipality.slug}`, `${guestPath}/aabn`)}>
            <input type="hidden" name="kode" value={found.token} />
            <button class="button button-primary" type="submit">
              {t.goIn}
            </button>
          </form>
        ),
      },
      200,
    );
  }

  routes.post(ringPath, async (c) => {
    const { municipality, language } = c.var;
    const t = texts(language);
    const form = v.parse(formOf, (await readForm(c)).form);
    const here = await held(c);
    if (!here?.seriesId) return says(c, { heading: t.ring.title, says: t.says.gone, lost: true }, 410);
    const rung = await ringSupport(house, municipality, {
      seriesId: here.seriesId,
      form,
      language,
      name: nameOf(here),
      signs: signsOf(here),
      hide: here.person.protected,
    });
    if (rung.ok) return goIn(c, rung.value.token, form, { service: null, meeting: null, asks: 'now' });
    const heading = t.ring.title;
    if (rung.reason.kind === 'no-relay')
      return says(c, { heading, says: t.says['no-relay'], children: <WriteInstead c={c} to={ringPath} /> }, 409);
    return says(c, { heading, says: ringWords(rung.reason, language) }, 409);
  });

  return routes;
}

/** Where nothing hides her address she comes in writing. */
function WriteInstead({ c, to }: { readonly c: C; readonly to: string }) {
  const { language, municipality } = c.var;
  return (
    <form method="post" action={pathIn(language, `/${municipality.slug}`, to)}>
      <input type="hidden" name="form" value="text" />
      <button class="button button-primary" type="submit">
        {texts(language).write}
      </button>
    </form>
  );
}

const whenWords = (at: Date, language: Language): string => {
  const { date, time } = wallClock(at);
  const clock = wallTimeText(time, language);
  return language === 'da' ? `${dayAndDate(date, language)} kl. ${clock}` : `${dayAndDate(date, language)} at ${clock}`;
};

function doorWords(refusal: ArrivalRefusal, language: Language): string {
  const t = texts(language).says;
  if (refusal.kind === 'early') return t.early(whenWords(refusal.opens, language));
  if (refusal.kind === 'form') return t[refusal.form];
  return refusal.kind === 'open' ? '' : t[refusal.kind];
}

function ringWords(refusal: Exclude<RingRefusal, { kind: 'no-relay' }>, language: Language): string {
  const t = texts(language).ring;
  if (refusal.kind !== 'not-now') return t[refusal.kind];
  return refusal.opens === null ? t.never : t.notNow(whenWords(refusal.opens, language));
}
