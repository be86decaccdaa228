/**
 * Who takes part in a conversation, what each may do, and how each was identified. Pure, and used on both sides: our server
 * refuses by it, the page offers by it.
 */

export type Role =
  | 'citizen'
  | 'employee'
  | 'colleague'
  | 'companion'
  | 'representative'
  | 'interpreter'
  | 'participant';
export const roles: readonly Role[] = [
  'citizen',
  'employee',
  'colleague',
  'companion',
  'representative',
  'interpreter',
  'participant',
];
/** Those who come by a personal link, wait in the lobby and are let in one by one. */
export type GuestRole = Extract<Role, 'companion' | 'representative' | 'interpreter' | 'participant'>;
export const guestRoles: readonly GuestRole[] = ['companion', 'representative', 'interpreter', 'participant'];
/** Those for whom a host makes a link. Who has a seat in a group meeting comes by her own. */
export const invitedRoles = ['companion', 'representative', 'interpreter'] as const satisfies readonly GuestRole[];

/**
 * none: nobody has said who this is · told: what the person calls herself · link: holds a link that was sent to this person
 * · known: the employee has recognised her, by what only she would know · mitid · staff: logged in at the municipality.
 */
export type Identity = 'none' | 'told' | 'link' | 'known' | 'mitid' | 'staff';

export type Right =
  /** Lets guests in, puts them on hold, brings them back, removes them. */
  | 'admit'
  /** Makes personal links for those who are to be at her side. Whoever may admit makes them for all guests. */
  | 'ask-guest'
  /** Ends the conversation for all; who may not, leaves it alone. */
  | 'end'
  /** Puts a document on the table. All who are admitted see it. */
  | 'put-document'
  /** Points and marks on what is shown together. */
  | 'point'
  /** Shows her own page of this site to the others (co-browsing). */
  | 'show-page'
  /** Shows her screen. */
  | 'show-screen'
  /** Proposes points of what was agreed. */
  | 'propose-point'
  /** Approves what was agreed, or objects, on the citizen's behalf. */
  | 'agree'
  /** May be identified further during the conversation. */
  | 'be-identified';

/**
 * A companion only attends; a representative acts in the citizen's place (forvaltningsloven § 8); an interpreter carries words
 * and decides nothing; who has a seat in a group meeting talks and writes with the others, and nothing of it is about her alone.
 */
const rights: Readonly<Record<Role, ReadonlySet<Right>>> = {
  citizen: new Set([
    'end',
    'ask-guest',
    'put-document',
    'point',
    'show-page',
    'show-screen',
    'propose-point',
    'agree',
    'be-identified',
  ]),
  employee: new Set(['admit', 'end', 'put-document', 'point', 'show-screen', 'propose-point']),
  colleague: new Set(['admit', 'put-document', 'point', 'show-screen', 'propose-point']),
  companion: new Set(['be-identified']),
  representative: new Set([
    'put-document',
    'point',
    'show-page',
    'show-screen',
    'propose-point',
    'agree',
    'be-identified',
  ]),
  interpreter: new Set([]),
  participant: new Set([]),
};

/** Those who are at work here. */
export const isStaff = (role: Role): boolean => role === 'employee' || role === 'colleague';

/** Whether this role may do it. */
export const may = (role: Role, right: Right): boolean => rights[role].has(right);
