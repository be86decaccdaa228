import { Hono } from 'hono';
import { pathIn } from '../../../kernel/address.ts';
import type { FieldError } from '../../../platform/index.ts';
import { getSecretCookie, readForm, seeOther, sendPage, setSecretCookie } from '../../../platform/index.ts';
import { citizenLogin } from '../../call/index.ts';
import { answerCookie, answerHours, mintAnswerToken, readAnswerToken } from '../../contact/index.ts';
import type { MunicipalEnv } from '../../tenancy/index.ts';
import { formAsked, giveRightToAnswer } from '../after/evaluation.ts';
import { isToken, meetingOfCode, passOf } from '../booking/bookings.ts';
import { countPapers } from '../documents/papers.ts';
import { invitationByCode, invitationById, invitationByToken } from '../invitations/invitations.ts';
import { meetingCalendar } from '../messages/calendar.ts';
import { texts as messageTexts } from '../messages/messages.ts';
import { messagesTo } from '../messages/messages-to.ts';
import { sends } from '../messages/sends.ts';
import { keepInvitation } from './admission.tsx';
import { onlyByText } from './booking-routes.tsx';
import { type Ctx, linkHours, type Ways } from './context.ts';
import { maySendPapers } from './may-send-papers.ts';
import { texts } from './messages.ts';
import { doorOf, type Own, readOwn } from './own.ts';
import { openReceipt } from './receipt.ts';
import { CodePage } from './views/code-page.tsx';
import { SaysPage } from './views/frame.tsx';
import { OwnPage } from './views/own-page.tsx';
import { ReceiptPage } from './views/receipt-page.tsx';

/** Nobody sits before a page longer than that. */
const waitsAtDoorSeconds = 2 * 60 * 60;

/** What has just been done, by the word that stands in the address. */
const saidBy: Readonly<Record<string, Parameters<typeof OwnPage>[0]['said']>> = {
  flyttet: 'moved',
  gemt: 'saved',
  tolk: 'interpreterNow',
  spurgt: 'interpreterAsks',
  svaret: 'told',
};

/** Her meeting by the link or code that this browser has opened; null when it leads nowhere any more. */
export async function ownOf(ways: Ways, c: Ctx): Promise<Own | null> {
  const token = ways.cookie(c, 'link');
  if (token === undefined) return null;
  return ways.within(c, () => readOwn(ways.house, token, ways.house.clock.now()));
}

/** A link that is wrong, too old or of a meeting that is cancelled: one page for all, which says none of it. */
export async function gone(ways: Ways, c: Ctx): Promise<Response> {
  const t = texts(c.var.language).gone;
  const page = await ways.pageOf(c, '/moede/kode');
  return sendPage(
    c,
    <SaysPage page={page} title={t.title} text={t.text}>
      <p>
        <a class="way" href={ways.path(c, '/moede/kode')}>
          {texts(c.var.language).code.title}
        </a>
      </p>
    </SaysPage>,
    410,
  );
}

export async function ownPage(
  ways: Ways,
  c: Ctx,
  own: Own,
  said: Parameters<typeof OwnPage>[0]['said'],
  errors: readonly FieldError[] = [],
): Promise<Response> {
  const { type, form, id, seriesId } = own.meeting;
  const page = await ways.pageOf(c, '/moede/mit', type.rules.anonymous);
  const person = own.me.id;
  const sent = type.rules.anonymous
    ? []
    : await ways.within(c, async () => [
        ...(await messagesTo({ about: id, person }, c.var.language)),
        ...(seriesId === null ? [] : await messagesTo({ about: seriesId, person }, c.var.language)),
      ]);
  const papers = maySendPapers(own) ? await ways.within(c, () => countPapers(id)) : null;
  const door = doorOf(own.meeting, page.now);
  const opensIn = door === null || door.open ? null : Math.ceil((door.opens.getTime() - page.now.getTime()) / 1000);
  // Who waits in front of the door sees it open: the page comes anew once, at that moment.
  if (opensIn !== null && opensIn <= waitsAtDoorSeconds) c.header('refresh', String(opensIn + 1));
  const shown = (
    <OwnPage
      page={page}
      own={own}
      byText={onlyByText(ways, type, form)}
      sent={sent}
      papers={papers}
      login={citizenLogin(ways.house, c.var.municipality)}
      said={said}
      errors={errors}
    />
  );
  return sendPage(c, shown, errors.length > 0 ? 422 : said === 'gone' ? 409 : 200);
}

