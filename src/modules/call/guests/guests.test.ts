import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  fjordby,
  hedelund,
  openTestHouse,
  type TestHouse,
  testDatabaseKind,
} from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import { newId, type ParticipantId, type RoomId } from '../../../kernel/index.ts';
import type { GuestRole } from '../roles.ts';
import { addEmployee, admit, endRoom, openRoom, participantToken, removeRoom, returnToWaiting } from '../rooms.ts';
import { enter, type Seat, viewFrom } from '../seats.ts';
import { storeSignal } from '../signals.ts';
import { isAskedByCitizen } from './decide-place.ts';
import {
  actOnPlace,
  citizenLinksAtOnce,
  enterAsGuest,
  linksAtOnce,
  makeGuestLink,
  openGuestLinks,
  readGuestLink,
  revokeGuestLink,
} from './guests.ts';
import { ownPlace } from './own-place.ts';

let house: TestHouse;
let room: { roomId: RoomId; citizen: ParticipantId; employee: ParticipantId };
const desk = { actor: 'employee-1', role: 'employee' };
const nobody = { name: 'Ole', confidential: false, adult: false };
const confirmed = { name: 'Ole', confidential: true, adult: true };
const inFjordby = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);
const placeBy = async (id: ParticipantId) => {
  const place = await ownPlace(house.keys, { participant: id, token: participantToken(house.keys, id) });
  if (!place) throw new Error('no place');
  return place;
};
const notHers = { ok: false, reason: 'not-yours' };
const askedFrom = (id: ParticipantId, role: GuestRole = 'companion') =>
  inFjordby(async () =>
    makeGuestLink(house, { actor: 'citizen', role: 'citizen' }, await placeBy(id), {
      role,
      language: null,
      signs: false,
    }),
  );
const makeLink = (role: GuestRole = 'companion', wish = { language: null as string | null, signs: false }) =>
  inFjordby(async () => {
    const made = await makeGuestLink(house, desk, await placeBy(room.employee), { role, ...wish });
    if (!made.ok) throw new Error(made.reason);
    return made.value;
  });
const come = (token: string, entering = nobody) => inFjordby(() => enterAsGuest(house, token, entering));
const arrive = async () => {
  const entered = await come((await makeLink()).token);
  if (!entered.ok) throw new Error(entered.reason);
  return entered.value.participantId;
};
const act = (guest: ParticipantId, what: 'admit' | 'hold' | 'back' | 'remove', by: ParticipantId = room.employee) =>
  inFjordby(async () => {
    const found = await db().selectFrom('call_participant').select('number').where('id', '=', guest).executeTakeFirst();
    return actOnPlace(house, desk, await placeBy(by), found?.number ?? 99, what);
  });
const stateOf = (id: ParticipantId) =>
  inFjordby(
    async () =>
      (await db().selectFrom('call_participant').select('state').where('id', '=', id).executeTakeFirst())?.state,
  );
const sit = (id: ParticipantId): Promise<Seat> =>
  inFjordby(async () => {
    const entered = await enter(
      house.bus,
      id,
      { session: `session-of-${id}`.slice(0, 40), takeOver: true },
      house.clock.now(),
    );
    if (entered.kind !== 'seated') throw new Error(entered.kind);
    return entered.seat;
  });

beforeAll(async () => {
  house = await openTestHouse();
});
beforeEach(async () => {
  house.clock.set('2026-11-24T10:00:00Z');
  room = await inFjordby(async () => {
    await db().deleteFrom('call_room').execute();
    const { roomId, participantId } = await openRoom(
      { form: 'video', language: 'da', displayName: 'Karen' },
      house.clock.now(),
    );
    const employee = await addEmployee(house.bus, roomId, { displayName: 'Mette' });
    if (!employee.ok) throw new Error();
    await admit(house.bus, roomId);
    return { roomId, citizen: participantId, employee: employee.value.participantId };
  });
});

