import type { Language } from '../../../kernel/index.ts';
import type { House, MessagePorts, Outcome } from '../../../platform/index.ts';
import { pathIn, readMailAddress, readPhone } from '../../../platform/index.ts';
import type { Municipality } from '../../tenancy/index.ts';
import type { Publication } from '../publication/publication.ts';
import { texts } from './messages.ts';

export const sendWays = ['sms', 'mail'] as const;
export type SendWay = (typeof sendWays)[number];

/** A guide, or one of its steps, as a link that somebody gets. */
export type LinkTarget = {
  readonly municipality: Municipality;
  readonly publication: Pick<Publication, 'service'>;
  readonly slug: string;
  readonly step?: string | null;
  readonly language: Language;
};

export type PreparedLink = {
  readonly title: string;
  /** The step's title; null where the link opens at the top. */
  readonly step: string | null;
  readonly address: string;
  readonly subject: string;
  readonly text: string;
};

/** The words that are sent or copied; null for a guide that is not published here. A step that is unknown is left out. */
export function prepareLink(
  house: Pick<House, 'baseUrl'>,
  { municipality, publication, slug, step, language }: LinkTarget,
): PreparedLink | null {
  const service = publication.service(slug, language);
  if (!service) return null;
  const t = texts(language).send;
  const found = service.steps.find((one) => one.id === step) ?? null;
  const path = pathIn(language, `/${municipality.slug}`, `/${service.slug}`);
  const address = `${house.baseUrl()}${path}${found ? `#trin-${found.id}` : ''}`;
  const title = service.plainTitle.text;
  return {
    title,
    step: found?.title.text ?? null,
    address,
    subject: t.subject(municipality.fullName),
    text: t.body(municipality.fullName, title, address),
  };
}

export type SendOutcome =
  | Outcome
  /** What was written is no number, or no address. Nothing was sent. */
  | { readonly kind: 'invalid' }
  /** The guide is not published here. */
  | { readonly kind: 'no-guide' }
  /** This way is not set up in this installation. */
  | { readonly kind: 'off' };

/**
 * Sends a link to one phone or mail box. The number or address goes to the port and nowhere else: it is in no table, log,
 * audit or error text (docs/architecture.md, invariant 7). Never sends twice by itself; `key` is the message's own, so
 * that a gateway can see the same message coming again.
 */
export async function sendGuideLink(
  house: Pick<House, 'baseUrl' | 'log'>,
  ports: MessagePorts,
  {
    target,
    way,
    to,
    key,
  }: { readonly target: LinkTarget; readonly way: SendWay; readonly to: string; readonly key: string },
): Promise<SendOutcome> {
  const link = prepareLink(house, target);
  if (!link) return { kind: 'no-guide' };
  const { subject, text } = link;
  const outcome = await sendBy(ports, way, to, { subject, text, key });
  house.log.info('a link was sent on', {
    way,
    outcome: outcome.kind,
    why: outcome.kind === 'refused' ? outcome.why : null,
  });
  return outcome;
}

async function sendBy(
  { mail, sms }: MessagePorts,
  way: SendWay,
  written: string,
  { subject, text, key }: { readonly subject: string; readonly text: string; readonly key: string },
): Promise<SendOutcome> {
  const to = way === 'sms' ? readPhone(written) : readMailAddress(written);
  if (to === null) return { kind: 'invalid' };
  if (way === 'sms') return sms ? sms.send({ to, text, key }) : { kind: 'off' };
  return mail ? mail.send({ to, subject, text, key }) : { kind: 'off' };
}
