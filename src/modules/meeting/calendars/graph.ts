import * as v from 'valibot';
import type { GraphSettings, Result } from '../../../kernel/index.ts';
import { type Busy, type BusyRange, joined } from './busy-intervals.ts';
import { type CalendarNetwork, type FetchFault, fetchCalendar } from './fetch-calendar.ts';

export type GraphFault = FetchFault | 'login' | 'missing' | 'busy' | 'refused' | 'not-a-calendar';

/** Where Microsoft is; a test is elsewhere. */
export type GraphHosts = { readonly login: string; readonly graph: string };
export const microsoft: GraphHosts = {
  login: 'https://login.microsoftonline.com',
  graph: 'https://graph.microsoft.com/v1.0',
};

const daysACall = 62;
const dayMs = 86_400_000;

const tokenSchema = v.object({ access_token: v.string(), expires_in: v.optional(v.number(), 300) });
const at = v.object({ dateTime: v.string(), timeZone: v.string() });
/** Only what says when: subject, place and privacy are not read, and so are nowhere. */
const scheduleSchema = v.object({
  value: v.array(
    v.object({
      error: v.optional(v.nullable(v.object({ responseCode: v.optional(v.nullable(v.string())) }))),
      scheduleItems: v.optional(v.array(v.object({ status: v.optional(v.string()), start: at, end: at })), []),
    }),
  ),
});

/** Free/busy of mailboxes by Microsoft Graph's getSchedule, with the app's own credentials (client credentials flow). */
export function createGraph(network: CalendarNetwork, settings: GraphSettings, hosts: GraphHosts = microsoft) {
  let token: { readonly value: string; readonly until: number } | null = null;
  let quietUntil = 0;

  async function signIn(now: number, signal?: AbortSignal): Promise<Result<string, GraphFault>> {
    if (token && token.until > now) return { ok: true, value: token.value };
    const answer = await fetchCalendar(network, {
      url: `${hosts.login}/${encodeURIComponent(settings.tenant)}/oauth2/v2.0/token`,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams({
        client_id: settings.clientId,
        client_secret: settings.clientSecret,
        scope: 'https://graph.microsoft.com/.default',
        grant_type: 'client_credentials',
      }).toString(),
      ...(signal ? { signal } : {}),
    });
    if (!answer.ok) return answer;
    const read = v.safeParse(tokenSchema, parsed(answer.value.body));
    if (answer.value.status !== 200 || !read.success) return { ok: false, reason: 'login' };
    token = { value: read.output.access_token, until: now + (read.output.expires_in - 120) * 1000 };
    return { ok: true, value: token.value };
  }

  async function part(mailbox: string, range: BusyRange, now: number, signal?: AbortSignal) {
    const signedIn = await signIn(now, signal);
    if (!signedIn.ok) return signedIn;
    const answer = await fetchCalendar(network, {
      url: `${hosts.graph}/users/${encodeURIComponent(mailbox)}/calendar/getSchedule`,
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', prefer: 'outlook.timezone="UTC"' },
      authorization: `Bearer ${signedIn.value}`,
      body: JSON.stringify({
        schedules: [mailbox],
        startTime: { dateTime: new Date(range.from).toISOString().slice(0, 19), timeZone: 'UTC' },
        endTime: { dateTime: new Date(range.to).toISOString().slice(0, 19), timeZone: 'UTC' },
        availabilityViewInterval: 60,
      }),
      ...(signal ? { signal } : {}),
    });
    if (!answer.ok) return answer;
    const { status, headers, body } = answer.value;
    if (status === 401) token = null;
    if (status === 429 || status === 503) quietUntil = now + retryAfter(headers['retry-after']);
    if (status !== 200) return { ok: false, reason: faultOf(status) } as const;
    const read = v.safeParse(scheduleSchema, parsed(body));
    const schedule = read.success ? read.output.value[0] : undefined;
    if (!schedule) return { ok: false, reason: 'not-a-calendar' } as const;
    if (schedule.error) return { ok: false, reason: 'missing' } as const;
    const busy: Busy[] = [];
    for (const item of schedule.scheduleItems) {
      if (['free', 'workingelsewhere'].includes((item.status ?? '').toLowerCase())) continue;
      const from = instant(item.start);
      const to = instant(item.end);
      if (from === null || to === null) return { ok: false, reason: 'not-a-calendar' } as const;
      const inside = { from: Math.max(from, range.from), to: Math.min(to, range.to) };
      if (inside.to > inside.from) busy.push(inside);
    }
    return { ok: true, value: busy } as const;
  }

  return {
    /** All of a range, in pieces that Microsoft answers. `now` in milliseconds since 1970. */
    busy: async (
      mailbox: string,
      range: BusyRange,
      now: number,
      signal?: AbortSignal,
    ): Promise<Result<readonly Busy[], GraphFault>> => {
      const found: Busy[] = [];
      for (let from = range.from; from < range.to; from += daysACall * dayMs) {
        if (now < quietUntil) return { ok: false, reason: 'busy' };
        const one = await part(mailbox, { from, to: Math.min(range.to, from + daysACall * dayMs) }, now, signal);
        if (!one.ok) return one;
        found.push(...one.value);
      }
      return { ok: true, value: joined(found) };
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const faultOf = (status: number): GraphFault =>
  status === 401 ? 'login' : status === 404 ? 'missing' : status === 429 || status >= 500 ? 'busy' : 'refused';

/** Seconds, as Graph sends them; a minute where nothing is said, an hour at most. */
const retryAfter = (header: unknown): number => Math.min(3600, Math.max(1, Number(header) || 60)) * 1000;

/** UTC was asked for; an answer in another zone would be read wrongly. */
function instant(time: v.InferOutput<typeof at>): number | null {
  if (time.timeZone !== 'UTC' && time.timeZone !== 'Etc/UTC' && time.timeZone !== 'tzone://Microsoft/Utc') return null;
  const read = Date.parse(`${time.dateTime.replace(/Z$/, '').slice(0, 23)}Z`);
  return Number.isNaN(read) ? null : read;
}