describe('a link', () => {
  test('is for one person, once: looking at it uses nothing, the second who comes is told it is gone', async () => {
    const { token, link } = await makeLink('interpreter', { language: 'ar', signs: false });
    for (let look = 0; look < 3; look += 1)
      expect(await inFjordby(() => readGuestLink(house, token))).toMatchObject({
        id: link.id,
        role: 'interpreter',
        language: 'ar',
      });
    expect((await come(token, confirmed)).ok).toBe(true);
    expect(await come(token, confirmed)).toEqual({ ok: false, reason: 'gone' });
    expect(await inFjordby(() => readGuestLink(house, token))).toBeNull();
  });

  test('works to its last second, and not in the next', async () => {
    const { token } = await makeLink();
    house.clock.advance(30 * 60 - 1);
    expect(await inFjordby(() => readGuestLink(house, token))).not.toBeNull();
    house.clock.advance(1);
    expect(await inFjordby(() => readGuestLink(house, token))).toBeNull();
    expect(await come(token)).toEqual({ ok: false, reason: 'gone' });
  });

  test('that is guessed, of another municipality, or of a conversation that is over, leads nowhere', async () => {
    const { token } = await makeLink();
    expect(await come('Z'.repeat(27))).toEqual({ ok: false, reason: 'gone' });
    expect(await house.database.inMunicipality(hedelund, () => enterAsGuest(house, token, nobody))).toEqual({
      ok: false,
      reason: 'gone',
    });
    await inFjordby(() => endRoom(house.bus, room.roomId, 'employee', house.clock.now()));
    expect(await come(token)).toEqual({ ok: false, reason: 'gone' });
    await inFjordby(() => removeRoom(house.bus, room.roomId));
    expect(await inFjordby(() => db().selectFrom('call_guest_link').selectAll().execute())).toEqual([]);
  });

  test('is stored without the secret, and is taken back before somebody has used it', async () => {
    const { token, link } = await makeLink();
    const rows = JSON.stringify(await inFjordby(() => db().selectFrom('call_guest_link').selectAll().execute()));
    expect(rows).not.toContain(token);
    expect(JSON.stringify(house.logged)).not.toContain(token);
    const revoke = () => inFjordby(async () => revokeGuestLink(house, desk, await placeBy(room.employee), link.id));
    expect(await revoke()).toBe(true);
    expect(await come(token)).toEqual({ ok: false, reason: 'gone' });
    expect(await revoke()).toBe(false);
  });

  test('is made by those who may admit, and not without end', async () => {
    const guest = await arrive();
    await act(guest, 'admit');
    for (const id of [guest, room.citizen]) expect(await askedFrom(id, 'interpreter')).toEqual(notHers);
    expect(await askedFrom(guest)).toEqual(notHers);
    for (let made = 0; made < linksAtOnce; made += 1) await makeLink();
    await expect(makeLink()).rejects.toThrow('too-many');
    expect(await inFjordby(async () => openGuestLinks(house, await placeBy(room.citizen)))).toEqual([]);
  });

  test('is made by the citizen for whoever is to be at her side, who is shown as hers and waits as all do', async () => {
    for (const [role, name, identity] of [
      ['companion', 'Ole', 'told'],
      ['representative', '', 'none'],
    ] as const) {
      const made = await askedFrom(room.citizen, role);
      if (!made.ok) throw new Error(made.reason);
      expect(await inFjordby(() => readGuestLink(house, made.value.token))).toMatchObject({ role });
      const entered = await come(made.value.token, { ...nobody, name });
      if (!entered.ok) throw new Error(entered.reason);
      expect(await come(made.value.token)).toEqual({ ok: false, reason: 'gone' });
      const row = await inFjordby(() =>
        db()
          .selectFrom('call_participant')
          .selectAll()
          .where('id', '=', entered.value.participantId)
          .executeTakeFirst(),
      );
      expect(row).toMatchObject({ identity, state: 'lobby' });
      expect(row && isAskedByCitizen(row)).toBe(true);
    }
  });

  test('of the citizen leaves room for the host’s, and is made only while she is inside', async () => {
    for (let made = 0; made < citizenLinksAtOnce; made += 1) expect((await askedFrom(room.citizen)).ok).toBe(true);
    expect(await askedFrom(room.citizen)).toEqual({ ok: false, reason: 'too-many' });
    await makeLink();
    await inFjordby(() => endRoom(house.bus, room.roomId, 'citizen', house.clock.now()));
    expect(await askedFrom(room.citizen)).toEqual(notHers);
  });

  test('is not used up by a full room', async () => {
    await arrive();
    await arrive();
    const { token } = await makeLink();
    expect(await come(token)).toEqual({ ok: false, reason: 'full' });
    expect(await inFjordby(() => readGuestLink(house, token))).not.toBeNull();
  });
});

describe('an interpreter', () => {
  test('confirms her duty and her age before the lobby, and the time of it lasts as long as the room', async () => {
    const { token } = await makeLink('interpreter', { language: null, signs: true });
    for (const half of [nobody, { ...confirmed, adult: false }, { ...confirmed, confidential: false }])
      expect(await come(token, half)).toEqual({ ok: false, reason: 'not-confirmed' });
    const entered = await come(token, confirmed);
    if (!entered.ok) throw new Error(entered.reason);
    const kept = () => inFjordby(() => db().selectFrom('call_guest').select('duty_confirmed_at').execute());
    expect(await kept()).toEqual([{ duty_confirmed_at: house.clock.now() }]);
    expect((await act(entered.value.participantId, 'admit')).ok).toBe(true);
    await inFjordby(() => removeRoom(house.bus, room.roomId));
    expect(await kept()).toEqual([]);
  });
});

