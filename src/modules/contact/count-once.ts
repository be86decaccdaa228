import type { House } from '../../platform/index.ts';
import { forgottenOn } from './answers.ts';
import { type CountedContact, countContact } from './count-contact.ts';
import { spendToken } from './store.ts';

/**
 * Uses a random key that may be used once, for a purpose. What is kept is its hash until a Monday, beside nothing else. False: it
 * has been used. In the caller's municipal transaction.
 */
export const useOnce = (house: Pick<House, 'keys'>, purpose: string, key: string, now: Date): Promise<boolean> =>
  spendToken(house.keys.fingerprint(purpose, key), forgottenOn(now));

/**
 * Counts a contact that a browser may send more than once, because the line broke before it heard that it was counted. `key`
 * is random and made for this one contact; what is kept is its hash until a Monday, beside nothing else. False: it has been
 * counted. In the caller's municipal transaction, last.
 */
export async function countOnce(house: Pick<House, 'keys'>, key: string, contact: CountedContact): Promise<boolean> {
  if (!(await useOnce(house, 'counted contact', key, contact.now))) return false;
  await countContact(contact);
  return true;
}
