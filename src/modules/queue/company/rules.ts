import { containsCpr, ok, type Result, redactCpr, refuse } from '../../../kernel/index.ts';
import { longestAlias, longestLine, longestSpot } from './limits.ts';

/** Any conversation; a name for a group of services comes before it. */
export const anyKind = 'help';

/** The citizen is being told of a transfer: so long nobody takes her, unless she says yes before. */
export const readingSeconds = 5;
/** An alarm that nobody has ended is over by itself. */
export const alarmMinutes = 60;

export type AliasFault = 'short' | 'long' | 'cpr' | 'taken';

const oneLine = (text: string): string =>
  text
    .replace(/\p{C}+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/**
 * A name that an employee may be shown under; an empty one takes it back. `others` are the names and aliases of colleagues:
 * nobody is shown as somebody else.
 */
export function readAlias(written: string, others: readonly string[]): Result<string | null, AliasFault> {
  const alias = oneLine(written);
  if (alias === '') return ok(null);
  if (containsCpr(alias)) return refuse('cpr');
  if (alias.length < 2) return refuse('short');
  if (alias.length > longestAlias) return refuse('long');
  const same = (one: string) => one.localeCompare(alias, 'da', { sensitivity: 'base' }) === 0;
  return others.some(same) ? refuse('taken') : ok(alias);
}

/** Her name in this kind of conversation: the group's before the general one, and her own where she has chosen none. */
export const shownName = (aliases: ReadonlyMap<string, string>, group: string | null, name: string): string =>
  (group === null ? undefined : aliases.get(group)) ?? aliases.get(anyKind) ?? name;

/** One line for the colleague who comes. Numbers that could be CPR are taken out: it is shown and stored for a moment. */
export const readLine = (written: string): string => redactCpr(oneLine(written)).slice(0, longestLine).trim();

/** `Skranke 2`, as she calls it herself. */
export const readSpot = (written: string): string => redactCpr(oneLine(written)).slice(0, longestSpot).trim();

/** From when the citizen may be taken over: she has said yes, or has had the time to say no. */
export const transferReadyAt = (askedAt: Date, agreed: boolean): Date =>
  agreed ? askedAt : new Date(askedAt.getTime() + readingSeconds * 1000);

export type TransferTarget = { readonly employee: string | null; readonly place: string | null };

/** May this colleague take the one who is handed on? Who is named, or anybody at the place, but never the one who asks. */
export const mayReceive = (
  target: TransferTarget,
  from: string,
  colleague: { readonly employee: string; readonly place: string | null },
): boolean =>
  colleague.employee !== from &&
  (target.employee === null
    ? target.place === null || target.place === colleague.place
    : target.employee === colleague.employee);
