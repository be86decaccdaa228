import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { meetingFor, seedResource, seedType, someone, wishFor } from '../../../../test/support/seed-meetings.ts';
import { fjordby, openTestHouse, type TestHouse, testDatabaseKind } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import { type EmployeeId, newId } from '../../../kernel/index.ts';
import { bookMeeting, cancelMeeting, meetingOfToken, moveMeeting } from '../booking/bookings.ts';
import type { MeetingType } from '../meeting-rules.ts';
import { mayRing } from './ring.ts';
import {
  changeSeries,
  type Decisions,
  endSeries,
  leaveOutDay,
  meetingsOfSeries,
  openDaysOfSeries,
  planChange,
  planSeries,
  readSeries,
  runningSeries,
  type SeriesChange,
  type SeriesPattern,
  startSeries,
} from './series.ts';
import { makeSeriesAhead } from './series-ahead.ts';

let house: TestHouse;
let type: MeetingType;
let mette: { readonly id: string; readonly employeeId: EmployeeId | null };
const inFjordby = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);
const staff = () => ({ by: 'employee', employee: mette.employeeId as EmployeeId }) as const;
const now = () => house.clock.now();
/** In winter. */
const at = (day: string, time = '10:00') => new Date(`${day}T${time}:00+01:00`);

/** Thursdays at ten, from 26 November 2026. */
const pattern = (over: Partial<SeriesPattern> = {}): SeriesPattern => ({
  everyWeeks: 1,
  weekdays: [4],
  time: '10:00',
  minutes: 30,
  from: '2026-11-26',
  until: null,
  count: 4,
  onHoliday: 'skip',
  without: [],
  ...over,
});
const wish = () => wishFor(type, { by: 'employee', with: { resource: mette.id } });
const start = (over: Partial<SeriesPattern> = {}, decisions: Decisions = {}) =>
  startSeries(
    house,
    fjordby,
    {
      wish: wish(),
      pattern: pattern(over),
      person: someone(),
      others: [],
      hiddenAddresses: false,
      ringHours: null,
      onCallSkill: null,
      decisions,
    },
    staff(),
    now(),
  );
async function started(over: Partial<SeriesPattern> = {}, decisions: Decisions = {}) {
  const made = await start(over, decisions);
  if (!made.ok) throw new Error(JSON.stringify(made.reason));
  return made.value;
}
const meetings = (id: string) => inFjordby(() => meetingsOfSeries(id, new Date(0)));
const times = async (id: string) =>
  (await meetings(id)).filter((one) => one.state === 'booked').map((one) => one.startsAt.toISOString().slice(0, 16));
const book = async (startsAt: Date) => {
  const made = await bookMeeting(
    house,
    fjordby,
    meetingFor(wish(), startsAt, { person: someone('+4520304099') }),
    staff(),
    now(),
  );
  if (!made.ok) throw new Error(JSON.stringify(made.reason));
  return made.value;
};
const change = (id: string, from: string, what: SeriesChange, version: number, decisions: Decisions = {}) =>
  changeSeries(house, fjordby, id, from, what, decisions, version, staff(), now());
const rhythm = (over: Partial<SeriesPattern>) => {
  const { everyWeeks, weekdays, time, minutes } = pattern(over);
  return { rhythm: { everyWeeks, weekdays, time, minutes } };
};

beforeAll(async () => {
  house = await openTestHouse();
  mette = await seedResource(house, { name: 'Mette' });
});
beforeEach(async () => {
  house.clock.set('2026-11-24T09:00:00Z');
  await inFjordby(async () => {
    await db().deleteFrom('meeting').execute();
    await db().deleteFrom('meeting_series').execute();
    await db().deleteFrom('meeting_occupancy').execute();
    await db().deleteFrom('meeting_closing').execute();
    await db().deleteFrom('message_record').execute();
    await db().deleteFrom('message_outbox').execute();
  });
  type = await seedType(house);
});

