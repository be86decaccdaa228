import { type Language, wallClock } from '../../../kernel/index.ts';
import { type MessagePorts, readMailAddress, readPhone } from '../../../platform/index.ts';
import type { SendOutcome } from '../../guide/index.ts';
import { texts } from './messages.ts';

export const sendWays = ['sms', 'mail'] as const;
export type SendWay = (typeof sendWays)[number];

/**
 * Sends a personal link to one phone or mail box. The number goes to the port and nowhere else. The message names neither
 * the citizen nor what it is about: it is read over shoulders and on locked screens.
 */
export async function sendGuestLink(
  { mail, sms }: MessagePorts,
  way: SendWay,
  written: string,
  message: {
    readonly municipality: string;
    readonly address: string;
    readonly until: Date;
    readonly language: Language;
    /** The same for the same message, so that a gateway sees one that comes twice. */
    readonly key: string;
  },
): Promise<SendOutcome> {
  const to = way === 'sms' ? readPhone(written) : readMailAddress(written);
  if (to === null) return { kind: 'invalid' };
  const t = texts(message.language).message;
  const text = t.body(message.municipality, wallClock(message.until).time, message.address);
  const { key } = message;
  if (way === 'sms') return sms ? sms.send({ to, text, key }) : { kind: 'off' };
  return mail ? mail.send({ to, subject: t.subject(message.municipality), text, key }) : { kind: 'off' };
}
