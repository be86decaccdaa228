import { sql } from 'kysely';
import { currentMunicipality, db, keptByVersion, type MessageChannel, rowsVersion } from '../../../db/index.ts';
import { isLanguage, type Language, redactCpr } from '../../../kernel/index.ts';
import { cancelMessages, enqueueAll, type House, type MessageBody, type NewMessage } from '../../../platform/index.ts';
import {
  createDirectory,
  type Directory,
  type Municipality,
  type Place,
  places,
  placesVersion,
} from '../../tenancy/index.ts';
import type { Meeting } from '../booking/booking-types.ts';
import { firstProof, meetingOfToken } from '../booking/links.ts';
import { authorityOver, type PersonHere, personsOf } from '../booking/people.ts';
import { readMeeting } from '../booking/read-meeting.ts';
import { meetingCalendar } from './calendar.ts';
import { withEnding } from './endings.ts';
import { fillTemplate, type Template } from './fill-template.ts';
import type { MessageKind } from './kinds.ts';
import { type MessageFacts, messageValues, pageOf } from './message-values.ts';
import { texts } from './messages.ts';
import { type PlannedMessage, planMessages, whoIsTold } from './plan-messages.ts';
import { postalMessage } from './postal-message.ts';
import { everyTemplate } from './template-store.ts';

/** What happened that somebody must be told of. `was` is the time that no longer holds. */
export type MeetingChange =
  | { readonly kind: 'booked' }
  /** Made, moved or cancelled as one of many: she is told once, of the first, and of the others reminded. */
  | { readonly kind: 'in-series' }
  | { readonly kind: 'moved'; readonly was: Date }
  /** In another form now; `was` where the time is another too. */
  | { readonly kind: 'converted'; readonly was: Date | null }
  | { readonly kind: 'cancelled'; readonly was: Date | null }
  | { readonly kind: 'proposed' }
  | { readonly kind: 'proposal-withdrawn' }
  | { readonly kind: 'earlier-offered' }
  | { readonly kind: 'seat-offered' }
  | { readonly kind: 'missed' }
  | { readonly kind: 'agreed' }
  /** Somebody was asked to come along; her link is new. */
  | { readonly kind: 'along' }
  /** She who was to come along is not to come after all; the meeting stands. */
  | { readonly kind: 'not-along'; readonly was: Date | null }
  /** She wants to be reminded after all. */
  | { readonly kind: 'reminders' }
  /** It is over, and its type asks how it went. */
  | { readonly kind: 'evaluate' };

/** Links and codes are known only in the moment they are made. */
export type FreshLink = { readonly personId: string; readonly token: string; readonly code: string };

/** What of a meeting is told. */
export type ToldMeeting = Pick<
  Meeting,
  'id' | 'type' | 'form' | 'state' | 'startsAt' | 'endsAt' | 'placeId' | 'language' | 'uid' | 'sequence' | 'answerBy'
>;
/** A meeting that was written a moment ago in this transaction: nothing of it need be read, and nothing taken back. */
export type JustWritten = {
  readonly meeting: ToldMeeting;
  readonly people: readonly PersonHere[];
  /** Of `wordsVersion` in this transaction, where it was asked for: then what is told from is not read again. */
  readonly words?: string;
  /** Her link, where it has been looked up. */
  readonly linkOf?: (personId: string) => Promise<FreshLink | null>;
};

/**
 * Writes what the parties must be told, reminders included, into the outbox, and takes back what no longer holds. In the
 * transaction of the change: either both are kept or neither. `only`: these persons alone, where the change is theirs (one
 * seat of many was given up).
 */
export async function tellParties(
  house: House,
  meetingId: string,
  change: MeetingChange,
  links: readonly FreshLink[],
  now: Date,
  only: readonly string[] | null = null,
  written: JustWritten | null = null,
): Promise<void> {
  const messages = await messagesOf(house, meetingId, change, links, now, only, written);
  await enqueueAll(house, messages, now, written === null);
}