test('a series is made ahead, at ten on the wall on both sides of the change of the clock, holidays left out', async () => {
  const { seriesId, meetings: many, link } = await started({ from: '2027-03-18', count: 3 });
  expect(many).toBe(3);
  // 25 March 2027 is Maundy Thursday; the clock changes on the 28th.
  expect(await times(seriesId)).toEqual(['2027-03-18T09:00', '2027-04-01T08:00', '2027-04-08T08:00']);
  expect(await inFjordby(() => meetingOfToken(house, link.token))).toMatchObject({ seriesId });
  expect(await inFjordby(() => runningSeries(mette.id))).toHaveLength(1);
});

test('she is told once, and reminded of each', async () => {
  await started();
  const kinds = await inFjordby(async () =>
    (await db().selectFrom('message_record').select('kind').orderBy('kind').execute()).map((row) => row.kind),
  );
  expect(kinds).toEqual(['booked', ...Array.from({ length: 4 }, () => 'reminder-1440')]);
});

test('what stands in the way is listed before anything is made, and an employee decides for each day', async () => {
  await book(at('2026-12-03'));
  await inFjordby(() =>
    db()
      .insertInto('meeting_closing')
      .values({ id: newId(), municipality_id: fjordby, place_id: null, day: '2026-12-10', name: 'Personaledag' })
      .execute(),
  );
  const refused = await start({ onHoliday: 'next-working-day' });
  expect(refused).toMatchObject({ ok: false, reason: { kind: 'conflicts' } });
  const plan = !refused.ok && refused.reason.kind === 'conflicts' ? refused.reason.plan : [];
  expect(plan.map((one) => [one.day, one.startsAt?.toISOString().slice(0, 10), one.why, one.conflict])).toEqual([
    ['2026-11-26', '2026-11-26', null, false],
    ['2026-12-03', '2026-12-03', 'meeting', true],
    ['2026-12-10', '2026-12-11', 'closed', false],
    ['2026-12-17', '2026-12-17', null, false],
  ]);
  expect(await inFjordby(() => runningSeries())).toEqual([]);
  expect(await inFjordby(() => db().selectFrom('meeting').select('id').execute())).toHaveLength(1);

  const left = await started({}, { '2026-12-03': { kind: 'leave-out' }, '2026-12-10': { kind: 'leave-out' } });
  expect((await times(left.seriesId)).map((one) => one.slice(0, 10))).toEqual([
    '2026-11-26',
    '2026-12-17',
    '2026-12-24',
    '2026-12-31',
  ]);
});

test('or another time on that day; two days of one series are in each other’s way as well', async () => {
  await book(at('2026-12-03'));
  const { seriesId } = await started(
    { count: 2 },
    { '2026-12-03': { kind: 'at', startsAt: at('2026-12-03', '13:00') } },
  );
  expect((await meetings(seriesId)).map((one) => [one.day, one.movedSingly])).toEqual([
    ['2026-11-26', false],
    ['2026-12-03', true],
  ]);
  const both = await inFjordby(() =>
    planSeries(
      wish(),
      pattern({ time: '14:00', count: 2, weekdays: [4, 5] }),
      { '2026-11-27': { kind: 'at', startsAt: at('2026-11-26', '14:15') } },
      now(),
    ),
  );
  expect(both.map((one) => one.why)).toEqual([null, 'meeting']);
});

test.each([
  ['no day at all', { until: '2026-11-25', count: null }],
  ['more than two years of weeks', { until: '2029-06-01', count: null }],
])('%s is no series', async (_, over) => {
  expect(await start(over)).toEqual({ ok: false, reason: { kind: 'pattern' } });
});

test('from here on: meetings stay who they are, also where the new time lies over the old one', async () => {
  const { seriesId } = await started();
  const before = await meetings(seriesId);
  const changed = await change(seriesId, '2026-12-03', rhythm({ time: '10:15' }), 1);
  expect(changed).toMatchObject({ ok: true, value: { version: 2 } });
  expect(await times(seriesId)).toEqual([
    '2026-11-26T09:00',
    '2026-12-03T09:15',
    '2026-12-10T09:15',
    '2026-12-17T09:15',
  ]);
  expect((await meetings(seriesId)).map((one) => one.meetingId)).toEqual(before.map((one) => one.meetingId));
  expect(await inFjordby(() => db().selectFrom('meeting_occupancy').select('id').execute())).toHaveLength(4);
  // Told of the first alone.
  const moved = await inFjordby(() =>
    db().selectFrom('message_record').select('about').where('kind', '=', 'moved').execute(),
  );
  expect(moved).toEqual([{ about: before[1]?.meetingId }]);
});

