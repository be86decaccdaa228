import { describe, expect, test } from 'vitest';
import { meetingFor, seedResource, seedType, someone, wishFor } from '../../../../test/support/seed-meetings.ts';
import { fjordby, hedelund } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import { saveType } from '../types/store.ts';
import {
  bookMeeting,
  cancelMeeting,
  dropHold,
  meetingOfToken,
  meetingsBetween,
  moveMeeting,
  ownClash,
  personsOf,
  readHold,
  readMeeting,
} from './bookings.ts';
import { forgetHolds } from './sweeps.ts';
import { at, citizen, openBookings, reason } from './testing/booking-house.ts';

const { book, booked, confirm, here, held, inFjordby, read, taken } = openBookings();

describe('booking at once', () => {
  test('writes the meeting, what it takes, who comes, an event and the audit', async () => {
    const { meetingId, token, code, endsAt } = await booked(at('10:00'));
    const meeting = await read(meetingId);
    expect(meeting).toMatchObject({ state: 'booked', form: 'in-person', version: 1, sequence: 0, bookedBy: 'citizen' });
    expect(meeting?.resources.map(({ name, kind }) => [name, kind])).toEqual([['Mette', 'employee']]);
    expect(endsAt).toEqual(at('10:30'));
    const [person] = await inFjordby(() => personsOf(here.house, meetingId));
    expect(person).toMatchObject({ role: 'citizen', channel: 'sms', details: { name: 'Karen Prøve' } });
    expect(await inFjordby(() => meetingOfToken(here.house, token))).toMatchObject({ meetingId, personId: person?.id });
    expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{8}$/);
    const events = await inFjordby(() => db().selectFrom('meeting_event').selectAll().execute());
    expect(events).toMatchObject([{ kind: 'booked', by_whom: 'citizen', to_start: at('10:00') }]);
    const audit = await inFjordby(() =>
      db().selectFrom('audit_entry').selectAll().where('subject', '=', meetingId).execute(),
    );
    expect(audit).toMatchObject([{ actor: 'citizen', action: 'meeting.book', outcome: 'done' }]);
  });

  test('stores nothing of her that can be read without the key', async () => {
    const { token, code } = await booked(at('10:00'));
    const rows = await inFjordby(async () => [
      await db().selectFrom('meeting_person').selectAll().execute(),
      await db().selectFrom('meeting').selectAll().execute(),
    ]);
    for (const secret of ['Karen', '20304050', token, code]) expect(JSON.stringify(rows)).not.toContain(secret);
  });

  test('is seen by no other municipality', async () => {
    const { meetingId, token } = await booked(at('10:00'));
    const there = await here.house.database.inMunicipality(hedelund, async () => [
      await readMeeting(meetingId),
      await meetingOfToken(here.house, token),
    ]);
    expect(there).toEqual([null, null]);
  });

  test('of a time that overlaps is refused, and leaves nothing', async () => {
    await booked(at('10:00'));
    expect(reason(await book(at('10:15'), { person: someone('+4520304051') }))).toBe('taken');
    expect((await taken()).length).toBe(1);
    expect((await inFjordby(() => db().selectFrom('meeting').selectAll().execute())).length).toBe(1);
  });

  test('keeps the buffers of its type free on both sides', async () => {
    const buffered = await seedType(here.house, { bufferBeforeMinutes: 15, bufferAfterMinutes: 15 });
    await booked(at('10:00'), {}, buffered);
    expect(reason(await book(at('10:30'), { person: someone('+4520304051') }))).toBe('taken');
    expect(reason(await book(at('10:45'), { person: someone('+4520304051') }))).toBe('ok');
  });

  test('sent twice is one meeting with one link', async () => {
    const first = await booked(at('10:00'), { requestKey: 'k1' });
    const second = await booked(at('10:00'), { requestKey: 'k1' });
    expect(second).toEqual(first);
    expect((await taken()).length).toBe(1);
  });

  test('in a form that the law no longer allows is refused to everybody, also with a page of yesterday', async () => {
    await inFjordby(() =>
      saveType({
        ...here.type,
        forms: [{ form: 'phone', allowed: true, law: 'x' }],
        id: here.type.id,
        version: here.type.version,
      }),
    );
    for (const by of ['citizen', 'employee'] as const) {
      const wish = wishFor(here.type, { by });
      const actor = by === 'citizen' ? citizen : ({ by: 'system' } as const);
      const result = await bookMeeting(
        here.house,
        fjordby,
        meetingFor(wish, at('10:00')),
        actor,
        here.house.clock.now(),
      );
      expect(result).toMatchObject({ ok: false, reason: { kind: 'not-free', why: 'form-not-allowed' } });
    }
  });

  test('stops at as many as a citizen may have ahead; another number and an employee are not stopped', async () => {
    const outcomes = [];
    for (let hour = 8; hour < 15; hour += 1)
      outcomes.push(reason(await book(at(`${String(hour).padStart(2, '0')}:00`))));
    expect(outcomes).toEqual(['ok', 'ok', 'ok', ...Array(4).fill('too-many')]);
    expect(reason(await book(at('12:00'), { person: someone('+4520304051') }))).toBe('ok');
    const wish = wishFor(here.type, { by: 'employee' });
    const result = await bookMeeting(
      here.house,
      fjordby,
      meetingFor(wish, at('13:00')),
      { by: 'system' },
      here.house.clock.now(),
    );
    expect(reason(result)).toBe('ok');
  });

  test('needs a transaction of its own', async () => {
    await expect(inFjordby(() => book(at('10:00')))).rejects.toThrow('outside one');
  });
});

