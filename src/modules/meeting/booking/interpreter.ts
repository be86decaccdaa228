import { db } from '../../../db/index.ts';
import { type MunicipalityId, ok, refuse } from '../../../kernel/index.ts';
import type { House } from '../../../platform/index.ts';
import type { Meeting } from './booking-types.ts';
import { wishOfMeeting } from './change.ts';
import { chooseCrew, Overtaken, settle } from './choose-crew.ts';
import { addEvent, tellHouse } from './note-change.ts';
import { occupy } from './occupy.ts';
import { personsOf } from './people.ts';
import { readMeeting } from './read-meeting.ts';
import { sealDetails } from './sealed-details.ts';

/** booked: an interpreter is taken for the meeting · asked: none was free, and the employee sees the wish · none: none is wished for. */
export type InterpreterAnswer = 'booked' | 'asked' | 'none';

const citizen = { by: 'citizen' } as const;

/**
 * Her need for an interpreter of a meeting that stands, as she says it now: an interpreter who is free is taken beside whom and
 * what it has already, and one of another language is let go. Begins transactions of its own: call it outside one.
 */
export async function askForInterpreter(
  house: House,
  municipality: MunicipalityId,
  of: { readonly meetingId: string; readonly personId: string },
  language: string | null,
  now: Date,
): Promise<InterpreterAnswer> {
  if (language !== null) {
    const taken = await settle(house, municipality, async (pass) => {
      const meeting = await readMeeting(of.meetingId);
      if (meeting?.state !== 'booked' || !meeting.startsAt || !meeting.endsAt) return refuse({ kind: 'too-late' });
      const { startsAt, endsAt } = meeting;
      // By an employee's rules: the meeting stands, and notice or grid do not matter to who comes to it.
      const asked = await wishOfMeeting(house, meeting, 'employee');
      const mine = meeting.resources.map(({ id }) => id);
      const crew = await chooseCrew({ ...asked, interpreter: language }, startsAt, pass, now, mine);
      if (!crew.ok) return crew;
      await lockStanding(meeting);
      const [found] = await interpretersOf(crew.value.resources);
      if (found === undefined) return refuse({ kind: 'taken' });
      if (!mine.includes(found)) {
        await letGo(meeting);
        const what = { resources: [found], for: { meeting: meeting.id }, why: 'meeting', startsAt, endsAt } as const;
        if ((await occupy({ ...what, rules: meeting.type.rules, expiresAt: null }, now)) === 'taken')
          throw new Overtaken();
      }
      await noteWish(house, of, language, 'interpreter-booked', now);
      return ok(null);
    });
    if (taken.ok) return 'booked';
  }
  return house.database.inMunicipality(municipality, async () => {
    const meeting = await readMeeting(of.meetingId);
    // Where the type needs one whoever comes, there still is one.
    if (meeting && !meeting.type.rules.needs.some(({ kind }) => kind === 'interpreter')) await letGo(meeting);
    await noteWish(house, of, language, 'interpreter-wished', now);
    return language === null ? 'none' : 'asked';
  });
}

async function lockStanding({ id, version }: Meeting): Promise<void> {
  const row = await db().selectFrom('meeting').select('version').where('id', '=', id).forUpdate().executeTakeFirst();
  if (row?.version !== version) throw new Overtaken();
}

async function interpretersOf(resources: readonly string[]): Promise<readonly string[]> {
  const rows = await db()
    .selectFrom('meeting_resource')
    .select('id')
    .where('id', 'in', resources)
    .where('kind', '=', 'interpreter')
    .execute();
  return rows.map(({ id }) => id);
}

async function letGo({ id, resources }: Meeting): Promise<void> {
  const interpreters = resources.filter(({ kind }) => kind === 'interpreter').map((one) => one.id);
  if (interpreters.length === 0) return;
  await db()
    .deleteFrom('meeting_occupancy')
    .where('meeting_id', '=', id)
    .where('resource_id', 'in', interpreters)
    .execute();
}

async function noteWish(
  house: House,
  { meetingId, personId }: { readonly meetingId: string; readonly personId: string },
  interpreter: string | null,
  kind: 'interpreter-booked' | 'interpreter-wished',
  now: Date,
): Promise<void> {
  const me = (await personsOf(house, meetingId)).find(({ id }) => id === personId);
  if (!me) return;
  await db()
    .updateTable('meeting_person')
    .set({ sealed: sealDetails(house, me.id, { ...me.details, interpreter }) })
    .where('id', '=', me.id)
    .execute();
  await addEvent(meetingId, { kind, from: null, to: null }, citizen, now);
  await tellHouse(house, 'interpreter', meetingId, citizen, now);
}