test('another weekday: what was moved singly stays where it was put, unless it is said', async () => {
  const { seriesId } = await started();
  const third = (await meetings(seriesId))[2];
  const put = at('2026-12-11', '14:00');
  await moveMeeting(house, fjordby, third?.meetingId ?? '', put, { version: null, actor: staff() }, now());
  const tuesdays = rhythm({ weekdays: [2] });
  const plan = await planChange(house, fjordby, seriesId, '2026-12-01', tuesdays, {}, now());
  expect(plan.ok && plan.value.map((one) => one.startsAt?.toISOString().slice(0, 10))).toEqual([
    '2026-12-01',
    '2026-12-11',
    '2026-12-15',
  ]);
  expect(await times(seriesId)).toHaveLength(4);
  await change(seriesId, '2026-12-01', tuesdays, 1);
  expect((await meetings(seriesId)).map((one) => [one.day, one.startsAt.toISOString().slice(0, 10)])).toEqual([
    ['2026-11-26', '2026-11-26'],
    ['2026-12-01', '2026-12-01'],
    ['2026-12-08', '2026-12-11'],
    ['2026-12-15', '2026-12-15'],
  ]);
  await change(seriesId, '2026-12-01', { ...rhythm({ weekdays: [2], time: '11:00' }), alsoMovedSingly: true }, 2);
  expect((await times(seriesId)).slice(1)).toEqual(['2026-12-01T10:00', '2026-12-08T10:00', '2026-12-15T10:00']);
});

test('a change that meets something is refused whole, and a decision settles it', async () => {
  const { seriesId } = await started();
  await book(at('2026-12-10', '13:00'));
  const refused = await change(seriesId, '2026-12-03', rhythm({ time: '13:00' }), 1);
  expect(refused).toMatchObject({ ok: false, reason: { kind: 'conflicts' } });
  expect((await times(seriesId))[1]).toBe('2026-12-03T09:00');
  const settled = await change(seriesId, '2026-12-03', rhythm({ time: '13:00' }), 1, {
    '2026-12-10': { kind: 'leave-out' },
  });
  expect(settled).toMatchObject({ ok: true });
  // Four were agreed on: the one left out is held a week later.
  expect(await times(seriesId)).toEqual([
    '2026-11-26T09:00',
    '2026-12-03T12:00',
    '2026-12-17T12:00',
    '2026-12-24T12:00',
  ]);
});

test('two employees in one series: the second is refused and told what the first changed', async () => {
  const { seriesId } = await started();
  await change(seriesId, '2026-12-03', { ...rhythm({ time: '11:00' }), onCallSkill: 'stoette' }, 1);
  await leaveOutDay(house, fjordby, seriesId, '2026-12-31', 2, staff(), now());
  const refused = await change(seriesId, '2026-12-10', rhythm({ time: '12:00' }), 1);
  expect(refused).toMatchObject({
    ok: false,
    reason: { kind: 'changed', what: ['time', 'team', 'left-out'], now: { version: 3, pattern: { time: '11:00' } } },
  });
  expect(await endSeries(house, fjordby, seriesId, '2026-12-10', 2, staff(), now())).toMatchObject({
    reason: { kind: 'changed', what: ['left-out'] },
  });
});

test('shorter, longer and to the end: later meetings are cancelled, further ones made', async () => {
  const { seriesId } = await started();
  await change(seriesId, '2026-11-26', { end: { until: '2026-12-05', count: null } }, 1);
  expect((await times(seriesId)).map((one) => one.slice(0, 10))).toEqual(['2026-11-26', '2026-12-03']);
  await change(seriesId, '2026-11-26', { end: { until: '2026-12-18', count: null } }, 2);
  expect((await times(seriesId)).map((one) => one.slice(0, 10))).toEqual([
    '2026-11-26',
    '2026-12-03',
    '2026-12-10',
    '2026-12-17',
  ]);
  expect(await endSeries(house, fjordby, seriesId, '2026-11-24', 3, staff(), now())).toMatchObject({
    ok: true,
    value: { state: 'ended' },
  });
  expect(await times(seriesId)).toEqual([]);
  const series = await inFjordby(() => readSeries(seriesId));
  expect(series && mayRing(series, now())).toMatchObject({ may: false, why: 'ended' });
  expect(await change(seriesId, '2026-11-26', {}, 4)).toMatchObject({ reason: { kind: 'ended' } });
});

