import { beforeAll, beforeEach, expect, test } from 'vitest';
import { meetingFor, seedResource, seedType, wishFor } from '../../../../test/support/seed-meetings.ts';
import { fjordby, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import { type EmployeeId, newId } from '../../../kernel/index.ts';
import { bookMeeting, finishMeeting, readMeeting } from '../booking/bookings.ts';
import { storeReply } from '../messages/replies.ts';
import { deleteMeetings, deletionAhead, deletionsDone } from './deletion.ts';
import { exportNote, notesDue, noteTaken, readNote, writeNote } from './notes.ts';

let house: TestHouse;
let mette: EmployeeId;
const inFjordby = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);
const tenOClock = new Date('2026-11-25T10:00:00+01:00');

async function held(noteDuty = true): Promise<string> {
  const type = await seedType(house, { noteDuty, retentionDays: 30 });
  const booked = await bookMeeting(
    house,
    fjordby,
    meetingFor(wishFor(type), tenOClock),
    { by: 'citizen' },
    house.clock.now(),
  );
  if (!booked.ok) throw new Error(JSON.stringify(booked.reason));
  const id = booked.value.meetingId;
  house.clock.set('2026-11-25T10:30:00+01:00');
  await inFjordby(() => finishMeeting(house, id, 'done', { by: 'employee', employee: mette }, house.clock.now()));
  return id;
}
const write = (id: string, written: { text: string } | 'nothing') =>
  inFjordby(() => writeNote(house, id, written, mette, house.clock.now()));

beforeAll(async () => {
  house = await openTestHouse();
  mette = (await seedResource(house, { name: 'Mette' })).employeeId as EmployeeId;
});
beforeEach(async () => {
  house.clock.set('2026-11-24T09:00:00Z');
  await inFjordby(async () => {
    for (const table of [
      'meeting_series',
      'message_reply',
      'meeting',
      'meeting_occupancy',
      'message_record',
      'message_outbox',
    ] as const)
      await db().deleteFrom(table).execute();
  });
});

test('a duty stands until a note is written or she says that there was nothing', async () => {
  const id = await held();
  const due = () => inFjordby(async () => (await notesDue(mette)).map((one) => one.id));
  expect(await due()).toEqual([id]);
  expect(await write(id, { text: '  ' })).toEqual({ ok: false, reason: 'empty' });
  expect(await write(id, { text: 'x'.repeat(8001) })).toEqual({ ok: false, reason: 'too-long' });
  expect(await due()).toEqual([id]);
  expect((await write(id, 'nothing')).ok).toBe(true);
  expect(await due()).toEqual([]);
  expect((await inFjordby(() => readMeeting(id)))?.noteState).toBe('nothing');
});

test('a note lies sealed, without CPR numbers, and only its meeting opens it', async () => {
  const id = await held();
  await write(id, { text: 'Karen (710160-1234) flytter.\r\nHun får støtte.' });
  const row = await inFjordby(() => db().selectFrom('meeting_note').selectAll().executeTakeFirstOrThrow());
  expect(JSON.stringify(row)).not.toMatch(/Karen|flytter|1234/);
  const note = await inFjordby(() => readNote(house, id, mette, house.clock.now()));
  expect(note?.text).toBe('Karen ([fjernet]) flytter.\nHun får støtte.');
  const audited = await inFjordby(() => db().selectFrom('audit_entry').select('action').execute());
  expect(audited.map(({ action }) => action)).toEqual(expect.arrayContaining(['note.write', 'note.read']));
});

test('once the case system has it, the text is gone here and stands there', async () => {
  const id = await held();
  await write(id, { text: 'Hun får støtte.' });
  const out = await inFjordby(() => exportNote(house, id, mette, house.clock.now()));
  expect(out).toMatchObject({ meeting: id, text: 'Hun får støtte.', nothing: false });
  expect(out?.steps.map(({ what }) => what)).toContain('done');
  expect(await inFjordby(() => noteTaken(house, id, mette, house.clock.now()))).toBe(true);
  expect(await inFjordby(() => noteTaken(house, id, mette, house.clock.now()))).toBe(false);
  expect((await inFjordby(() => readNote(house, id, mette, house.clock.now())))?.text).toBeNull();
  expect(await write(id, { text: 'Mere.' })).toEqual({ ok: false, reason: 'exported' });
});

