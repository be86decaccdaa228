/**
 * From nobody to known to MitID, without leaving the conversation: who may raise whom, by what, and how a step goes on. Pure.
 */
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { type Identity, may, type Role } from '../roles.ts';

export type RaiseLevel = 'told' | 'known' | 'mitid';

/** How an employee has made sure of somebody whom she sees or hears: the citizen is told which. */
export const attestMethods = ['control-questions', 'called-back', 'papers-shown', 'met-before'] as const;
export type AttestMethod = (typeof attestMethods)[number];
/** `said`: what she calls herself. `mitid-demonstration`: the login's page of this program, which proves nothing. */
export type RaiseMethod = AttestMethod | 'said' | 'mitid-demonstration';

/** requested: asked for, not answered · begun: the login's page is open · done · refused, by her or by the login · expired. */
export type RaiseState = 'requested' | 'begun' | 'done' | 'refused' | 'expired';

export type Standing = {
  readonly who: number;
  readonly role: Role;
  readonly state: 'lobby' | 'admitted' | 'held' | 'removed';
  readonly identity: Identity;
};

/** A link says which invitation somebody holds, not who she is; it stands beside what she tells herself. */
const strength: Readonly<Record<Identity, number>> = { none: 0, told: 1, link: 1, known: 2, mitid: 3, staff: 9 };

const isHigher = (level: Identity, than: Identity): boolean => strength[level] > strength[than];

const isHost = (one: Standing): boolean => one.state === 'admitted' && may(one.role, 'admit');

type Refused = 'not-yours' | 'not-this-person' | 'not-higher';

/** Whether this person can be brought to this level at all. Never downwards, never twice. */
function canRaise(target: Standing, level: RaiseLevel): Result<RaiseLevel, Refused> {
  if (!may(target.role, 'be-identified') || target.state === 'removed') return refuse('not-this-person');
  return isHigher(level, target.identity) ? ok(level) : refuse('not-higher');
}

/**
 * An employee says that she knows who it is. She who is known is told at once, by whom and how. Not from the lobby: nobody
 * is recognised whom nobody has seen or heard.
 */
export function decideAttest(by: Standing, target: Standing): Result<RaiseLevel, Refused> {
  if (!isHost(by)) return refuse('not-yours');
  return target.state === 'admitted' ? canRaise(target, 'known') : refuse('not-this-person');
}

/** An employee asks; or somebody wants to show by herself who she is. */
export function decideRequest(by: Standing, target: Standing): Result<RaiseLevel, Refused> {
  if (target.state !== 'admitted') return refuse('not-this-person');
  if (by.who !== target.who && !isHost(by)) return refuse('not-yours');
  return canRaise(target, 'mitid');
}

/** She says what she is called. Somebody who is known is not renamed: what was made sure of is the name that was shown. */
export function decideSay(target: Standing): Result<RaiseLevel, Refused> {
  if (!may(target.role, 'be-identified') || target.state !== 'admitted') return refuse('not-this-person');
  return strength[target.identity] <= strength.told ? ok('told') : refuse('not-higher');
}

export type RaiseEvent = 'begin' | 'accept' | 'refuse';
export type Step = { readonly state: RaiseState; readonly expiresAt: Date };

/** What is true of a step now: one that was left open when its time was over has expired, to the second. */
export const stateAt = ({ state, expiresAt }: Step, now: Date): RaiseState =>
  (state === 'requested' || state === 'begun') && expiresAt <= now ? 'expired' : state;

const ways: Readonly<Record<RaiseEvent, { readonly from: readonly RaiseState[]; readonly to: RaiseState }>> = {
  // The tab with the login may have been closed: it can be opened again.
  begin: { from: ['requested', 'begun'], to: 'begun' },
  accept: { from: ['begun'], to: 'done' },
  refuse: { from: ['requested', 'begun'], to: 'refused' },
};

/** Where an event brings a step; `over` for one that has come to its end. Nothing is done that she did not begin. */
export function nextState(step: Step, event: RaiseEvent, now: Date): Result<RaiseState, 'over'> {
  const { from, to } = ways[event];
  return from.includes(stateAt(step, now)) ? ok(to) : refuse('over');
}
