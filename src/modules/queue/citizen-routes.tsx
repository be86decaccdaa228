import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { type ParticipantId, wallClock } from '../../kernel/index.ts';
import {
  alternates,
  dropSecretCookie,
  getSecretCookie,
  type House,
  parseInput,
  pathIn,
  readForm,
  seeOther,
  sendPage,
  setSecretCookie,
} from '../../platform/index.ts';
import { canHideAddress, iceServers, participantToken, roomState } from '../call/index.ts';
import { answerCookie, answerHours, mintAnswerToken } from '../contact/index.ts';
import type { Guide } from '../guide/index.ts';
import { heldMeeting, meetingDoor, readMeeting } from '../meeting/index.ts';
import { type MunicipalEnv, type Place, places } from '../tenancy/index.ts';
import type { RoomProps, WaitingMessage, WaitingWords } from './client/island-props.ts';
import { answerTransfer } from './company/transfer.ts';
import {
  beat,
  leaveLine,
  lineTested,
  readCounter,
  readWaiting,
  requestHelp,
  stepsTicked,
  type WaitingState,
} from './help.ts';
import { texts } from './messages.ts';
import type { Ticket } from './store.ts';
import { readTopic, type Topic } from './topic.ts';
import type { CitizenPage } from './views/citizen-page.ts';
import { HelpPage } from './views/help-page.tsx';
import { ReadyPage } from './views/ready-page.tsx';
import { PlaceGonePage, WaitingPage } from './views/waiting-page.tsx';
import { waitWords } from './wording.ts';

const formOf = v.picklist(['text', 'voice', 'video']);
const HelpForm = v.object({
  form: formOf,
  navn: v.optional(v.pipe(v.string(), v.maxLength(200)), ''),
  emne: v.optional(v.string(), ''),
  trin: v.optional(v.string(), ''),
  gjort: v.optional(v.string(), ''),
  skjul: v.optional(v.literal('ja')),
  tegnsprog: v.optional(v.literal('ja')),
  linje: v.optional(v.picklist(['video', 'voice', 'text', '']), ''),
});
const Ticked = v.object({
  done: v.pipe(v.array(v.pipe(v.string(), v.maxLength(60))), v.maxLength(12)),
  step: v.nullable(v.pipe(v.string(), v.maxLength(60))),
});

const Tested = v.object({ line: formOf });
const TransferAnswer = v.object({ answer: v.picklist(['yes', 'no']) });

/** From then on it is said that the employee is late, and how else to reach somebody. */
const lateAfterMs = 5 * 60_000;

export const ticketCookie = 'mb_help';
export const ticketHours = 12;

