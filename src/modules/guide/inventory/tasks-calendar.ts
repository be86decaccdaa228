/** One role's tasks as an iCalendar file (RFC 5545): whole days, no names, no alarm. Pure. */
import { addDays, type DateString } from '../../../kernel/index.ts';
import type { Task } from './review.ts';

type Words = { readonly entrance: string; readonly text: string };

export function tasksCalendar(
  tasks: readonly Task[],
  { host, stamp, today, words }: { host: string; stamp: Date; today: DateString; words: Words },
): string {
  const at = stamp.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const events = tasks.flatMap((task) => {
    const day = task.due === null || task.due < today ? today : task.due;
    return [
      'BEGIN:VEVENT',
      `UID:${task.kind}-${task.id}@${host}`,
      `DTSTAMP:${at}`,
      `DTSTART;VALUE=DATE:${day.replaceAll('-', '')}`,
      `DTEND;VALUE=DATE:${addDays(day, 1).replaceAll('-', '')}`,
      `SUMMARY:${escaped(`${words[task.kind]}: ${task.name}`)}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ];
  });
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Medbetjening//Opgaver//DA', ...events, 'END:VCALENDAR'];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

const escaped = (text: string): string => text.replace(/[\\;,]/g, '\\$&').replace(/[\r\n]+/g, ' ');

/** No line longer than 75 bytes; a letter is never cut in two. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let size = 0;
  for (const sign of line) {
    const bytes = Buffer.byteLength(sign);
    if (size + bytes > 74) {
      parts.push(part);
      part = '';
      size = 0;
    }
    part += sign;
    size += bytes;
  }
  return [...parts, part].join('\r\n ');
}
