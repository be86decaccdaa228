import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fjordbyKommune as municipality } from '../../../test/support/fjordby-kommune.ts';
import { seedPlace } from '../../../test/support/seed-place.ts';
import { fjordby, openTestHouse, type TestHouse, testDatabaseKind } from '../../../test/support/test-house.ts';
import { db } from '../../db/index.ts';
import { newId } from '../../kernel/index.ts';
import type { StaffMember } from '../identity/index.ts';
import { deskBeat, takeNext } from './desk.ts';
import { beat, readWaiting, requestHelp } from './help.ts';
import {
  acceptInvitation,
  invitationMinutes,
  invitationState,
  makeInvitation,
  readCode,
  readInvitation,
  spokenCode,
} from './invitation.ts';
import { keepPlaceSeconds } from './presence.ts';
import { queueSweeps } from './sweeps.ts';

let house: TestHouse;
const always = JSON.stringify(Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, [['00:00', '24:00']]])));
const inFjordby = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);

async function employee(name: string): Promise<StaffMember> {
  const employeeId = newId<'employee'>();
  const row = { id: employeeId, municipality_id: fjordby, issuer: 'test', subject: employeeId, name, roles: '[]' };
  await inFjordby(() => db().insertInto('employee').values(row).execute());
  return { employeeId, name, roles: ['employee'], municipality };
}
const wish = { form: 'video', language: 'da', service: 'flytning', step: 'login' } as const;
const accept = (code: string, held?: string, hideAddress = false) =>
  acceptInvitation(house, municipality, code, { form: null, language: 'da', hideAddress }, held);
const hidden = () => inFjordby(() => db().selectFrom('call_room').select('relay_only').execute());
const tickets = () => inFjordby(() => db().selectFrom('help_ticket').selectAll().execute());
const stateOf = (token: string) => inFjordby(async () => (await readWaiting(token, house.clock.now())).state);
const inLine = async () => {
  const asked = await requestHelp(
    house,
    municipality,
    { form: 'text', language: 'da', service: null, step: null, stepsDone: [], name: null },
    undefined,
  );
  if (!asked.ok) throw new Error('not open');
  house.clock.advance(1);
  return asked.value.token;
};
const sweep = async () => {
  const directory = {
    all: async () => [municipality],
    bySlug: async () => municipality,
    byHost: async () => null,
    byId: async () => municipality,
  };
  for (const one of queueSweeps(house, directory)) await one.run(new Date(0));
};

beforeAll(async () => {
  house = await openTestHouse({
    seed: async (owner) => {
      await seedPlace(owner, { hours: always });
    },
  });
});
beforeEach(() =>
  inFjordby(async () => {
    await db().deleteFrom('call_invitation').execute();
    await db().deleteFrom('help_ticket').execute();
    await db().deleteFrom('call_room').execute();
    await db().deleteFrom('desk_presence').execute();
  }),
);

describe('a code', () => {
  test('is read as it is typed, and nothing else is one', () => {
    expect(spokenCode('ABCD2345')).toBe('ABCD-2345');
    for (const typed of ['ABCD-2345', 'abcd 2345', ' abcd2345 ']) expect(readCode(typed)).toBe('ABCD2345');
    for (const none of ['', 'ABCD', 'ABCD-23450', 'ABCD-234O', "ABCD-23'5"]) expect(readCode(none)).toBeNull();
  });

  test('is stored nowhere; what is stored cannot be made without our key', async () => {
    const { code } = await makeInvitation(house, await employee('Mette'), wish);
    const [row] = await inFjordby(() => db().selectFrom('call_invitation').selectAll().execute());
    expect(JSON.stringify(row)).not.toContain(code);
    expect(row?.code_hash).toBe(house.keys.fingerprint('invitation', code));
  });

  test('can be looked at without being used, for half an hour', async () => {
    const { code } = await makeInvitation(house, await employee('Mette'), wish);
    const look = () => inFjordby(() => readInvitation(house, code));
    expect(await look()).toMatchObject({ ...wish, employeeName: 'Mette' });
    house.clock.advance(invitationMinutes * 60 - 1);
    expect(await look()).not.toBeNull();
    house.clock.advance(1);
    expect(await look()).toBeNull();
    expect(await accept(code)).toMatchObject({ ok: false, reason: 'gone' });
    await sweep();
    expect(await inFjordby(() => db().selectFrom('call_invitation').selectAll().execute())).toEqual([]);
  });
});

