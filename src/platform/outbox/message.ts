import type { MessageChannel } from '../../db/index.ts';
import type { MunicipalityId } from '../../kernel/index.ts';

/** What one carrier needs of one message. Lies sealed in the outbox. */
export type MessageBody =
  | {
      readonly channel: 'mail';
      readonly to: string;
      readonly subject: string;
      readonly text: string;
      readonly calendar: { readonly method: 'REQUEST' | 'CANCEL'; readonly ics: string } | null;
    }
  | { readonly channel: 'sms'; readonly to: string; readonly text: string }
  | {
      readonly channel: 'digital-post';
      /** A MeMo 1.2 message, whole and checked. */
      readonly memo: string;
      readonly kind: 'DIGITALPOST' | 'NEMSMS';
      /** What is printed if she has no mail box; without it an employee rings her. */
      readonly otherwise?: Letter;
    }
  | Letter;

export type Letter = {
  readonly channel: 'letter';
  readonly address: readonly string[];
  /** The letter's paragraphs; drawn as a PDF when an employee prints it. */
  readonly paragraphs: readonly string[];
  readonly code: string | null;
};

/** One message to one person. */
export type NewMessage = {
  /** The meeting or series. */
  readonly about: string;
  readonly person: string | null;
  /** `booked`, `moved`, `reminder-1440` …: with `about` and `person` it is one message and never two that wait. */
  readonly kind: string;
  readonly body: MessageBody;
  readonly notBefore: Date;
  /** After it the message is dropped, and the drop is recorded. */
  readonly latestUseful: Date;
};

/** busy and unreachable are tried again; the others are not. */
export type CarrierRefusal = 'recipient' | 'busy' | 'service' | 'unreachable' | 'invalid';

/**
 * Why a message was not handed over. `unknown`: handed over as often as may be, and never answered; `not-set-up`: there is no
 * carrier; `many`: this number or address has had enough of the kind for a day; `undelivered`: taken, and then the carrier
 * said that it did not arrive.
 */
export type MessageFailure = CarrierRefusal | 'unknown' | 'not-set-up' | 'many' | 'undelivered';

/**
 * What came of handing it over. `unknown` = it may have arrived: handed over again with the same key, since the carrier or the
 * recipient's program recognises it, and counted as a possible double.
 */
export type CarrierOutcome =
  | { readonly kind: 'accepted'; readonly externalId: string | null }
  | { readonly kind: 'refused'; readonly why: CarrierRefusal }
  | { readonly kind: 'unknown' };

/** Whose message it is, for carriers that send under each municipality's own name, and until when it is of use. */
export type Handover = { readonly municipality: MunicipalityId; readonly latestUseful: Date };

/** `key` is the message's id. No transaction is open. Bounded in time by the carrier itself, well under `claimMs`. */
export type Carrier<Channel extends MessageChannel> = (
  body: Extract<MessageBody, { channel: Channel }>,
  key: string,
  handover: Handover,
) => Promise<CarrierOutcome>;

/** What this installation can send by; null is not set up. Letters without a carrier wait until an employee prints them. */
export type Carriers = { readonly [Channel in MessageChannel]: Carrier<Channel> | null };
