/**
 * The two ways out of the house to a person's phone or mail box. Small on purpose: what is sent is text, to one
 * recipient, and what came of it is one of three words. Nothing here stores, logs or repeats; whoever must be sure that
 * a message arrives puts an outbox in front (docs/architecture.md, invariant 5).
 */

/** What is known afterwards. `unknown` must never be sent again by a program: it may have arrived. */
export type Outcome =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused'; readonly why: Refusal }
  | { readonly kind: 'unknown' };

/**
 * recipient = the number or address is not taken; busy = try again later; service = our own agreement or setting is
 * wrong; unreachable = nobody answered, so nothing left the house.
 */
export type Refusal = 'recipient' | 'busy' | 'service' | 'unreachable';

export type MailMessage = {
  /** One address, checked by `readRecipient`. */
  readonly to: string;
  /** Names no topic: it is read over shoulders and on locked screens. */
  readonly subject: string;
  readonly text: string;
  /** The same for the same message, so that a server can see a message that comes twice. */
  readonly key: string;
};
export type SmsMessage = {
  /** With country code: `+4512345678`. */
  readonly to: string;
  readonly text: string;
  readonly key: string;
};

export type MailPort = { readonly send: (message: MailMessage) => Promise<Outcome> };
export type SmsPort = { readonly send: (message: SmsMessage) => Promise<Outcome> };

/** What this installation can send by; null is not set up. */
export type MessagePorts = { readonly mail: MailPort | null; readonly sms: SmsPort | null };
