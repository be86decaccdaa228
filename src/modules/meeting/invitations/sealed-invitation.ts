import * as v from 'valibot';
import type { House } from '../../../platform/index.ts';
import { type PersonDetails, personDetailsSchema } from '../person-details.ts';

export const invitationPurpose = 'meeting invitation';

/** Who is invited, out of its row; null for one that this installation did not seal. */
export function openInvitation(
  house: Pick<House, 'keys'>,
  { id, sealed }: { readonly id: string; readonly sealed: string },
): PersonDetails | null {
  const plain = house.keys.open(invitationPurpose, id, sealed);
  return plain === null ? null : v.parse(personDetailsSchema, JSON.parse(plain));
}
