import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { meetingFor, seedResource, seedType, someone, wishFor } from '../../../../test/support/seed-meetings.ts';
import { seedPlace } from '../../../../test/support/seed-place.ts';
import { fjordby, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { db, type MeetingForm } from '../../../db/index.ts';
import { newId } from '../../../kernel/index.ts';
import { type DigitalPost, type House, type MessageBody, openMessage, recordsAbout } from '../../../platform/index.ts';
import type { NewMeeting, NewPerson } from '../booking/booking-types.ts';
import {
  bookMeeting,
  cancelMeeting,
  convertMeeting,
  finishMeeting,
  moveMeeting,
  newLink,
} from '../booking/bookings.ts';
import type { MeetingRules } from '../meeting-rules.ts';
import { nobody } from '../person-details.ts';
import { timeText } from './message-values.ts';
import { messagesTo } from './messages-to.ts';
import { stillHolds } from './still-holds.ts';
import { type MeetingChange, tellParties } from './tell-parties.ts';
import { saveTemplate } from './template-store.ts';

let house: TestHouse;
const citizen = { by: 'citizen' } as const;
const inFjordby = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);
const at = (time: string, day = '2026-11-25') => new Date(`${day}T${time}:00+01:00`);
const now = () => house.clock.now();
const mailed = (over: Partial<NewPerson> = {}): NewPerson =>
  someone('', { channel: 'mail', details: { ...nobody, name: 'Karen Prøve', mail: 'karen@eksempel.dk' }, ...over });

beforeAll(async () => {
  house = await openTestHouse({
    seed: (owner) =>
      owner.transaction().execute(async (tx) => {
        await sql`select set_config('app.municipality', ${fjordby}, true)`.execute(tx);
        await seedPlace(tx, { hours: '{}' });
      }),
  });
  await seedResource(house, { name: 'Mette' });
});
beforeEach(async () => {
  house.clock.set('2026-11-23T09:00:00Z');
  await inFjordby(async () => {
    for (const table of [
      'message_outbox',
      'message_record',
      'meeting',
      'meeting_occupancy',
      'message_template',
    ] as const)
      await db().deleteFrom(table).execute();
  });
});

async function book(over: Partial<NewMeeting> = {}, rules: Partial<MeetingRules> = {}, forms?: readonly MeetingForm[]) {
  const type = await seedType(house, { remindMinutes: [1440, 60], ...rules }, forms);
  const startsAt = at('10:00');
  const booked = await bookMeeting(house, fjordby, meetingFor(wishFor(type), startsAt, over), citizen, now());
  if (!booked.ok) throw new Error(JSON.stringify(booked.reason));
  return booked.value;
}
type Lying = {
  readonly kind: string;
  readonly person: string | null;
  readonly notBefore: Date;
  readonly until: Date;
  readonly body: MessageBody;
};
/** What waits to be sent about a meeting, opened, in the order in which it will be. */
const waiting = (about: string): Promise<readonly Lying[]> =>
  inFjordby(async () => {
    const rows = await db()
      .selectFrom('message_outbox')
      .innerJoin('message_record', 'message_record.id', 'message_outbox.id')
      .select(['message_outbox.id', 'message_record.kind', 'person', 'next_at', 'latest_useful', 'sealed'])
      .where('about', '=', about)
      .orderBy('next_at')
      .orderBy('message_record.kind')
      .execute();
    return rows.map((row) => {
      const body = openMessage(house, row.id, row.sealed);
      if (!body) throw new Error('sealed');
      return { kind: row.kind, person: row.person, notBefore: row.next_at, until: row.latest_useful, body };
    });
  });
const kinds = async (about: string) => (await waiting(about)).map(({ kind }) => kind);
const textOf = (body: MessageBody | undefined): string => (body && 'text' in body ? body.text : '');
const tell = (id: string, change: MeetingChange) => inFjordby(() => tellParties(house, id, change, [], now()));

