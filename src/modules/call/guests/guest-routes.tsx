import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { type ParticipantId, refuse } from '../../../kernel/index.ts';
import {
  alternates,
  audit,
  createAllowance,
  type House,
  parseInput,
  pathIn,
  problem,
  readForm,
  seeOther,
  sendPage,
} from '../../../platform/index.ts';
import type { FieldError } from '../../../ui/index.ts';
import { qrPath } from '../../guide/index.ts';
import type { MunicipalEnv } from '../../tenancy/index.ts';
import { iceServers } from '../ice-servers.ts';
import { canHideAddress } from '../relay.ts';
import type { Role } from '../roles.ts';
import { participantToken, removePerson } from '../rooms.ts';
import {
  dropGuestLink,
  dropPlace,
  guestForm,
  hasPlaceCookie,
  heldLink,
  heldPlace,
  keepGuestLink,
  keepPlace,
} from './guest-cookies.ts';
import { readGuestToken, spokenGuestToken } from './guest-token.ts';
import { askedByCitizen, enterAsGuest, linkMinutes, makeGuestLink, readGuestLink } from './guests.ts';
import { texts } from './messages.ts';
import { Claim, type OwnPlace, ownPlace } from './own-place.ts';
import { type GuestLink, guestOf } from './store.ts';
import {
  ComePage,
  type Filled,
  type GuestPage,
  GuestRoomPage,
  GuestSaysPage,
  guestPath,
  OpenLinkPage,
} from './views/guest-pages.tsx';

const empty: Filled = { name: '', form: 'video', confidential: false, adult: false };

const Asking = v.object({ place: Claim, role: v.picklist(askedByCitizen) });
/** Of one citizen, so that a page that has gone wrong makes no thousand rows. */
const asks = { atOnce: 6, perMinute: 2 } as const;

