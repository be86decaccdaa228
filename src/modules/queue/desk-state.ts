import type { HelpForm } from '../../db/index.ts';
import type { Language, ParticipantId } from '../../kernel/index.ts';
import type { House } from '../../platform/index.ts';
import { iceServers, participantToken, roomState } from '../call/index.ts';
import type { Guide, Publication } from '../guide/index.ts';
import type { StaffMember } from '../identity/index.ts';
import { countNotesDue, readMeeting, seatedIn, skillsOf } from '../meeting/index.ts';
import type { RoomProps } from './client/island-props.ts';
import { type DeskCompany, readCompany } from './company/company-state.ts';
import { companyOf } from './company/store.ts';
import { isAtDesk, staffAtDesk } from './desk-presence-store.ts';
import { isPresent } from './presence.ts';
import { reservedFor, type Ticket, ticketById, ticketOfEmployee, waitingForSkills, waitingTickets } from './store.ts';

export type StepPlace = { readonly id: string; readonly number: number; readonly title: string };

/** One who waits, as every employee sees her: what it is about and how long; never who she is. */
export type LineRow = {
  readonly key: string;
  readonly topic: string | null;
  readonly step: StepPlace | null;
  readonly form: HelpForm;
  readonly language: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly present: boolean;
  /** Invited by the one who looks, and shown to nobody else. */
  readonly invited: boolean;
  /** Come for a meeting with the one who looks, and shown to nobody else: when, what, and as whom. */
  readonly meeting: {
    readonly at: number;
    readonly title: string;
    readonly name: string | null;
    /** Of a group: how many have come. */
    readonly came: number | null;
  } | null;
  /** She rings her own support person, or the team that answers for that one. */
  readonly rings: boolean;
  /** What her line bears, where it was tested. */
  readonly line: HelpForm | null;
};

/** The one whom this employee has taken, or whose conversation with a colleague she has joined. */
export type Mine = {
  readonly as: 'employee' | 'colleague';
  readonly form: HelpForm;
  readonly language: string;
  readonly name: string | null;
  readonly service: string | null;
  readonly step: StepPlace | null;
  readonly stepsDone: readonly string[];
  /** Milliseconds since 1970. */
  readonly takenAt: number;
  /** A page of hers is connected to the room. */
  readonly connected: boolean;
  readonly ended: boolean;
  /** The meeting that is being held, where the employee holds it. */
  readonly meeting: string | null;
  /** What a group's meeting is called: then nobody is the one citizen. */
  readonly group: string | null;
  readonly room: RoomProps;
};

export type DeskState = {
  readonly line: readonly LineRow[];
  readonly staff: number;
  readonly atDesk: boolean;
  readonly mine: Mine | null;
  /** Notes that she has a duty to write and has not. */
  readonly notesDue: number;
  readonly company: DeskCompany;
};

/** Everything a desk shows, read again at each notice. */
export async function readDesk(house: House, guide: Guide, staff: StaffMember, language: Language): Promise<DeskState> {
  const publication = await guide.publication(staff.municipality.id);
  return house.database.inMunicipality(staff.municipality.id, async () => {
    const now = house.clock.now();
    const company = await companyOf(staff.employeeId);
    const own = await ticketOfEmployee(staff.employeeId);
    const mine = own ?? (company && (await ticketById(company.ticketId)));
    const reserved = await reservedFor(staff.employeeId);
    const team = await waitingForSkills(await skillsOf(staff.employeeId), now);
    const line = [
      ...reserved,
      ...team.filter((one) => one.reservedFor !== staff.employeeId),
      ...(await waitingTickets()),
    ];
    const meetings = await meetingTitles(
      line.flatMap((one) => one.meetingId ?? []),
      language,
    );
    const came = await cameTo(line);
    const next = line.find((ticket) => isPresent(ticket.seenUntil, now)) ?? null;
    return {
      line: line.map((ticket) => ({
        key: ticket.id,
        topic: topicOf(publication, ticket, language),
        step: stepOf(publication, ticket, language),
        form: ticket.form,
        language: ticket.language,
        since: ticket.queuedAt.getTime(),
        present: isPresent(ticket.seenUntil, now),
        invited: ticket.reservedFor !== null && ticket.meetingId === null && ticket.seriesId === null,
        meeting:
          ticket.meetingId === null
            ? null
            : {
                at: ticket.queuedAt.getTime(),
                title: meetings.get(ticket.meetingId) ?? '',
                name: ticket.name,
                came: came.get(ticket.meetingId) ?? null,
              },
        rings: ticket.seriesId !== null,
        line: ticket.line,
      })),
      staff: await staffAtDesk(now),
      atDesk: await isAtDesk(staff.employeeId, now),
      notesDue: await countNotesDue(staff.employeeId),
      mine: mine
        ? await mineOf(
            house,
            staff.municipality.slug,
            publication,
            mine,
            own === null ? (company?.participantId ?? null) : null,
            language,
          )
        : null,
      company: await readCompany(house, publication, staff, language, mine, next),
    };
  });
}

