import * as v from 'valibot';
import { hashToken, newToken } from '../../../kernel/index.ts';
import { seeOther, sendPage } from '../../../platform/index.ts';
import { citizenLogin } from '../../call/index.ts';
import { type Invitation, invitationById } from '../invitations/invitations.ts';
import { opensByInvitation } from '../invitations/of-meeting.ts';
import type { MeetingType } from '../meeting-rules.ts';
import { type Ctx, restWithQuery, type Ways } from './context.ts';
import { texts } from './messages.ts';
import { readOwn } from './own.ts';
import { SaysPage } from './views/frame.tsx';
import { IdentifyPage } from './views/identify-page.tsx';

/** How long after a login she may choose a time by it. */
const loginMinutes = 30;
/** How long a time that was chosen so may be booked: she may need long to fill in the form. */
const fillInMinutes = 60;
const loginPurpose = 'meeting login';
/** For one kind of meeting; from when a time is held on, for what comes of that hold alone. */
const loginSchema = v.object({
  municipality: v.string(),
  kind: v.string(),
  chooseUntil: v.number(),
  until: v.number(),
  hold: v.nullable(v.string()),
  /** Used up by the booking, so that a copy of the cookie books nothing more. */
  nonce: v.string(),
});
type Login = v.InferOutput<typeof loginSchema>;
const invitedPurpose = 'meeting invited';

/** What lets somebody agree on a kind of meeting: an invitation, a login, or nothing where neither is asked for. */
export type Admission = {
  readonly invitation: Invitation | null;
  /** The level that was reached, never by which number. */
  readonly identity: 'none' | 'mitid';
  /** Of the login that it was reached by; it is for one booking. */
  readonly login: string | null;
};
export type Refused = 'staff-only' | 'not-invited' | 'identify';

/** Keeps an invitation in her browser, sealed. */
export const keepInvitation = (ways: Ways, c: Ctx, id: string): void =>
  ways.keep(c, 'invitation', ways.house.keys.seal(invitedPurpose, c.var.municipality.id, id), null);

/** What she was invited to, and still may agree on. In the caller's municipal transaction. */
export async function invitationHere(ways: Ways, c: Ctx): Promise<Invitation | null> {
  const sealed = ways.cookie(c, 'invitation');
  const id = sealed === undefined ? null : ways.house.keys.open(invitedPurpose, c.var.municipality.id, sealed);
  return id === null ? null : invitationById(ways.house, id, ways.house.clock.now());
}

const putLogin = (ways: Ways, c: Ctx, login: Login, minutes: number): void =>
  ways.keep(c, 'login', ways.house.keys.seal(loginPurpose, '', JSON.stringify(login)), minutes * 60);

/** Somebody has logged in at this browser: that is all that is kept, there, for one booking of the kind it was asked for. */
export const keepLogin = (ways: Ways, c: Ctx, kind: string): void => {
  const until = ways.house.clock.now().getTime() + loginMinutes * 60_000;
  putLogin(
    ways,
    c,
    { municipality: c.var.municipality.id, kind, chooseUntil: until, until, hold: null, nonce: newToken() },
    loginMinutes,
  );
};

function loginHere(ways: Ways, c: Ctx, type: MeetingType): Login | null {
  const sealed = ways.cookie(c, 'login');
  const plain = sealed === undefined ? null : ways.house.keys.open(loginPurpose, '', sealed);
  const read = plain === null ? null : v.safeParse(loginSchema, JSON.parse(plain));
  if (!read?.success) return null;
  const { municipality, kind, until, hold } = read.output;
  const held = ways.cookie(c, 'hold');
  const sameHold = hold === null || (held !== undefined && hold === hashToken(held));
  const now = ways.house.clock.now().getTime();
  return municipality === c.var.municipality.id && kind === type.slug && until > now && sameHold ? read.output : null;
}

/** A time is held: the login is for it alone, and good for as long as she may need to fill in the form. */
export function bindLogin(ways: Ways, c: Ctx, type: MeetingType, holdToken: string): void {
  const login = loginHere(ways, c, type);
  if (!login) return;
  const now = ways.house.clock.now().getTime();
  const until = login.chooseUntil > now ? now + fillInMinutes * 60_000 : login.until;
  putLogin(ways, c, { ...login, until, hold: hashToken(holdToken) }, fillInMinutes);
}

/** Could a citizen agree on it at all, with what it takes? */
const openToCitizens = (type: MeetingType): boolean =>
  type.rules.bookedBy === 'invitation'
    ? opensByInvitation(type)
    : type.active && type.rules.bookedBy !== 'employee' && type.forms.length > 0;

/** May she agree on one by herself now? In the caller's municipal transaction. */
export async function admission(ways: Ways, c: Ctx, type: MeetingType): Promise<Admission | Refused> {
  if (!openToCitizens(type)) return 'staff-only';
  const found = type.rules.bookedBy === 'invitation' ? await invitationHere(ways, c) : null;
  const invitation = found?.type.id === type.id ? found : null;
  if (type.rules.bookedBy === 'invitation' && invitation === null) return 'not-invited';
  if (type.rules.identity !== 'mitid') return { invitation, identity: 'none', login: null };
  const login = loginHere(ways, c, type);
  return login ? { invitation, identity: 'mitid', login: login.nonce } : 'identify';
}

/** Why she cannot go on by herself, and what she can do instead. */
export async function refusedPage(ways: Ways, c: Ctx, type: MeetingType, why: Refused): Promise<Response> {
  const t = texts(c.var.language);
  const link = why === 'not-invited' ? ways.cookie(c, 'link') : undefined;
  if (link !== undefined) {
    const own = await ways.within(c, () => readOwn(ways.house, link, ways.house.clock.now()));
    // A form that was sent twice: what she was invited to is hers already.
    if (own?.meeting.type.id === type.id) return seeOther(c, ways.path(c, '/moede/mit'));
  }
  const page = await ways.pageOf(c, restWithQuery(c, `/moede/${type.slug}`), type.rules.anonymous);
  const title = type.title[c.var.language];
  if (why === 'identify') {
    const login = citizenLogin(ways.house, c.var.municipality);
    const { emne, trin } = c.req.query();
    const fields = [['til', type.slug] as const, ...(emne ? [['emne', emne] as const] : [])];
    const more = trin ? [...fields, ['trin', trin] as const] : fields;
    return sendPage(c, <IdentifyPage page={page} title={title} login={login} fields={more} />);
  }
  const words = why === 'staff-only' ? t.staffOnly : t.invitedOnly;
  return sendPage(
    c,
    <SaysPage page={page} title={title} text={words}>
      {why === 'not-invited' ? (
        <p>
          <a class="way" href={ways.path(c, '/moede/kode')}>
            {t.haveInvitation}
          </a>
        </p>
      ) : (
        <p>
          <a class="way" href={ways.path(c, '/hjaelp')}>
            {t.list.helpNow}
          </a>
        </p>
      )}
    </SaysPage>,
  );
}
