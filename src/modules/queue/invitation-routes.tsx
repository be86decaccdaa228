import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import type { HelpForm } from '../../db/index.ts';
import {
  alternates,
  getSecretCookie,
  type House,
  pathIn,
  readForm,
  seeOther,
  sendPage,
  setSecretCookie,
} from '../../platform/index.ts';
import { canHideAddress } from '../call/index.ts';
import { answerCookie, answerHours, mintAnswerToken } from '../contact/index.ts';
import type { Guide } from '../guide/index.ts';
import { type MunicipalEnv, places } from '../tenancy/index.ts';
import { ticketCookie, ticketHours } from './citizen-routes.tsx';
import { acceptInvitation, type OpenInvitation, readCode, readInvitation } from './invitation.ts';
import { texts } from './messages.ts';
import { readTopic } from './topic.ts';
import type { CitizenPage } from './views/citizen-page.ts';
import { AlreadyTalkingPage, CodePage, InvitedPage } from './views/invitation-pages.tsx';

const formOf = v.picklist(['text', 'voice', 'video']);

/** Where an employee asks a citizen to come: a code typed in, or the link. Opening it uses nothing; the button does. */
export function invitationRoutes(house: House, guide: Guide): Hono<MunicipalEnv> {
  const routes = new Hono<MunicipalEnv>();
  const secure = () => house.baseUrl().startsWith('https:');
  const base = (c: Context<MunicipalEnv>) => `/${c.var.municipality.slug}`;

  async function pageOf(c: Context<MunicipalEnv>, rest: string, input: Record<string, unknown>): Promise<CitizenPage> {
    const { municipality, language } = c.var;
    const [place = null] = await house.database.inMunicipality(municipality.id, places);
    return {
      language,
      municipality,
      base: base(c),
      alternates: alternates(base(c), rest),
      place,
      now: house.clock.now(),
      topic: await readTopic(guide, municipality.id, input, language),
    };
  }
  const codePage = async (c: Context<MunicipalEnv>, written: string, wrong: boolean) =>
    sendPage(c, <CodePage page={await pageOf(c, '/kom', {})} written={written} wrong={wrong} />, wrong ? 422 : 200);

  routes.get('/kom', (c) => codePage(c, '', false));

  routes.post('/kom', async (c) => {
    const written = String((await readForm(c)).kode ?? '').slice(0, 40);
    const code = readCode(written);
    const found =
      code !== null && (await house.database.inMunicipality(c.var.municipality.id, () => readInvitation(house, code)));
    return found ? seeOther(c, pathIn(c.var.language, base(c), `/kom/${code}`)) : codePage(c, written, true);
  });

  routes.get('/kom/:code', async (c) => {
    const code = readCode(c.req.param('code'));
    const found =
      code === null
        ? null
        : await house.database.inMunicipality(c.var.municipality.id, () => readInvitation(house, code));
    if (!found || code === null) return codePage(c, '', true);
    return invitedPage(c, code, found, found.form);
  });

  async function invitedPage(
    c: Context<MunicipalEnv>,
    code: string,
    invited: OpenInvitation,
    form: HelpForm,
    cannotHide = false,
  ): Promise<Response> {
    const page = await pageOf(c, `/kom/${code}`, { emne: invited.service, trin: invited.step });
    const message = texts(page.language).invited.cannotHide(page.place?.phone ?? '');
    const errors = cannotHide ? [{ field: 'skjul', message }] : [];
    const shown = <InvitedPage page={page} code={code} name={invited.employeeName} form={form} errors={errors} />;
    return sendPage(c, shown, cannotHide ? 422 : 200);
  }

  routes.post('/kom/:code', async (c) => {
    const code = readCode(c.req.param('code'));
    if (code === null) return codePage(c, '', true);
    const { municipality, language } = c.var;
    const input = await readForm(c);
    const form = v.safeParse(formOf, input.form);
    const hideAddress = input.skjul === 'ja';
    if (hideAddress && !canHideAddress(house.config)) {
      const found = await house.database.inMunicipality(municipality.id, () => readInvitation(house, code));
      if (!found) return codePage(c, '', true);
      const chosen = form.success ? form.output : found.form;
      if (chosen !== 'text') return invitedPage(c, code, found, chosen, true);
    }
    const cookie = { path: base(c), secure: secure() };
    const held = getSecretCookie(c, ticketCookie, cookie);
    const chosen = { form: form.success ? form.output : null, language, hideAddress };
    const accepted = await acceptInvitation(house, municipality, code, chosen, held);
    const room = pathIn(language, base(c), '/hjaelp/vent');
    if (!accepted.ok) {
      // The same browser a second time: she has her place already.
      if (accepted.reason === 'in-call')
        return sendPage(c, <AlreadyTalkingPage page={await pageOf(c, '/kom', {})} />, 409);
      return held === undefined ? codePage(c, '', true) : seeOther(c, room);
    }
    const { token, fresh, wish } = accepted.value;
    setSecretCookie(c, ticketCookie, token, { ...cookie, maxAgeSeconds: ticketHours * 3600 });
    if (fresh) {
      const answer = mintAnswerToken(house, { form: wish.form, service: wish.service, municipality: municipality.id });
      setSecretCookie(c, answerCookie, answer, { ...cookie, maxAgeSeconds: answerHours * 3600 });
    }
    return seeOther(c, room);
  });

  return routes;
}
