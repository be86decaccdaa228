import type { MeetingForm, MeetingState } from '../../../db/index.ts';
import type { EmployeeId, Language, MunicipalityId, Result } from '../../../kernel/index.ts';
import type { House } from '../../../platform/index.ts';
import type { TimeWish } from '../availability/time-wish.ts';
import type { FreshLink } from '../messages/tell-parties.ts';
import type { MeetingPerson } from '../person-details.ts';
import type { Actor, Booked, Meeting, NewMeeting, NewPerson, Refusal } from './booking-types.ts';

export type HoldWish = {
  readonly wish: TimeWish;
  readonly startsAt: Date;
  readonly pageLanguage: Language;
  readonly topic: string | null;
  readonly step: string | null;
  readonly requestKey: string | null;
  /** A hold of the same person's, which is given back when this one stands. */
  readonly insteadOf: string | null;
};
export type Held = {
  readonly meetingId: string;
  readonly holdToken: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly until: Date;
};
export type WhoComes = {
  readonly person: NewPerson;
  readonly others: readonly NewPerson[];
  readonly hiddenAddresses: boolean;
};
/** Null for a version: whoever acts has one meeting before her and need not have seen its latest state. */
export type Change = { readonly version: number | null; readonly actor: Actor };
export type PersonHere = MeetingPerson & { readonly meetingId: string | null; readonly seriesId: string | null };

/** Keeps a time for ten minutes while she fills in. Begins transactions of its own: call it outside one. */
export async function holdTime(
  _house: House,
  _municipality: MunicipalityId,
  _hold: HoldWish,
  _now: Date,
): Promise<Result<Held, Refusal>> {
  throw new Error('not yet');
}

/** What is held, for the page where she fills in; null when it is gone. In the caller's municipal transaction. */
export async function readHold(
  _holdToken: string,
  _now: Date,
): Promise<(Omit<Held, 'holdToken'> & { readonly meeting: Meeting }) | null> {
  throw new Error('not yet');
}

/** Gives a held time back. In the caller's municipal transaction. */
export async function dropHold(_house: House, _holdToken: string): Promise<void> {
  throw new Error('not yet');
}

/** Makes a held time a meeting. In the caller's municipal transaction; a refusal has written nothing. */
export async function confirmHold(
  _house: House,
  _holdToken: string,
  _who: WhoComes,
  _now: Date,
): Promise<Result<Booked, Refusal>> {
  throw new Error('not yet');
}

/** Books at once. Begins transactions of its own: call it outside one. */
export async function bookMeeting(
  _house: House,
  _municipality: MunicipalityId,
  _meeting: NewMeeting,
  _actor: Actor,
  _now: Date,
): Promise<Result<Booked, Refusal>> {
  throw new Error('not yet');
}

/** Another time, in the same form. Begins transactions of its own: call it outside one. */
export async function moveMeeting(
  _house: House,
  _municipality: MunicipalityId,
  _meetingId: string,
  _startsAt: Date,
  _change: Change,
  _now: Date,
): Promise<Result<{ readonly startsAt: Date; readonly endsAt: Date }, Refusal>> {
  throw new Error('not yet');
}

/** Begins a transaction of its own. */
export async function cancelMeeting(
  _house: House,
  _municipality: MunicipalityId,
  _meetingId: string,
  _change: Change,
  _now: Date,
): Promise<Result<null, Refusal>> {
  throw new Error('not yet');
}

/** It was held, or she did not come. In the caller's municipal transaction. */
export async function finishMeeting(
  _house: House,
  _meetingId: string,
  _how: 'done' | 'no-show',
  _actor: Actor,
  _now: Date,
): Promise<Result<null, Refusal>> {
  throw new Error('not yet');
}

/** The same meeting in another form, at its time or another. Begins transactions of its own: call it outside one. */
export async function convertMeeting(
  _house: House,
  _municipality: MunicipalityId,
  _meetingId: string,
  _to: { readonly form: MeetingForm; readonly startsAt: Date | null },
  _change: Change,
  _now: Date,
): Promise<Result<{ readonly meetingId: string }, Refusal>> {
  throw new Error('not yet');
}

/** In the caller's municipal transaction, as all readings here. */
export async function readMeeting(_id: string): Promise<Meeting | null> {
  throw new Error('not yet');
}

/** Meetings that touch [from, to), in their order; without `state`, those that are booked or over, not cancelled or held. */
export async function meetingsBetween(_range: {
  readonly from: Date;
  readonly to: Date;
  readonly resource?: string;
  readonly employee?: EmployeeId;
  readonly state?: MeetingState;
}): Promise<readonly Meeting[]> {
  throw new Error('not yet');
}

/** Who takes part, the citizen first. Reading them is the caller's to audit. */
export async function personsOf(_house: House, _meetingId: string): Promise<readonly PersonHere[]> {
  throw new Error('not yet');
}

/** Whose link it is, and of what; null for a token that nobody has. */
export async function meetingOfToken(
  _house: House,
  _token: string,
): Promise<{ readonly meetingId: string | null; readonly seriesId: string | null; readonly personId: string } | null> {
  throw new Error('not yet');
}

/** By the short code and the phone number or address it was sent to. The caller limits how often one may try. */
export async function meetingOfCode(
  _house: House,
  _code: string,
  _phoneOrMail: string,
): Promise<{ readonly meetingId: string | null; readonly seriesId: string | null; readonly personId: string } | null> {
  throw new Error('not yet');
}

/** An anonymous person's meetings by her phrase, the newest first. */
export async function meetingsOfPhrase(
  _house: House,
  _phrase: string,
): Promise<readonly { readonly meetingId: string; readonly personId: string }[]> {
  throw new Error('not yet');
}

/** A new link and code for somebody; the old ones are worth nothing from now on. */
export async function newLink(_house: House, _personId: string): Promise<FreshLink> {
  throw new Error('not yet');
}

/** Companions and others who join a meeting that stands. */
export async function addPerson(
  _house: House,
  _meetingId: string,
  _person: NewPerson,
  _actor: Actor,
  _now: Date,
): Promise<FreshLink> {
  throw new Error('not yet');
}

/** Another meeting of hers at the same time: told to her in her own flow, and to nobody else. */
export async function ownClash(
  _house: House,
  _person: NewPerson,
  _range: { readonly from: Date; readonly to: Date },
  _except: string | null,
): Promise<boolean> {
  throw new Error('not yet');
}

/** What `TimeWish.contactKey` and `meeting_person.contact_key` hold: the same person is recognised, and cannot be read. */
export function contactKeyOf(
  _house: Pick<House, 'keys'>,
  _details: { readonly phone: string | null; readonly mail: string | null; readonly cpr: string | null },
): string | null {
  throw new Error('not yet');
}
