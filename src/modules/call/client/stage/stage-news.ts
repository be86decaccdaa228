/** What has changed in the company, for those who do not see it happen. Pure. */
import type { GuestView, PersonView } from '../../protocol.ts';
import type { CallState } from '../call-types.ts';

export type News =
  /** back: she was on hold. */
  | { readonly kind: 'in' | 'back' | 'out' | 'held'; readonly person: PersonView }
  | { readonly kind: 'shows' | 'shows-no-more'; readonly person: PersonView };

type Company = Pick<CallState, 'people' | 'guests' | 'phase'>;

const together = ({ phase }: Company): boolean => phase === 'live' || phase === 'joining';
const isHeld = (guests: readonly GuestView[], who: number): boolean =>
  guests.some((one) => one.who === who && one.state === 'held');

/** Between two looks at the same conversation. Those who were there when one came in are no news. */
export function newsBetween(before: Company, after: Company): readonly News[] {
  if (!together(before) || !together(after)) return [];
  const was = new Map(before.people.map((one) => [one.who, one]));
  const is = new Map(after.people.map((one) => [one.who, one]));
  // Alone until this moment: whoever is there first is whom one has come to, and the page says so itself.
  const first = before.people.length === 0 && before.phase === 'joining';
  return [
    ...after.people
      .filter((one) => !was.has(one.who) && !first)
      .map((person) => ({ kind: isHeld(before.guests, person.who) ? ('back' as const) : ('in' as const), person })),
    ...before.people
      .filter((one) => !is.has(one.who))
      .map((person) => ({ kind: isHeld(after.guests, person.who) ? ('held' as const) : ('out' as const), person })),
    ...after.people
      .filter((one) => was.has(one.who) && (one.screen !== null) !== (was.get(one.who)?.screen !== null))
      .map((person) => ({ kind: person.screen ? ('shows' as const) : ('shows-no-more' as const), person })),
  ];
}
