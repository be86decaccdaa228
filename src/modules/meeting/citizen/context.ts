import type { Context } from 'hono';
import type { Language } from '../../../kernel/index.ts';
import {
  alternates,
  dropSecretCookie,
  getSecretCookie,
  type House,
  pathIn,
  setSecretCookie,
} from '../../../platform/index.ts';
import type { Guide } from '../../guide/index.ts';
import { type MunicipalEnv, type Municipality, type Place, places } from '../../tenancy/index.ts';

export type Ctx = Context<MunicipalEnv>;

/** What every page of a citizen's meetings is made from. */
export type MeetingPage = {
  readonly language: Language;
  readonly municipality: Municipality;
  /** `/fjordby` */
  readonly base: string;
  readonly alternates: readonly { readonly language: Language; readonly href: string }[];
  readonly places: readonly Place[];
  readonly now: Date;
  /** What the page is about is nobody's business: it says how to leave at once. */
  readonly anonymous: boolean;
};

/** Whose meeting this browser has before it: the token of a personal link, or a pass where a code or phrase opened it. */
export const linkCookie = 'mb_moede';
/** The time that is held while she fills in. */
const holdCookie = 'mb_tid';
/** The words that an anonymous person will be given, sealed: a form that is sent twice must not make two phrases. */
const wordsCookie = 'mb_ordene';
/** What the receipt shows once: sealed, and gone when she has gone on. */
const receiptCookie = 'mb_kvittering';
/** Which of her meetings a phrase has opened. */
const phraseCookie = 'mb_ord';
/** Which invitation she has opened: sealed. */
const invitationCookie = 'mb_invitation';
/** That she has logged in, for a kind of meeting that asks for it: sealed. */
const loginCookie = 'mb_mitid';
/** Somebody else's link, until she has passed it on: sealed. */
const alongCookie = 'mb_med';
const cookies = {
  link: linkCookie,
  hold: holdCookie,
  words: wordsCookie,
  receipt: receiptCookie,
  phrase: phraseCookie,
  along: alongCookie,
  invitation: invitationCookie,
  login: loginCookie,
} as const;
export type CookieName = keyof typeof cookies;

/** As long as somebody may sit with it; on a shared computer she can have it forgotten before. */
export const linkHours = 12;

/** The ways of this house that all routes here share. Nothing of an anonymous person outlives the browser's session. */
export function createWays(house: House, guide: Guide) {
  const base = (c: Ctx) => `/${c.var.municipality.slug}`;
  const options = (c: Ctx) => ({ path: base(c), secure: house.baseUrl().startsWith('https:') });
  return {
    house,
    guide,
    base,
    path: (c: Ctx, rest: string) => pathIn(c.var.language, base(c), rest),
    within: <Value>(c: Ctx, work: () => Promise<Value>) => house.database.inMunicipality(c.var.municipality.id, work),
    cookie: (c: Ctx, name: CookieName) => getSecretCookie(c, cookies[name], options(c)),
    keep: (c: Ctx, name: CookieName, value: string, seconds: number | null) =>
      setSecretCookie(c, cookies[name], value, {
        ...options(c),
        ...(seconds === null ? {} : { maxAgeSeconds: seconds }),
      }),
    drop: (c: Ctx, ...names: readonly CookieName[]) => {
      for (const name of names) dropSecretCookie(c, cookies[name], options(c));
    },
    pageOf: async (c: Ctx, rest: string, anonymous = false): Promise<MeetingPage> => ({
      language: c.var.language,
      municipality: c.var.municipality,
      base: base(c),
      alternates: alternates(base(c), rest),
      places: await house.database.inMunicipality(c.var.municipality.id, places),
      now: house.clock.now(),
      anonymous,
    }),
  };
}
export type Ways = ReturnType<typeof createWays>;

/** The address as it was asked for, without the municipality and the language: for the same page in another language. */
export const restWithQuery = (c: Ctx, path: string): string => `${path}${new URL(c.req.url).search}`;
