import type { MeetingForm } from '../../../db/index.ts';
import type { DateString } from '../../../kernel/index.ts';
import type { MeetingType } from '../meeting-rules.ts';

/** What somebody wants a time for. The same wish finds the times, says why one is not free, and is checked when it is booked. */
export type TimeWish = {
  readonly type: MeetingType;
  readonly form: MeetingForm;
  /** `da`, `en` …: somebody who speaks it, where resources name languages. */
  readonly language: string;
  /** BCP 47 of the interpreter's language, `sgn` for sign language; then an interpreter is needed too. */
  readonly interpreter: string | null;
  /** One employee's own calendar (resource id), or a team (a skill); null is anybody who fits. */
  readonly with: { readonly resource: string } | { readonly skill: string } | null;
  readonly place: string | null;
  /** Null: the type's length. */
  readonly minutes: number | null;
  readonly by: 'citizen' | 'employee';
  /** A meeting that is moved does not stand in its own way. */
  readonly instead: string | null;
  /** Keyed fingerprint of who it is for: whom she met last comes first. */
  readonly contactKey: string | null;
};

/** One of each that the type needs, the employee first. */
export type Crew = {
  readonly resources: readonly string[];
  readonly because: 'same-as-last' | 'least-loaded' | 'asked-for';
};

export type OfferedTime = { readonly startsAt: Date; readonly endsAt: Date };

/** One day of a month; 0 times is a day with nothing free. */
export type BookableDay = { readonly date: DateString; readonly times: number };

/** Why a time cannot be booked, in the order in which an employee would ask. `expected` outcomes, each with a sentence. */
export type WhyNot =
  | 'form-not-allowed'
  | 'not-for-citizens'
  | 'in-the-past'
  | 'notice'
  | 'too-far-ahead'
  | 'holiday'
  | 'closed'
  | 'hours'
  | 'skill'
  | 'language'
  | 'calendar'
  | 'meeting'
  | 'buffer'
  | 'hold'
  | 'freed'
  | 'off-grid';

/** The same, for one resource that was looked at. `of` says whose hours or time stands in the way. */
export type WhyNotResource = { readonly resource: string; readonly name: string; readonly reason: WhyNot };
