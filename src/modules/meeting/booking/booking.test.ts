import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { meetingFor, seedResource, seedType, someone, wishFor } from '../../../../test/support/seed-meetings.ts';
import { fjordby, hedelund, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import { newId } from '../../../kernel/index.ts';
import type { MeetingType } from '../meeting-rules.ts';
import { nobody } from '../person-details.ts';
import { saveType } from '../types/store.ts';
import type { NewMeeting, Refusal } from './booking-types.ts';
import {
  becameOf,
  bookMeeting,
  cancelMeeting,
  confirmHold,
  convertMeeting,
  dropHold,
  finishMeeting,
  holdTime,
  meetingOfCode,
  meetingOfToken,
  meetingsBetween,
  meetingsOfPhrase,
  moveMeeting,
  newLink,
  ownClash,
  personsOf,
  readHold,
  readMeeting,
} from './bookings.ts';
import { forgetHolds } from './sweeps.ts';

let house: TestHouse;
let type: MeetingType;
const citizen = { by: 'citizen' } as const;
const inFjordby = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);
const at = (time: string) => new Date(`2026-11-25T${time}:00+01:00`);
const book = (startsAt: Date, over: Partial<NewMeeting> = {}, of = type) =>
  bookMeeting(house, fjordby, meetingFor(wishFor(of), startsAt, over), citizen, house.clock.now());
const booked = async (startsAt: Date, over: Partial<NewMeeting> = {}, of = type) => {
  const result = await book(startsAt, over, of);
  if (!result.ok) throw new Error(JSON.stringify(result.reason));
  return result.value;
};
const hold = (startsAt: Date, over: { insteadOf?: string; requestKey?: string } = {}, of = type) =>
  holdTime(
    house,
    fjordby,
    {
      wish: wishFor(of),
      startsAt,
      pageLanguage: 'da',
      topic: null,
      step: null,
      requestKey: over.requestKey ?? null,
      insteadOf: over.insteadOf ?? null,
    },
    house.clock.now(),
  );
const held = async (startsAt: Date, over: { insteadOf?: string; requestKey?: string } = {}) => {
  const result = await hold(startsAt, over);
  if (!result.ok) throw new Error(JSON.stringify(result.reason));
  return result.value;
};
const confirm = (holdToken: string, phone = '+4520304050') =>
  inFjordby(() =>
    confirmHold(house, holdToken, { person: someone(phone), others: [], hiddenAddresses: false }, house.clock.now()),
  );
const reason = (result: { ok: true } | { ok: false; reason: Refusal }) => (result.ok ? 'ok' : result.reason.kind);
const taken = () => inFjordby(() => db().selectFrom('meeting_occupancy').selectAll().orderBy('starts_at').execute());
const read = (id: string) => inFjordby(() => readMeeting(id));

beforeAll(async () => {
  house = await openTestHouse();
  await seedResource(house, { name: 'Mette' });
});
beforeEach(async () => {
  house.clock.set('2026-11-24T09:00:00Z');
  await inFjordby(async () => {
    await db().deleteFrom('meeting').execute();
    await db().deleteFrom('meeting_occupancy').execute();
  });
  type = await seedType(house);
});

