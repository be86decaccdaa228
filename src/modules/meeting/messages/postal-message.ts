import type { Language } from '../../../kernel/index.ts';
import type { House, MessageBody } from '../../../platform/index.ts';
import type { Meeting } from '../booking/booking-types.ts';
import type { MeetingPerson } from '../person-details.ts';
import type { MessageKind } from './kinds.ts';
import type { MessageFacts } from './message-values.ts';

/** A message by Digital Post or on paper, in the words of the municipality's text. */
export type PostalFacts = {
  readonly kind: MessageKind;
  readonly channel: 'digital-post' | 'letter';
  readonly meeting: Meeting;
  readonly person: MeetingPerson;
  readonly facts: MessageFacts;
  readonly language: Language;
  readonly subject: string;
  readonly text: string;
  /** A reminder to somebody with Digital Post: the SMS' words, for NemSMS. */
  readonly sms: string;
  readonly now: Date;
};

/** Builds a Digital Post message; null where it cannot, and then it becomes a letter. No network: it runs in a transaction. */
export type DigitalPostBuilder = (house: House, postal: PostalFacts) => MessageBody | null;

let builder: DigitalPostBuilder | null = null;
/** Called once by the composition. Without it what should go by Digital Post is a letter that an employee prints. */
export const useDigitalPost = (build: DigitalPostBuilder | null): void => {
  builder = build;
};

/** What lies in the outbox for somebody who is reached by Digital Post or letter. */
export function postalMessage(house: House, postal: PostalFacts): MessageBody {
  const digital = postal.channel === 'digital-post' ? (builder?.(house, postal) ?? null) : null;
  if (digital) return digital;
  const { details } = postal.person;
  return {
    channel: 'letter',
    address: details.address ?? (details.name === null ? [] : [details.name]),
    paragraphs: [postal.subject, ...postal.text.split(/\n{2,}/)],
    code: postal.facts.link?.code ?? null,
  };
}
