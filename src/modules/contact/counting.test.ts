import { beforeEach, describe, expect, test } from 'vitest';
import {
  fjordby,
  hedelund,
  openTestHouse,
  type TestHouse,
  testDatabaseKind,
} from '../../../test/support/test-house.ts';
import { db } from '../../db/index.ts';
import { forgetSpentTokens } from './answers.ts';
import {
  type AnswerToken,
  blockAt,
  type CountedContact,
  countAnswer,
  countContact,
  countContacts,
  estimateWait,
  handlingTimes,
  mintAnswerToken,
  publishedPeriods,
  publishFigures,
  type Question,
  readAnswerToken,
  unanswered,
} from './index.ts';
import { weekOf } from './periods.ts';

let house: TestHouse;
beforeEach(async () => {
  house ??= await openTestHouse();
});

const contact = (more: Partial<CountedContact> = {}): CountedContact => ({
  now: house.clock.now(),
  channel: 'video',
  task: 'pas',
  kind: 'help-to-self-service',
  outcome: 'together',
  form: 'video',
  waitSeconds: 200,
  handlingSeconds: 600,
  ...more,
});
const count = (more?: Partial<CountedContact>) =>
  house.database.inMunicipality(fjordby, () => countContact(contact(more)));
const look = (municipality = fjordby) =>
  house.database.inMunicipality(municipality, () => publishFigures(blockAt(house.clock.now())));
/** Every test has a block of its own. */
const nextBlock = () => house.clock.advance(5 * 7 * 24 * 3600);

describe('counting a contact', () => {
  test('shows nothing before five can be told, and no more until ten', async () => {
    for (let came = 1; came <= 5; came += 1) {
      await count();
      // Five alike would tell of the crossing, whose floor is ten, that all five are in it: that look waits for one more.
      expect((await look()).total, `${came}`).toBeNull();
    }
    await count();
    const five = await look();
    expect(five.total).toBe(5);
    expect(five.channels).toContainEqual({ channel: 'video', count: 5 });
    expect(five.tasks).toEqual([
      { task: 'pas', count: 5, outcomes: expect.arrayContaining([{ outcome: 'together', count: null }]) },
    ]);
    expect(five.waits.find(({ from }) => from === 2)).toEqual({ from: 2, to: 5, count: 5 });
    await count({ channel: 'text', form: 'text' });
    expect(await look()).toEqual(five);
    for (let came = 8; came <= 12; came += 1) await count();
    const ten = await look();
    expect(ten.total).toBe(10);
    expect(ten.channels).toContainEqual({ channel: 'text', count: null });
    expect(ten.tasks[0]?.outcomes).toContainEqual({ outcome: 'together', count: 10 });
    expect((await look(hedelund)).total).toBeNull();
  });

  test('in one piece or in many ends at the same counters', async () => {
    nextBlock();
    await house.database.inMunicipality(hedelund, () =>
      countContacts([
        { contact: contact(), times: 17 },
        { contact: contact({ outcome: 'self' }), times: 26 },
      ]),
    );
    expect(await look(hedelund)).toMatchObject({
      total: 40,
      outcomes: expect.arrayContaining([{ outcome: 'self', count: 25 }]),
    });
    expect(await house.database.inMunicipality(hedelund, publishedPeriods)).toMatchObject([{ id: '2026-B13' }]);
  });

  test('at another door adds to the total and to no wait, and its people are not asked afterwards', async () => {
    nextBlock();
    const byPhone = { channel: 'phone', form: null, waitSeconds: null, handlingSeconds: null } as const;
    await house.database.inMunicipality(fjordby, () =>
      countContacts([
        { contact: contact(), times: 23 },
        { contact: contact({ ...byPhone, outcome: 'follow-up' }), times: 16 },
        { contact: contact({ ...byPhone, outcome: 'other-way' }), times: 12 },
      ]),
    );
    const shown = await look();
    expect(shown.total).toBe(50);
    expect(shown.channels).toContainEqual({ channel: 'phone', count: 25 });
    expect(shown.waits.reduce((sum, { count }) => sum + (count ?? 0), 0)).toBe(20);
    expect(shown.answers.offered).toBe(25);
    expect(shown.closings).toEqual([
      { closing: 'first-contact', count: 30 },
      { closing: 'forwarded', count: null },
      { closing: 'follow-up', count: 15 },
      { closing: 'unresolved', count: null },
    ]);
  });

  test('that is rolled back has not been', async () => {
    nextBlock();
    const failed = house.database.inMunicipality(fjordby, async () => {
      for (let came = 0; came < 10; came += 1) await countContact(contact());
      throw new Error('the ticket was gone');
    });
    await expect(failed).rejects.toThrow();
    expect((await look()).total).toBeNull();
  });

  test('keeps how long conversations took for eight weeks', async () => {
    nextBlock();
    nextBlock();
    const handling = () => house.database.inMunicipality(fjordby, () => handlingTimes(house.clock.now()));
    const estimate = async () => estimateWait({ place: 1, staff: 2, handling: await handling() });
    for (let came = 0; came < 19; came += 1) await count();
    await count({ outcome: 'left', handlingSeconds: null });
    expect(await estimate()).toEqual({ kind: 'unknown' });
    await count();
    expect((await handling()).observations).toBe(20);
    expect((await estimate()).kind).toBe('range');
    house.clock.advance(8 * 7 * 24 * 3600);
    expect((await handling()).observations).toBe(0);
  });

  test.runIf(testDatabaseKind === 'postgres')(
    'by forty at once loses none, and nobody waits for a deadlock [PostgreSQL only]',
    async () => {
      nextBlock();
      const tasks = ['pas', 'mitid', 'su', 'none'];
      await Promise.all(Array.from({ length: 40 }, (_, index) => count({ task: tasks[index % 4] ?? 'none' })));
      const counted = await house.database.inMunicipality(fjordby, () =>
        db()
          .selectFrom('contact_count')
          .select((e) => e.fn.sum<number>('count').as('n'))
          .where('period', '=', weekNow())
          .executeTakeFirst(),
      );
      expect(Number(counted?.n)).toBe(40);
      expect((await look()).total).toBe(40);
    },
  );
});