async function mineOf(
  house: House,
  slug: string,
  publication: Publication,
  ticket: Ticket,
  /** Her place where she is the second; null where the citizen is hers. */
  asColleague: ParticipantId | null,
  language: Language,
): Promise<Mine | null> {
  const now = house.clock.now();
  const room = await roomState(ticket.roomId, now);
  const me = room?.participants.find((one) => (asColleague ? one.id === asColleague : one.role === 'employee'));
  if (!room || !me) return null;
  const { meetingId, staysUntil } = ticket;
  const titles = staysUntil === null || meetingId === null ? null : await meetingTitles([meetingId], language);
  const group = titles === null ? null : (titles.get(meetingId ?? '') ?? '');
  return {
    as: asColleague ? 'colleague' : 'employee',
    form: ticket.form,
    language: ticket.language,
    name: group ?? ticket.name,
    service: ticket.service,
    step: stepOf(publication, ticket, language),
    stepsDone: ticket.stepsDone,
    takenAt: (ticket.takenAt ?? now).getTime(),
    connected: room.participants.some(
      (one) => (group === null ? one.role === 'citizen' : true) && one.id !== me.id && one.connected,
    ),
    ended: room.endedBy !== null || me.state === 'removed',
    meeting: asColleague === null ? ticket.meetingId : null,
    group,
    room: {
      socketUrl: `/${slug}/samtale`,
      participant: { id: me.id, token: participantToken(house.keys, me.id) },
      iceServers: iceServers(house.config, now).map((server) => ({ ...server, urls: [...server.urls] })),
    },
  };
}

/** Of group meetings in line: how many have come. */
async function cameTo(line: readonly Ticket[]): Promise<ReadonlyMap<string, number>> {
  const came = new Map<string, number>();
  for (const { meetingId, staysUntil } of line)
    if (meetingId !== null && staysUntil !== null)
      came.set(meetingId, (await seatedIn(meetingId)).filter((one) => one.came).length);
  return came;
}

async function meetingTitles(ids: readonly string[], language: Language): Promise<ReadonlyMap<string, string>> {
  const titles = new Map<string, string>();
  for (const id of ids) {
    const meeting = await readMeeting(id);
    if (meeting) titles.set(id, meeting.type.title[language]);
  }
  return titles;
}

const topicOf = (publication: Publication, ticket: Ticket, language: Language): string | null =>
  ticket.service ? (publication.outline(ticket.service, language)?.title.text ?? null) : null;

function stepOf(publication: Publication, ticket: Ticket, language: Language): StepPlace | null {
  const steps = ticket.service ? publication.service(ticket.service, language)?.steps : undefined;
  const at = steps?.findIndex((step) => step.id === ticket.step) ?? -1;
  const step = steps?.[at];
  return step ? { id: step.id, number: at + 1, title: step.title.text } : null;
}
