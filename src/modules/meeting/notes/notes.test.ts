import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { meetingFor, seedResource, seedType, wishFor } from '../../../../test/support/seed-meetings.ts';
import { fjordby, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import { type EmployeeId, newId } from '../../../kernel/index.ts';
import { openMessage } from '../../../platform/index.ts';
import { bookMeeting, finishMeeting, readMeeting } from '../booking/bookings.ts';
import type { MeetingRules } from '../meeting-rules.ts';
import { stillHolds } from '../messages/still-holds.ts';
import { deleteMeetings, deletionAhead, deletionsDone } from './deletion.ts';
import { exportNote, notesWaiting, noteTaken, readNote, writeNote } from './notes.ts';
import { countNotesDue, notesDue, openNotes } from './open-notes.ts';
import { remindOfNotes } from './reminders.ts';

let house: TestHouse;
let mette: EmployeeId;
const inFjordby = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);
const tenOClock = new Date('2026-11-25T10:00:00+01:00');

async function held(noteDuty = true, noteReminder?: MeetingRules['noteReminder']): Promise<string> {
  const type = await seedType(house, { noteDuty, retentionDays: 30, ...(noteReminder ? { noteReminder } : {}) });
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
    for (const table of ['meeting_series', 'meeting', 'meeting_occupancy', 'message_record', 'message_outbox'] as const)
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
  expect(await inFjordby(notesWaiting)).toMatchObject([{ meeting: id, nothing: false, writtenAt: out?.writtenAt }]);
  const take = (writtenAt: Date) => inFjordby(() => noteTaken(house, id, mette, house.clock.now(), writtenAt));
  const fetched = new Date(out?.writtenAt ?? '');
  // Written over after it was fetched: nobody's words are lost.
  house.clock.advance(60);
  await write(id, { text: 'Hun får støtte hver uge.' });
  expect(await take(fetched)).toBe('changed');
  const again = await inFjordby(() => exportNote(house, id, mette, house.clock.now()));
  const second = new Date(again?.writtenAt ?? '');
  expect([await take(second), await take(second)]).toEqual(['taken', 'taken']);
  expect(await inFjordby(notesWaiting)).toEqual([]);
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

test('a series goes on its day, with what was said of it and of its meetings', async () => {
  await held(false);
  await inSeries(await series('2026-12-25'));
  house.clock.set('2026-12-25T12:00:00Z');
  await inFjordby(() => deleteMeetings(house, house.clock.now()));
  expect(await seriesLeft()).toEqual([]);
  for (const table of ['message_record', 'meeting'] as const)
    expect(await inFjordby(() => db().selectFrom(table).selectAll().execute())).toEqual([]);
});

test('a series without a meeting left goes on its day', async () => {
  await series('2026-12-25');
  house.clock.set('2026-12-25T12:00:00Z');
  await inFjordby(() => deleteMeetings(house, house.clock.now()));
  expect(await seriesLeft()).toEqual([]);
});

describe('a note that nobody writes', () => {
  const mails = () =>
    inFjordby(() =>
      db()
        .selectFrom('message_outbox')
        .select(['id', 'sealed'])
        .where('kind', '=', 'note-due')
        .orderBy('created_at')
        .execute(),
    );
  const remind = () => inFjordby(() => remindOfNotes(house, house.clock.now()));

  test('is counted at her desk; for her leader by kind and place, from ten on, of no citizen and no employee', async () => {
    const type = await seedType(house, { noteDuty: true, mostAhead: 50 });
    const open = async (many: number) => {
      for (let n = 0; n < many; n += 1) {
        house.clock.set('2026-11-24T09:00:00Z');
        const startsAt = new Date(tenOClock.getTime() + (n - 4) * 30 * 60_000);
        const booked = await bookMeeting(
          house,
          fjordby,
          meetingFor(wishFor(type), startsAt),
          { by: 'employee', employee: mette },
          house.clock.now(),
        );
        if (!booked.ok) throw new Error(JSON.stringify(booked.reason));
        house.clock.set(startsAt.toISOString());
        const actor = { by: 'employee', employee: mette } as const;
        await inFjordby(() => finishMeeting(house, booked.value.meetingId, 'done', actor, house.clock.now()));
      }
    };
    await open(4);
    expect(await inFjordby(() => countNotesDue(mette))).toBe(4);
    house.clock.set('2026-12-06T10:00:00+01:00');
    expect(await inFjordby(() => openNotes(house.clock.now()))).toEqual({ notes: 0, groups: [] });
    await inFjordby(async () => {
      for (const table of ['meeting', 'meeting_occupancy'] as const) await db().deleteFrom(table).execute();
    });
    await open(12);
    house.clock.set('2026-12-06T10:00:00+01:00');
    const found = await inFjordby(() => openNotes(house.clock.now()));
    expect(found).toEqual({ notes: 10, groups: [{ title: type.title, place: null, notes: 10, weeks: 1 }] });
    expect(JSON.stringify(found)).not.toContain('Mette');
  });

  test('is written about to the unit after a day and then as its kind says, without a word of the meeting, until it is done', async () => {
    const id = await held(true, { mail: 'enhed@fjordby.example', everyDays: 3 });
    house.clock.set('2026-11-26T10:29:00+01:00');
    expect(await remind()).toBe(0);
    house.clock.set('2026-11-26T10:31:00+01:00');
    expect([await remind(), await remind()]).toEqual([1, 0]);
    const [mail] = await mails();
    const body = mail && openMessage(house, mail.id, mail.sealed);
    expect(body).toMatchObject({ channel: 'mail', to: 'enhed@fjordby.example', subject: 'Et notat mangler' });
    expect(JSON.stringify(body)).toContain('onsdag 25. november');
    expect(JSON.stringify(body)).not.toMatch(/Karen|20304050|Møde med|Mette/);
    expect(JSON.stringify(body)).not.toContain(id);
    // No note has come of it.
    expect(await inFjordby(() => readNote(house, id, mette, house.clock.now()))).toBeNull();
    expect(await inFjordby(() => noteTaken(house, id, mette, house.clock.now(), new Date()))).toBe('no-note');
    house.clock.set('2026-11-29T10:30:00+01:00');
    expect(await remind()).toBe(0);
    house.clock.set('2026-11-29T10:32:00+01:00');
    expect(await remind()).toBe(1);
    const [record] = await inFjordby(() =>
      db().selectFrom('message_record').select(['about']).where('kind', '=', 'note-due').execute(),
    );
    const told = { id: 'm', about: record?.about ?? '', person: null, kind: 'note-due' };
    expect([...(await inFjordby(() => stillHolds([told])))]).toEqual(['m']);
    expect((await write(id, 'nothing')).ok).toBe(true);
    expect([...(await inFjordby(() => stillHolds([told])))]).toEqual([]);
    house.clock.set('2026-12-05T10:32:00+01:00');
    expect(await remind()).toBe(0);
  });

  test('of thirty meetings that one mail box hears of in one run there is one mail, with how many; next day’s kinds share it', async () => {
    const noteReminder = { mail: 'enhed@fjordby.example', everyDays: 1 };
    const types = [
      await seedType(house, { noteDuty: true, noteReminder, mostAhead: 50 }),
      await seedType(house, { noteDuty: true, noteReminder, mostAhead: 50 }),
    ];
    for (const [nth, type] of types.entries())
      await inFjordby(async () => {
        for (let n = 0; n < 15; n += 1)
          await db()
            .insertInto('meeting')
            .values({
              id: newId(),
              municipality_id: fjordby,
              type_id: type.id,
              form: 'in-person',
              state: 'done',
              note_state: 'due',
              starts_at: new Date(`2026-11-2${nth}T10:00:00+01:00`),
              ends_at: new Date(`2026-11-2${nth}T10:30:00+01:00`),
              language: 'da',
              booked_by: 'citizen',
              uid: newId(),
              created_at: house.clock.now(),
              changed_at: house.clock.now(),
            })
            .execute();
      });
    expect([await remind(), await remind()]).toEqual([30, 0]);
    const sent = await mails();
    expect(sent).toHaveLength(1);
    const body = sent[0] && openMessage(house, sent[0].id, sent[0].sealed);
    expect(body).toMatchObject({ subject: '30 notater mangler' });
    expect(JSON.stringify(body)).toContain('fredag 20. november');
    // A day later they are missing still, and that is one mail again.
    house.clock.advance(25 * 3600);
    await inFjordby(() => db().deleteFrom('message_outbox').execute());
    expect([await remind(), (await mails()).length]).toEqual([30, 1]);
  });
});