/** What `tellParties` writes, not written yet; what no longer holds has been taken back. */
export async function messagesOf(
  house: House,
  meetingId: string,
  change: MeetingChange,
  links: readonly FreshLink[],
  now: Date,
  only: readonly string[] | null = null,
  written: JustWritten | null = null,
): Promise<readonly NewMessage[]> {
  const meeting = written?.meeting ?? (await readMeeting(meetingId));
  if (!meeting) throw new Error('Nobody is told of a meeting that is not there.');
  if (meeting.type.rules.anonymous) return [];
  const offers = await offersOf(meetingId, change);
  const people = whoIsTold(change, written?.people ?? (await personsOf(house, meetingId)), {
    links,
    offered: new Set(offers.keys()),
    only,
  });
  if (written === null) await takeBack(change, meeting, people, now);
  if (people.length === 0 || (change.kind === 'in-series' && meeting.state !== 'booked')) return [];

  const language = isLanguage(meeting.language) ? meeting.language : 'da';
  const municipality = await municipalityHere(house);
  const words = written?.words === undefined ? await readWords() : await keptWords.of(written.words);
  const place = words.places.find(({ id }) => id === meeting.placeId) ?? words.places[0] ?? null;
  const templateOf = words.templates(language);
  const proposed = change.kind === 'proposed' ? await proposedTimes(meetingId) : [];
  const messages: NewMessage[] = [];
  for (const person of people) {
    const offer = offers.get(person.id) ?? null;
    const offerUntil = offer?.until ?? null;
    const over = change.kind === 'missed' || change.kind === 'agreed' || change.kind === 'evaluate';
    const facts: MessageFacts = {
      municipality,
      form: meeting.form,
      place,
      typeTitle: meeting.type.title,
      startsAt: offer?.startsAt ?? meeting.startsAt,
      was: 'was' in change ? change.was : over ? meeting.startsAt : null,
      proposed,
      answerBefore: change.kind === 'proposed' ? meeting.answerBy : offerUntil,
      link: await (written?.linkOf?.(person.id) ?? linkFor(house, person.id, links)),
      // A code alone proves nothing online: it is asked for together with one of these.
      online: person.details.phone !== null || person.details.mail !== null,
    };
    const plan = planMessages(
      change,
      {
        startsAt: meeting.startsAt,
        answerBy: meeting.answerBy,
        offerUntil,
        remindMinutes: meeting.type.rules.remindMinutes,
      },
      now,
    );
    for (const planned of plan) {
      if (planned.kind === 'reminder' && !person.reminders) continue;
      if (authorityOver(person, planned.notBefore)) continue;
      // The meeting is past the last day of her authority: she is told that what she knew no longer holds, and nothing else.
      const outlived = meeting.startsAt !== null && authorityOver(person, meeting.startsAt);
      if (outlived && !takesBackWhatSheKnew.includes(planned.kind)) continue;
      const told = outlived ? { ...facts, link: null } : facts;
      const body = bodyOf(house, { meeting, person, facts: told, planned, language, templateOf, now });
      if (body)
        messages.push({
          about: meetingId,
          person: person.id,
          kind: planned.recorded,
          body,
          notBefore: planned.notBefore,
          latestUseful: planned.latestUseful,
        });
    }
  }
  return messages;
}

const takesBackWhatSheKnew: readonly MessageKind[] = ['moved', 'converted', 'cancelled', 'not-along'];

/** What was to be said of the meeting as it stood. A booking has nothing behind it but proposals, which no longer hold. */
async function takeBack(change: MeetingChange, meeting: ToldMeeting, people: readonly PersonHere[], now: Date) {
  const theirs = people.map(({ id }) => id);
  switch (change.kind) {
    case 'proposal-withdrawn':
      return cancelMessages(meeting.id, now, ['proposed'], theirs);
    case 'cancelled':
      return cancelMessages(meeting.id, now, undefined, meeting.state === 'cancelled' ? undefined : theirs);
    case 'in-series':
    case 'moved':
    case 'converted':
    case 'not-along':
      return cancelMessages(meeting.id, now, undefined, theirs);
  }
}

/** What messages are made of besides the meeting itself. */
type Words = { readonly places: readonly Place[]; readonly templates: Awaited<ReturnType<typeof everyTemplate>> };
const readWords = async (): Promise<Words> => ({ places: await places(), templates: await everyTemplate() });
const keptWords = keptByVersion(readWords);
/** Another whenever a place or one of the municipality's own texts is; to be selected beside what is asked anyway. */
export const wordsVersion = () => sql<string>`${placesVersion()} || ' ' || ${rowsVersion('message_template')}`;

type Writing = {
  readonly meeting: ToldMeeting;
  readonly person: PersonHere;
  readonly facts: MessageFacts;
  readonly planned: PlannedMessage;
  readonly language: Language;
  readonly templateOf: (kind: MessageKind, channel: MessageChannel) => Template;
  readonly now: Date;
};

