import type { Language } from '../../../kernel/index.ts';
import type { House, Letter, MessageBody } from '../../../platform/index.ts';
import type { MeetingFacts } from '../digitalpost/meeting-facts.ts';
import { meetingMemo, meetingNemSms } from '../digitalpost/meeting-post.ts';
import type { MeetingPerson } from '../person-details.ts';
import type { MessageKind } from './kinds.ts';
import { codeText, type MessageFacts, messageValues } from './message-values.ts';
import type { ToldMeeting } from './tell-parties.ts';

/** A message by Digital Post or on paper, in the words of the municipality's text. */
export type PostalFacts = {
  readonly kind: MessageKind;
  readonly channel: 'digital-post' | 'letter';
  /** Of an invitation no time and no meeting yet. */
  readonly meeting: Pick<ToldMeeting, 'uid' | 'startsAt' | 'endsAt' | 'form'>;
  readonly person: Pick<MeetingPerson, 'details'>;
  readonly facts: MessageFacts;
  readonly language: Language;
  readonly subject: string;
  readonly text: string;
  /** The same as a letter says it, without links. */
  readonly paper: { readonly subject: string; readonly text: string };
  /** The same as an SMS says it: a reminder to somebody with Digital Post goes as NemSMS. */
  readonly sms: string;
  readonly now: Date;
};

/** What Digital Post and letters tell of the meeting besides the words. */
export function postalFacts(
  house: Pick<House, 'baseUrl'>,
  { kind, channel, meeting, facts, language }: Pick<PostalFacts, 'kind' | 'channel' | 'meeting' | 'facts' | 'language'>,
): MeetingFacts {
  const { sted, link, telefon } = messageValues(house, facts, channel, language);
  const { startsAt, endsAt } = meeting;
  return {
    language,
    kind,
    meeting:
      startsAt === null || endsAt === null
        ? null
        : { uid: meeting.uid, startsAt, endsAt, form: meeting.form, place: sted },
    was: facts.was,
    // A mail box refuses any other.
    link: link?.startsWith('https:') ? link : null,
    code: facts.link === null ? null : codeText(facts.link.code),
    phone: telefon,
  };
}

/**
 * What lies in the outbox for somebody who is reached by Digital Post or letter. Where the municipality sends no Digital Post, or
 * the message cannot be made, it is a letter that an employee prints. No network: whether she is registered is asked when it
 * is sent.
 */
export function postalMessage(house: House, postal: PostalFacts): MessageBody {
  return digitalPost(house, postal) ?? letter(postal);
}

function digitalPost(house: House, postal: PostalFacts): MessageBody | null {
  const { kind, channel, facts, person, now } = postal;
  const { cpr } = person.details;
  const tenant = house.digitalPost?.tenant(facts.municipality.slug) ?? null;
  if (channel !== 'digital-post' || !house.digitalPost || tenant === null || cpr === null) return null;
  const parties = { tenant, version: house.digitalPost.settings.memoVersion, cpr };
  const words = { subject: postal.subject, body: postal.text };
  const asSms = kind === 'reminder';
  const memo = asSms
    ? meetingNemSms({ language: postal.language }, { ...words, body: postal.sms }, parties)
    : meetingMemo(postalFacts(house, postal), words, parties, now);
  if (memo.ok && asSms) return { channel: 'digital-post', memo: memo.value, kind: 'NEMSMS' };
  if (memo.ok) {
    const otherwise = tenant.notRegistered === 'letter' ? { otherwise: letter(postal) } : {};
    return { channel: 'digital-post', memo: memo.value, kind: 'DIGITALPOST', ...otherwise };
  }
  house.log.warn('a digital post could not be made', { kind, fields: memo.reason.map(({ field }) => field).join(' ') });
  return null;
}

function letter({ person, facts, paper }: PostalFacts): Letter {
  const { details } = person;
  return {
    channel: 'letter',
    address: details.address ?? (details.name === null ? [] : [details.name]),
    paragraphs: [paper.subject, ...paper.text.split(/\n{2,}/)],
    code: facts.link?.code ?? null,
  };
}
