import * as v from 'valibot';
import { db } from '../../../db/index.ts';
import { redactCpr } from '../../../kernel/index.ts';
import type { House } from '../../../platform/index.ts';
import type { Meeting, NewPerson } from '../booking/booking-types.ts';
import { addPerson, newLink, type PersonHere, personsOf } from '../booking/bookings.ts';
import { linkOf } from '../booking/links.ts';
import { tellHouse } from '../booking/note-change.ts';
import { takesPart } from '../booking/people.ts';
import { type FreshLink, tellParties } from '../messages/tell-parties.ts';
import { nobody } from '../person-details.ts';
import { readDate } from '../read-date.ts';
import { channelOf, readReach } from '../way-to-reach.ts';

/** How many may come with her, of each sort. */
export const mostOf = { companion: 3, representative: 1 } as const;
type Along = keyof typeof mostOf;
const citizen = { by: 'citizen' } as const;

/** The forms by which she names who comes along, as they were written. */
export type AlongForm = {
  readonly navn: string;
  readonly kontakt: string;
  /** `med` or `stedet`; empty for a companion. */
  readonly hvordan: string;
  readonly dato: string;
};
export const emptyAlong: AlongForm = { navn: '', kontakt: '', hvordan: '', dato: '' };
export type AlongFault = {
  readonly field: keyof AlongForm;
  readonly fault: 'missing' | 'unreadable' | 'past' | 'early';
};

type NewComer = NewPerson & { readonly role: Along };

const tidy = (value: unknown, most: number): string =>
  String(value ?? '')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, most);

export const readAlongForm = (input: Readonly<Record<string, unknown>>): AlongForm => ({
  navn: tidy(input.navn, 200),
  kontakt: tidy(input.kontakt, 254),
  hvordan: tidy(input.hvordan, 10),
  dato: tidy(input.dato, 10),
});

/**
 * Who comes along, of what was written; a way to reach her is hers to leave out. `day` is the meeting's, null where it has none
 * yet. Pure.
 */
export function readAlong(
  role: Along,
  form: AlongForm,
  today: string,
  day: string | null,
): { readonly ok: true; readonly value: NewComer } | { readonly ok: false; readonly faults: readonly AlongFault[] } {
  const faults: AlongFault[] = [];
  const name = redactCpr(form.navn).slice(0, 100);
  if (name === '') faults.push({ field: 'navn', fault: 'missing' });
  const reach = readReach(form.kontakt);
  if (reach === null) faults.push({ field: 'kontakt', fault: 'unreadable' });
  const stands = role === 'representative';
  if (stands && form.hvordan !== 'med' && form.hvordan !== 'stedet')
    faults.push({ field: 'hvordan', fault: 'missing' });
  const until = !stands || form.dato === '' ? null : (readDate(form.dato) ?? '');
  if (until === '') faults.push({ field: 'dato', fault: 'unreadable' });
  else if (until !== null && until < today) faults.push({ field: 'dato', fault: 'past' });
  else if (until !== null && day !== null && until < day) faults.push({ field: 'dato', fault: 'early' });
  if (reach === null || faults.length > 0) return { ok: false, faults };
  const authority = stands ? { instead: form.hvordan === 'stedet', until } : null;
  return {
    ok: true,
    value: {
      role,
      details: { ...nobody, name, ...reach, authority },
      channel: channelOf(reach),
      protected: false,
    },
  };
}

/** What is shown once of a link that is somebody else's. */
export type LinkToPassOn = FreshLink & {
  readonly name: string;
  /** By which way we have sent it ourselves. */
  readonly sent: 'mail' | 'sms' | null;
};

const sentBy = (channel: NewPerson['channel']): LinkToPassOn['sent'] =>
  channel === 'mail' || channel === 'sms' ? channel : null;

/**
 * Somebody comes along: she has a link of her own, which goes to her where she can be reached. `full`: as many as may come do.
 * The meeting's row is locked, so that two at once are counted, and the same press twice is one person. In the caller's
 * municipal transaction.
 */
export async function bringAlong(
  house: House,
  meeting: Meeting,
  person: NewComer,
  now: Date,
): Promise<LinkToPassOn | 'full'> {
  await db().selectFrom('meeting').select('id').where('id', '=', meeting.id).forUpdate().execute();
  const { role, details } = person;
  const there = (await personsOf(house, meeting.id)).filter(
    (one) => one.role === role && takesPart(one, now, meeting.startsAt),
  );
  const shown = { name: details.name ?? '', sent: sentBy(person.channel) };
  const same = there.find(
    ({ details: { name, mail, phone } }) => name === details.name && mail === details.mail && phone === details.phone,
  );
  if (same) return { ...(await linkOf(house, same.id)), ...shown };
  if (there.length >= mostOf[role]) return 'full';
  const link = await addPerson(house, meeting.id, person, citizen, now);
  await tellParties(house, meeting.id, { kind: 'along' }, [link], now);
  return { ...link, ...shown };
}

/** A new link for somebody who comes along; the one before it is worth nothing. In the caller's municipal transaction. */
export async function linkAnew(house: House, meeting: Meeting, person: PersonHere, now: Date): Promise<LinkToPassOn> {
  const link = await newLink(house, person.id);
  await tellParties(house, meeting.id, { kind: 'along' }, [link], now);
  await tellHouse(house, 'link', meeting.id, citizen, now);
  return { ...link, name: person.details.name ?? '', sent: sentBy(person.channel) };
}

/** She does not come after all: she is told where we wrote to her, and her link is worth nothing. In the caller's municipal transaction. */
export async function leaveBehind(house: House, meeting: Meeting, person: PersonHere, now: Date): Promise<void> {
  if (person.channel === 'none') await db().deleteFrom('meeting_person').where('id', '=', person.id).execute();
  else {
    await db().updateTable('meeting_person').set({ seat: 'cancelled' }).where('id', '=', person.id).execute();
    await tellParties(house, meeting.id, { kind: 'not-along', was: meeting.startsAt }, [], now, [person.id]);
  }
  await tellHouse(house, 'person', meeting.id, citizen, now);
}

const passOnSchema = v.object({
  personId: v.string(),
  token: v.string(),
  code: v.string(),
  name: v.string(),
  sent: v.nullable(v.picklist(['mail', 'sms'])),
  until: v.number(),
});
const passOnPurpose = 'meeting link to pass on';
export const passOnMinutes = 30;

/** Sealed into her own browser: nobody here can read the link again. */
export const sealPassOn = (house: Pick<House, 'keys'>, link: LinkToPassOn, now: Date): string =>
  house.keys.seal(passOnPurpose, '', JSON.stringify({ ...link, until: now.getTime() + passOnMinutes * 60_000 }));

/** Null for one that is over or is none of ours. */
export function openPassOn(
  house: Pick<House, 'keys'>,
  sealed: string | undefined,
  now: Date,
): (LinkToPassOn & { readonly until: number }) | null {
  const opened = sealed === undefined ? null : house.keys.open(passOnPurpose, '', sealed);
  const read = opened === null ? null : v.safeParse(passOnSchema, JSON.parse(opened));
  return read?.success && read.output.until > now.getTime() ? read.output : null;
}