describe('a meeting that was booked', () => {
  test('by SMS: time, municipality, code and phone, and no link, name or topic', async () => {
    const { meetingId, code, token } = await book();
    const [first, ...reminders] = await waiting(meetingId);
    const written = `${code.slice(0, 4)}-${code.slice(4)}`;
    expect(first).toMatchObject({ kind: 'booked', until: at('10:00') });
    expect(first?.body).toEqual({
      channel: 'sms',
      to: '+4520304050',
      text: `Fjordby Kommune: Du har et møde ${timeText(at('10:00'), 'da')}. Kode ${written}. Ring 10 20 30 40, hvis du vil ændre tiden.\nSvar ikke her.`,
    });
    expect(reminders.map(({ kind, notBefore, until }) => [kind, notBefore, until])).toEqual([
      ['reminder-1440', at('10:00', '2026-11-24'), at('09:00')],
      ['reminder-60', at('09:00'), at('09:55')],
    ]);
    for (const { body } of reminders)
      expect(textOf(body)).toBe(
        `Fjordby Kommune: Husk dit møde ${timeText(at('10:00'), 'da')}.\nSvar ikke her, ring 10 20 30 40.`,
      );
    const all = JSON.stringify(await waiting(meetingId));
    for (const never of [token, 'http', 'Karen', 'Møde"']) expect(all).not.toContain(never);
  });

  test('by e-mail: link, calendar, a subject without topic, and that nobody reads answers', async () => {
    const { meetingId, token } = await book({ person: mailed() }, {}, ['video']);
    const [first, reminder] = await waiting(meetingId);
    if (first?.body.channel !== 'mail' || reminder?.body.channel !== 'mail') throw new Error('no mail');
    expect(first.body.subject).toBe('Dit møde med Fjordby Kommune');
    expect(first.body.text).toContain(`http://localhost:4100/fjordby/m/${token}`);
    expect(first.body.text).toContain('localhost:4100/fjordby/moede/kode');
    expect(first.body.text).toMatch(/Ingen læser svar på denne e-mail\. Ring til os på 10 20 30 40/);
    expect(first.body.text).not.toContain('Karen');
    expect(first.body.calendar?.method).toBe('REQUEST');
    expect(first.body.calendar?.ics).toContain('SUMMARY:Møde med Fjordby Kommune\r\n');
    expect(first.body.calendar?.ics.replaceAll('\r\n ', '')).toContain('http://localhost:4100/fjordby/moede/mit');
    expect(first.body.calendar?.ics).not.toContain(token);
    expect(reminder.body.calendar).toBeNull();
  });

  test('in English where that is spoken', async () => {
    const type = await seedType(house, { remindMinutes: [] });
    const booked = await bookMeeting(
      house,
      fjordby,
      meetingFor(wishFor(type, { language: 'en' }), at('11:00')),
      citizen,
      now(),
    );
    if (!booked.ok) throw new Error(JSON.stringify(booked.reason));
    expect(textOf((await waiting(booked.value.meetingId))[0]?.body)).toMatch(/^Fjordby Kommune: You have a meeting /);
  });

  test('tells companions too, each by her own channel and with her own code; who has no channel is told nothing', async () => {
    const { meetingId } = await book({
      others: [mailed({ role: 'companion' }), someone('+4520000001', { role: 'companion', channel: 'none' })],
    });
    const told = (await waiting(meetingId)).filter(({ kind }) => kind === 'booked');
    expect(told.map(({ body }) => body.channel).sort()).toEqual(['mail', 'sms']);
    const codes = told.map(({ body }) => /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(textOf(body))?.[0]);
    expect(new Set(codes).size).toBe(2);
  });

  test('by somebody of whom nothing may be known: nobody is told', async () => {
    const { meetingId } = await book(
      { person: someone('', { channel: 'none', details: { ...nobody, alias: 'Ugle' } }) },
      { anonymous: true, companions: false },
    );
    expect(await waiting(meetingId)).toEqual([]);
    await tell(meetingId, { kind: 'cancelled', was: at('10:00') });
    expect(await waiting(meetingId)).toEqual([]);
  });

  test('rolled back leaves nothing', async () => {
    const { meetingId } = await book();
    const before = await kinds(meetingId);
    await inFjordby(async () => {
      await tellParties(house, meetingId, { kind: 'cancelled', was: at('10:00') }, [], now());
      throw new Error('no');
    }).catch(() => {});
    expect(await kinds(meetingId)).toEqual(before);
  });
});