/** The ways in to her own page: link, code, and the receipt just after booking. No GET uses anything up. */
export function ownRoutes(ways: Ways): Hono<MunicipalEnv> {
  const routes = new Hono<MunicipalEnv>();
  const { house, within } = ways;

  /** The token leaves the address at once: what stays in history and logs of others leads to nobody. */
  routes.get('/m/:token', async (c) => {
    const token = c.req.param('token');
    const own = isToken(token) ? await within(c, () => readOwn(house, token, house.clock.now())) : null;
    if (!own) {
      const invited = isToken(token) ? await within(c, () => invitationByToken(house, token, house.clock.now())) : null;
      // What this browser has opened before stays hers: a wrong link must not take it.
      if (!invited) return gone(ways, c);
      keepInvitation(ways, c, invited.id);
      return seeOther(c, ways.path(c, `/moede/${invited.type.slug}`));
    }
    ways.keep(c, 'link', token, own.meeting.type.rules.anonymous ? null : linkHours * 3600);
    return seeOther(c, ways.path(c, own.proposal ? '/moede/svar' : '/moede/mit'));
  });

  routes.get('/moede/mit', async (c) => {
    const own = await ownOf(ways, c);
    if (!own) {
      if (ways.cookie(c, 'link') === undefined) return seeOther(c, ways.path(c, '/moede/kode'));
      ways.drop(c, 'link');
      return gone(ways, c);
    }
    const said = saidBy[c.req.query('nu') ?? ''] ?? null;
    return ownPage(ways, c, own, said);
  });

  /** How it went is answered where all help is; the right to is given to one browser, once. */
  routes.post('/moede/mit/bagefter', async (c) => {
    const own = await ownOf(ways, c);
    if (!own) return gone(ways, c);
    if (!own.asks) return seeOther(c, ways.path(c, '/moede/mit'));
    const { type, form } = own.meeting;
    const { municipality } = c.var;
    const options = { path: ways.base(c), secure: house.baseUrl().startsWith('https:') };
    if (await within(c, () => giveRightToAnswer(own.me.id))) {
      const about = { form: formAsked(own.meeting), meeting: type.slug, apart: form !== 'video' && form !== 'kiosk' };
      const token = mintAnswerToken(house, { ...about, municipality: municipality.id });
      setSecretCookie(c, answerCookie, token, { ...options, maxAgeSeconds: answerHours * 3600 });
      return seeOther(c, ways.path(c, '/tak'));
    }
    const held = readAnswerToken(house, municipality.id, getSecretCookie(c, answerCookie, options));
    return seeOther(c, ways.path(c, held?.meeting === type.slug ? '/tak' : '/moede/mit?nu=svaret'));
  });

  routes.get('/moede/aftalt', async (c) => {
    const now = house.clock.now();
    const receipt = openReceipt(house, ways.cookie(c, 'receipt'), now);
    if (!receipt) return seeOther(c, ways.path(c, '/moede/mit'));
    const found = await within(c, () => readOwn(house, receipt.token, now));
    if (!found) return gone(ways, c);
    const page = await ways.pageOf(c, '/moede/aftalt', found.meeting.type.rules.anonymous);
    return sendPage(
      c,
      <ReceiptPage
        page={page}
        meeting={found.meeting}
        me={found.me}
        receipt={receipt}
        origin={house.baseUrl()}
        before={found.seat?.state === 'waiting' ? found.seat.before : null}
        sends={sends(house, c.var.municipality, found.me.channel)}
      />,
    );
  });

  /** A file for her calendar: that there is a meeting and when, nothing of what it is about. */
  routes.get('/moede/mit/kalender.ics', async (c) => {
    const own = await ownOf(ways, c);
    if (!own) return gone(ways, c);
    const { startsAt, endsAt, uid, sequence, form, type, state } = own.meeting;
    if (!startsAt || !endsAt || state !== 'booked' || type.rules.anonymous)
      return seeOther(c, ways.path(c, '/moede/mit'));
    const t = messageTexts(c.var.language);
    const { fullName } = c.var.municipality;
    const from = house.config.messages.mail?.from ?? `ikke-svar@${new URL(house.baseUrl()).hostname}`;
    const ics = meetingCalendar({
      method: 'PUBLISH',
      uid,
      sequence,
      startsAt,
      endsAt,
      summary: t.meetingWith(fullName),
      organizer: { name: fullName, mail: /<([^>]+)>/.exec(from)?.[1] ?? from },
      attendee: null,
      conference:
        form === 'video'
          ? { url: `${house.baseUrl()}${ways.path(c, '/moede/mit')}`, label: t.videoWith(fullName) }
          : null,
      now: house.clock.now(),
    });
    return c.body(ics, 200, {
      'content-type': 'text/calendar; charset=utf-8; method=PUBLISH',
      'content-disposition': 'attachment; filename="moede.ics"',
    });
  });

  /** She has what the receipt showed: it is not shown again. */
  routes.post('/moede/aftalt', (c) => {
    ways.drop(c, 'receipt');
    return seeOther(c, ways.path(c, '/moede/mit'));
  });

  routes.get('/moede/kode', async (c) => {
    const page = await ways.pageOf(c, '/moede/kode');
    return sendPage(c, <CodePage page={page} code="" contact="" errors={[]} />);
  });

  routes.post('/moede/kode', async (c) => {
    const input = await readForm(c);
    const code = String(input.kode ?? '').slice(0, 40);
    const contact = String(input.kontakt ?? '').slice(0, 254);
    const t = texts(c.var.language).code;
    const missing = [
      ...(code.trim() === '' ? [{ field: 'kode', message: t.codeMissing }] : []),
      ...(contact.trim() === '' ? [{ field: 'kontakt', message: t.contactMissing }] : []),
    ];
    const pass = await within(c, async () => {
      const found = missing.length > 0 ? null : await meetingOfCode(house, code, contact);
      return found && passOf(house, found.personId);
    });
    const own = pass === null ? null : await within(c, () => readOwn(house, pass, house.clock.now()));
    if (pass === null && missing.length === 0) {
      const now = house.clock.now();
      const invited = await within(c, async () => {
        const id = await invitationByCode(house, code, contact, now);
        return id === null ? null : invitationById(house, id, now);
      });
      if (invited) {
        keepInvitation(ways, c, invited.id);
        return seeOther(c, ways.path(c, `/moede/${invited.type.slug}`));
      }
    }
    if (pass === null || !own) {
      const errors = missing.length > 0 ? missing : [{ field: 'kode', message: t.wrong }];
      const page = await ways.pageOf(c, '/moede/kode');
      return sendPage(c, <CodePage page={page} code={code} contact={contact} errors={errors} />, 422);
    }
    ways.keep(c, 'link', pass, linkHours * 3600);
    return seeOther(c, ways.path(c, own.proposal ? '/moede/svar' : '/moede/mit'));
  });

  /** Forgets her in this browser and shows the municipality's front page, which tells nobody what she came for. */
  routes.post('/moede/forlad', (c) => {
    ways.drop(c, 'link', 'hold', 'words', 'receipt', 'phrase', 'along', 'invitation', 'login');
    c.header('clear-site-data', '"cache"');
    return seeOther(c, pathIn(c.var.language, ways.base(c)));
  });

  return routes;
}