describe('a guest', () => {
  test('is called what she calls herself, and no longer than that', async () => {
    const { token } = await makeLink();
    await come(token, { ...nobody, name: `Mette\u202E 010190-1234 ${'x'.repeat(10_000)}` });
    const [row] = await inFjordby(() =>
      db()
        .selectFrom('call_participant')
        .select(['display_name', 'identity', 'state'])
        .where('role', '=', 'companion')
        .execute(),
    );
    expect(row).toMatchObject({ identity: 'link', state: 'lobby' });
    expect(row?.display_name).toMatch(/^Mette \[fjernet\] x+$/);
    expect(row?.display_name).toHaveLength(80);
  });

  test('sees, hears and reaches nobody before she is let in, on hold or removed; and nobody her', async () => {
    const guest = await arrive();
    const seats = { guest: await sit(guest), citizen: await sit(room.citizen) };
    const signal = (from: Seat, to: Seat) =>
      inFjordby(() =>
        storeSignal(house, from, { n: Math.floor(performance.now() * 1000), who: to.who, to: to.seat, body: 'offer' }),
      );
    const seen = async (seat: Seat) => {
      const view = await inFjordby(() => viewFrom(seat, house.clock.now()));
      return view.kind === 'here' ? view.room.people.map((one) => one.role) : view.kind;
    };
    const apart = async () => {
      expect(await signal(seats.guest, seats.citizen)).toBe('before admission');
      expect(await signal(seats.citizen, seats.guest)).toBe('before admission');
      expect(await seen(seats.guest)).toEqual([]);
      expect(await seen(seats.citizen)).toEqual(['employee']);
    };
    await apart();
    await act(guest, 'admit');
    expect(await signal(seats.guest, seats.citizen)).toBe('stored');
    expect(await seen(seats.guest)).toEqual(['citizen', 'employee']);
    await act(guest, 'hold');
    await apart();
    expect(await inFjordby(() => db().selectFrom('call_signal').selectAll().execute())).toEqual([]);
    await act(guest, 'back');
    expect(await seen(seats.citizen)).toEqual(['employee', 'companion']);
    await act(guest, 'remove');
    await apart();
    expect(await act(guest, 'back')).toEqual({ ok: false, reason: 'changed' });
  });

  test('who waits is not let in by the employee arriving, leaving or coming back', async () => {
    const guest = await arrive();
    await inFjordby(() => returnToWaiting(house.bus, room.roomId));
    await inFjordby(async () => {
      const back = await addEmployee(house.bus, room.roomId, { displayName: 'Mette' });
      await admit(house.bus, room.roomId);
      if (back.ok) room = { ...room, employee: back.value.participantId };
    });
    expect(await stateOf(guest)).toBe('lobby');
    expect((await act(guest, 'admit')).ok).toBe(true);
  });

  test('is moved by nobody but a host of her own room, and each refusal is in the audit', async () => {
    const guest = await arrive();
    expect(await act(guest, 'admit', room.citizen)).toEqual({ ok: false, reason: 'not-yours' });
    expect(await act(guest, 'admit', guest)).toEqual({ ok: false, reason: 'not-yours' });
    const elsewhere = newId<'participant'>();
    expect(await act(elsewhere, 'admit')).toEqual({ ok: false, reason: 'gone' });
    expect(await act(room.employee, 'remove')).toEqual({ ok: false, reason: 'not-a-guest' });
    expect(await stateOf(guest)).toBe('lobby');
    const noted = await inFjordby(() =>
      db()
        .selectFrom('audit_entry')
        .select(['action', 'outcome', 'purpose'])
        .where('action', 'like', 'guest.%')
        .where('outcome', '=', 'refused')
        .execute(),
    );
    expect(noted.slice(-4).map((one) => one.purpose)).toEqual(['not-yours', 'not-yours', 'gone', 'not-a-guest']);
    expect(await inFjordby(() => ownPlace(house.keys, { participant: guest, token: 'x'.repeat(64) }))).toBeNull();
  });
});

// Real concurrency exists on PostgreSQL only: the embedded database has one connection.
describe.runIf(testDatabaseKind === 'postgres')('on PostgreSQL [PostgreSQL only]', () => {
  test('of fifty who use a link in the same moment one gets in', async () => {
    const { token } = await makeLink();
    const all = await Promise.all(Array.from({ length: 50 }, () => come(token)));
    expect(all.filter((one) => one.ok)).toHaveLength(1);
    expect(all.filter((one) => !one.ok && one.reason !== 'gone')).toEqual([]);
    const rows = await inFjordby(() =>
      db()
        .selectFrom('call_participant')
        .select('id')
        .where('room_id', '=', room.roomId)
        .where('role', '=', 'companion')
        .execute(),
    );
    expect(rows).toHaveLength(1);
  }, 60_000);

  test('using, taking back and the end of the room wait for each other and never in a ring', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { token, link } = await makeLink();
      const outcomes = await Promise.all([
        come(token),
        come(token),
        inFjordby(async () => revokeGuestLink(house, desk, await placeBy(room.employee), link.id)),
        round === 9 ? inFjordby(() => removeRoom(house.bus, room.roomId)) : null,
      ]).catch((error: unknown) => error);
      if (!(outcomes instanceof Error && outcomes.message === 'no place')) expect(outcomes).not.toBeInstanceOf(Error);
      if (round < 9 && Array.isArray(outcomes)) {
        const [one, two, revoked] = outcomes;
        expect([one.ok, two.ok, revoked].filter((won) => won === true)).toHaveLength(1);
        await inFjordby(() => db().deleteFrom('call_participant').where('role', '=', 'companion').execute());
      }
    }
  }, 60_000);
});
