import { longDate, newId, type Result, wallClock, wallTimeText } from '../../../kernel/index.ts';
import {
  buildMemo,
  type DigitalPostTenant,
  type MemoAction,
  type MemoFault,
  type MemoVersion,
  memoLimits,
} from '../../../platform/index.ts';
import type { Template } from '../messages/fill-template.ts';
import { type MeetingFacts, meetingStands, timeFacts } from './meeting-facts.ts';
import { texts } from './messages.ts';

/** Whose post it is, and to whom. */
export type PostParties = {
  readonly tenant: Pick<DigitalPostTenant, 'cvr' | 'sender' | 'repliesRead'>;
  readonly version: MemoVersion;
  /** Ten digits. */
  readonly cpr: string;
};

/**
 * A message about a meeting as Digital Post. `words` are the municipality's, filled in; whatever they leave out of the times is
 * added, so that a change always names the old and the new one. Its number is put in by the carrier. Pure but for that number.
 */
export function meetingMemo(
  facts: MeetingFacts,
  words: Template,
  { tenant, version, cpr }: PostParties,
  now: Date,
): Result<string, readonly MemoFault[]> {
  const t = texts(facts.language);
  return buildMemo(
    {
      type: 'DIGITALPOST',
      uuid: newId(),
      label: words.subject,
      notification: shortened(t.notification(tenant.sender), memoLimits.notification[version]),
      reply: tenant.repliesRead,
      sender: { cvr: tenant.cvr, label: tenant.sender },
      recipient: { cpr },
      createdAt: now,
      files: [
        {
          type: 'text/plain',
          name: t.fileName,
          language: facts.language,
          // Windows' own reader takes text without a mark for another alphabet.
          bytes: Buffer.from(`\ufeff${documentText(facts, words, tenant.repliesRead)}`),
        },
      ],
      actions: [...reservation(facts, tenant.sender), ...link(facts)],
      attachments: [],
    },
    version,
  );
}

/** A reminder to the phone number that the state knows of her: time and municipality, no topic and no link. */
export function meetingNemSms(
  facts: Pick<MeetingFacts, 'language'>,
  words: Template,
  { tenant, version, cpr }: PostParties,
): Result<string, readonly MemoFault[]> {
  return buildMemo(
    {
      type: 'NEMSMS',
      uuid: newId(),
      label: texts(facts.language).smsLabel,
      notification: words.body,
      sender: { cvr: tenant.cvr, label: tenant.sender },
      recipient: { cpr },
    },
    version,
  );
}

function documentText(facts: MeetingFacts, words: Template, repliesRead: boolean): string {
  const t = texts(facts.language);
  const missing = missingTimes(facts, words.body);
  const answer = [
    ...(repliesRead ? [] : [t.noReply]),
    ...(facts.phone === null || words.body.includes(facts.phone) ? [] : [t.replyByPhone(facts.phone)]),
  ].join(' ');
  return [words.body, missing.join('\n'), answer]
    .filter((part) => part !== '')
    .join('\n\n')
    .replace(/\r?\n/g, '\r\n');
}

/** The times that the municipality's own text does not say. */
function missingTimes(facts: MeetingFacts, body: string): readonly string[] {
  return timeFacts(facts).flatMap(({ label, text, at }) => {
    const { date, time } = wallClock(at);
    const day = longDate(date, facts.language).replace(/ \d{4}$/, '');
    const said = body.includes(day) && body.includes(wallTimeText(time, facts.language));
    return said ? [] : [`${label}: ${text}`];
  });
}

/** What goes into her calendar is read by others than her: the municipality and the time, never the topic. */
function reservation(facts: MeetingFacts, sender: string): readonly MemoAction[] {
  const { meeting, language } = facts;
  if (meeting === null || !meetingStands(facts)) return [];
  const t = texts(language);
  const place = meeting.form === 'phone' || meeting.form === 'video' ? t.places[meeting.form] : meeting.place;
  const contact = facts.phone === null ? '' : ` ${t.replyByPhone(facts.phone)}`;
  return [
    {
      code: 'AFTALE',
      label: t.toCalendar,
      reservation: {
        uuid: meeting.uid,
        abstract: shortened(t.meetingWith(sender), memoLimits.text),
        description: shortened(`${t.forms[meeting.form]}.${contact}`, memoLimits.text),
        location: shortened(place ?? sender, memoLimits.text),
        startsAt: meeting.startsAt,
        endsAt: meeting.endsAt,
        organizer: sender,
      },
    },
  ];
}

function link(facts: MeetingFacts): readonly MemoAction[] {
  const { kind, link: url, meeting, language } = facts;
  if (url === null || kind === 'cancelled' || kind === 'proposal-withdrawn') return [];
  const until = meeting !== null && meetingStands(facts) ? meeting.endsAt : null;
  return [{ code: 'SELVBETJENING', label: texts(language).toMeeting, url, from: null, until }];
}

/** Names of municipalities are short; a place's name and address may not be. */
function shortened(text: string, most: number): string {
  const letters = [...text];
  return letters.length <= most
    ? text
    : `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}
