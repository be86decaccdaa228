import { readCpr, redactCpr } from '../../kernel/index.ts';
import { readMailAddress, readPhone } from '../../platform/index.ts';
import type { MeetingPerson, PersonDetails } from './person-details.ts';

export type Reach = Pick<PersonDetails, 'mail' | 'phone'>;
/** Every way by which somebody is reached. */
export type Ways = Reach & Pick<PersonDetails, 'cpr' | 'address'>;

/** A mail address or a phone number as somebody wrote it; neither for an empty field, null for what is none of them. Pure. */
export function readReach(written: string): Reach | null {
  const mail = readMailAddress(written);
  const phone = mail === null ? readPhone(written) : null;
  return written.trim() !== '' && mail === null && phone === null ? null : { mail, phone };
}

/** As an employee writes it of somebody else. */
export type WaysWritten = {
  readonly kontakt?: string | undefined;
  readonly cpr?: string | undefined;
  readonly vej?: string | undefined;
  readonly by?: string | undefined;
};
export type WayFault = { readonly field: keyof WaysWritten; readonly fault: 'contact' | 'cpr' | 'street' | 'town' };

/** How somebody of this name is reached, by what was written; each fault names its field. Nothing written is no fault. Pure. */
export function readWays(
  name: string | null,
  written: WaysWritten,
): { readonly ways: Ways; readonly faults: readonly WayFault[] } {
  const faults: WayFault[] = [];
  const text = (field: keyof WaysWritten) => (written[field] ?? '').trim();
  const reach = readReach(text('kontakt'));
  if (reach === null) faults.push({ field: 'kontakt', fault: 'contact' });
  const read = text('cpr') === '' ? null : readCpr(text('cpr'), { replacement: true });
  if (read?.ok === false) faults.push({ field: 'cpr', fault: 'cpr' });
  const [street, town] = [text('vej'), text('by')];
  if (street === '' && town !== '') faults.push({ field: 'vej', fault: 'street' });
  if (street !== '' && town === '') faults.push({ field: 'by', fault: 'town' });
  const lines = [name ?? '', street, town].map((line) => redactCpr(line));
  return {
    ways: {
      mail: reach?.mail ?? null,
      phone: reach?.phone ?? null,
      cpr: read?.ok ? read.value.cpr : null,
      address: street !== '' && town !== '' ? lines.filter((line) => line !== '') : null,
    },
    faults,
  };
}

/**
 * By which we write to somebody of whom we have no more than this. Whoever has a digital mail box is written to there before
 * anything is printed; whether she has one is asked when it is sent.
 */
export const channelOf = ({ mail, phone, cpr, address }: Reach & Partial<Ways>): MeetingPerson['channel'] =>
  mail !== null ? 'mail' : phone !== null ? 'sms' : cpr != null ? 'digital-post' : address != null ? 'letter' : 'none';

/** Is what was written beside a code hers? Null where it is neither a number nor an address, and so nobody's. */
export function reachedAt(written: string): ((hers: Reach) => boolean) | null {
  const phone = readPhone(written);
  const mail = readMailAddress(written)?.toLowerCase() ?? null;
  if (phone === null && mail === null) return null;
  return (hers) =>
    (phone !== null && hers.phone === phone) || (mail !== null && hers.mail?.trim().toLowerCase() === mail);
}