/** The citizen's way from "stuck" to a person: choose, check, wait. Works without scripts up to the call itself. */
export function citizenRoutes(house: House, guide: Guide): Hono<MunicipalEnv> {
  const routes = new Hono<MunicipalEnv>();
  const secure = () => house.baseUrl().startsWith('https:');
  const base = (c: Context<MunicipalEnv>) => `/${c.var.municipality.slug}`;
  const held = (c: Context<MunicipalEnv>) => getSecretCookie(c, ticketCookie, { path: base(c), secure: secure() });

  async function pageOf(c: Context<MunicipalEnv>, rest: string, input: Record<string, unknown>): Promise<CitizenPage> {
    const { municipality } = c.var;
    const [place = null] = await house.database.inMunicipality(municipality.id, places);
    return pageAt(c, rest, await topicOf(c, input), place);
  }
  const topicOf = (c: Context<MunicipalEnv>, input: Record<string, unknown>) =>
    readTopic(guide, c.var.municipality.id, input, c.var.language);
  function pageAt(c: Context<MunicipalEnv>, rest: string, topic: Topic, place: Place | null): CitizenPage {
    const { municipality, language } = c.var;
    return {
      language,
      municipality,
      base: base(c),
      alternates: alternates(base(c), rest),
      place,
      now: house.clock.now(),
      topic,
    };
  }

  routes.get('/hjaelp', async (c) => {
    const page = await pageOf(c, `/hjaelp${new URL(c.req.url).search}`, c.req.query());
    const { state, waiting } = await house.database.inMunicipality(c.var.municipality.id, async () => {
      const token = held(c);
      const mine = token ? await readWaiting(token, page.now) : null;
      const waiting = mine?.state.kind === 'waiting' || mine?.state.kind === 'taken';
      return { ...(await readCounter(page.now)), waiting };
    });
    return sendPage(c, <HelpPage page={page} state={state} alreadyWaiting={waiting} />);
  });

  routes.get('/hjaelp/klar', async (c) => {
    const form = v.safeParse(formOf, c.req.query('form'));
    if (!form.success) return seeOther(c, pathIn(c.var.language, base(c), '/hjaelp'));
    const now = house.clock.now();
    const { state, place } = await house.database.inMunicipality(c.var.municipality.id, () => readCounter(now));
    const topic = await topicOf(c, c.req.query());
    const page = pageAt(c, `/hjaelp/klar${new URL(c.req.url).search}`, topic, place);
    if (!state.open) return sendPage(c, <HelpPage page={page} state={state} alreadyWaiting={false} />);
    return sendPage(
      c,
      <ReadyPage page={page} form={form.output} errors={[]} name="" service={await serviceOf(c, page.topic.service)} />,
    );
  });

  routes.post('/hjaelp', async (c) => {
    const input = await readForm(c);
    const wantsJson = (c.req.header('accept') ?? '').includes('application/json');
    const parsed = parseInput(HelpForm, input);
    // Read only where a page is drawn: who is let in is not kept for it.
    const pageNow = () => pageOf(c, '/hjaelp', input);
    if (!parsed.ok) {
      const page = await pageNow();
      const form = v.safeParse(formOf, input.form);
      if (!form.success) return seeOther(c, pathIn(c.var.language, base(c), '/hjaelp'));
      const service = await serviceOf(c, page.topic.service);
      return sendPage(
        c,
        <ReadyPage
          page={page}
          form={form.output}
          errors={parsed.errors}
          name={String(input.navn ?? '')}
          service={service}
        />,
        422,
      );
    }
    const { form, navn, skjul, tegnsprog, linje } = parsed.value;
    const { service, step, stepsDone } = await topicOf(c, input);
    const hideAddress = skjul !== undefined;
    if (hideAddress && form !== 'text' && !canHideAddress(house.config)) {
      const page = await pageNow();
      const t = texts(c.var.language).check;
      return sendPage(
        c,
        <ReadyPage
          page={page}
          form={form}
          errors={[{ field: 'skjul', message: t.cannotHide(page.place?.phone ?? '') }]}
          name={navn}
          service={await serviceOf(c, service)}
        />,
        422,
      );
    }
    const wish = {
      form,
      language: c.var.language,
      service,
      step,
      stepsDone,
      name: navn.trim() || null,
      hideAddress,
      signs: tegnsprog !== undefined,
      line: linje === '' ? null : linje,
    };
    // One transaction: her place, and what her waiting room shows of it.
    const { asked, message } = await house.database.inMunicipality(c.var.municipality.id, async () => {
      const asked = await requestHelp(house, c.var.municipality, wish, held(c));
      if (!asked.ok || !wantsJson) return { asked, message: null };
      const { token, begun } = asked.value;
      // What was read to give her the place is not read again to show it.
      const now = house.clock.now();
      return {
        asked,
        message: begun ? roomMessage(c, begun.state, begun.participantId, now) : await waitingRoom(c, token),
      };
    });
    if (!asked.ok) {
      if (wantsJson) return c.json({ open: false }, 409);
      return sendPage(c, <HelpPage page={await pageNow()} state={asked.reason} alreadyWaiting={false} />, 409);
    }
    setSecretCookie(c, ticketCookie, asked.value.token, {
      path: base(c),
      maxAgeSeconds: ticketHours * 3600,
      secure: secure(),
    });
    // Her right to answer afterwards is a paper of its own, made now, so that nothing joins the answer to the ticket.
    if (asked.value.fresh) {
      const answer = mintAnswerToken(house, { form, service, municipality: c.var.municipality.id });
      setSecretCookie(c, answerCookie, answer, { path: base(c), maxAgeSeconds: answerHours * 3600, secure: secure() });
    }
    if (!wantsJson) return seeOther(c, pathIn(c.var.language, base(c), '/hjaelp/vent'));
    return message ? c.json(message) : c.json({ open: false }, 409);
  });

  const serviceOf = async (c: Context<MunicipalEnv>, slug: string | null) =>
    slug === null ? null : (await guide.publication(c.var.municipality.id)).service(slug, c.var.language);

  /** The room's key and where she stands, for the island; null when the place is gone. */
  async function waitingRoom(
    c: Context<MunicipalEnv>,
    token: string,
  ): Promise<(WaitingMessage & { room: RoomProps; ticket: Ticket }) | null> {
    return house.database.inMunicipality(c.var.municipality.id, async () => {
      const now = house.clock.now();
      const { state, ticket } = await readWaiting(token, now);
      if (!ticket) return null;
      const room = await roomState(ticket.roomId, now);
      const citizen = room?.participants.find((one) => one.role === 'citizen');
      if (!citizen) return null;
      return { ...roomMessage(c, state, citizen.id, now), ticket };
    });
  }
  const roomMessage = (
    c: Context<MunicipalEnv>,
    state: WaitingState,
    id: ParticipantId,
    now: Date,
  ): WaitingMessage & { room: RoomProps } => ({
    state,
    words: wordsOf(state, c.var.language, now),
    room: {
      socketUrl: `${base(c)}/samtale`,
      participant: { id, token: participantToken(house.keys, id) },
      iceServers: iceServers(house.config, now).map((server) => ({ ...server, urls: [...server.urls] })),
    },
  });

  routes.get('/hjaelp/vent', async (c) => {
    const token = held(c);
    // Without scripts there is no stream: the page that reloads itself is the sign that she is there.
    if (token) await beat(house, c.var.municipality, token);
    const found = token ? await waitingRoom(c, token) : null;
    if (!found) {
      dropSecretCookie(c, ticketCookie, { path: base(c), secure: secure() });
      const page = await pageOf(c, '/hjaelp/vent', {});
      return sendPage(c, <PlaceGonePage page={page} meeting={await mayComeAgain(c)} />, 410);
    }
    const { ticket } = found;
    const page = await pageOf(c, '/hjaelp/vent', { emne: ticket.service, trin: ticket.step });
    const service = await serviceOf(c, ticket.service);
    return sendPage(
      c,
      <WaitingPage
        page={page}
        form={ticket.form}
        state={found.state}
        words={found.words}
        room={found.room}
        service={service}
        stepsDone={ticket.stepsDone}
        line={ticket.line}
      />,
    );
  });

  /** She holds the link to a meeting whose door is open: whatever became of her place, that is her way in. */
  const mayComeAgain = (c: Context<MunicipalEnv>): Promise<boolean> =>
    house.database.inMunicipality(c.var.municipality.id, async () => {
      const mine = await heldMeeting(house, c);
      const meeting = mine?.meetingId ? await readMeeting(mine.meetingId) : null;
      return meeting !== null && meetingDoor(meeting, house.clock.now()).kind === 'open';
    });

  routes.post('/hjaelp/trin', async (c) => {
    const token = held(c);
    const parsed = parseInput(Ticked, await c.req.json().catch(() => null));
    if (!token || !parsed.ok) return c.body(null, 204);
    const { municipality, language } = c.var;
    const { done: gjort, step: trin } = parsed.value;
    const { ticket } = await house.database.inMunicipality(municipality.id, () =>
      readWaiting(token, house.clock.now()),
    );
    // Read as a topic is: what is not a step of her guide could be anything, and is not kept.
    const topic = await readTopic(
      guide,
      municipality.id,
      { emne: ticket?.service, trin, gjort: gjort.join() },
      language,
    );
    if (ticket) await stepsTicked(house, municipality, token, topic.stepsDone, topic.step);
    return c.body(null, 204);
  });

  /** Her line was tested in the waiting room, and bears less than she chose. */
  routes.post('/hjaelp/linje', async (c) => {
    const token = held(c);
    const parsed = parseInput(Tested, await c.req.json().catch(() => null));
    if (token && parsed.ok) await lineTested(house, c.var.municipality, token, parsed.value.line);
    return c.body(null, 204);
  });

  /** She is being handed to somebody else: fine, or no. The stream tells her page what came of it. */
  routes.post('/hjaelp/omstilling', async (c) => {
    const token = held(c);
    const parsed = parseInput(TransferAnswer, await c.req.json().catch(() => null));
    if (token && parsed.ok) await answerTransfer(house, c.var.municipality, token, parsed.value.answer);
    return c.body(null, 204);
  });

  routes.post('/hjaelp/forlad', async (c) => {
    const token = held(c);
    if (token) await leaveLine(house, c.var.municipality, token);
    dropSecretCookie(c, ticketCookie, { path: base(c), secure: secure() });
    dropSecretCookie(c, answerCookie, { path: base(c), secure: secure() });
    // The page that says so, with the way back in: a press by mistake must be seen.
    return seeOther(c, pathIn(c.var.language, base(c), '/hjaelp/vent'));
  });

  /** The call is over: her place is given back, and she is asked whether it helped. */
  routes.get('/hjaelp/slut', async (c) => {
    const token = held(c);
    const { state } = await house.database.inMunicipality(c.var.municipality.id, () =>
      readWaiting(token ?? '', house.clock.now()),
    );
    // A link from elsewhere must not cost anybody her place.
    if (state.kind === 'waiting') return seeOther(c, pathIn(c.var.language, base(c), '/hjaelp/vent'));
    dropSecretCookie(c, ticketCookie, { path: base(c), secure: secure() });
    return seeOther(c, pathIn(c.var.language, base(c), '/tak'));
  });

  return routes;
}

/** The waiting room's sentences: the heading says where she stands, the line below it how long it may take. */
export function wordsOf(state: WaitingState, language: MunicipalEnv['Variables']['language'], now: Date): WaitingWords {
  const t = texts(language);
  if (state.kind !== 'waiting') return { heading: t.waiting.taken, estimate: '' };
  if (state.meetsAt) {
    const at = wallClock(state.meetsAt).time.replace(':', '.');
    const late = now.getTime() - state.meetsAt.getTime() > lateAfterMs;
    const soon = state.expected === false ? t.waiting.meetingAway : t.waiting.meetingSoon;
    return { heading: t.waiting.meets(at), estimate: late ? t.waiting.meetingLate : soon };
  }
  const heading = state.place === 1 ? t.waiting.next : t.waiting.place(state.place);
  return { heading, estimate: state.staffed ? waitWords(state.estimate, language) : '' };
}

export const heldTicket = (c: Context<MunicipalEnv>, secure: boolean): string | undefined =>
  getSecretCookie(c, ticketCookie, { path: `/${c.var.municipality.slug}`, secure });