/** A guest's way in: the link, who she is, the lobby. No GET uses anything up; a link is looked at by many programs. */
export function guestRoutes(house: House): Hono<MunicipalEnv> {
  const routes = new Hono<MunicipalEnv>();
  const mayAsk = createAllowance(() => house.clock.now(), asks);
  const base = (c: Context<MunicipalEnv>) => `/${c.var.municipality.slug}`;
  const within = <Value,>(c: Context<MunicipalEnv>, work: () => Promise<Value>) =>
    house.database.inMunicipality(c.var.municipality.id, work);
  const pageOf = (c: Context<MunicipalEnv>): GuestPage => ({
    language: c.var.language,
    municipality: c.var.municipality,
    base: base(c),
    alternates: alternates(base(c), guestPath),
  });
  const says = (
    c: Context<MunicipalEnv>,
    what: Parameters<typeof GuestSaysPage>[0]['says'],
    status: 200 | 409 | 410,
    role: Role | null = null,
  ) => sendPage(c, <GuestSaysPage page={pageOf(c)} says={what} seated={role === 'participant'} />, status);
  /** Nothing can hide her address here: what is left is writing, through our own server. */
  const onlyByText = ({ relayOnly }: GuestLink) => relayOnly && !canHideAddress(house.config);
  const come = (c: Context<MunicipalEnv>, link: GuestLink, filled: Filled, errors: readonly FieldError[]) =>
    sendPage(
      c,
      <ComePage page={pageOf(c)} wish={link} filled={filled} byText={onlyByText(link)} errors={errors} />,
      errors.length > 0 ? 422 : 200,
    );

  routes.get(guestPath, async (c) => {
    const token = heldLink(house, c);
    const found = await within(c, async () => {
      const place = await heldPlace(house, c);
      return {
        link: token === null ? null : await readGuestLink(house, token),
        place,
        guest: place && (await guestOf(place.participantId)),
      };
    });
    const { link, place, guest } = found;
    // What she opened last is what she wants; her other place is still there when she does not press.
    if (link) return come(c, link, empty, []);
    if (!place) {
      if (!hasPlaceCookie(house, c) && token === null)
        return sendPage(c, <OpenLinkPage page={pageOf(c)} written="" wrong={false} />);
      dropPlace(house, c);
      dropGuestLink(house, c);
      return says(c, token === null ? 'ended' : 'gone', 410);
    }
    if (place.state === 'removed' || place.over || !guest) {
      dropPlace(house, c);
      return says(c, place.state === 'removed' ? 'removed' : 'ended', 410, place.role);
    }
    const participant = { id: place.participantId, token: participantToken(house.keys, place.participantId) };
    return sendPage(
      c,
      <GuestRoomPage
        page={pageOf(c)}
        island={{
          language: c.var.language,
          base: base(c),
          form: place.form,
          role: guest.role,
          signs: guest.signs,
          socketUrl: `${base(c)}/samtale`,
          participant,
          iceServers: iceServers(house.config, house.clock.now()).map((one) => ({ ...one, urls: [...one.urls] })),
          leave: pathIn(c.var.language, base(c), `${guestPath}/forlad`),
        }}
      />,
    );
  });

  /** A citizen in conversation asks for a link for whoever is to be at her side. The host lets in, as everybody. */
  routes.post(`${guestPath}/link`, async (c) => {
    const t = texts(c.var.language).host;
    const parsed = parseInput(Asking, await c.req.json().catch(() => null));
    if (!parsed.ok) return problem(c, 422, t.refused.changed, { errors: parsed.errors });
    const { place: claim, role } = parsed.value;
    const made = await within(c, async () => {
      const place = await ownPlace(house.keys, claim);
      if (!place) return refuse('gone');
      if (!mayAsk(place.participantId)) return refuse('too-many');
      return makeGuestLink(house, { actor: 'citizen', role: place.role }, place, {
        role,
        language: null,
        signs: false,
      });
    });
    if (!made.ok) return problem(c, made.reason === 'not-yours' ? 403 : 409, t.refused[made.reason]);
    const { link, token } = made.value;
    const url = `${house.baseUrl()}${pathIn(c.var.language, base(c), guestPath)}#${token}`;
    const shown = { id: link.id, role, language: null, signs: false, expiresAt: link.expiresAt.toISOString() };
    return c.json({ link: shown, url, code: spokenGuestToken(token), qr: qrPath(url), ways: [] });
  });

  /** Looks at a link or a typed code, and remembers it in this browser. Used up is it by the button on the next page. */
  routes.post(`${guestPath}/aabn`, async (c) => {
    const written = String((await readForm(c)).kode ?? '').slice(0, 60);
    const token = readGuestToken(written);
    if (token === null) return sendPage(c, <OpenLinkPage page={pageOf(c)} written={written} wrong />, 422);
    const { link, place } = await within(c, async () => ({
      link: await readGuestLink(house, token),
      place: await heldPlace(house, c),
    }));
    // The same browser a second time: her place is hers, and her used link tells her nothing new.
    if (!link && !place) return says(c, 'gone', 410);
    if (link) keepGuestLink(house, c, token, linkMinutes);
    return seeOther(c, pathIn(c.var.language, base(c), guestPath));
  });

  routes.post(guestPath, async (c) => {
    const token = heldLink(house, c);
    const back = () => seeOther(c, pathIn(c.var.language, base(c), guestPath));
    if (token === null) return back();
    const input = await readForm(c);
    const form = v.safeParse(guestForm, input.form);
    const filled: Filled = {
      name: String(input.navn ?? ''),
      form: form.success ? form.output : 'video',
      confidential: input.tavshed === 'ja',
      adult: input.myndig === 'ja',
    };
    const { entered, byText } = await within(c, async () => {
      const link = await readGuestLink(house, token);
      return { byText: link !== null && onlyByText(link), entered: await enterAsGuest(house, token, filled) };
    });
    if (!entered.ok) {
      if (entered.reason === 'full') return says(c, 'full', 409);
      if (entered.reason === 'not-confirmed') return unconfirmed(c, token, filled);
      dropGuestLink(house, c);
      if (entered.reason === 'removed') return says(c, 'removed', 410, 'participant');
      return (await within(c, () => heldPlace(house, c))) ? back() : says(c, 'gone', 410);
    }
    const { participantId } = entered.value;
    dropGuestLink(house, c);
    keepPlace(house, c, participantId, byText ? 'text' : form.success ? form.output : 'video');
    return back();
  });

  async function unconfirmed(c: Context<MunicipalEnv>, token: string, filled: Filled): Promise<Response> {
    const t = texts(c.var.language).come;
    const link = await within(c, () => readGuestLink(house, token));
    if (!link) return says(c, 'gone', 410);
    const errors = [
      ...(filled.confidential ? [] : [{ field: 'tavshed', message: t.dutyMissing }]),
      ...(filled.adult ? [] : [{ field: 'myndig', message: t.adultMissing }]),
    ];
    return come(c, link, filled, errors);
  }

  routes.post(`${guestPath}/forlad`, async (c) => {
    const role = await within(c, async () => {
      const place = await heldPlace(house, c);
      // Whoever was put out has nothing to leave: without her place she could come again.
      if (place && place.state !== 'removed') await leave(place.roomId, place.participantId, place.role);
      return place?.role ?? null;
    });
    dropPlace(house, c);
    return says(c, 'left', 200, role);
  });

  async function leave(roomId: OwnPlace['roomId'], participantId: ParticipantId, role: string): Promise<void> {
    await removePerson(house.bus, roomId, participantId);
    const entry = { actor: 'guest', role, action: 'guest.leave', subject: participantId };
    await audit({ ...entry, outcome: 'done', purpose: 'guests' }, house.clock.now());
  }

  return routes;
}