describe('a meeting that was moved', () => {
  test('names both times, has the link that she has, and the reminders are the new time’s', async () => {
    const { meetingId, token } = await book({ person: mailed() });
    const moved = await moveMeeting(
      house,
      fjordby,
      meetingId,
      at('13:00', '2026-11-26'),
      { version: null, actor: citizen },
      now(),
    );
    expect(moved.ok).toBe(true);
    const all = await waiting(meetingId);
    expect(all.map(({ kind }) => kind)).toEqual(['moved', 'reminder-1440', 'reminder-60']);
    const [first] = all;
    if (first?.body.channel !== 'mail') throw new Error('no mail');
    for (const part of [timeText(at('10:00'), 'da'), timeText(at('13:00', '2026-11-26'), 'da'), token])
      expect(first.body.text).toContain(part);
    expect(first.body.calendar?.ics).toMatch(/SEQUENCE:1\r\n[\s\S]*DTSTART:20261126T120000Z/);
    expect(all[2]?.notBefore).toEqual(at('12:00', '2026-11-26'));
  });

  test('whose link was replaced says how to come without', async () => {
    const { meetingId, personId, token } = await book({ person: mailed() });
    await inFjordby(() => newLink(house, personId));
    await tell(meetingId, { kind: 'moved', was: at('09:00') });
    const text = textOf((await waiting(meetingId))[0]?.body);
    expect(text).not.toContain(token);
    expect(text).not.toMatch(/Din side om mødet|koden/);
    expect(text).toContain('10 20 30 40');
  });

  test('to another form is told once, and nothing of the old one goes', async () => {
    const { meetingId } = await book();
    const converted = await convertMeeting(
      house,
      fjordby,
      meetingId,
      { form: 'phone', startsAt: null, phone: null },
      { version: null, actor: citizen },
      now(),
    );
    if (!converted.ok) throw new Error(JSON.stringify(converted.reason));
    expect(await holding(converted.value.meetingId)).toEqual(['converted', 'reminder-1440', 'reminder-60']);
    expect(await holding(meetingId)).toEqual([]);
  });
});

/** The kinds of what waits that would still be sent. */
const holding = (about: string) =>
  inFjordby(async () => {
    const records = (await recordsAbout(about)).filter(({ state }) => state === 'waiting');
    const holds = await stillHolds(records);
    return records.filter(({ id }) => holds.has(id)).map(({ kind }) => kind);
  });

describe('a meeting that was cancelled', () => {
  test('takes everything back that was not sent, and says so with a calendar that ends it', async () => {
    const { meetingId } = await book({ person: mailed() });
    await cancelMeeting(house, fjordby, meetingId, { version: null, actor: citizen }, now());
    const all = await waiting(meetingId);
    expect(all.map(({ kind, until }) => [kind, until])).toEqual([['cancelled', at('10:00')]]);
    const [first] = all;
    if (first?.body.channel !== 'mail') throw new Error('no mail');
    expect(first.body.calendar?.method).toBe('CANCEL');
    expect(first.body.calendar?.ics).toContain('SEQUENCE:1\r\n');
    expect(first.body.text).toContain(timeText(at('10:00'), 'da'));
    const states = await inFjordby(() => recordsAbout(meetingId));
    expect(states.filter(({ state }) => state === 'cancelled')).toHaveLength(3);
  });

  test('behind our back is asked for when a message is about to leave', async () => {
    const { meetingId } = await book();
    expect(await holding(meetingId)).toEqual(['booked', 'reminder-1440', 'reminder-60']);
    await inFjordby(() =>
      db().updateTable('meeting').set({ state: 'cancelled' }).where('id', '=', meetingId).execute(),
    );
    expect(await holding(meetingId)).toEqual([]);
    await inFjordby(() => db().deleteFrom('meeting').where('id', '=', meetingId).execute());
    expect(await holding(meetingId)).toEqual([]);
  });

  test('for one seat of many tells that person alone', async () => {
    const { meetingId, personId } = await book({ others: [mailed({ role: 'companion' })] });
    await inFjordby(async () => {
      await db().updateTable('meeting_person').set({ seat: 'cancelled' }).where('id', '=', personId).execute();
      await tellParties(house, meetingId, { kind: 'cancelled', was: at('10:00') }, [], now(), [personId]);
    });
    const all = await waiting(meetingId);
    expect(all.filter(({ person }) => person === personId).map(({ kind }) => kind)).toEqual(['cancelled']);
    expect(all.filter(({ person }) => person !== personId)).toHaveLength(3);
  });
});

