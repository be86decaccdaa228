/**
 * One meeting as iCalendar (RFC 5545, 5546). It says that there is a meeting with the municipality and when, and nothing of
 * what or where: calendars are shared with family and work. The time is UTC, so that no time zone table of ours can be wrong in
 * somebody's program; a single meeting has no need of one.
 */
export type CalendarFacts = {
  /** PUBLISH is a file that she puts in her calendar herself. */
  readonly method: 'REQUEST' | 'CANCEL' | 'PUBLISH';
  /** The same for life. */
  readonly uid: string;
  readonly sequence: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** `Møde med Fjordby Kommune` */
  readonly summary: string;
  /** Whose name and address stand for the municipality. */
  readonly organizer: { readonly name: string; readonly mail: string };
  /** Null for a file, which invites nobody (RFC 5546, 3.2.1). */
  readonly attendee: string | null;
  /** Where a video meeting is joined; an address without a secret. */
  readonly conference: { readonly url: string; readonly label: string } | null;
  readonly now: Date;
};

const utc = (at: Date): string => `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

const escaped = (text: string): string =>
  text
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\r\n|\r|\n/g, '\\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what a content line may not hold
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');

/** A parameter's value in quotes, which it cannot hold itself; a backslash means nothing there, and confuses programs. */
const quoted = (text: string): string =>
  `"${text
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/"/g, "'")
    .replace(/\\/g, '/')}"`;

const addressOf = (mail: string): string => `mailto:${mail.replace(/[\s;,"<>]/g, '')}`;

/** At most 75 octets a line, none of them cut inside a letter (RFC 5545, 3.1). */
function folded(line: string): string {
  if (Buffer.byteLength(line) <= 75) return line;
  const lines: string[] = [];
  let current = '';
  let octets = 0;
  for (const letter of line) {
    const size = Buffer.byteLength(letter);
    if (octets + size > 75) {
      lines.push(current);
      current = ' ';
      octets = 1;
    }
    current += letter;
    octets += size;
  }
  return [...lines, current].join('\r\n');
}

const written = (lines: readonly string[]): string => `${lines.map(folded).join('\r\n')}\r\n`;

const begin = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Medbetjening//DA', 'CALSCALE:GREGORIAN'] as const;

/** One time in an employee's feed. */
export type FeedEvent = Pick<CalendarFacts, 'uid' | 'sequence' | 'startsAt' | 'endsAt' | 'summary'> & {
  readonly cancelled: boolean;
  /** When it last changed: the same text for the same state, so that nobody fetches it twice. */
  readonly changedAt: Date;
};

/** An employee's times as a calendar that her own program reads again and again. */
export function feedCalendar(name: string, events: readonly FeedEvent[]): string {
  return written([
    ...begin,
    `X-WR-CALNAME:${escaped(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT15M',
    'X-PUBLISHED-TTL:PT15M',
    ...events.flatMap((event) => [
      'BEGIN:VEVENT',
      `UID:${escaped(event.uid)}`,
      `SEQUENCE:${event.sequence}`,
      `DTSTAMP:${utc(event.changedAt)}`,
      `DTSTART:${utc(event.startsAt)}`,
      `DTEND:${utc(event.endsAt)}`,
      `SUMMARY:${escaped(event.summary)}`,
      `STATUS:${event.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
      'CLASS:PRIVATE',
      `TRANSP:${event.cancelled ? 'TRANSPARENT' : 'OPAQUE'}`,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ]);
}

export function meetingCalendar(facts: CalendarFacts): string {
  const { method, conference } = facts;
  return written([
    ...begin,
    `METHOD:${method}`,
    'BEGIN:VEVENT',
    `UID:${escaped(facts.uid)}`,
    `SEQUENCE:${facts.sequence}`,
    `DTSTAMP:${utc(facts.now)}`,
    `DTSTART:${utc(facts.startsAt)}`,
    `DTEND:${utc(facts.endsAt)}`,
    `SUMMARY:${escaped(facts.summary)}`,
    `ORGANIZER;CN=${quoted(facts.organizer.name)}:${addressOf(facts.organizer.mail)}`,
    // It is agreed already, and no program need answer.
    ...(facts.attendee === null
      ? []
      : [`ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:${addressOf(facts.attendee)}`]),
    `STATUS:${method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED'}`,
    'CLASS:PRIVATE',
    'TRANSP:OPAQUE',
    ...(conference === null || method === 'CANCEL'
      ? []
      : [
          `CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO;LABEL=${quoted(conference.label)}:${conference.url}`,
          `URL:${conference.url}`,
        ]),
    'END:VEVENT',
    'END:VCALENDAR',
  ]);
}
