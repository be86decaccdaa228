import { beforeAll, beforeEach, expect, test } from 'vitest';
import { countStatements } from '../../../../test/support/count-statements.ts';
import { seedResource, seedType, someone, wishFor } from '../../../../test/support/seed-meetings.ts';
import { fjordby, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import type { EmployeeId } from '../../../kernel/index.ts';
import type { MeetingType } from '../meeting-rules.ts';
import { changeSeries, endSeries, meetingsOfSeries, type SeriesPattern, startSeries } from './series.ts';

/** Two years of weekly support are planted, moved and ended as one: never meeting by meeting. */
let house: TestHouse;
let type: MeetingType;
let mette: { readonly id: string; readonly employeeId: EmployeeId | null };
const inFjordby = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);
const staff = () => ({ by: 'employee', employee: mette.employeeId as EmployeeId }) as const;
const pattern: SeriesPattern = {
  everyWeeks: 1,
  weekdays: [4],
  time: '10:00',
  minutes: 30,
  from: '2026-11-26',
  until: null,
  count: 104,
  onHoliday: 'skip',
  without: [],
};
const rhythm = { everyWeeks: 1, weekdays: [4 as const], time: '11:15', minutes: 45 };
const now = () => house.clock.now();
const timed = async <Value>(work: () => Promise<Value>) => {
  const began = performance.now();
  const counted = await countStatements(work);
  return { ...counted, ms: Math.round(performance.now() - began) };
};

beforeAll(async () => {
  house = await openTestHouse();
  mette = await seedResource(house, { name: 'Mette' });
});
beforeEach(async () => {
  type = await seedType(house);
});

test('a series of 104 is made, moved from the second week on and ended in a few statements each', async () => {
  const made = await timed(() =>
    startSeries(
      house,
      fjordby,
      {
        wish: wishFor(type, { by: 'employee', with: { resource: mette.id } }),
        pattern,
        person: someone(),
        others: [],
        hiddenAddresses: false,
        ringHours: null,
        onCallSkill: null,
        decisions: {},
      },
      staff(),
      now(),
    ),
  );
  if (!made.value.ok) throw new Error(JSON.stringify(made.value.reason));
  const { seriesId } = made.value.value;
  const meetings = () => inFjordby(() => meetingsOfSeries(seriesId, new Date(0)));
  const before = await meetings();
  expect(before).toHaveLength(104);

  const moved = await timed(() =>
    changeSeries(house, fjordby, seriesId, '2026-12-03', { rhythm }, {}, 1, staff(), now()),
  );
  expect(moved.value).toMatchObject({ ok: true, value: { version: 2 } });
  const after = await meetings();
  expect(after.map(({ meetingId }) => meetingId)).toEqual(before.map(({ meetingId }) => meetingId));
  expect(new Set(after.slice(1).map(({ endsAt, startsAt }) => endsAt.getTime() - startsAt.getTime()))).toEqual(
    new Set([45 * 60_000]),
  );
  expect(new Set(after.slice(1).map(({ version }) => version))).toEqual(new Set([2]));

  const ended = await timed(() => endSeries(house, fjordby, seriesId, '2026-12-10', 2, staff(), now()));
  expect(ended.value).toMatchObject({ ok: true });
  expect((await meetings()).filter(({ state }) => state === 'booked')).toHaveLength(2);
  if (process.env.SHOW_FIGURES) console.info({ made, moved, ended, database: house.database.kind });
  expect(
    [made, moved, ended].map(({ statements }) => statements).filter((statements) => statements > 60),
    'statements each',
  ).toEqual([]);
  // Told of the first that moved and the first that is cancelled, and reminded of those that stand.
  const said = await inFjordby(() =>
    db().selectFrom('message_record').select(['kind', 'state']).where('state', '=', 'waiting').execute(),
  );
  expect(said.map(({ kind }) => kind).sort()).toEqual([
    'booked',
    'cancelled',
    'moved',
    'reminder-1440',
    'reminder-1440',
  ]);
  const events = await inFjordby(() =>
    db()
      .selectFrom('meeting_event')
      .select((e) => ['kind', e.fn.countAll<number>().as('many')])
      .groupBy('kind')
      .orderBy('kind')
      .execute(),
  );
  expect(events.map(({ kind, many }) => [kind, Number(many)])).toEqual([
    ['booked', 104],
    ['cancelled', 102],
    ['moved', 103],
  ]);
}, 60_000);
