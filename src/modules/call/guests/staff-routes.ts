import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import {
  type House,
  type MessagePorts,
  openMessagePorts,
  parseInput,
  pathIn,
  problem,
} from '../../../platform/index.ts';
import { createSendLimit, outcomeName, outcomeWords, qrPath } from '../../guide/index.ts';
import { requireRole, type StaffEnv } from '../../identity/index.ts';
import { invitedRoles } from '../roles.ts';
import { placeActs } from './decide-place.ts';
import { readGuestToken, spokenGuestToken } from './guest-token.ts';
import { type Actor, actOnPlace, makeGuestLink, openGuestLinks, readGuestLink, revokeGuestLink } from './guests.ts';
import { texts } from './messages.ts';
import { Claim, type OwnPlace, ownPlace } from './own-place.ts';
import { sendGuestLink, sendWays } from './send-guest-link.ts';
import type { GuestLink } from './store.ts';

const Wish = v.object({
  place: Claim,
  role: v.picklist(invitedRoles),
  language: v.optional(v.nullable(v.pipe(v.string(), v.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/))), null),
  signs: v.optional(v.boolean(), false),
});
const OnLink = v.object({ place: Claim, link: v.pipe(v.string(), v.uuid()) });
const Sending = v.object({
  place: Claim,
  /** The link's own secret, which our server does not keep: nothing but a link of this room can be sent. */
  code: v.pipe(v.string(), v.maxLength(100)),
  way: v.picklist(sendWays),
  to: v.pipe(v.string(), v.maxLength(254)),
  key: v.pipe(v.string(), v.uuid()),
});
const Acting = v.object({
  place: Claim,
  who: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  act: v.picklist(placeActs),
});

/**
 * What whoever receives guests does, as small JSON posts of the desk's own page: each shows her session, and the place in
 * the room from which she does it.
 */
export function guestStaffRoutes(house: House, ports: MessagePorts = openMessagePorts(house.config)): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  const maySend = createSendLimit(() => house.clock.now());
  const ways = sendWays.filter((way) => ports[way] !== null);
  routes.use('/skranke/samtale/gaester', requireRole(house, 'employee'));
  routes.use('/skranke/samtale/gaester/*', requireRole(house, 'employee'));

  const actorOf = (c: Context<StaffEnv>): Actor => ({ actor: c.var.staff.employeeId, role: 'employee' });
  /** In one transaction: her place, and what she does from it. A wrong proof is answered as a place that is gone. */
  const from = <Answer>(c: Context<StaffEnv>, claim: Claim, work: (host: OwnPlace) => Promise<Answer>) =>
    house.database.inMunicipality(c.var.staff.municipality.id, async () => {
      const host = await ownPlace(house.keys, claim);
      return host && (await work(host));
    });
  const shown = (link: Omit<GuestLink, 'relayOnly'>) => ({
    id: link.id,
    role: link.role,
    language: link.language,
    signs: link.signs,
    expiresAt: link.expiresAt.toISOString(),
  });
  const addressOf = (c: Context<StaffEnv>, token: string) =>
    `${house.baseUrl()}${pathIn(c.var.language, `/${c.var.staff.municipality.slug}`, '/samtale/gaest')}#${token}`;
  const notHere = (c: Context<StaffEnv>) => problem(c, 404, texts(c.var.language).host.refused.gone);

  routes.post('/skranke/samtale/gaester', async (c) => {
    const parsed = parseInput(v.object({ place: Claim }), await c.req.json().catch(() => null));
    if (!parsed.ok) return problem(c, 422, texts(c.var.language).host.refused.gone, { errors: parsed.errors });
    const links = await from(c, parsed.value.place, (host) => openGuestLinks(house, host));
    return links === null ? notHere(c) : c.json({ links: links.map(shown), ways });
  });

  routes.post('/skranke/samtale/gaester/link', async (c) => {
    const t = texts(c.var.language).host;
    const parsed = parseInput(Wish, await c.req.json().catch(() => null));
    if (!parsed.ok) return problem(c, 422, t.refused.changed, { errors: parsed.errors });
    const { place, ...wish } = parsed.value;
    const made = await from(c, place, (host) => makeGuestLink(house, actorOf(c), host, wish));
    if (made === null) return notHere(c);
    if (!made.ok) return problem(c, made.reason === 'not-yours' ? 403 : 409, t.refused[made.reason]);
    const { link, token } = made.value;
    const url = addressOf(c, token);
    return c.json({ link: shown(link), url, code: spokenGuestToken(token), qr: qrPath(url), ways });
  });

  routes.post('/skranke/samtale/gaester/traek', async (c) => {
    const parsed = parseInput(OnLink, await c.req.json().catch(() => null));
    if (!parsed.ok) return notHere(c);
    const { place, link } = parsed.value;
    const dropped = await from(c, place, (host) => revokeGuestLink(house, actorOf(c), host, link));
    return dropped === null ? notHere(c) : c.json({ dropped });
  });

  routes.post('/skranke/samtale/gaester/send', async (c) => {
    const t = texts(c.var.language).host;
    const parsed = parseInput(Sending, await c.req.json().catch(() => null));
    const token = parsed.ok ? readGuestToken(parsed.value.code) : null;
    if (!parsed.ok || token === null) return problem(c, 422, t.send.invalid);
    if (!maySend(c.var.staff.employeeId)) return problem(c, 429, t.send.tooMany);
    const { place, way, to, key } = parsed.value;
    const link = await from(c, place, async (host) => {
      const found = await readGuestLink(house, token);
      return found?.roomId === host.roomId ? found : null;
    });
    if (link === null) return notHere(c);
    const { municipality } = c.var.staff;
    const outcome = await sendGuestLink(ports, way, to, {
      municipality: municipality.fullName,
      address: addressOf(c, token),
      until: link.expiresAt,
      language: c.var.language,
      key: house.keys.fingerprint('sent link', `${key} ${way} ${to}`).slice(0, 32),
    });
    house.log.info('a guest link was sent on', { way, outcome: outcome.kind });
    if (outcome.kind === 'invalid') return problem(c, 422, way === 'sms' ? t.send.phone : t.send.mailAddress);
    const told = outcomeName(outcome, way);
    return c.json({ outcome: told, text: outcomeWords(told, c.var.language)?.text ?? '' });
  });

  routes.post('/skranke/samtale/gaester/plads', async (c) => {
    const t = texts(c.var.language).host;
    const parsed = parseInput(Acting, await c.req.json().catch(() => null));
    if (!parsed.ok) return notHere(c);
    const { place, who, act } = parsed.value;
    const done = await from(c, place, (host) => actOnPlace(house, actorOf(c), host, who, act));
    if (done === null) return notHere(c);
    if (!done.ok) return problem(c, done.reason === 'not-yours' ? 403 : 409, t.refused[done.reason]);
    return c.json({});
  });

  return routes;
}