describe('a held time', () => {
  test('is nobody else’s while she fills in, and becomes her meeting', async () => {
    const { holdToken, until } = await held(at('10:00'));
    expect(until).toEqual(new Date('2026-11-24T09:10:00Z'));
    expect(reason(await book(at('10:00')))).toBe('taken');
    const result = await confirm(holdToken);
    expect(reason(result)).toBe('ok');
    expect(await taken()).toMatchObject([{ why: 'meeting', expires_at: null }]);
    expect(await confirm(holdToken)).toEqual(result);
  });

  test('that ran out is gone, and somebody else’s if she comes', async () => {
    const { holdToken } = await held(at('10:00'));
    here.house.clock.advance(601);
    expect(reason(await confirm(holdToken))).toBe('hold-gone');
    here.house.clock.advance(30);
    await booked(at('10:00'));
    expect(reason(await confirm(holdToken))).toBe('hold-gone');
    await inFjordby(() => forgetHolds(here.house.clock.now()));
    expect((await taken()).length).toBe(1);
    expect((await inFjordby(() => db().selectFrom('meeting').select('state').execute())).map((m) => m.state)).toEqual([
      'booked',
    ]);
  });

  test('is given back when its holder takes another, also one that overlaps', async () => {
    const first = await held(at('10:00'));
    const second = await held(at('10:15'), { insteadOf: first.holdToken });
    expect((await taken()).map(({ starts_at }) => starts_at)).toEqual([at('10:15')]);
    expect(await inFjordby(() => readHold(here.house, first.holdToken, here.house.clock.now()))).toBeNull();
    await inFjordby(() => dropHold(here.house, second.holdToken));
    expect(await taken()).toEqual([]);
  });

  test('cannot be taken over with a made-up token', async () => {
    const { holdToken, meetingId } = await held(at('10:00'));
    for (const forged of [meetingId, `${meetingId}.`, `${meetingId}.${'0'.repeat(48)}`, holdToken.slice(0, -1), ''])
      expect(reason(await confirm(forged)), forged).toBe('hold-gone');
  });

  test('asked for twice with one key is one hold', async () => {
    const first = await held(at('10:00'), { requestKey: 'h' });
    expect(await held(at('10:00'), { requestKey: 'h' })).toEqual(first);
  });
});

describe('moving', () => {
  const move = (id: string, startsAt: Date, version: number | null = null) =>
    moveMeeting(here.house, fjordby, id, startsAt, { version, actor: citizen }, here.house.clock.now());

  test('frees the old time, raises the sequence and says what happened', async () => {
    const { meetingId } = await booked(at('10:00'));
    expect(await move(meetingId, at('10:15'))).toMatchObject({ ok: true, value: { endsAt: at('10:45') } });
    expect(await read(meetingId)).toMatchObject({ startsAt: at('10:15'), sequence: 1, version: 2 });
    expect((await taken()).map(({ starts_at }) => starts_at)).toEqual([at('10:15')]);
  });

  test('onto another’s time is refused, and hers stands', async () => {
    const { meetingId } = await booked(at('10:00'));
    await booked(at('11:00'), { person: someone('+4520304051') });
    expect(reason(await move(meetingId, at('11:00')))).toBe('taken');
    expect(await read(meetingId)).toMatchObject({ startsAt: at('10:00'), version: 1 });
    expect((await taken()).length).toBe(2);
  });

  test('by two who read the same state: the second is told that it changed', async () => {
    const { meetingId } = await booked(at('10:00'));
    expect(reason(await move(meetingId, at('11:00'), 1))).toBe('ok');
    expect(reason(await move(meetingId, at('12:00'), 1))).toBe('changed');
    expect(
      reason(
        await cancelMeeting(here.house, fjordby, meetingId, { version: 1, actor: citizen }, here.house.clock.now()),
      ),
    ).toBe('changed');
  });

  test('is hers until the notice of its type, an employee’s longer', async () => {
    const { meetingId } = await booked(at('10:00'));
    here.house.clock.set('2026-11-25T08:01:00Z');
    expect(reason(await move(meetingId, at('12:00')))).toBe('too-late');
    const change = { version: null, actor: { by: 'system' } as const };
    expect(reason(await moveMeeting(here.house, fjordby, meetingId, at('12:00'), change, here.house.clock.now()))).toBe(
      'ok',
    );
  });

  test('leaves the old time closed as long as the type says', async () => {
    const delayed = await seedType(here.house, { freedDelayMinutes: 30 });
    const { meetingId } = await booked(at('10:00'), {}, delayed);
    expect(reason(await move(meetingId, at('12:00')))).toBe('ok');
    expect((await taken()).map(({ why }) => why)).toEqual(['freed', 'meeting']);
    expect(reason(await book(at('10:00')))).toBe('taken');
    here.house.clock.advance(31 * 60);
    expect(reason(await book(at('10:00')))).toBe('ok');
  });
});

