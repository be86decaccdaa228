import type { Selectable } from 'kysely';
import { currentMunicipality, db, type Tables } from '../../../db/index.ts';
import { hashToken, type MunicipalityId, newId, wallClock } from '../../../kernel/index.ts';
import { audit, type House } from '../../../platform/index.ts';
import type { MeetingRules } from '../meeting-rules.ts';
import type { FreshLink } from '../messages/tell-parties.ts';
import type { MeetingPerson } from '../person-details.ts';
import type { Actor, NewPerson } from './booking-types.ts';
import { codeKeyOf, contactKeyOf, firstProof, phraseKeyOf } from './links.ts';
import { auditActor } from './note-change.ts';
import { readMeeting } from './read-meeting.ts';
import { openDetails, sealDetails } from './sealed-details.ts';

/**
 * Of an anonymous person nothing is taken that leads to her, whoever asks: a page that passes a name has a fault, and
 * storing it could not be undone.
 */
export function refuseWhatLeadsToHer(rules: MeetingRules, people: readonly NewPerson[]): void {
  if (!rules.anonymous) return;
  for (const { details, channel, role } of people) {
    const { name, phone, mail, cpr, address } = details;
    if (role !== 'citizen' || channel !== 'none' || [name, phone, mail, cpr, address].some((one) => one !== null))
      throw new Error('An anonymous meeting takes no name, number, address or companion.');
  }
}

export type PersonRow = ReturnType<typeof personRow>['row'];

/** A person as she is stored, and the link that is hers. */
export function personRow(
  house: Pick<House, 'keys'>,
  of: { readonly meeting: string } | { readonly series: string },
  person: NewPerson,
  rules: Pick<MeetingRules, 'anonymous'>,
  now: Date,
  municipality: MunicipalityId = currentMunicipality(),
) {
  const id: string = newId();
  const proof = firstProof(house, id);
  const row = {
    id,
    municipality_id: municipality,
    meeting_id: 'meeting' in of ? of.meeting : null,
    series_id: 'series' in of ? of.series : null,
    role: person.role,
    sealed: sealDetails(house, id, person.details),
    contact_key: rules.anonymous ? null : contactKeyOf(house, person.details),
    phrase_key: person.phrase === undefined ? null : phraseKeyOf(house, person.phrase),
    token_hash: hashToken(proof.token),
    code_key: rules.anonymous ? null : codeKeyOf(house, proof.code),
    channel: person.channel,
    protected: person.protected,
    joined_at: now,
  };
  const here: PersonHere = {
    id,
    role: person.role,
    details: person.details,
    channel: person.channel,
    protected: person.protected,
    meetingId: row.meeting_id,
    seriesId: row.series_id,
    seat: 'booked',
    contactKey: row.contact_key,
    reminders: true,
    identity: 'none',
  };
  return { row, here, link: { personId: id, ...proof } satisfies FreshLink };
}

export type PersonHere = MeetingPerson & {
  readonly meetingId: string | null;
  readonly seriesId: string | null;
  readonly seat: 'booked' | 'waiting' | 'offered' | 'checked-in' | 'cancelled';
  readonly contactKey: string | null;
  readonly reminders: boolean;
  readonly identity: 'none' | 'told' | 'known' | 'mitid';
};

/** The last day that her authority holds is over then: from that day on she is as one who is gone. Pure. */
export const authorityOver = (
  { role, details: { authority } }: Pick<PersonHere, 'role' | 'details'>,
  then: Date,
): boolean => role === 'representative' && authority?.until != null && authority.until < wallClock(then).date;

/**
 * Whether somebody takes part, or may: nobody who was taken off, and nobody whose authority is over now or will be when the
 * meeting begins, which may have been moved past it. Pure.
 */
export const takesPart = (
  person: Pick<PersonHere, 'role' | 'details' | 'seat'>,
  now: Date,
  startsAt: Date | null,
): boolean =>
  person.seat !== 'cancelled' && !authorityOver(person, now) && (startsAt === null || !authorityOver(person, startsAt));

