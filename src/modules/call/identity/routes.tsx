import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import {
  alternates,
  dropSecretCookie,
  getSecretCookie,
  type House,
  parseInput,
  pathIn,
  problem,
  readForm,
  seeOther,
  sendPage,
  setSecretCookie,
} from '../../../platform/index.ts';
import { mayDemonstrate, requireRole, type StaffEnv } from '../../identity/index.ts';
import type { MunicipalEnv } from '../../tenancy/index.ts';
import { Claim, type OwnPlace, ownPlace } from '../guests/own-place.ts';
import { attestMethods } from './decide-raise.ts';
import { DemoLoginPage, LoginOverPage } from './demo-login-pages.tsx';
import { texts } from './messages.ts';
import {
  attest,
  beginLogin,
  herself,
  loginAnswered,
  loginStep,
  raiseMinutes,
  raisesSeenFrom,
  refuseLogin,
  requestLogin,
  sayName,
} from './raise-identity.ts';

const id = v.pipe(v.string(), v.uuid());
const who = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const Mine = v.object({ place: Claim });
const Naming = v.object({ place: Claim, name: v.pipe(v.string(), v.maxLength(10_000)) });
const OnStep = v.object({ place: Claim, step: id });
const Begun = v.object({ ...Claim.entries, trin: id });
const Attesting = v.object({
  place: Claim,
  who,
  /** As the employee saw it; null for somebody who had none. */
  name: v.nullable(v.pipe(v.string(), v.maxLength(10_000))),
  method: v.picklist(attestMethods),
});
const Asking = v.object({ place: Claim, who });

/** The secret of a login that is open in another tab. It leads to one step and to no person. */
const loginCookie = 'mb_login';
export const identityPath = '/samtale/identitet';
const demoPath = `${identityPath}/mitid-demonstration`;

/**
 * Which login there is. The demonstration's proves nothing, so it runs only where it is plain to see that nothing is real; a
 * real one is another door to the same steps.
 */
export const citizenLogin = (
  house: Pick<House, 'baseUrl'>,
  municipality: { readonly demonstration: boolean },
): 'demonstration' | null => (municipality.demonstration && mayDemonstrate(house.baseUrl()) ? 'demonstration' : null);
const hasLogin = (house: House, municipality: { readonly demonstration: boolean }): boolean =>
  citizenLogin(house, municipality) !== null;

