/** How long each interpreter has been in a conversation, from when she was let in until she left. Pure: time is passed in. */
import type { CallPhase, Person } from '../../call/client/call-types.ts';

export type Interpreter = Pick<Person, 'who' | 'role' | 'name' | 'language' | 'signs'>;
/** `since`: in the conversation from then on (milliseconds since 1970); null while she is not. `before`: from earlier times in it. */
export type InterpreterTime = Interpreter & { readonly since: number | null; readonly before: number };

/** What is true after a look at who is in. Where this page is cut off it sees nobody, and nobody has left for that. */
export function countInterpreters(
  times: readonly InterpreterTime[],
  seen: { readonly phase: CallPhase; readonly people: readonly Interpreter[] },
  now: number,
): readonly InterpreterTime[] {
  const over = seen.phase === 'ended';
  if (!over && seen.phase !== 'live') return times;
  const inside = over ? [] : seen.people.filter(({ role }) => role === 'interpreter');
  const next = times.map((time): InterpreterTime => {
    const isIn = inside.some(({ who }) => who === time.who);
    if (isIn === (time.since !== null)) return time;
    return isIn
      ? { ...time, since: now }
      : { ...time, since: null, before: time.before + Math.max(0, now - (time.since ?? now)) };
  });
  const fresh = inside.filter(({ who }) => !times.some((time) => time.who === who));
  if (fresh.length === 0 && next.every((time, at) => time === times[at])) return times;
  return [
    ...next,
    ...fresh.map(({ who, role, name, language, signs }) => ({
      who,
      role,
      name,
      language,
      signs,
      since: now,
      before: 0,
    })),
  ];
}

/** Begun minutes, as interpreters are paid. */
export const minutesOf = ({ since, before }: InterpreterTime, now: number): number =>
  Math.ceil((before + (since === null ? 0 : Math.max(0, now - since))) / 60_000);

/** What this tab kept of it; nothing for what is none. */
export function readTimes(text: string | null): readonly InterpreterTime[] {
  try {
    const kept: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(kept) && kept.every((one) => Number.isFinite(one?.before) && Number.isInteger(one?.who))
      ? (kept as InterpreterTime[])
      : [];
  } catch {
    return [];
  }
}
