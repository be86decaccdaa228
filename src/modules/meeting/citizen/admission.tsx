import * as v from 'valibot';
import type { MunicipalityId } from '../../../kernel/index.ts';
import { seeOther, sendPage } from '../../../platform/index.ts';
import { citizenLogin } from '../../call/index.ts';
import { type Invitation, invitationById } from '../invitations/invitations.ts';
import type { MeetingType } from '../meeting-rules.ts';
import { type Ctx, restWithQuery, type Ways } from './context.ts';
import { texts } from './messages.ts';
import { readOwn } from './own.ts';
import { SaysPage } from './views/frame.tsx';
import { IdentifyPage } from './views/identify-page.tsx';

/** How long a login counts for the meetings she agrees on after it. */
const loginMinutes = 30;
const loginPurpose = 'meeting login';
const loginSchema = v.object({ municipality: v.string(), until: v.number() });
const invitedPurpose = 'meeting invited';

/** What lets somebody agree on a kind of meeting: an invitation, a login, or nothing where neither is asked for. */
export type Admission = {
  readonly invitation: Invitation | null;
  /** The level that was reached, never by which number. */
  readonly identity: 'none' | 'mitid';
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

/** She has logged in: that she has is all that is kept, in her own browser and for half an hour. */
export const keepLogin = (ways: Ways, c: Ctx): void => {
  const until = ways.house.clock.now().getTime() + loginMinutes * 60_000;
  const login: v.InferOutput<typeof loginSchema> = { municipality: c.var.municipality.id, until };
  ways.keep(c, 'login', ways.house.keys.seal(loginPurpose, '', JSON.stringify(login)), loginMinutes * 60);
};

function hasLoggedIn(ways: Ways, c: Ctx, municipality: MunicipalityId): boolean {
  const sealed = ways.cookie(c, 'login');
  const plain = sealed === undefined ? null : ways.house.keys.open(loginPurpose, '', sealed);
  const read = plain === null ? null : v.safeParse(loginSchema, JSON.parse(plain));
  if (!read?.success) return false;
  return read.output.municipality === municipality && read.output.until > ways.house.clock.now().getTime();
}

/** Could a citizen agree on it at all, with what it takes? */
const openToCitizens = (type: MeetingType): boolean =>
  type.active && type.rules.bookedBy !== 'employee' && type.forms.length > 0;

/** May she agree on one by herself now? In the caller's municipal transaction. */
export async function admission(ways: Ways, c: Ctx, type: MeetingType): Promise<Admission | Refused> {
  if (!openToCitizens(type)) return 'staff-only';
  const found = type.rules.bookedBy === 'invitation' ? await invitationHere(ways, c) : null;
  const invitation = found?.type.id === type.id ? found : null;
  if (type.rules.bookedBy === 'invitation' && invitation === null) return 'not-invited';
  if (type.rules.identity !== 'mitid') return { invitation, identity: 'none' };
  return hasLoggedIn(ways, c, c.var.municipality.id) ? { invitation, identity: 'mitid' } : 'identify';
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
      ) : null}
    </SaysPage>,
  );
}