describe('the right to answer', () => {
  const tokenOf = (sealed: string) => readAnswerToken(house, fjordby, sealed);
  const answer = (sealed: string, question: Question, given: string) =>
    house.database.inMunicipality(fjordby, async () => {
      const token = tokenOf(sealed);
      return token ? countAnswer(house, token, { question, answer: given }) : null;
    });

  test('is for each question once, of fifty at the same time too', async () => {
    nextBlock();
    const sealed = mintAnswerToken(house, { form: 'video', municipality: fjordby });
    const tried = await Promise.all(Array.from({ length: 50 }, () => answer(sealed, 'solved', 'yes')));
    expect(tried.filter((one) => one?.ok)).toHaveLength(1);
    expect(await answer(sealed, 'ease', '6')).toMatchObject({ ok: true });
    expect(await answer(sealed, 'ease', '8')).toMatchObject({ reason: 'no-such-answer' });
    const rest = await house.database.inMunicipality(fjordby, async () =>
      unanswered(house, tokenOf(sealed) as AnswerToken),
    );
    expect(rest).toEqual(['expressed', 'media', 'next']);
    const rows = await buckets();
    expect(rows).toContainEqual({ series: 'people', bucket: 'answered', count: 1 });
    expect(rows).toContainEqual({ series: 'solved', bucket: 'yes', count: 1 });
  });

  test('moves what is shown in steps of five, with how many answered', async () => {
    for (let person = 2; person <= 12; person += 1)
      await answer(
        mintAnswerToken(house, { form: 'text', municipality: fjordby }),
        'solved',
        person % 6 ? 'yes' : 'no',
      );
    const { answers } = await look();
    expect(answers.answered).toBe(10);
    const [solved] = answers.questions;
    expect(solved).toEqual({
      question: 'solved',
      answered: 10,
      answers: [
        { answer: 'yes', count: expect.any(Number) },
        { answer: 'partly', count: null },
        { answer: 'no', count: null },
      ],
    });
  });

  test('ends after a day, belongs to one municipality, and cannot be made by others', async () => {
    const sealed = mintAnswerToken(house, { form: 'text', service: 'pas', municipality: fjordby });
    expect(tokenOf(sealed)).toMatchObject({ form: 'text', service: 'pas' });
    expect(readAnswerToken(house, hedelund, sealed)).toBeNull();
    expect(tokenOf(`x${sealed.slice(1)}`)).toBeNull();
    expect(readAnswerToken(house, fjordby, undefined)).toBeNull();
    house.clock.advance(24 * 3600);
    expect(tokenOf(sealed)).toBeNull();
  });

  test('leaves no trace once it is past its time', async () => {
    const left = () =>
      house.database.inMunicipality(fjordby, () => db().selectFrom('spent_token').select('expires_on').execute());
    expect((await left()).length).toBeGreaterThan(10);
    // Every one is forgotten on a Monday: no day of an answer is kept.
    expect(new Set((await left()).map(({ expires_on }) => new Date(expires_on).getUTCDay()))).toEqual(new Set([1]));
    house.clock.advance(15 * 24 * 3600);
    await house.database.inMunicipality(fjordby, () => forgetSpentTokens(house.clock.now()));
    expect(await left()).toEqual([]);
  });

  const buckets = () =>
    house.database.inMunicipality(fjordby, () =>
      db()
        .selectFrom('contact_histogram')
        .select(['series', 'bucket', 'count'])
        .where('measure', '=', 'answer')
        .execute(),
    );
});

const weekNow = () => weekOf(house.clock.now());
