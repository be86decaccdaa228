import { readMailAddress, readPhone } from '../../platform/index.ts';
import type { PersonDetails } from './person-details.ts';

export type Reach = Pick<PersonDetails, 'mail' | 'phone'>;

/** A mail address or a phone number as somebody wrote it; neither for an empty field, null for what is none of them. Pure. */
export function readReach(written: string): Reach | null {
  const mail = readMailAddress(written);
  const phone = mail === null ? readPhone(written) : null;
  return written.trim() !== '' && mail === null && phone === null ? null : { mail, phone };
}

/** By which we write to somebody of whom we have no more than this. */
export const channelOf = ({ mail, phone }: Reach): 'mail' | 'sms' | 'none' =>
  mail !== null ? 'mail' : phone !== null ? 'sms' : 'none';

/** Is what was written beside a code hers? Null where it is neither a number nor an address, and so nobody's. */
export function reachedAt(written: string): ((hers: Reach) => boolean) | null {
  const phone = readPhone(written);
  const mail = readMailAddress(written)?.toLowerCase() ?? null;
  if (phone === null && mail === null) return null;
  return (hers) =>
    (phone !== null && hers.phone === phone) || (mail !== null && hers.mail?.trim().toLowerCase() === mail);
}