test('what has come to its date is deleted with all that hangs on it, counted as nobody; a note that is due waits', async () => {
  const due = await held();
  house.clock.set('2026-11-24T09:00:00Z');
  await inFjordby(() => db().deleteFrom('meeting_occupancy').execute());
  const done = await held(false);
  await inFjordby(() => db().updateTable('meeting').set({ delete_on: '2026-12-25' }).execute());
  expect((await inFjordby(() => deletionAhead('2026-12-24'))).length).toBe(0);
  expect((await inFjordby(() => deletionAhead('2026-12-25'))).reduce((sum, one) => sum + one.meetings, 0)).toBe(2);
  house.clock.set('2026-12-24T12:00:00Z');
  expect(await inFjordby(() => deleteMeetings(house, house.clock.now()))).toBe(0);
  house.clock.set('2026-12-25T12:00:00Z');
  expect(await inFjordby(() => deleteMeetings(house, house.clock.now()))).toBe(1);
  expect(await inFjordby(() => readMeeting(done))).toBeNull();
  expect(await inFjordby(() => readMeeting(due))).not.toBeNull();
  expect(await inFjordby(() => deletionsDone())).toMatchObject([{ day: '2026-12-25', meetings: 1 }]);
  for (const table of ['meeting_person', 'meeting_event', 'message_record'] as const) {
    const rows = await inFjordby(() => db().selectFrom(table).selectAll().execute());
    expect(JSON.stringify(rows)).not.toContain(done);
  }
});

async function series(deleteOn: string): Promise<string> {
  const type = await seedType(house);
  const id = newId();
  await inFjordby(() =>
    db()
      .insertInto('meeting_series')
      .values({
        id,
        municipality_id: fjordby,
        type_id: type.id,
        form: 'video',
        resource_id: null,
        pattern: '{}',
        ring_hours: null,
        on_call_skill: null,
        language: 'da',
        state: 'ended',
        created_at: house.clock.now(),
        delete_on: deleteOn,
      })
      .execute(),
  );
  return id;
}
const inSeries = (id: string) =>
  inFjordby(() => db().updateTable('meeting').set({ series_id: id, delete_on: '2027-06-01' }).execute());
const seriesLeft = () => inFjordby(() => db().selectFrom('meeting_series').select('id').execute());

test('a series waits as long as a note of one of its meetings is due', async () => {
  const due = await held();
  await inSeries(await series('2026-12-25'));
  house.clock.set('2026-12-25T12:00:00Z');
  await inFjordby(() => deleteMeetings(house, house.clock.now()));
  expect(await inFjordby(() => readMeeting(due))).not.toBeNull();
  expect(await seriesLeft()).toHaveLength(1);
  await write(due, 'nothing');
  expect(await inFjordby(() => deleteMeetings(house, house.clock.now()))).toBe(1);
  expect(await seriesLeft()).toEqual([]);
});

test('a series goes on its day, with what was said and answered of it and of its meetings', async () => {
  const done = await held(false);
  const id = await series('2026-12-25');
  await inSeries(id);
  for (const about of [done, id])
    await inFjordby(() =>
      storeReply(house, { about, channel: 'sms', text: 'Ja', receivedAt: house.clock.now(), externalId: about }),
    );
  house.clock.set('2026-12-25T12:00:00Z');
  await inFjordby(() => deleteMeetings(house, house.clock.now()));
  expect(await seriesLeft()).toEqual([]);
  for (const table of ['message_record', 'message_reply', 'meeting'] as const)
    expect(await inFjordby(() => db().selectFrom(table).selectAll().execute())).toEqual([]);
});

test('a series without a meeting left goes on its day', async () => {
  await series('2026-12-25');
  house.clock.set('2026-12-25T12:00:00Z');
  await inFjordby(() => deleteMeetings(house, house.clock.now()));
  expect(await seriesLeft()).toEqual([]);
});