describe('who comes with a code', () => {
  test('is taken at once by the employee who sits there with nobody', async () => {
    const mette = await employee('Mette');
    await deskBeat(house, mette);
    const { id, code } = await makeInvitation(house, mette, wish);
    expect(await invitationState(house, mette, id)).toBe('open');
    const came = await accept(code);
    if (!came.ok) throw new Error('not in');
    expect(await stateOf(came.value.token)).toEqual({ kind: 'taken' });
    expect(await tickets()).toMatchObject([{ employee_id: mette.employeeId, service: 'flytning', step: 'login' }]);
    expect(await invitationState(house, mette, id)).toBe('taken');
  });

  test('waits for that employee alone, before the line of all, and takes nobody’s place in it', async () => {
    const [mette, ali] = [await employee('Mette'), await employee('Ali')];
    await deskBeat(house, mette);
    await deskBeat(house, ali);
    const first = await inLine();
    await inLine();
    await takeNext(house, mette);
    const { id, code } = await makeInvitation(house, mette, wish);
    const came = await accept(code);
    if (!came.ok) throw new Error('not in');
    expect(await stateOf(came.value.token)).toMatchObject({ kind: 'waiting', place: 1, staffed: true });
    expect(await invitationState(house, mette, id)).toBe('waiting');
    // Ali gets the next of the line, then nobody: she who was invited is not his.
    expect(await takeNext(house, ali)).toMatchObject({ ok: true });
    expect(await stateOf(first)).toEqual({ kind: 'taken' });
    await inFjordby(() => db().deleteFrom('help_ticket').where('state', '=', 'taken').execute());
    expect(await takeNext(house, ali)).toMatchObject({ ok: false, reason: 'nobody-waits' });
    const later = await inLine();
    expect(await takeNext(house, mette)).toMatchObject({ ok: true, value: { ticket: { service: 'flytning' } } });
    expect(await stateOf(later)).toMatchObject({ kind: 'waiting', place: 1 });
  });

  test('is anybody’s to help when her employee has been away as long as a place is kept', async () => {
    const [mette, ali] = [await employee('Mette'), await employee('Ali')];
    const { code } = await makeInvitation(house, mette, wish);
    const came = await accept(code);
    if (!came.ok) throw new Error('not in');
    await deskBeat(house, ali);
    expect(await takeNext(house, ali)).toMatchObject({ reason: 'nobody-waits' });
    for (let passed = 0; passed <= keepPlaceSeconds; passed += 20) {
      house.clock.advance(20);
      await beat(house, municipality, came.value.token);
      await sweep();
    }
    await deskBeat(house, ali);
    expect(await takeNext(house, ali)).toMatchObject({ ok: true });
  });

  test('stands in line already: she keeps her place and her secret, and is one citizen', async () => {
    const mette = await employee('Mette');
    await deskBeat(house, await employee('Ali'));
    const held = await inLine();
    const { code } = await makeInvitation(house, mette, wish);
    expect(await accept(code, held)).toMatchObject({ ok: true, value: { token: held, fresh: false } });
    expect(await tickets()).toMatchObject([{ reserved_for: mette.employeeId, service: 'flytning' }]);
  });

  test('may have her address hidden, in a room of her own and in the one she waits in', async () => {
    const mette = await employee('Mette');
    await deskBeat(house, await employee('Ali'));
    const forget = () =>
      inFjordby(async () => {
        await db().deleteFrom('help_ticket').execute();
        await db().deleteFrom('call_room').execute();
      });
    await accept((await makeInvitation(house, mette, wish)).code);
    expect(await hidden()).toEqual([{ relay_only: false }]);
    await forget();
    await accept((await makeInvitation(house, mette, wish)).code, undefined, true);
    expect(await hidden()).toEqual([{ relay_only: true }]);
    await forget();
    const held = await inLine();
    await accept((await makeInvitation(house, mette, wish)).code, held, true);
    expect(await hidden()).toEqual([{ relay_only: true }]);
  });

  test('is in a call already: the code is not used up', async () => {
    const [mette, ali] = [await employee('Mette'), await employee('Ali')];
    await deskBeat(house, ali);
    const held = await inLine();
    await takeNext(house, ali);
    const { code } = await makeInvitation(house, mette, wish);
    expect(await accept(code, held)).toMatchObject({ ok: false, reason: 'in-call' });
    expect(await inFjordby(() => readInvitation(house, code))).not.toBeNull();
  });
});

test('two browsers with the same link at the same moment: one comes in, and there is one ticket', async () => {
  const mette = await employee('Mette');
  await deskBeat(house, mette);
  for (let round = 0; round < 5; round += 1) {
    const { code } = await makeInvitation(house, mette, wish);
    const came = await Promise.all(Array.from({ length: 6 }, () => accept(code)));
    expect(came.filter((one) => one.ok)).toHaveLength(1);
    expect(await tickets()).toHaveLength(round + 1);
  }
  // The first was taken at once; the others wait for her, and for nobody else.
  expect((await tickets()).filter(({ state }) => state === 'taken')).toHaveLength(1);
});

// Real concurrency exists on PostgreSQL only: the embedded database has one connection.
test.runIf(testDatabaseKind === 'postgres')(
  'coming, and being taken from the line in the same moment, never makes two of one citizen [PostgreSQL only]',
  async () => {
    const [mette, ali] = [await employee('Mette'), await employee('Ali')];
    await deskBeat(house, mette);
    await deskBeat(house, ali);
    for (let round = 0; round < 20; round += 1) {
      const held = await inLine();
      const { code } = await makeInvitation(house, mette, wish);
      await Promise.all([accept(code, held), takeNext(house, ali), takeNext(house, mette)]);
      const all = await tickets();
      expect(all).toHaveLength(1);
      expect(all[0]).toMatchObject({ state: 'taken' });
      await inFjordby(async () => {
        await db().deleteFrom('help_ticket').execute();
        await db().deleteFrom('call_room').execute();
        await db().deleteFrom('call_invitation').execute();
      });
    }
  },
  60_000,
);
