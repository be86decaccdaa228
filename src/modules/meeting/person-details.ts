import * as v from 'valibot';
import type { MeetingPersonRole, MessageChannel } from '../../db/index.ts';

/**
 * Who takes part, as it lies sealed. Only what somebody wrote or what a message needs: `name` and one way to reach her is
 * enough, and of an anonymous person there is the alias alone.
 */
export const personDetailsSchema = v.object({
  name: v.nullable(v.string()),
  alias: v.nullable(v.string()),
  /** E.164. */
  phone: v.nullable(v.string()),
  mail: v.nullable(v.string()),
  /** Ten digits; only where Digital Post or paper needs it. */
  cpr: v.nullable(v.string()),
  /** Lines of a letter's window. */
  address: v.nullable(v.array(v.string())),
  /** BCP 47, for an interpreter; `sgn` is sign language. */
  interpreter: v.nullable(v.string()),
  /** Of a representative: whether she comes instead of the citizen or beside her, and the last day that it holds. */
  authority: v.optional(v.nullable(v.object({ instead: v.boolean(), until: v.nullable(v.string()) })), null),
});
export type PersonDetails = v.InferOutput<typeof personDetailsSchema>;

export type MeetingPerson = {
  readonly id: string;
  readonly role: MeetingPersonRole;
  readonly details: PersonDetails;
  readonly channel: MessageChannel | 'none';
  /** Name and address protection: an address is shown only on a deliberate, noted press. */
  readonly protected: boolean;
};

export const nobody: PersonDetails = {
  name: null,
  alias: null,
  phone: null,
  mail: null,
  cpr: null,
  address: null,
  interpreter: null,
  authority: null,
};
