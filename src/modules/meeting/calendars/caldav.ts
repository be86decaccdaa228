import type { BusyRange } from './busy-intervals.ts';

const stamp = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

/** RFC 4791, 7.8.1: events that touch a range, with what decides when they are and whether they count. */
export const calendarQuery = ({ from, to }: BusyRange): string => `<?xml version="1.0" encoding="utf-8"?>
<c:calendar-query xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">
<d:prop><c:calendar-data/></d:prop>
<c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT">
<c:time-range start="${stamp(from)}" end="${stamp(to)}"/>
</c:comp-filter></c:comp-filter></c:filter>
</c:calendar-query>`;

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** The calendars of a multistatus, one after the other; null where it is none or was cut off on its way. */
export function calendarsIn(multistatus: string): string | null {
  if (!/^\s*(?:<\?xml[^>]*>\s*)?<(?:[\w.-]+:)?multistatus[\s>/]/.test(multistatus)) return null;
  if (!/<(?:\/(?:[\w.-]+:)?multistatus\s*|(?:[\w.-]+:)?multistatus[^>]*\/)>\s*$/.test(multistatus.slice(-400)))
    return null;
  const found: string[] = [];
  for (const [, text = ''] of multistatus.matchAll(
    /<(?:[\w.-]+:)?calendar-data(?:\s[^>]*)?>([\s\S]*?)<\/(?:[\w.-]+:)?calendar-data\s*>/g,
  )) {
    const cdata = /^\s*<!\[CDATA\[([\s\S]*)\]\]>\s*$/.exec(text);
    found.push((cdata?.[1] ?? unescaped(text)).trim());
  }
  return found.length === 0 ? 'BEGIN:VCALENDAR\r\nEND:VCALENDAR' : found.join('\r\n');
}

const unescaped = (text: string): string =>
  text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w+));/g,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return entities[name] ?? whole;
      const code = decimal ? Number(decimal) : Number.parseInt(hex ?? '0', 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : '';
    },
  );