describe('booking at once', () => {
  test('writes the meeting, what it takes, who comes, an event and the audit', async () => {
    const { meetingId, token, code, endsAt } = await booked(at('10:00'));
    const meeting = await read(meetingId);
    expect(meeting).toMatchObject({ state: 'booked', form: 'in-person', version: 1, sequence: 0, bookedBy: 'citizen' });
    expect(meeting?.resources.map(({ name, kind }) => [name, kind])).toEqual([['Mette', 'employee']]);
    expect(endsAt).toEqual(at('10:30'));
    const [person] = await inFjordby(() => personsOf(house, meetingId));
    expect(person).toMatchObject({ role: 'citizen', channel: 'sms', details: { name: 'Karen Prøve' } });
    expect(await inFjordby(() => meetingOfToken(house, token))).toMatchObject({ meetingId, personId: person?.id });
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
    const there = await house.database.inMunicipality(hedelund, async () => [
      await readMeeting(meetingId),
      await meetingOfToken(house, token),
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
    const buffered = await seedType(house, { bufferBeforeMinutes: 15, bufferAfterMinutes: 15 });
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
      saveType({ ...type, forms: [{ form: 'phone', allowed: true, law: 'x' }], id: type.id, version: type.version }),
    );
    for (const by of ['citizen', 'employee'] as const) {
      const wish = wishFor(type, { by });
      const actor = by === 'citizen' ? citizen : ({ by: 'system' } as const);
      const result = await bookMeeting(house, fjordby, meetingFor(wish, at('10:00')), actor, house.clock.now());
      expect(result).toMatchObject({ ok: false, reason: { kind: 'not-free', why: 'form-not-allowed' } });
    }
  });

  test('stops at as many as a citizen may have ahead; another number and an employee are not stopped', async () => {
    const outcomes = [];
    for (let hour = 8; hour < 15; hour += 1)
      outcomes.push(reason(await book(at(`${String(hour).padStart(2, '0')}:00`))));
    expect(outcomes).toEqual(['ok', 'ok', 'ok', ...Array(4).fill('too-many')]);
    expect(reason(await book(at('12:00'), { person: someone('+4520304051') }))).toBe('ok');
    const wish = wishFor(type, { by: 'employee' });
    const result = await bookMeeting(
      house,
      fjordby,
      meetingFor(wish, at('13:00')),
      { by: 'system' },
      house.clock.now(),
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
    house.clock.advance(601);
    expect(reason(await confirm(holdToken))).toBe('hold-gone');
    house.clock.advance(30);
    await booked(at('10:00'));
    expect(reason(await confirm(holdToken))).toBe('hold-gone');
    await inFjordby(() => forgetHolds(house.clock.now()));
    expect((await taken()).length).toBe(1);
    expect((await inFjordby(() => db().selectFrom('meeting').select('state').execute())).map((m) => m.state)).toEqual([
      'booked',
    ]);
  });

  test('is given back when its holder takes another, also one that overlaps', async () => {
    const first = await held(at('10:00'));
    const second = await held(at('10:15'), { insteadOf: first.holdToken });
    expect((await taken()).map(({ starts_at }) => starts_at)).toEqual([at('10:15')]);
    expect(await inFjordby(() => readHold(house, first.holdToken, house.clock.now()))).toBeNull();
    await inFjordby(() => dropHold(house, second.holdToken));
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
    moveMeeting(house, fjordby, id, startsAt, { version, actor: citizen }, house.clock.now());

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
      reason(await cancelMeeting(house, fjordby, meetingId, { version: 1, actor: citizen }, house.clock.now())),
    ).toBe('changed');
  });

  test('is hers until the notice of its type, an employee’s longer', async () => {
    const { meetingId } = await booked(at('10:00'));
    house.clock.set('2026-11-25T08:01:00Z');
    expect(reason(await move(meetingId, at('12:00')))).toBe('too-late');
    const change = { version: null, actor: { by: 'system' } as const };
    expect(reason(await moveMeeting(house, fjordby, meetingId, at('12:00'), change, house.clock.now()))).toBe('ok');
  });

  test('leaves the old time closed as long as the type says', async () => {
    const delayed = await seedType(house, { freedDelayMinutes: 30 });
    const { meetingId } = await booked(at('10:00'), {}, delayed);
    expect(reason(await move(meetingId, at('12:00')))).toBe('ok');
    expect((await taken()).map(({ why }) => why)).toEqual(['freed', 'meeting']);
    expect(reason(await book(at('10:00')))).toBe('taken');
    house.clock.advance(31 * 60);
    expect(reason(await book(at('10:00')))).toBe('ok');
  });
});

describe('cancelling', () => {
  const cancel = (id: string) =>
    cancelMeeting(house, fjordby, id, { version: null, actor: citizen }, house.clock.now());

  test('frees the time at once, and the link shows it without changing it again', async () => {
    const { meetingId, token } = await booked(at('10:00'));
    expect(reason(await cancel(meetingId))).toBe('ok');
    expect(await taken()).toEqual([]);
    expect(await read(meetingId)).toMatchObject({ state: 'cancelled', cancelledBy: 'citizen', sequence: 1 });
    expect(await inFjordby(() => meetingOfToken(house, token))).toMatchObject({ meetingId });
    expect(reason(await cancel(meetingId))).toBe('too-late');
    const change = { version: null, actor: citizen };
    expect(reason(await moveMeeting(house, fjordby, meetingId, at('12:00'), change, house.clock.now()))).toBe(
      'too-late',
    );
    expect(reason(await book(at('10:00')))).toBe('ok');
  });

  test('or after the type’s delay, against trading in times', async () => {
    const delayed = await seedType(house, { freedDelayMinutes: 30 });
    const { meetingId } = await booked(at('10:00'), {}, delayed);
    await cancel(meetingId);
    expect(await taken()).toMatchObject([{ why: 'freed', meeting_id: null }]);
    expect(reason(await book(at('10:00')))).toBe('taken');
    house.clock.advance(31 * 60);
    await inFjordby(() => forgetHolds(house.clock.now()));
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

describe('afterwards', () => {
  test('it was held, and a note is due where there is a duty', async () => {
    const noted = await seedType(house, { noteDuty: true });
    const { meetingId } = await booked(at('10:00'), {}, noted);
    const finish = (how: 'done' | 'no-show') =>
      inFjordby(() => finishMeeting(house, meetingId, how, { by: 'system' }, house.clock.now()));
    expect(reason(await finish('no-show'))).toBe('too-late');
    house.clock.set('2026-11-25T09:20:00Z');
    expect(reason(await finish('done'))).toBe('ok');
    expect(await read(meetingId)).toMatchObject({ state: 'done', noteState: 'due' });
    expect(reason(await finish('no-show'))).toBe('too-late');
  });

  test('in another form it is a new meeting with the same people, link and calendar entry', async () => {
    const { meetingId, token } = await booked(at('10:00'));
    const before = await read(meetingId);
    const change = { version: 1, actor: citizen };
    const result = await convertMeeting(
      house,
      fjordby,
      meetingId,
      { form: 'phone', startsAt: null, phone: null },
      change,
      house.clock.now(),
    );
    const id = result.ok ? result.value.meetingId : '';
    expect(await read(meetingId)).toMatchObject({ state: 'converted' });
    expect(await read(id)).toMatchObject({
      state: 'booked',
      form: 'phone',
      uid: before?.uid,
      sequence: 1,
      startsAt: at('10:00'),
    });
    expect(await inFjordby(() => meetingOfToken(house, token))).toMatchObject({ meetingId: id });
    expect((await taken()).length).toBe(1);
    const old = await read(meetingId);
    expect((await inFjordby(async () => old && becameOf(old)))?.id).toBe(id);
    const events = await inFjordby(() =>
      db()
        .selectFrom('meeting_event')
        .select(['kind', 'by_whom', 'to_start'])
        .where('meeting_id', '=', meetingId)
        .execute(),
    );
    expect(events).toContainEqual({ kind: 'converted', by_whom: 'citizen', to_start: at('10:00') });
    // Who waited for her at the door holds what it became.
    house.clock.set('2026-11-25T10:10:00+01:00');
    expect((await inFjordby(() => finishMeeting(house, meetingId, 'done', citizen, house.clock.now()))).ok).toBe(true);
    expect([(await read(meetingId))?.state, (await read(id))?.state]).toEqual(['converted', 'done']);
  });

  test('to another form takes wish, proposed times, messages and a new number with it', async () => {
    const person = someone('', { details: { ...nobody, name: 'K', mail: 'k@example.dk' }, channel: 'mail' });
    const { meetingId, personId, code } = await booked(at('10:00'), { person });
    await inFjordby(async () => {
      const municipality_id = fjordby;
      const option = {
        id: newId(),
        municipality_id,
        meeting_id: meetingId,
        starts_at: at('12:00'),
        ends_at: at('12:30'),
      };
      await db()
        .insertInto('meeting_option')
        .values({ ...option, resources: '[]' })
        .execute();
      await db()
        .insertInto('meeting_earlier_wish')
        .values({
          person_id: personId,
          municipality_id,
          meeting_id: meetingId,
          wished_at: house.clock.now(),
          option_id: option.id,
        })
        .execute();
      await db()
        .insertInto('meeting_affected')
        .values({
          meeting_id: meetingId,
          municipality_id,
          reason: 'hours',
          noticed_at: house.clock.now(),
          state: 'open',
        })
        .execute();
    });
    const result = await convertMeeting(
      house,
      fjordby,
      meetingId,
      { form: 'phone', startsAt: at('11:00'), phone: '+4520304055' },
      { version: null, actor: citizen },
      house.clock.now(),
    );
    const id = result.ok ? result.value.meetingId : '';
    expect(await read(id)).toMatchObject({ startsAt: at('11:00'), form: 'phone', placeId: null });
    const left = await inFjordby(async () => ({
      options: await db().selectFrom('meeting_option').select('id').execute(),
      wishes: await db().selectFrom('meeting_earlier_wish').select(['meeting_id', 'option_id']).execute(),
      records: await db().selectFrom('message_record').select('about').where('about', '=', meetingId).execute(),
      affected: await db().selectFrom('meeting_affected').select('state').where('meeting_id', '=', meetingId).execute(),
    }));
    expect(left).toEqual({
      options: [],
      wishes: [{ meeting_id: id, option_id: null }],
      records: [],
      affected: [{ state: 'settled' }],
    });
    expect(await inFjordby(() => meetingOfCode(house, code, '20304055'))).toMatchObject({ meetingId: id });
  });
});

describe('links and codes', () => {
  test('the code opens it with her number or address alone', async () => {
    const person = someone('+4520304050', {
      details: { ...nobody, name: 'K', phone: '+4520304050', mail: 'K@Example.dk' },
    });
    const { meetingId, code } = await booked(at('10:00'), { person });
    const find = (written: string, contact: string) => inFjordby(() => meetingOfCode(house, written, contact));
    for (const contact of ['20 30 40 50', '+45 20304050', 'k@example.dk'])
      expect(await find(`${code.slice(0, 4).toLowerCase()}-${code.slice(4)}`, contact), contact).toMatchObject({
        meetingId,
      });
    expect(await find(code, '20304051')).toBeNull();
    expect(await find('22222222', '20304050')).toBeNull();
    expect(await find('', '')).toBeNull();
  });

  test('a new link makes the old one and its code worth nothing', async () => {
    const { personId, token, code } = await booked(at('10:00'));
    const fresh = await inFjordby(() => newLink(house, personId));
    expect(await inFjordby(() => meetingOfToken(house, token))).toBeNull();
    expect(await inFjordby(() => meetingOfCode(house, code, '20304050'))).toBeNull();
    expect(await inFjordby(() => meetingOfToken(house, fresh.token))).toMatchObject({ personId });
  });
});

describe('an anonymous type', () => {
  const anonymous = () => seedType(house, { anonymous: true, mostAhead: 1, companions: false });
  const alias = {
    role: 'citizen',
    details: { ...nobody, alias: 'Lærke' },
    channel: 'none',
    protected: false,
    phrase: 'gul  Cykel måne',
  } as const;

  test('keeps an alias and the fingerprint of a phrase, and hides addresses', async () => {
    const { meetingId } = await booked(at('10:00'), { person: alias }, await anonymous());
    expect(await read(meetingId)).toMatchObject({ hiddenAddresses: true });
    const [row] = await inFjordby(() => db().selectFrom('meeting_person').selectAll().execute());
    expect(row).toMatchObject({ contact_key: null, code_key: null, channel: 'none' });
    expect(await inFjordby(() => meetingsOfPhrase(house, 'Gul cykel MÅNE '))).toMatchObject([{ meetingId }]);
    expect(await inFjordby(() => meetingsOfPhrase(house, 'gul cykel sol'))).toEqual([]);
  });

  test('takes no name, number or address, whoever passes one', async () => {
    const of = await anonymous();
    await expect(book(at('10:00'), { person: someone() }, of)).rejects.toThrow('anonymous');
    await expect(
      book(at('10:00'), { person: { ...alias, details: { ...nobody, mail: 'a@b.dk' } } }, of),
    ).rejects.toThrow();
    expect(await taken()).toEqual([]);
  });

  test('counts what is ahead of her by her phrase', async () => {
    const of = await anonymous();
    await booked(at('10:00'), { person: alias }, of);
    expect(reason(await book(at('11:00'), { person: alias }, of))).toBe('too-many');
  });
});

test('her own clash is found for her, and her meetings for whoever asks what is on', async () => {
  const { meetingId } = await booked(at('10:00'));
  const clash = (from: Date, to: Date, except: string | null = null) =>
    inFjordby(() => ownClash(house, someone(), { from, to }, except));
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
    const room = await seedResource(house, { kind: 'room', name: 'Lokale 1' });
    await seedResource(house, { name: 'Nr. 2' });
    const withRoom = await seedType(house, {
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
    await seedResource(house, { name: 'Nat', hours: night, skills: ['nat'] });
    const watch = await seedType(house, { needs: [{ kind: 'employee', skills: ['nat'] }], horizonDays: 366 });
    for (const instant of ['2027-10-31T00:30:00Z', '2027-10-31T01:30:00Z'])
      expect(reason(await book(new Date(instant), {}, watch)), instant).toBe('ok');
    expect(reason(await book(new Date('2027-10-31T00:30:00Z'), {}, watch))).toBe('taken');
  });
});