test('without an end, half a year stands; the sweep makes what comes, except what is cancelled or in the way', async () => {
  const { seriesId } = await started({ count: null });
  const first = await times(seriesId);
  // 27 Thursdays without Maundy Thursday and Ascension Day.
  expect(first.length).toBe(25);
  expect(first.at(-1)?.slice(0, 10)).toBe('2027-05-27');
  const cancelled = (await meetings(seriesId))[1];
  await cancelMeeting(house, fjordby, cancelled?.meetingId ?? '', { version: null, actor: staff() }, now());
  expect(await makeSeriesAhead(house, fjordby, now())).toBe(0);
  expect(await inFjordby(() => openDaysOfSeries(house, seriesId, now()))).toEqual([]);
  house.clock.set('2026-12-16T09:00:00Z');
  await book(new Date('2027-06-03T10:00:00+02:00'));
  expect(await makeSeriesAhead(house, fjordby, now())).toBe(1);
  expect((await times(seriesId)).at(-1)).toBe('2027-06-10T08:00');
  const open = await inFjordby(() => openDaysOfSeries(house, seriesId, now()));
  expect(open).toMatchObject([{ day: '2027-06-03', why: 'meeting', conflict: true }]);
  await leaveOutDay(house, fjordby, seriesId, '2027-06-03', 1, staff(), now());
  expect(await inFjordby(() => openDaysOfSeries(house, seriesId, now()))).toEqual([]);
});

test('a series whose last meeting is over ends by itself', async () => {
  const { seriesId } = await started({ count: 2 });
  house.clock.set('2026-12-03T08:00:00Z');
  await makeSeriesAhead(house, fjordby, now());
  expect(await inFjordby(() => readSeries(seriesId))).toMatchObject({ state: 'running' });
  house.clock.set('2026-12-03T10:00:00Z');
  await makeSeriesAhead(house, fjordby, now());
  expect(await inFjordby(() => readSeries(seriesId))).toMatchObject({ state: 'ended' });
  const row = await inFjordby(() =>
    db().selectFrom('meeting_series').select('delete_on').where('id', '=', seriesId).executeTakeFirst(),
  );
  // Thirty days after the last meeting, and never while one may still be made.
  expect(row).toEqual({ delete_on: '2027-01-02' });
});

describe.runIf(testDatabaseKind === 'postgres')('on PostgreSQL [PostgreSQL only]', () => {
  test('two changes of one series at once: one stands, the other is told', async () => {
    const { seriesId } = await started({ count: 6 });
    const all = await Promise.all(
      ['11:00', '12:00', '13:00', '14:00'].map((time) => change(seriesId, '2026-12-03', rhythm({ time }), 1)),
    );
    expect(all.filter((one) => one.ok)).toHaveLength(1);
    expect(all.flatMap((one) => (one.ok ? [] : [one.reason.kind]))).toEqual(['changed', 'changed', 'changed']);
    expect(new Set((await times(seriesId)).slice(1).map((one) => one.slice(11))).size).toBe(1);
  }, 60_000);

  test('a series and bookings about the same times: whole or not at all, and nobody twice', async () => {
    const days = ['2026-11-26', '2026-12-03', '2026-12-10', '2026-12-17'];
    const [series, , ...booked] = await Promise.all([
      start(),
      start({ time: '10:15' }),
      ...days.map((day) =>
        bookMeeting(house, fjordby, meetingFor(wish(), at(day), { person: someone('+4520304097') }), staff(), now()),
      ),
    ]);
    const taken = await inFjordby(() => db().selectFrom('meeting_occupancy').select('id').execute());
    expect(booked.length).toBe(4);
    if (series.ok) expect(booked.some((one) => one.ok)).toBe(false);
    expect(taken.length).toBeLessThanOrEqual(4);
  }, 60_000);
});
