import type { MeetingForm } from '../../../db/index.ts';
import { dayAndDate, type Language, longDate, wallClock, wallTimeText } from '../../../kernel/index.ts';
import type { MessageKind } from '../messages/kinds.ts';
import { texts } from './messages.ts';

/** What a message says of a meeting, besides the municipality's own words. */
export type MeetingFacts = {
  readonly language: Language;
  readonly kind: MessageKind;
  /** The meeting as it stands; null where there is none (yet). */
  readonly meeting: {
    /** One for life: the reservation in her calendar. */
    readonly uid: string;
    readonly startsAt: Date;
    readonly endsAt: Date;
    readonly form: MeetingForm;
    /** Name and address, in one line. */
    readonly place: string | null;
  } | null;
  /** The time that no longer holds. */
  readonly was: Date | null;
  /** Whole and https; never in a letter. */
  readonly link: string | null;
  readonly code: string | null;
  readonly phone: string | null;
};

export type Fact = { readonly label: string; readonly text: string };
export type TimeFact = Fact & { readonly at: Date };

/** `tirsdag den 1. december 2026 kl. 10.00`, with the year: a letter lies long. */
export function startText(at: Date, language: Language): string {
  const { date, time } = wallClock(at);
  const weekday = dayAndDate(date, language).split(' ')[0] ?? '';
  const day = `${weekday}${language === 'da' ? ' den' : ''} ${longDate(date, language)}`;
  return texts(language).start(day, wallTimeText(time, language));
}

const timeText = (startsAt: Date, endsAt: Date, language: Language): string =>
  `${startText(startsAt, language)}–${wallTimeText(wallClock(endsAt).time, language)}`;

/** Kinds after which there is a meeting to come to. */
const stands: readonly MessageKind[] = ['booked', 'moved', 'converted', 'reminder'];
export const meetingStands = ({ kind, meeting }: MeetingFacts): boolean => meeting !== null && stands.includes(kind);

/** The times of a meeting, old and new, as every message about a change must name them. Pure. */
export function timeFacts(facts: MeetingFacts): readonly TimeFact[] {
  const { language, kind, meeting, was } = facts;
  const t = texts(language).facts;
  const found: TimeFact[] = [];
  if (meeting !== null && meetingStands(facts))
    found.push({
      label: kind === 'moved' ? t.newTime : t.when,
      text: timeText(meeting.startsAt, meeting.endsAt, language),
      at: meeting.startsAt,
    });
  if (was !== null && (kind === 'moved' || kind === 'converted' || kind === 'cancelled'))
    found.push({ label: kind === 'cancelled' ? t.cancelled : t.formerTime, text: startText(was, language), at: was });
  return found;
}

/** All that a letter lists, in its order. Pure. */
export function meetingFacts(facts: MeetingFacts): readonly Fact[] {
  const { language, meeting } = facts;
  const t = texts(language);
  if (meeting === null || !meetingStands(facts)) return timeFacts(facts);
  return [
    ...timeFacts(facts),
    { label: t.facts.how, text: t.forms[meeting.form] },
    ...(meeting.place === null ? [] : [{ label: t.facts.where, text: meeting.place }]),
  ];
}
