import { describe, expect, test } from 'vitest';
import { seedType, someone } from '../../../../test/support/seed-meetings.ts';
import { fjordby } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import { newId } from '../../../kernel/index.ts';
import { nobody } from '../person-details.ts';
import {
  becameOf,
  convertMeeting,
  finishMeeting,
  meetingOfCode,
  meetingOfToken,
  meetingsOfPhrase,
  newLink,
} from './bookings.ts';
import { at, citizen, openBookings, reason } from './testing/booking-house.ts';

const { book, booked, here, inFjordby, read, taken } = openBookings();

describe('afterwards', () => {
  test('it was held, and a note is due where there is a duty', async () => {
    const noted = await seedType(here.house, { noteDuty: true });
    const { meetingId } = await booked(at('10:00'), {}, noted);
    const finish = (how: 'done' | 'no-show') =>
      inFjordby(() => finishMeeting(here.house, meetingId, how, { by: 'system' }, here.house.clock.now()));
    expect(reason(await finish('no-show'))).toBe('too-late');
    here.house.clock.set('2026-11-25T09:20:00Z');
    expect(reason(await finish('done'))).toBe('ok');
    expect(await read(meetingId)).toMatchObject({ state: 'done', noteState: 'due' });
    expect(reason(await finish('no-show'))).toBe('too-late');
  });

  test('in another form it is a new meeting with the same people, link and calendar entry', async () => {
    const { meetingId, token } = await booked(at('10:00'));
    const before = await read(meetingId);
    const change = { version: 1, actor: citizen };
    const result = await convertMeeting(
      here.house,
      fjordby,
      meetingId,
      { form: 'phone', startsAt: null, phone: null },
      change,
      here.house.clock.now(),
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
    expect(await inFjordby(() => meetingOfToken(here.house, token))).toMatchObject({ meetingId: id });
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
    here.house.clock.set('2026-11-25T10:10:00+01:00');
    expect(
      (await inFjordby(() => finishMeeting(here.house, meetingId, 'done', citizen, here.house.clock.now()))).ok,
    ).toBe(true);
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
          wished_at: here.house.clock.now(),
          option_id: option.id,
        })
        .execute();
      await db()
        .insertInto('meeting_affected')
        .values({
          meeting_id: meetingId,
          municipality_id,
          reason: 'hours',
          noticed_at: here.house.clock.now(),
          state: 'open',
        })
        .execute();
    });
    const result = await convertMeeting(
      here.house,
      fjordby,
      meetingId,
      { form: 'phone', startsAt: at('11:00'), phone: '+4520304055' },
      { version: null, actor: citizen },
      here.house.clock.now(),
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
    expect(await inFjordby(() => meetingOfCode(here.house, code, '20304055'))).toMatchObject({ meetingId: id });
  });
});

describe('links and codes', () => {
  test('the code opens it with her number or address alone', async () => {
    const person = someone('+4520304050', {
      details: { ...nobody, name: 'K', phone: '+4520304050', mail: 'K@Example.dk' },
    });
    const { meetingId, code } = await booked(at('10:00'), { person });
    const find = (written: string, contact: string) => inFjordby(() => meetingOfCode(here.house, written, contact));
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
    const fresh = await inFjordby(() => newLink(here.house, personId));
    expect(await inFjordby(() => meetingOfToken(here.house, token))).toBeNull();
    expect(await inFjordby(() => meetingOfCode(here.house, code, '20304050'))).toBeNull();
    expect(await inFjordby(() => meetingOfToken(here.house, fresh.token))).toMatchObject({ personId });
  });
});

describe('an anonymous type', () => {
  const anonymous = () => seedType(here.house, { anonymous: true, mostAhead: 1, companions: false });
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
    expect(await inFjordby(() => meetingsOfPhrase(here.house, 'Gul cykel MÅNE '))).toMatchObject([{ meetingId }]);
    expect(await inFjordby(() => meetingsOfPhrase(here.house, 'gul cykel sol'))).toEqual([]);
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