/** What somebody in a conversation does about who she is. Each request shows the place it comes from. */
export function identityStepRoutes(house: House): Hono<MunicipalEnv> {
  const routes = new Hono<MunicipalEnv>();
  const base = (c: Context<MunicipalEnv>) => `/${c.var.municipality.slug}`;
  const cookie = (c: Context<MunicipalEnv>) => ({ path: base(c), secure: house.baseUrl().startsWith('https:') });
  const within = <Value,>(c: Context<MunicipalEnv>, work: () => Promise<Value>) =>
    house.database.inMunicipality(c.var.municipality.id, work);
  const from = <Answer,>(c: Context<MunicipalEnv>, claim: Claim, work: (place: OwnPlace) => Promise<Answer>) =>
    within(c, async () => {
      const place = await ownPlace(house.keys, claim);
      return place && (await work(place));
    });
  const refused = (c: Context<MunicipalEnv>, reason: keyof ReturnType<typeof texts>['refused'] = 'gone') =>
    problem(c, reason === 'gone' ? 404 : reason === 'not-yours' ? 403 : 409, texts(c.var.language).refused[reason]);
  const pageOf = (c: Context<MunicipalEnv>) => ({
    language: c.var.language,
    municipality: c.var.municipality,
    base: base(c),
    alternates: alternates(base(c), demoPath),
  });

  routes.post(identityPath, async (c) => {
    const parsed = parseInput(Mine, await c.req.json().catch(() => null));
    const raises = parsed.ok ? await from(c, parsed.value.place, (place) => raisesSeenFrom(house, place)) : null;
    return raises === null ? refused(c) : c.json({ raises, login: hasLogin(house, c.var.municipality) });
  });

  routes.post(`${identityPath}/navn`, async (c) => {
    const parsed = parseInput(Naming, await c.req.json().catch(() => null));
    if (!parsed.ok) return refused(c, 'no-name');
    const said = await from(c, parsed.value.place, (place) => sayName(house, place, parsed.value.name));
    return said === null ? refused(c) : said.ok ? c.json({}) : refused(c, said.reason);
  });

  routes.post(`${identityPath}/bed`, async (c) => {
    const parsed = parseInput(Mine, await c.req.json().catch(() => null));
    if (!parsed.ok || !hasLogin(house, c.var.municipality)) return refused(c);
    const asked = await from(c, parsed.value.place, (place) => requestLogin(house, herself(place), place, place.who));
    return asked === null ? refused(c) : asked.ok ? c.json(asked.value) : refused(c, asked.reason);
  });

  routes.post(`${identityPath}/nej`, async (c) => {
    const parsed = parseInput(OnStep, await c.req.json().catch(() => null));
    if (!parsed.ok) return refused(c);
    const said = await from(c, parsed.value.place, (place) => refuseLogin(house, place, parsed.value.step));
    return said ? c.json({}) : refused(c);
  });

  /** Sent by the conversation's page into another tab, so that the conversation goes on where it is. */
  routes.post(`${identityPath}/begynd`, async (c) => {
    const parsed = parseInput(Begun, await readForm(c));
    const begun =
      parsed.ok && hasLogin(house, c.var.municipality)
        ? await from(c, parsed.value, (place) => beginLogin(house, place, parsed.value.trin))
        : null;
    if (!begun?.ok) return sendPage(c, <LoginOverPage page={pageOf(c)} says="over" />, 410);
    setSecretCookie(c, loginCookie, begun.value.token, { ...cookie(c), maxAgeSeconds: raiseMinutes * 60 });
    return seeOther(c, pathIn(c.var.language, base(c), demoPath));
  });

  routes.get(demoPath, async (c) => {
    const token = getSecretCookie(c, loginCookie, cookie(c));
    const step = token === undefined ? null : await within(c, () => loginStep(house, token));
    if (!step || !hasLogin(house, c.var.municipality))
      return sendPage(c, <LoginOverPage page={pageOf(c)} says="over" />, 410);
    return sendPage(c, <DemoLoginPage page={pageOf(c)} action={pathIn(c.var.language, base(c), demoPath)} />);
  });

  routes.post(demoPath, async (c) => {
    const token = getSecretCookie(c, loginCookie, cookie(c));
    const accepted = (await readForm(c)).svar === 'ja';
    dropSecretCookie(c, loginCookie, cookie(c));
    const counted =
      token !== undefined &&
      hasLogin(house, c.var.municipality) &&
      (await within(c, () => loginAnswered(house, token, accepted)));
    return sendPage(
      c,
      <LoginOverPage page={pageOf(c)} says={!counted ? 'over' : accepted ? 'done' : 'refused'} />,
      counted ? 200 : 410,
    );
  });

  return routes;
}

/** What an employee says and asks about who somebody is. */
export function identityStaffRoutes(house: House): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  routes.use('/skranke/samtale/identitet/*', requireRole(house, 'employee'));
  const from = <Answer,>(c: Context<StaffEnv>, claim: Claim, work: (place: OwnPlace) => Promise<Answer>) =>
    house.database.inMunicipality(c.var.staff.municipality.id, async () => {
      const place = await ownPlace(house.keys, claim);
      return place && (await work(place));
    });
  const actorOf = (c: Context<StaffEnv>) => ({ actor: c.var.staff.employeeId, role: 'employee' });
  const refused = (c: Context<StaffEnv>, reason: keyof ReturnType<typeof texts>['refused'] = 'gone') =>
    problem(c, reason === 'gone' ? 404 : reason === 'not-yours' ? 403 : 409, texts(c.var.language).refused[reason]);

  routes.post('/skranke/samtale/identitet/bekraeft', async (c) => {
    const parsed = parseInput(Attesting, await c.req.json().catch(() => null));
    if (!parsed.ok) return refused(c);
    const { place, who: target, name: shown, method } = parsed.value;
    const done = await from(c, place, (by) => attest(house, actorOf(c), by, { who: target, shown }, method));
    return done === null ? refused(c) : done.ok ? c.json({}) : refused(c, done.reason);
  });

  routes.post('/skranke/samtale/identitet/bed', async (c) => {
    const parsed = parseInput(Asking, await c.req.json().catch(() => null));
    if (!parsed.ok || !hasLogin(house, c.var.staff.municipality)) return refused(c);
    const { place, who: target } = parsed.value;
    const asked = await from(c, place, (by) => requestLogin(house, actorOf(c), by, target));
    return asked === null ? refused(c) : asked.ok ? c.json(asked.value) : refused(c, asked.reason);
  });

  return routes;
}