describe('times that were proposed', () => {
  test('are listed in the e-mail, and the SMS says how to answer by phone', async () => {
    const { meetingId, code } = await book({ others: [mailed({ role: 'representative' })] });
    await inFjordby(async () => {
      await db().deleteFrom('message_outbox').execute();
      await db()
        .updateTable('meeting')
        .set({ state: 'proposed', answer_by: at('12:00', '2026-11-24') })
        .execute();
      for (const [from, to] of [
        ['09:00', '09:30'],
        ['11:00', '11:30'],
      ] as const)
        await db()
          .insertInto('meeting_option')
          .values({
            id: newId(),
            municipality_id: fjordby,
            meeting_id: meetingId,
            starts_at: at(from, '2026-11-27'),
            ends_at: at(to, '2026-11-27'),
            resources: '[]',
          })
          .execute();
      await tellParties(house, meetingId, { kind: 'proposed' }, [], now());
    });
    const all = await waiting(meetingId);
    expect(all.map(({ until }) => until)).toEqual([at('12:00', '2026-11-24'), at('12:00', '2026-11-24')]);
    const mail = textOf(all.find(({ body }) => body.channel === 'mail')?.body);
    for (const time of ['09:00', '11:00']) expect(mail).toContain(`- ${timeText(at(time, '2026-11-27'), 'da')}`);
    const sms = textOf(all.find(({ body }) => body.channel === 'sms')?.body);
    expect(sms).toContain(`Ring 10 20 30 40, og sig koden ${code.slice(0, 4)}-${code.slice(4)}, senest`);
    expect(await holding(meetingId)).toEqual(['proposed', 'proposed']);
  });
});

test('of who did not come, the citizen is told, and not blamed', async () => {
  const { meetingId } = await book({ others: [mailed({ role: 'companion' })] });
  house.clock.set('2026-11-25T10:00:00Z');
  await inFjordby(() => finishMeeting(house, meetingId, 'no-show', { by: 'system' }, now()));
  const missed = (await waiting(meetingId)).filter(({ kind }) => kind === 'missed');
  expect(missed.map(({ body }) => textOf(body))).toEqual([
    `Fjordby Kommune: Vi fik ikke talt sammen ${timeText(at('10:00'), 'da')}. Ring 10 20 30 40, så finder vi en ny tid.\nSvar ikke her.`,
  ]);
});

test('somebody without Digital Post set up gets a letter that an employee prints', async () => {
  const details = {
    ...nobody,
    name: 'Karen Prøve',
    cpr: '6107011234',
    address: ['Karen Prøve', 'Nygade 1', '9999 Fjordby'],
  };
  const { meetingId, token } = await book({ person: someone('', { channel: 'digital-post', details }) });
  const [letter] = await waiting(meetingId);
  if (letter?.body.channel !== 'letter') throw new Error('no letter');
  expect(letter.body.address).toEqual(details.address);
  expect(letter.body.code).toHaveLength(8);
  expect(JSON.stringify(letter.body)).not.toMatch(new RegExp(`${token.slice(0, 8)}.*610701|610701`));
});

