/**
 * The two ways out of the house to a person's phone or mail box. Small on purpose: what is sent is text, to one
 * recipient, and what came of it is one of three words. Nothing here stores, logs or repeats; whoever must be sure that
 * a message arrives puts an outbox in front (platform/outbox; docs/architecture.md, invariant 5).
 */

/** What is known afterwards. `unknown` may have arrived: only the outbox hands it over again, under the same key. */
export type Outcome =
  | {
      readonly kind: 'accepted';
      /** What the gateway calls it, where it says so. */
      readonly externalId?: string;
    }
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
  /** An invitation (REQUEST) or its end (CANCEL), as iCalendar. */
  readonly calendar?: { readonly method: 'REQUEST' | 'CANCEL'; readonly ics: string } | null;
  /** The same for the same message, so that a server can see a message that comes twice. */
  readonly key: string;
};
export type SmsMessage = {
  /** With country code: `+4512345678`. */
  readonly to: string;
  readonly text: string;
  readonly key: string;
  /** What the gateway is to give back with a receipt; the key where nothing is said. */
  readonly reference?: string;
  /** Where it may tell what became of the message; nowhere when not given. */
  readonly receipt?: string;
};

export type MailPort = { readonly send: (message: MailMessage) => Promise<Outcome> };
export type SmsPort = { readonly send: (message: SmsMessage) => Promise<Outcome> };

/** What this installation can send by; null is not set up. */
export type MessagePorts = { readonly mail: MailPort | null; readonly sms: SmsPort | null };
