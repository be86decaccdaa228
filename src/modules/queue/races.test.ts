import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fjordbyKommune as municipality } from '../../../test/support/fjordby-kommune.ts';
import { seedPlace } from '../../../test/support/seed-place.ts';
import { fjordby, openTestHouse, type TestHouse, testDatabaseKind } from '../../../test/support/test-house.ts';
import { db } from '../../db/index.ts';
import { newId } from '../../kernel/index.ts';
import type { StaffMember } from '../identity/index.ts';
import { closeContact, deskBeat, goneTakeNext, takeNext } from './desk.ts';
import { requestHelp } from './help.ts';

let house: TestHouse;
const always = JSON.stringify(Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, [['00:00', '24:00']]])));

const inFjordby = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);
async function employee(name: string): Promise<StaffMember> {
  const employeeId = newId<'employee'>();
  const row = { id: employeeId, municipality_id: fjordby, issuer: 'test', subject: employeeId, name, roles: '[]' };
  await inFjordby(() => db().insertInto('employee').values(row).execute());
  return { employeeId, name, roles: ['employee'], municipality };
}
const employees = (many: number) => Promise.all(Array.from({ length: many }, (_, index) => employee(`Nr. ${index}`)));
const citizens = (many: number) =>
  Promise.all(
    Array.from({ length: many }, () =>
      requestHelp(
        house,
        municipality,
        { form: 'text', language: 'da', service: null, step: null, stepsDone: [], name: null },
        undefined,
      ),
    ),
  );
const counted = () =>
  inFjordby(async () =>
    (await db().selectFrom('contact_count').select('count').execute()).reduce((sum, row) => sum + row.count, 0),
  );

beforeAll(async () => {
  house = await openTestHouse({
    seed: async (owner) => {
      await seedPlace(owner, { hours: always });
    },
  });
});
beforeEach(() =>
  inFjordby(async () => {
    await db().deleteFrom('help_ticket').execute();
    await db().deleteFrom('call_room').execute();
    await db().deleteFrom('desk_presence').execute();
  }),
);

test('one employee who presses twice, or in two tabs, gets one citizen and is told so', async () => {
  const [mette] = (await employees(1)) as [StaffMember];
  await deskBeat(house, mette);
  await citizens(4);
  for (let round = 0; round < 3; round += 1) {
    const pressed = await Promise.all([takeNext(house, mette), takeNext(house, mette), goneTakeNext(house, mette)]);
    expect(pressed.filter((one) => !one.ok && one.reason !== 'has-one-already')).toEqual([]);
  }
});

// Real concurrency exists on PostgreSQL only: the embedded database has one connection.
describe.runIf(testDatabaseKind === 'postgres')('on PostgreSQL [PostgreSQL only]', () => {
  /** As if the one who was taken had not come for long. */
  const goneAndNext = async (staff: StaffMember) => {
    await inFjordby(() =>
      db()
        .updateTable('help_ticket')
        .set({ taken_at: new Date(0) })
        .where('employee_id', '=', staff.employeeId)
        .execute(),
    );
    return goneTakeNext(house, staff);
  };

  test('closing, dropping and taking wait for each other and never in a ring', async () => {
    const staff = await employees(8);
    await deskBeat(house, staff[0] as StaffMember);
    const asked = await citizens(120);
    const before = await counted();
    await Promise.all(
      staff.map(async (one, index) => {
        for (let taken = await takeNext(house, one); taken.ok; taken = await takeNext(house, one)) {
          if (index % 2 === 0) await closeContact(house, one, { outcome: 'self', kind: 'information', task: null });
          else while ((await goneAndNext(one)).ok);
        }
      }),
    );
    expect((await counted()) - before).toBe(asked.filter((one) => one.ok).length);
  }, 60_000);
});
