import { type EmployeeId, parseId } from '../../../kernel/index.ts';
import { audit, type House } from '../../../platform/index.ts';
import { holdsMeeting } from '../agreeing/holds-meeting.ts';
import { personsOf, readMeeting } from '../booking/bookings.ts';
import { invitationById } from '../invitations/invitations.ts';
import type { Ways } from '../way-to-reach.ts';
import type { NewPersonForm } from './new-meeting.ts';

/** What is known of whom a meeting is with before anything is written. */
export type WithWhom = {
  readonly choices: Readonly<Record<string, string>>;
  readonly person: NewPersonForm;
  /** How she is reached where nothing else is written; a CPR number or an address is not shown for it. */
  readonly ways: Ways | null;
};
const nobodyYet: WithWhom = { choices: {}, person: {}, ways: null };

/**
 * The meeting after one that this employee held (`efter`), of the same kind with the same person; or the one that an invitation
 * is to (`invitation`), when she who has it rings instead. Each look is audited. In the caller's municipal transaction.
 */
export async function withWhom(
  house: House,
  employee: EmployeeId,
  asked: { readonly efter?: unknown; readonly invitation?: unknown },
  now: Date,
): Promise<WithWhom> {
  const invitation = parseId(asked.invitation);
  if (invitation !== null) return whoIsInvited(house, employee, invitation, now);
  const id = parseId(asked.efter);
  const meeting = id && (await holdsMeeting(id, employee)) ? await readMeeting(id) : null;
  if (!meeting || meeting.seats > 1) return nobodyYet;
  const citizen = (await personsOf(house, meeting.id)).find(({ role }) => role === 'citizen');
  const who = { actor: employee, role: 'employee', subject: meeting.id } as const;
  await audit({ ...who, action: 'meeting.read', outcome: 'done', purpose: 'the next meeting' }, now);
  const choices = { type: meeting.type.slug, form: meeting.form, sprog: meeting.language };
  if (!citizen) return { choices, person: {}, ways: null };
  const { details } = citizen;
  return {
    choices,
    person: {
      navn: details.name ?? '',
      kontakt: details.mail ?? details.phone ?? '',
      telefon: details.phone ?? '',
      kaldenavn: details.alias ?? '',
      ...(citizen.protected ? { beskyttet: 'ja' as const } : {}),
    },
    ways: details,
  };
}

async function whoIsInvited(house: House, employee: EmployeeId, id: string, now: Date): Promise<WithWhom> {
  const invitation = await invitationById(house, id, now);
  if (!invitation) return nobodyYet;
  const { type, details, language } = invitation;
  const who = { actor: employee, role: 'employee', subject: id } as const;
  await audit({ ...who, action: 'meeting.invitation-read', outcome: 'done', purpose: 'telephone' }, now);
  const [first] = type.forms;
  return {
    choices: { type: type.slug, sprog: language, ...(first ? { form: first.form } : {}) },
    person: { navn: details.name ?? '', kontakt: details.mail ?? details.phone ?? '', telefon: details.phone ?? '' },
    ways: details,
  };
}