describe('somebody with Digital Post', () => {
  const details = { ...nobody, name: 'Karen Prøve', cpr: '6107011234' };
  const person = someone('', { channel: 'digital-post', details });
  const posting = (): House => ({
    ...house,
    baseUrl: () => 'https://hjaelp.example.dk',
    digitalPost: {
      settings: { memoVersion: '1.2' },
      tenant: (slug: string) =>
        slug === 'fjordby' ? { cvr: '12345678', sender: 'Fjordby Kommune', repliesRead: false } : null,
    } as unknown as DigitalPost,
  });

  test('gets the appointment and the link, and reminders as NemSMS without either', async () => {
    const type = await seedType(house, { remindMinutes: [60] });
    const booked = await bookMeeting(
      posting(),
      fjordby,
      meetingFor(wishFor(type), at('10:00'), { person }),
      citizen,
      now(),
    );
    if (!booked.ok) throw new Error(JSON.stringify(booked.reason));
    const [first, reminder] = await waiting(booked.value.meetingId);
    if (first?.body.channel !== 'digital-post' || reminder?.body.channel !== 'digital-post') throw new Error('no post');
    expect(first.body.kind).toBe('DIGITALPOST');
    expect(first.body.memo).toContain('AFTALE');
    expect(first.body.memo).toContain(`https://hjaelp.example.dk/fjordby/m/${booked.value.token}`);
    expect(reminder.body.kind).toBe('NEMSMS');
    expect(reminder.body.memo).toContain('Husk dit møde');
    expect(reminder.body.memo).not.toContain('https://hjaelp');
  });

  test('whose message cannot be made gets a letter, and nothing of her is in the log', async () => {
    const type = await seedType(house, { remindMinutes: [] });
    const wrong = someone('', { channel: 'digital-post', details: { ...details, cpr: '12' } });
    const booked = await bookMeeting(
      posting(),
      fjordby,
      meetingFor(wishFor(type), at('11:00'), { person: wrong }),
      citizen,
      now(),
    );
    if (!booked.ok) throw new Error(JSON.stringify(booked.reason));
    expect((await waiting(booked.value.meetingId)).map(({ body }) => body.channel)).toEqual(['letter']);
    expect(house.logged.join('\n')).toContain('a digital post could not be made');
    expect(house.logged.join('\n')).not.toContain('Karen');
  });
});

test('the municipality’s own text is used', async () => {
  await inFjordby(() =>
    saveTemplate(
      { kind: 'booked', channel: 'sms', language: 'da' },
      { subject: '', body: 'Vi ses {tid} i {kommune}' },
      0,
    ),
  );
  const { meetingId } = await book();
  expect(textOf((await waiting(meetingId))[0]?.body)).toBe(
    `Vi ses ${timeText(at('10:00'), 'da')} i Fjordby Kommune\nSvar ikke her, ring 10 20 30 40.`,
  );
});

test('the citizen’s own list says what was sent, how and whether it arrived', async () => {
  const { meetingId, personId } = await book();
  const list = () => inFjordby(() => messagesTo({ about: meetingId, person: personId }, 'da'));
  expect((await list()).map(({ kind, channel, state }) => [kind, channel, state])).toEqual([
    ['Mødet er aftalt', 'SMS', 'Ikke sendt endnu'],
  ]);
  await inFjordby(() =>
    db()
      .updateTable('message_record')
      .set({ state: 'delivered', maybe_double: 1 })
      .where('kind', '=', 'booked')
      .execute(),
  );
  expect((await list())[0]?.state).toBe('Kommet frem. Du kan have fået den to gange.');
  await inFjordby(() =>
    db()
      .updateTable('message_record')
      .set({ state: 'failed', failure: 'unknown' })
      .where('kind', '=', 'booked')
      .execute(),
  );
  expect((await list())[0]).toMatchObject({ state: 'Vi ved ikke, om den kom frem', failed: true });
  expect(await inFjordby(() => messagesTo({ about: meetingId, person: newId() }, 'en'))).toEqual([]);
});
