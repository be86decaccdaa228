import * as v from 'valibot';
import { redactCpr } from '../../../kernel/index.ts';
import type { House } from '../../../platform/index.ts';
import { type PersonDetails, personDetailsSchema } from '../person-details.ts';

const purpose = 'meeting person';

/** Names are free text: a CPR number that somebody wrote among them does not stay. */
const cleaned = (details: PersonDetails): PersonDetails => ({
  ...details,
  name: details.name === null ? null : redactCpr(details.name),
  alias: details.alias === null ? null : redactCpr(details.alias),
});

/** Who somebody is, as it lies in `meeting_person.sealed`: bound to her row, so that it opens in no other. */
export const sealDetails = (house: Pick<House, 'keys'>, personId: string, details: PersonDetails): string =>
  house.keys.seal(purpose, personId, JSON.stringify(cleaned(details)));

export function openDetails(house: Pick<House, 'keys'>, personId: string, sealed: string): PersonDetails {
  const plain = house.keys.open(purpose, personId, sealed);
  if (plain === null) throw new Error('A person that this installation did not seal.');
  return v.parse(personDetailsSchema, JSON.parse(plain));
}