describe('cancelling', () => {
  const cancel = (id: string) =>
    cancelMeeting(here.house, fjordby, id, { version: null, actor: citizen }, here.house.clock.now());

  test('frees the time at once, and the link shows it without changing it again', async () => {
    const { meetingId, token } = await booked(at('10:00'));
    expect(reason(await cancel(meetingId))).toBe('ok');
    expect(await taken()).toEqual([]);
    expect(await read(meetingId)).toMatchObject({ state: 'cancelled', cancelledBy: 'citizen', sequence: 1 });
    expect(await inFjordby(() => meetingOfToken(here.house, token))).toMatchObject({ meetingId });
    expect(reason(await cancel(meetingId))).toBe('too-late');
    const change = { version: null, actor: citizen };
    expect(reason(await moveMeeting(here.house, fjordby, meetingId, at('12:00'), change, here.house.clock.now()))).toBe(
      'too-late',
    );
    expect(reason(await book(at('10:00')))).toBe('ok');
  });

  test('or after the type’s delay, against trading in times', async () => {
    const delayed = await seedType(here.house, { freedDelayMinutes: 30 });
    const { meetingId } = await booked(at('10:00'), {}, delayed);
    await cancel(meetingId);
    expect(await taken()).toMatchObject([{ why: 'freed', meeting_id: null }]);
    expect(reason(await book(at('10:00')))).toBe('taken');
    here.house.clock.advance(31 * 60);
    await inFjordby(() => forgetHolds(here.house.clock.now()));
    expect(await taken()).toEqual([]);
  });

  test('ends what is counted ahead of her', async () => {
    const first = await booked(at('09:00'));
    await booked(at('10:00'));
    await booked(at('11:00'));
    expect(reason(await book(at('12:00')))).toBe('too-many');
    await cancel(first.meetingId);
    expect(reason(await book(at('12:00')))).toBe('ok');
  });
});

test('her own clash is found for her, and her meetings for whoever asks what is on', async () => {
  const { meetingId } = await booked(at('10:00'));
  const clash = (from: Date, to: Date, except: string | null = null) =>
    inFjordby(() => ownClash(here.house, someone(), { from, to }, except));
  expect(await clash(at('10:15'), at('10:45'))).toBe(true);
  expect(await clash(at('10:30'), at('10:45'))).toBe(false);
  expect(await clash(at('10:15'), at('10:45'), meetingId)).toBe(false);
  const day = await inFjordby(() => meetingsBetween({ from: at('00:00'), to: at('23:00') }));
  expect(day.map(({ id }) => id)).toEqual([meetingId]);
  const employee = day[0]?.resources[0]?.employeeId ?? undefined;
  expect(
    (await inFjordby(() => meetingsBetween({ from: at('00:00'), to: at('23:00'), ...(employee ? { employee } : {}) })))
      .length,
  ).toBe(1);
});

describe('several at once', () => {
  test('an employee and a room are taken together, or neither', async () => {
    const room = await seedResource(here.house, { kind: 'room', name: 'Lokale 1' });
    await seedResource(here.house, { name: 'Nr. 2' });
    const withRoom = await seedType(here.house, {
      needs: [
        { kind: 'employee', skills: [] },
        { kind: 'room', skills: [] },
      ],
    });
    const first = await booked(at('10:00'), {}, withRoom);
    expect((await read(first.meetingId))?.resources.map(({ kind }) => kind)).toEqual(['employee', 'room']);
    expect(reason(await book(at('10:00'), { person: someone('+4520304051') }, withRoom))).toBe('taken');
    expect((await taken()).length).toBe(2);
    await inFjordby(() => db().deleteFrom('meeting_resource').where('id', '=', room.id).execute());
  });

  test('a night on which the clock is put back has two times at half past two', async () => {
    const night = {
      patterns: [
        {
          from: null,
          to: null,
          everyWeeks: 1 as const,
          anchor: null,
          weekly: {
            '1': [],
            '2': [],
            '3': [],
            '4': [],
            '5': [],
            '6': [],
            '7': [['00:00', '24:00']] as [string, string][],
          },
        },
      ],
      exceptions: {},
    };
    await seedResource(here.house, { name: 'Nat', hours: night, skills: ['nat'] });
    const watch = await seedType(here.house, { needs: [{ kind: 'employee', skills: ['nat'] }], horizonDays: 366 });
    for (const instant of ['2027-10-31T00:30:00Z', '2027-10-31T01:30:00Z'])
      expect(reason(await book(new Date(instant), {}, watch)), instant).toBe('ok');
    expect(reason(await book(new Date('2027-10-31T00:30:00Z'), {}, watch))).toBe('taken');
  });
});