function bodyOf(house: House, writing: Writing): MessageBody | null {
  const { meeting, person, facts, planned, language, templateOf, now } = writing;
  const { kind } = planned;
  const { channel, details } = person;
  if (channel === 'none') return null;
  // The last net: a number that somebody wrote into a place's address must not travel either.
  const write = (as: MessageChannel, part: keyof Template) =>
    redactCpr(fillTemplate(templateOf(kind, as)[part], messageValues(house, facts, as, language)));
  const asSent = (as: 'mail' | 'sms') => withEnding(as, write(as, 'body'), facts.place?.phone || null, language);
  switch (channel) {
    case 'sms':
      return { channel, to: details.phone ?? '', text: asSent('sms') };
    case 'mail':
      return {
        channel,
        to: details.mail ?? '',
        subject: write('mail', 'subject'),
        text: asSent('mail'),
        calendar: calendarOf(house, writing),
      };
    case 'digital-post':
    case 'letter':
      return postalMessage(house, {
        kind,
        channel,
        meeting,
        person,
        facts,
        language,
        subject: write(channel, 'subject'),
        text: write(channel, 'body'),
        paper: { subject: write('letter', 'subject'), text: write('letter', 'body') },
        sms: asSent('sms'),
        now,
      });
  }
}

function calendarOf(house: House, { meeting, person, facts, planned, language, now }: Writing) {
  const { kind } = planned;
  const inCalendar: readonly MessageKind[] = ['booked', 'moved', 'converted', 'cancelled'];
  if (!inCalendar.includes(kind) || !meeting.startsAt || !meeting.endsAt) return null;
  const method = kind === 'cancelled' ? ('CANCEL' as const) : ('REQUEST' as const);
  const { municipality } = facts;
  const from = house.config.messages.mail?.from ?? `ikke-svar@${new URL(house.baseUrl()).hostname}`;
  const t = texts(language);
  return {
    method,
    ics: meetingCalendar({
      method,
      uid: meeting.uid,
      sequence: meeting.sequence,
      startsAt: meeting.startsAt,
      endsAt: meeting.endsAt,
      summary: t.meetingWith(municipality.fullName),
      organizer: { name: municipality.fullName, mail: /<([^>]+)>/.exec(from)?.[1] ?? from },
      attendee: person.details.mail ?? '',
      conference:
        meeting.form === 'video'
          ? { url: pageOf(house, municipality, language, '/moede/mit'), label: t.videoWith(municipality.fullName) }
          : null,
      now,
    }),
  };
}

/** The link that she has, where it is new or can still be made again; a link that was replaced is not replaced once more. */
export async function linkFor(house: House, personId: string, links: readonly FreshLink[]): Promise<FreshLink | null> {
  const fresh = links.find((one) => one.personId === personId);
  if (fresh) return fresh;
  const proof = firstProof(house, personId);
  return (await meetingOfToken(house, proof.token)) ? { personId, ...proof } : null;
}

async function proposedTimes(meetingId: string): Promise<readonly Date[]> {
  const rows = await db()
    .selectFrom('meeting_option')
    .select('starts_at')
    .where('meeting_id', '=', meetingId)
    .orderBy('starts_at')
    .execute();
  return rows.map((row) => row.starts_at);
}

type Offer = { readonly startsAt: Date | null; readonly until: Date | null };

/** To whom an earlier time or a seat is offered, and until when. */
async function offersOf(meetingId: string, change: MeetingChange): Promise<ReadonlyMap<string, Offer>> {
  if (change.kind === 'seat-offered') {
    const rows = await db()
      .selectFrom('meeting_person')
      .select(['id', 'seat_until'])
      .where('meeting_id', '=', meetingId)
      .where('seat', '=', 'offered')
      .execute();
    return new Map(rows.map((row) => [row.id, { startsAt: null, until: row.seat_until }]));
  }
  if (change.kind !== 'earlier-offered') return new Map();
  const rows = await db()
    .selectFrom('meeting_earlier_wish')
    .innerJoin('meeting_option', 'meeting_option.id', 'meeting_earlier_wish.option_id')
    .select(['meeting_earlier_wish.person_id', 'meeting_earlier_wish.offer_until', 'meeting_option.starts_at'])
    .where('meeting_earlier_wish.meeting_id', '=', meetingId)
    .execute();
  return new Map(
    rows.map((row) => [row.person_id, { startsAt: row.starts_at, until: row.offer_until ?? row.starts_at }]),
  );
}

const directories = new WeakMap<House['database'], Directory>();
async function municipalityHere(house: House): Promise<Municipality> {
  let directory = directories.get(house.database);
  if (!directory) {
    directory = createDirectory(house);
    directories.set(house.database, directory);
  }
  const found = await directory.byId(currentMunicipality());
  if (!found) throw new Error('A municipality that is not there.');
  return found;
}
