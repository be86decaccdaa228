import type { MeetingBy, MeetingForm, MeetingPersonRole, MeetingState, MessageChannel } from '../../../db/index.ts';
import type { EmployeeId, Language } from '../../../kernel/index.ts';
import type { TimeWish, WhyNot } from '../availability/time-wish.ts';
import type { MeetingType } from '../meeting-rules.ts';
import type { PersonDetails } from '../person-details.ts';

/** Who acts, for the audit, the events and the rules. An employee acts under her id. */
export type Actor =
  | { readonly by: 'citizen' }
  | { readonly by: 'employee'; readonly employee: EmployeeId }
  | { readonly by: 'system' };

export type NewPerson = {
  readonly role: MeetingPersonRole;
  readonly details: PersonDetails;
  readonly channel: MessageChannel | 'none';
  readonly protected: boolean;
  /** An anonymous person's recovery phrase, as she wrote or was given it; never stored, only its fingerprint. */
  readonly phrase?: string;
};

export type NewMeeting = {
  readonly wish: TimeWish;
  readonly startsAt: Date;
  readonly pageLanguage: Language;
  readonly topic: string | null;
  readonly step: string | null;
  readonly person: NewPerson;
  /** Companions and representatives; an interpreter who is a resource is none of them. */
  readonly others: readonly NewPerson[];
  readonly hiddenAddresses: boolean;
  /** The same wish sent twice is one meeting (random, made with the form). */
  readonly requestKey: string | null;
};

export type Refusal =
  | { readonly kind: 'not-free'; readonly why: WhyNot }
  /** Somebody was quicker. */
  | { readonly kind: 'taken' }
  | { readonly kind: 'too-many'; readonly most: number }
  | { readonly kind: 'hold-gone' }
  | { readonly kind: 'no-meeting' }
  /** It is over, cancelled, or too near for her to change it by herself. */
  | { readonly kind: 'too-late' }
  /** Somebody else changed it meanwhile. */
  | { readonly kind: 'changed' };

/** The only time that a personal link and a short code can be read; the database keeps their hashes. */
export type Booked = {
  readonly meetingId: string;
  readonly personId: string;
  readonly token: string;
  readonly code: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
};

/** A meeting as its pages show it. */
export type Meeting = {
  readonly id: string;
  readonly type: MeetingType;
  readonly form: MeetingForm;
  readonly state: MeetingState;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly placeId: string | null;
  readonly language: string;
  readonly topic: string | null;
  readonly step: string | null;
  readonly seriesId: string | null;
  readonly uid: string;
  readonly sequence: number;
  readonly version: number;
  readonly seats: number;
  readonly bookedBy: 'citizen' | 'employee';
  readonly cancelledBy: MeetingBy | null;
  readonly hiddenAddresses: boolean;
  readonly answerBy: Date | null;
  readonly noteState: 'none' | 'due' | 'nothing' | 'written';
  readonly lineMode: string | null;
  /** Who and what is taken for it; the employee first. */
  readonly resources: readonly {
    readonly id: string;
    readonly kind: 'employee' | 'room' | 'kiosk' | 'interpreter';
    readonly name: string;
    readonly employeeId: EmployeeId | null;
  }[];
};
