/** Who is let in, sent out for a while and brought back, and by whom. Pure. */
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { guestRoles, type Identity, may, type Role } from '../roles.ts';

export type PlaceAct = 'admit' | 'hold' | 'back' | 'remove';
export const placeActs: readonly PlaceAct[] = ['admit', 'hold', 'back', 'remove'];

export type Standing = {
  readonly who: number;
  readonly role: Role;
  readonly state: 'lobby' | 'admitted' | 'held' | 'removed';
};

const ways: Readonly<
  Record<PlaceAct, { readonly from: readonly Standing['state'][]; readonly to: Standing['state'] }>
> = {
  admit: { from: ['lobby'], to: 'admitted' },
  hold: { from: ['admitted'], to: 'held' },
  back: { from: ['held'], to: 'admitted' },
  remove: { from: ['lobby', 'admitted', 'held'], to: 'removed' },
};

export const isGuest = (role: Role): boolean => guestRoles.some((one) => one === role);

/** A guest without the municipality's own link came by the citizen's (guests.ts). */
export const isAskedByCitizen = ({ role, identity }: { readonly role: Role; readonly identity: Identity }): boolean =>
  isGuest(role) && role !== 'participant' && (identity === 'none' || identity === 'told');

/**
 * What an act makes of a place. Whoever may admit and is inside does it, to guests alone: the citizen's conversation is hers,
 * and no host can shut another out, or herself. Anybody who is on hold can be brought back. Pressed twice, it is done once.
 * `not-yours`: the actor may not. `not-a-guest`: not to this person. `not-confirmed`: an interpreter who has not confirmed her
 * duty. `changed`: she stands elsewhere than the actor saw.
 */
export function decidePlace(
  actor: Standing,
  target: Standing & { readonly dutyConfirmed: boolean },
  act: PlaceAct,
): Result<Standing['state'], 'not-yours' | 'not-a-guest' | 'not-confirmed' | 'changed'> {
  if (actor.state !== 'admitted' || !may(actor.role, 'admit')) return refuse('not-yours');
  if (actor.who === target.who) return refuse('not-a-guest');
  if (!isGuest(target.role) && act !== 'back') return refuse('not-a-guest');
  const { from, to } = ways[act];
  if (to === 'admitted' && target.role === 'interpreter' && !target.dutyConfirmed) return refuse('not-confirmed');
  if (target.state === to) return ok(to);
  return from.includes(target.state) ? ok(to) : refuse('changed');
}
