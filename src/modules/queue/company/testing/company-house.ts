import { beforeAll, beforeEach } from 'vitest';
import { fjordbyKommune } from '../../../../../test/support/fjordby-kommune.ts';
import { seedPlace } from '../../../../../test/support/seed-place.ts';
import { fjordby, openTestHouse, type TestHouse } from '../../../../../test/support/test-house.ts';
import { db } from '../../../../db/index.ts';
import { type EmployeeId, newId, type TicketId } from '../../../../kernel/index.ts';
import { roomState } from '../../../call/index.ts';
import type { StaffMember } from '../../../identity/index.ts';
import { deskBeat, takeNext } from '../../desk.ts';
import { readWaiting, requestHelp } from '../../help.ts';
import { ticketOfEmployee } from '../../store.ts';
import { replaceAlarmContacts } from '../store.ts';

export const [torvet, havnen] = [newId(), newId()];
export const municipality = fjordbyKommune;
export const toAnybody = { employee: null, place: null, line: '' };
const always = JSON.stringify(Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, [['00:00', '24:00']]])));

/** A municipality with two places that are always open, and people who come and go. Call at the top of a test file. */
export function companyHouse() {
  let opened: TestHouse | null = null;
  const house = (): TestHouse => {
    if (!opened) throw new Error('not open yet');
    return opened;
  };
  const inFjordby = <Value>(work: () => Promise<Value>) => house().database.inMunicipality(fjordby, work);
  beforeAll(async () => {
    opened = await openTestHouse({
      seed: async (owner) => {
        for (const [id, name] of [
          [torvet, 'Borgerservice'],
          [havnen, 'Jobcenter'],
        ] as const)
          await seedPlace(owner, { id, name, hours: always });
      },
    });
  });
  beforeEach(() =>
    inFjordby(async () => {
      for (const table of ['desk_alarm', 'help_ticket', 'call_room', 'desk_presence', 'desk_alias'] as const)
        await db().deleteFrom(table).execute();
      await replaceAlarmContacts([]);
    }),
  );

  /** An employee at her desk. */
  async function employee(name: string): Promise<StaffMember> {
    const employeeId = newId<'employee'>() as EmployeeId;
    const row = { id: employeeId, municipality_id: fjordby, issuer: 'test', subject: employeeId, name };
    await inFjordby(() =>
      db()
        .insertInto('employee')
        .values({ ...row, roles: '["employee"]' })
        .execute(),
    );
    const staff: StaffMember = { employeeId, name, roles: ['employee'], municipality };
    await deskBeat(house(), staff);
    return staff;
  }
  async function citizen(name: string | null = null): Promise<string> {
    const wish = { form: 'video', language: 'da', service: null, step: null, stepsDone: [], name } as const;
    const asked = await requestHelp(house(), municipality, wish, undefined);
    if (!asked.ok) throw new Error('not open');
    return asked.value.token;
  }
  return {
    house,
    inFjordby,
    employee,
    citizen,
    /** This employee talks with a citizen. */
    talking: async (staff: StaffMember, name: string | null = null): Promise<{ token: string; ticket: TicketId }> => {
      const token = await citizen(name);
      const taken = await takeNext(house(), staff);
      if (!taken.ok) throw new Error(taken.reason);
      return { token, ticket: taken.value.ticket.id };
    },
    mineOf: (staff: StaffMember) => inFjordby(() => ticketOfEmployee(staff.employeeId)),
    told: (token: string) => inFjordby(async () => (await readWaiting(token, house().clock.now())).state),
    roomOf: (ticket: TicketId) =>
      inFjordby(async () => {
        const { room_id } = await db()
          .selectFrom('help_ticket')
          .select('room_id')
          .where('id', '=', ticket)
          .executeTakeFirstOrThrow();
        const state = await roomState(room_id, house().clock.now());
        if (!state) throw new Error('no room');
        return { id: room_id, ...state };
      }),
    audited: (action: string) =>
      inFjordby(() => db().selectFrom('audit_entry').selectAll().where('action', '=', action).execute()),
  };
}
