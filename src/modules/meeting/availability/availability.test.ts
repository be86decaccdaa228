import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { seedPlace } from '../../../../test/support/seed-place.ts';
import { fjordby, hedelund, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { currentMunicipality, db, type ResourceKind } from '../../../db/index.ts';
import { instantOf, type MunicipalityId, newId, wallClock } from '../../../kernel/index.ts';
import type { MeetingRules, MeetingType, ResourceHours } from '../meeting-rules.ts';
import { bookableDays, crewsAt, freeTimes, whyNot } from './availability.ts';
import type { TimeWish } from './time-wish.ts';

// Tuesday 24 November 2026, 10.00 in Denmark. What is asked about is the Thursday after.
const day = '2026-11-26';
const day9to12: [string, string][] = [['09:00', '12:00']];
const everyday = (intervals: [string, string][]): ResourceHours => ({
  patterns: [
    {
      from: null,
      to: null,
      everyWeeks: 1,
      anchor: null,
      weekly: { '1': intervals, '2': intervals, '3': intervals, '4': intervals, '5': intervals, '6': [], '7': [] },
    },
  ],
  exceptions: {},
});
const rules: MeetingRules = {
  formChosenBy: 'citizen',
  bookedBy: 'anybody' as 'citizen',
  lengthMinutes: 30,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 10,
  noticeMinutes: 120,
  horizonDays: 30,
  changeNoticeMinutes: 60,
  freedDelayMinutes: 0,
  gridMinutes: 30,
  needs: [{ kind: 'employee', skills: [] }],
  seats: 1,
  description: { da: '', en: '' },
  bring: [],
  identity: 'told',
  companions: true,
  interpreter: true,
  documents: false,
  mostAhead: 3,
  noteDuty: false,
  retentionDays: 30,
  anonymous: false,
  evaluation: null,
  remindMinutes: [],
  screening: null,
};
const type = (change: Partial<MeetingRules> = {}): MeetingType => ({
  id: newId(),
  slug: 'samtale',
  title: { da: 'Samtale', en: 'Talk' },
  active: true,
  position: 0,
  rules: { ...rules, bookedBy: 'citizen', ...change },
  forms: [
    { form: 'video', law: 'retssikkerhedsloven' },
    { form: 'in-person', law: 'forvaltningsloven' },
    { form: 'kiosk', law: 'forvaltningsloven' },
  ],
  version: 1,
});
const wish = (change: Partial<TimeWish> = {}): TimeWish => ({
  type: type(),
  form: 'video',
  language: 'da',
  interpreter: null,
  with: null,
  place: null,
  minutes: null,
  by: 'citizen',
  instead: null,
  contactKey: null,
  ...change,
});

let house: TestHouse;
const [hall, library] = ['11111111-1111-4111-8111-111111110001', '11111111-1111-4111-8111-111111110002'] as const;
beforeAll(async () => {
  house = await openTestHouse({
    seed: async (owner) => {
      for (const id of [hall, library]) await seedPlace(owner, { hours: '{}', id });
    },
  });
});
const here = <Value>(work: () => Promise<Value>, municipality: MunicipalityId = fjordby) =>
  house.database.inMunicipality(municipality, work);

beforeEach(async () => {
  await here(async () => {
    for (const table of ['meeting', 'meeting_type', 'meeting_resource', 'meeting_closing', 'employee'] as const)
      await db().deleteFrom(table).execute();
  });
});

type Made = {
  kind?: ResourceKind;
  hours?: ResourceHours;
  skills?: string[];
  languages?: string[];
  place?: string;
  active?: boolean;
};
async function resource(name: string, made: Made = {}): Promise<string> {
  const [id, employee] = [newId(), newId()];
  const kind = made.kind ?? 'employee';
  await here(async () => {
    if (kind === 'employee')
      await sql`insert into employee (id, municipality_id, issuer, subject, name, roles)
        values (${employee}, ${currentMunicipality()}, 'test', ${id}, ${name}, '[]')`.execute(db());
    await db()
      .insertInto('meeting_resource')
      .values({
        id,
        municipality_id: fjordby,
        kind,
        employee_id: kind === 'employee' ? (employee as never) : null,
        place_id: made.place ?? null,
        name,
        skills: JSON.stringify(made.skills ?? []),
        languages: JSON.stringify(made.languages ?? []),
        hours: JSON.stringify(made.hours ?? everyday(day9to12)),
        active: made.active ?? true,
      })
      .execute();
  });
  return id;
}
const at = (time: string, date = day) => instantOf(date, time);
/** A meeting with a 10 minute buffer after it, of a type of its own. */
async function booked(
  resources: readonly string[],
  from: string,
  to: string,
  change: { state?: 'booked'; key?: string; why?: 'meeting' | 'hold' | 'freed'; until?: string; date?: string } = {},
) {
  const [id, typeId] = [newId(), newId()];
  const why = change.why ?? 'meeting';
  await here(async () => {
    await sql`insert into meeting_type (id, municipality_id, slug, title_da, title_en, active, rules)
      values (${typeId}, ${fjordby}, ${typeId}, 'T', 'T', true, '{}')`.execute(db());
    await sql`insert into meeting_type_form (municipality_id, type_id, form, allowed, law) values (${fjordby}, ${typeId}, 'video', true, '')`.execute(
      db(),
    );
    await sql`insert into meeting (id, municipality_id, type_id, form, state, starts_at, ends_at, language, uid, booked_by, created_at, changed_at)
      values (${id}, ${fjordby}, ${typeId}, 'video', 'booked', ${at(from, change.date)}, ${at(to, change.date)}, 'da', ${newId()}, 'citizen', now(), now())`.execute(
      db(),
    );
    for (const one of resources)
      await sql`insert into meeting_occupancy (id, municipality_id, resource_id, meeting_id, why, starts_at, ends_at, expires_at)
        values (${newId()}, ${fjordby}, ${one}, ${id}, ${why}, ${at(from, change.date)}, ${new Date(at(to, change.date).getTime() + 600_000)}, ${change.until ? at(change.until, '2026-11-24') : null})`.execute(
        db(),
      );
    if (change.key)
      await sql`insert into meeting_person (id, municipality_id, meeting_id, role, sealed, contact_key, channel, joined_at)
        values (${newId()}, ${fjordby}, ${id}, 'citizen', '', ${change.key}, 'none', now())`.execute(db());
  });
  return id;
}
const times = async (asked: TimeWish = wish(), date = day, now = house.clock.now()) =>
  (await here(() => freeTimes(asked, { from: date, to: date }, now)))
    .map(({ startsAt }) => wallClock(startsAt).time)
    .join(' ');
const reason = async (asked: TimeWish, time: string, date = day, now = house.clock.now()) => {
  const found = await here(() => crewsAt(asked, at(time, date), now));
  return found.ok ? 'free' : found.reason;
};

describe('free times', () => {
  test('are the grid, and right after what is booked', async () => {
    const anna = await resource('Anna');
    expect(await times()).toBe('09:00 09:30 10:00 10:30 11:00 11:30');
    await booked([anna], '09:30', '10:00');
    // Her ten minutes after it are over at 10.10; before it a meeting with its own ten minutes must end at 9.20.
    expect(await times()).toBe('10:10 10:30 11:00 11:30');
    expect(await times(wish({ type: type({ bufferAfterMinutes: 0 }) }))).toBe('09:00 10:10 10:30 11:00 11:30');
  });

  test('leave no gap that nobody can use: a day of 20 and 45 minutes is filled to its end', async () => {
    const anna = await resource('Anna');
    let minute = 0;
    for (const minutes of [20, 45, 45, 20, 45]) {
      const asked = wish({ minutes, type: type({ bufferAfterMinutes: 0, gridMinutes: 30 }) });
      const [first] = await here(() => freeTimes(asked, { from: day, to: day }, house.clock.now()));
      expect(first?.startsAt).toEqual(new Date(at('09:00').getTime() + minute * 60_000));
      minute += minutes;
      await here(() =>
        sql`insert into meeting_occupancy (id, municipality_id, resource_id, why, starts_at, ends_at) values
          (${newId()}, ${fjordby}, ${anna}, 'meeting', ${first?.startsAt ?? null}, ${first?.endsAt ?? null})`.execute(
          db(),
        ),
      );
    }
    expect(minute).toBe(175);
  });

  test('keep off holds until they are given up, and off what was freed until it opens', async () => {
    const anna = await resource('Anna');
    await booked([anna], '09:00', '10:20', { why: 'hold', until: '10:10' });
    expect(await times()).toBe('10:30 11:00 11:30');
    expect(await times(wish(), day, at('10:10', '2026-11-24'))).toBe('09:00 09:30 10:00 10:30 11:00 11:30');
  });

  test('keep off what mirrored calendars say, without buffers of its own', async () => {
    const anna = await resource('Anna');
    const source = newId();
    await here(async () => {
      await sql`insert into calendar_source (id, municipality_id, resource_id, kind, sealed) values (${source}, ${fjordby}, ${anna}, 'ics', '')`.execute(
        db(),
      );
      await sql`insert into calendar_busy (municipality_id, source_id, resource_id, starts_at, ends_at)
        values (${fjordby}, ${source}, ${anna}, ${at('09:00', '2026-11-01')}, ${at('09:58')}), (${fjordby}, ${source}, ${anna}, ${at('11:40')}, ${at('11:50')})`.execute(
        db(),
      );
    });
    expect(await times()).toBe('10:00 10:30 11:00');
    expect(await reason(wish(), '09:30')).toBe('calendar');
  });

  test('of several resources are those when one of each is free, in one place', async () => {
    const asked = wish({
      form: 'in-person',
      type: type({
        needs: [
          { kind: 'employee', skills: [] },
          { kind: 'room', skills: [] },
        ],
      }),
    });
    await resource('Anna', { place: hall, hours: everyday([['09:00', '11:00']]) });
    await resource('Bo', { hours: everyday([['10:00', '12:00']]) });
    expect(await times(asked)).toBe('');
    const room = await resource('Stuen', { kind: 'room', place: library });
    // Anna is at the town hall and the room is not; Bo can be anywhere.
    expect(await times(asked)).toBe('10:00 10:30 11:00 11:30');
    await resource('Salen', { kind: 'room', place: hall, hours: everyday([['09:00', '10:00']]) });
    expect(await times(asked)).toBe('09:00 09:30 10:00 10:30 11:00 11:30');
    expect(await times({ ...asked, place: library })).toBe('10:00 10:30 11:00 11:30');
    await booked([room], '10:00', '10:30');
    expect(await times({ ...asked, place: library })).toBe('10:40 11:00 11:30');
    // Over a line nobody needs a room.
    expect(await times({ ...asked, form: 'video' })).toBe('09:00 09:30 10:00 10:30 11:00 11:30');
  });

  test('need the skill, the language and an interpreter where they are asked for', async () => {
    await resource('Anna', { skills: ['social'], languages: ['da', 'en'] });
    await resource('Bo', { hours: everyday([['10:00', '11:00']]) });
    expect(
      await times(wish({ type: type({ needs: [{ kind: 'employee', skills: ['social'] }] }), language: 'en' })),
    ).toContain('09:00');
    expect(await times(wish({ language: 'de' }))).toBe('10:00 10:30');
    expect(await times(wish({ with: { skill: 'gaeld' } }))).toBe('');
    expect(await times(wish({ interpreter: 'ar' }))).toBe('');
    await resource('Tolk', { kind: 'interpreter', languages: ['ar-SY'], hours: everyday([['11:00', '12:00']]) });
    expect(await times(wish({ interpreter: 'ar' }))).toBe('11:00 11:30');
    expect(await reason(wish({ interpreter: 'so' }), '09:00')).toBe('hours');
    expect(await reason(wish({ interpreter: 'so' }), '11:00')).toBe('language');
  });

  test('are not offered when the house, the place or the calendar is closed, nor to employees', async () => {
    await resource('Anna', { place: hall });
    await resource('Bo', { place: library });
    const close = (date: string, place: string | null) =>
      here(() =>
        sql`insert into meeting_closing (id, municipality_id, place_id, day, name) values (${newId()}, ${fjordby}, ${place}, ${date}, 'Lukket')`.execute(
          db(),
        ),
      );
    await close(day, hall);
    expect(await times(wish({ form: 'in-person', place: hall }))).toBe('');
    expect(await times(wish({ form: 'in-person' }))).toContain('09:00');
    await close('2026-11-27', null);
    expect(await times(wish(), '2026-11-27')).toBe('');
    expect(await reason(wish({ by: 'employee' }), '09:00', '2026-11-27')).toBe('closed');
    expect(await reason(wish({ by: 'employee' }), '09:00', '2026-12-25')).toBe('holiday');
    const days = await here(() => bookableDays(wish(), { from: '2026-12-23', to: '2026-12-28' }, house.clock.now()));
    // The horizon of thirty days ends with 24 December.
    expect(days.map(({ date, times: n }) => `${date.slice(8)}:${n}`)).toEqual([
      '23:6',
      '24:6',
      '25:0',
      '26:0',
      '27:0',
      '28:0',
    ]);
    expect(await reason(wish(), '09:00', '2026-12-28')).toBe('too-far-ahead');
    expect(await reason(wish({ by: 'employee' }), '09:00', '2026-12-28')).toBe('free');
  });

  test('begin after the notice for a citizen, and after now for an employee', async () => {
    await resource('Anna', { hours: everyday([['08:00', '14:00']]) });
    expect(await times(wish(), '2026-11-24')).toBe('12:00 12:30 13:00 13:30');
    expect((await times(wish({ by: 'employee' }), '2026-11-24')).split(' ')[0]).toBe('10:00');
    expect(await reason(wish(), '11:30', '2026-11-24')).toBe('notice');
    expect(await reason(wish({ by: 'employee' }), '09:30', '2026-11-24')).toBe('in-the-past');
  });

  test('of one municipality are no other’s', async () => {
    await resource('Anna');
    expect(await here(() => freeTimes(wish(), { from: day, to: day }, house.clock.now()), hedelund)).toEqual([]);
  });
});

describe('what is shown and what is accepted', () => {
  test('are the same for a citizen, at every minute; an employee may take any minute that fits', async () => {
    const anna = await resource('Anna');
    const bo = await resource('Bo', { hours: everyday([['09:10', '11:05']]) });
    await booked([anna], '09:35', '10:02');
    await booked([bo], '10:20', '10:30');
    const shown = new Set((await times()).split(' '));
    expect([...shown].length).toBeGreaterThan(5);
    for (let minute = 0; minute < 240; minute += 1) {
      const time = `${String(8 + Math.floor((30 + minute) / 60)).padStart(2, '0')}:${String((30 + minute) % 60).padStart(2, '0')}`;
      expect(await reason(wish(), time), time).toEqual(shown.has(time) ? 'free' : expect.not.stringMatching(/^free$/));
    }
    expect(await reason(wish(), '09:15')).toBe('off-grid');
    expect(await reason(wish({ by: 'employee', with: { resource: anna } }), '09:00')).toBe('buffer');
    expect(await reason(wish({ by: 'employee' }), '09:13')).toBe('free');
  });

  test('what the law or the type does not allow is refused to everybody it binds', async () => {
    await resource('Anna');
    expect(await reason(wish({ form: 'phone', by: 'employee' }), '09:00')).toBe('form-not-allowed');
    const own = type({ bookedBy: 'employee' });
    expect(await reason(wish({ type: own }), '09:00')).toBe('not-for-citizens');
    expect(await times(wish({ type: own }))).toBe('');
    expect(await reason(wish({ type: own, by: 'employee' }), '09:00')).toBe('free');
    expect(await reason(wish({ type: { ...type(), active: false } }), '09:00')).toBe('not-for-citizens');
  });

  test('a meeting that is moved does not stand in its own way', async () => {
    const anna = await resource('Anna');
    const mine = await booked([anna], '09:00', '09:30');
    expect(await reason(wish(), '09:00')).toBe('meeting');
    expect(await reason(wish({ instead: mine }), '09:00')).toBe('free');
  });
});

describe('who comes first', () => {
  test('whom one asked for, whom one met last, who has least to do', async () => {
    const [anna, bo, carl] = [await resource('Anna'), await resource('Bo'), await resource('Carl')];
    await booked([anna], '09:00', '10:00', { date: '2026-11-25' });
    await booked([bo], '09:00', '09:20', { date: '2026-11-25' });
    await booked([carl], '09:00', '11:00', { date: '2026-11-18', key: 'hers' });
    const order = async (change: Partial<TimeWish>) => {
      const found = await here(() => crewsAt(wish(change), at('09:00'), house.clock.now()));
      return found.ok ? found.value.map(({ resources, because }) => [resources[0], because]) : [];
    };
    expect(await order({})).toEqual([
      [carl, 'least-loaded'],
      [bo, 'least-loaded'],
      [anna, 'least-loaded'],
    ]);
    expect(await order({ contactKey: 'hers' })).toEqual([
      [carl, 'same-as-last'],
      [bo, 'least-loaded'],
      [anna, 'least-loaded'],
    ]);
    expect(await order({ with: { resource: anna }, contactKey: 'hers' })).toEqual([[anna, 'asked-for']]);
  });

  test('the first of each employee has another room than the next one’s', async () => {
    const [anna, bo] = [await resource('Anna'), await resource('Bo')];
    const [one, two] = [
      await resource('1', { kind: 'room', place: hall }),
      await resource('2', { kind: 'room', place: hall }),
    ];
    const asked = wish({ form: 'in-person', place: hall, type: type({ needs: [{ kind: 'room', skills: [] }] }) });
    const found = await here(() => crewsAt(asked, at('09:00'), house.clock.now()));
    const crews = found.ok ? found.value.map(({ resources }) => resources) : [];
    expect(crews).toHaveLength(4);
    expect(new Set(crews.map((crew) => crew.join()))).toEqual(
      new Set([anna, bo].flatMap((e) => [one, two].map((r) => `${e},${r}`))),
    );
    const firsts = [anna, bo].map((e) => crews.find(([lead]) => lead === e)?.[1]);
    expect(new Set(firsts).size).toBe(2);
  });
});

describe('why not', () => {
  test('names for each resource the rule that takes the time away', async () => {
    const names = ['Ferie', 'Kursus', 'Møde', 'Reservation', 'Luft', 'Tysk', 'Fri'];
    const ids: Record<string, string> = {};
    for (const name of names)
      ids[name] = await resource(
        name,
        name === 'Ferie' ? { hours: everyday([['13:00', '15:00']]) } : name === 'Tysk' ? { languages: ['de'] } : {},
      );
    await booked([ids.Møde ?? ''], '10:00', '10:30');
    await booked([ids.Reservation ?? ''], '10:00', '10:30', { why: 'hold', until: '10:10' });
    await booked([ids.Luft ?? ''], '09:25', '09:55');
    await booked([ids.Kursus ?? ''], '10:00', '10:30', { why: 'freed', until: '11:00' });
    const found = await here(() => whyNot(wish({ by: 'employee' }), at('10:00'), house.clock.now()));
    expect(Object.fromEntries(found.map(({ name, reason: why }) => [name, why]))).toEqual({
      Ferie: 'hours',
      Kursus: 'freed',
      Møde: 'meeting',
      Reservation: 'hold',
      Luft: 'buffer',
      Tysk: 'language',
    });
    const past = await here(() => whyNot(wish({ by: 'employee' }), at('09:00', '2026-11-23'), house.clock.now()));
    expect(past).toHaveLength(7);
    expect(new Set(past.map((one) => one.reason))).toEqual(new Set(['in-the-past']));
  });
});
