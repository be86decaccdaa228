import type { MeetingPersonRole, SeatState } from '../../../db/index.ts';
import type { MessageKind } from './kinds.ts';
import type { FreshLink, MeetingChange } from './tell-parties.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** A reminder that comes when she should already be on her way is of no use. */
const lastReminderMs = 5 * 60_000;

export type PlannedMessage = {
  readonly kind: MessageKind;
  /** As it is recorded: `reminder-1440`. */
  readonly recorded: string;
  readonly notBefore: Date;
  readonly latestUseful: Date;
};

type Facts = {
  readonly startsAt: Date | null;
  readonly answerBy: Date | null;
  /** Until when an offer to this person stands. */
  readonly offerUntil: Date | null;
  readonly remindMinutes: readonly number[];
};

/** What one person is to be told of a change, and when it is of use. Pure. */
export function planMessages(change: MeetingChange, facts: Facts, now: Date): readonly PlannedMessage[] {
  const { startsAt, answerBy, offerUntil } = facts;
  if (change.kind === 'in-series' || change.kind === 'reminders')
    return startsAt === null ? [] : reminders(startsAt, facts.remindMinutes, now);
  const within = (ms: number) => new Date(now.getTime() + ms);
  const at = (latestUseful: Date): readonly PlannedMessage[] =>
    latestUseful <= now ? [] : [{ kind: change.kind, recorded: change.kind, notBefore: now, latestUseful }];
  switch (change.kind) {
    case 'booked':
    case 'moved':
    case 'converted':
      return startsAt === null ? [] : [...at(startsAt), ...reminders(startsAt, facts.remindMinutes, now)];
    case 'cancelled':
    case 'not-along':
      return at(change.was ?? within(7 * dayMs));
    case 'proposed':
      return at(answerBy ?? within(7 * dayMs));
    case 'proposal-withdrawn':
      return at(within(2 * dayMs));
    case 'earlier-offered':
    case 'seat-offered':
      return at(offerUntil ?? startsAt ?? within(hourMs));
    case 'missed':
      return at(within(3 * dayMs));
    case 'agreed':
      return at(within(7 * dayMs));
    case 'along':
      return startsAt === null ? [] : at(startsAt);
    case 'evaluate':
      return at(within(2 * dayMs));
  }
}

/** Each is of use until the next one comes, so that a gateway which was away does not bring two at once. */
function reminders(startsAt: Date, minutes: readonly number[], now: Date): readonly PlannedMessage[] {
  const ordered = [...new Set(minutes)].filter((one) => one > 0).sort((a, b) => b - a);
  return ordered.flatMap((one, index) => {
    const notBefore = new Date(startsAt.getTime() - one * 60_000);
    const next = ordered[index + 1];
    const latestUseful = new Date(startsAt.getTime() - (next === undefined ? lastReminderMs : next * 60_000));
    return notBefore <= now || latestUseful <= notBefore
      ? []
      : [{ kind: 'reminder' as const, recorded: `reminder-${one}`, notBefore, latestUseful }];
  });
}

type Party = {
  readonly id: string;
  readonly role: MeetingPersonRole;
  readonly channel: string;
  readonly seat: SeatState;
};

/**
 * Who is told. Of a meeting that is booked, those whose links are new, or all where none is; an offer goes to whom it was made;
 * what has to be decided is for the citizen and who represents her. Pure.
 */
export function whoIsTold<One extends Party>(
  change: MeetingChange,
  people: readonly One[],
  {
    links,
    offered,
    only,
  }: {
    readonly links: readonly FreshLink[];
    readonly offered: ReadonlySet<string>;
    readonly only: readonly string[] | null;
  },
): readonly One[] {
  const reachable = people.filter(({ id, channel }) => channel !== 'none' && (only === null || only.includes(id)));
  const decides = ({ role }: Party) => role === 'citizen' || role === 'representative';
  const comes = ({ seat }: Party) => seat === 'booked' || seat === 'checked-in';
  switch (change.kind) {
    case 'booked':
      return reachable.filter(
        (one) => comes(one) && (links.length === 0 || links.some(({ personId }) => personId === one.id)),
      );
    case 'along':
      return reachable.filter((one) => comes(one) && links.some(({ personId }) => personId === one.id));
    case 'moved':
    case 'converted':
    case 'in-series':
    case 'reminders':
      return reachable.filter(comes);
    case 'cancelled':
      return reachable.filter(({ seat }) => seat !== 'cancelled' || only !== null);
    case 'earlier-offered':
      return reachable.filter((one) => offered.has(one.id));
    case 'not-along':
      return only === null ? [] : reachable;
    case 'seat-offered':
      return reachable.filter(({ seat }) => seat === 'offered');
    case 'proposed':
    case 'proposal-withdrawn':
    case 'missed':
      return reachable.filter((one) => decides(one) && one.seat === 'booked');
    case 'agreed':
    case 'evaluate':
      return reachable.filter((one) => decides(one) && comes(one));
  }
}