const inOrder = ['citizen', 'representative', 'companion', 'interpreter'];

/** Who takes part, the citizen first; those of its series too. Reading them is the caller's to audit. */
export async function personsOf(house: House, meetingId: string): Promise<readonly PersonHere[]> {
  const rows = await persons()
    .where((eb) =>
      eb.or([
        eb('meeting_id', '=', meetingId),
        eb('series_id', '=', eb.selectFrom('meeting').select('series_id').where('id', '=', meetingId)),
      ]),
    )
    .execute();
  return sortedPersons(rows.map((row) => personHere(house, row)));
}

/** The same of many meetings of one series, in one look. */
export async function personsOfSeries(
  house: House,
  seriesId: string,
  meetingIds: readonly string[],
): Promise<(meetingId: string) => readonly PersonHere[]> {
  const rows = await persons()
    .where((eb) =>
      eb.or([
        eb('series_id', '=', seriesId),
        ...(meetingIds.length === 0 ? [] : [eb('meeting_id', 'in', [...meetingIds])]),
      ]),
    )
    .execute();
  const all = sortedPersons(rows.map((row) => personHere(house, row)));
  return (id) => all.filter(({ meetingId, seriesId: of }) => meetingId === id || of === seriesId);
}

const persons = () => db().selectFrom('meeting_person').selectAll().orderBy('joined_at').orderBy('id');

const personHere = (house: House, row: Selectable<Tables['meeting_person']>): PersonHere => ({
  id: row.id,
  role: row.role,
  details: openDetails(house, row.id, row.sealed),
  channel: row.channel,
  protected: row.protected,
  meetingId: row.meeting_id,
  seriesId: row.series_id,
  seat: row.seat,
  contactKey: row.contact_key,
  reminders: row.reminders,
  identity: row.identity,
});

const sortedPersons = (people: readonly PersonHere[]): readonly PersonHere[] =>
  [...people].sort((a, b) => inOrder.indexOf(a.role) - inOrder.indexOf(b.role));

/** A companion or somebody else joins a meeting that stands; she has a link of her own. In the caller's transaction. */
export async function addPerson(
  house: House,
  meetingId: string,
  person: NewPerson,
  actor: Actor,
  now: Date,
): Promise<FreshLink> {
  const rules = (await readMeeting(meetingId))?.type.rules;
  if (!rules) throw new Error('Nobody joins a meeting that is not there.');
  refuseWhatLeadsToHer(rules, [person]);
  const { row, link } = personRow(house, { meeting: meetingId }, person, rules, now);
  await db().insertInto('meeting_person').values(row).execute();
  await audit(
    { ...auditActor(actor), action: 'meeting.person', subject: meetingId, outcome: 'done', purpose: 'meeting' },
    now,
  );
  return link;
}

/**
 * Another meeting of hers at the same time: told to her in her own flow and to nobody else, since it may be another unit's.
 */
export async function ownClash(
  house: House,
  person: Pick<NewPerson, 'details'>,
  { from, to }: { readonly from: Date; readonly to: Date },
  except: string | null,
): Promise<boolean> {
  const contactKey = contactKeyOf(house, person.details);
  if (contactKey === null) return false;
  let clash = db()
    .selectFrom('meeting_person')
    .innerJoin('meeting', (join) =>
      join.on((eb) =>
        eb.or([
          eb('meeting.id', '=', eb.ref('meeting_person.meeting_id')),
          eb('meeting.series_id', '=', eb.ref('meeting_person.series_id')),
        ]),
      ),
    )
    .select('meeting.id')
    .where('meeting_person.contact_key', '=', contactKey)
    .where('meeting_person.seat', 'in', ['booked', 'checked-in'])
    .where('meeting.state', '=', 'booked')
    .where('meeting.starts_at', '<', to)
    .where('meeting.ends_at', '>', from);
  if (except !== null) clash = clash.where('meeting.id', '!=', except);
  return (await clash.limit(1).executeTakeFirst()) !== undefined;
}
