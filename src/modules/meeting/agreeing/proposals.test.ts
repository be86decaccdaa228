import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { meetingFor, seedResource, seedType, someone, wishFor } from '../../../../test/support/seed-meetings.ts';
import { seedPlace } from '../../../../test/support/seed-place.ts';
import { fjordby, openTestHouse, type TestHouse, testDatabaseKind } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import { type EmployeeId, newId } from '../../../kernel/index.ts';
import { bookMeeting, cancelMeeting, moveMeeting, readMeeting } from '../booking/bookings.ts';
import type { MeetingType } from '../meeting-rules.ts';
import {
  answerProposal,
  expireProposals,
  type NewProposal,
  openProposal,
  ownClashes,
  proposeTimes,
  unansweredProposals,
  withdrawProposal,
} from './proposals.ts';

const placeId = newId();
let house: TestHouse;
let type: MeetingType;
let mette: { readonly id: string; readonly employeeId: EmployeeId | null };
const inFjordby = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);
const at = (time: string, day = '2026-11-26') => new Date(`${day}T${time}:00+01:00`);
const citizen = { by: 'citizen' } as const;
const staff = () => ({ by: 'employee', employee: mette.employeeId as EmployeeId }) as const;
const answerBy = at('16:00', '2026-11-25');
const now = () => house.clock.now();

const anew = (starts: readonly Date[], over: Partial<NewProposal> = {}, phone?: string): NewProposal => {
  const { startsAt: _, ...meeting } = meetingFor(wishFor(type, { by: 'employee' }), at('09:00'), {
    person: someone(phone),
  });
  return { meeting, starts, answerBy, ...over };
};
const propose = (proposal: NewProposal) => proposeTimes(house, fjordby, proposal, staff(), now());
async function proposed(
  starts: readonly Date[] = [at('09:00'), at('11:00'), at('14:00')],
  over?: Partial<NewProposal>,
) {
  const made = await propose(anew(starts, over));
  if (!made.ok) throw new Error(JSON.stringify(made.reason));
  return made.value;
}
const answer = (meetingId: string, optionId: string | null) =>
  answerProposal(house, fjordby, meetingId, optionId, citizen, now());
const taken = () =>
  inFjordby(async () =>
    (
      await db()
        .selectFrom('meeting_occupancy')
        .select(['why', 'starts_at', 'expires_at', 'meeting_id'])
        .orderBy('starts_at')
        .execute()
    ).map((row) => ({ why: row.why, at: row.starts_at, until: row.expires_at, mine: row.meeting_id !== null })),
  );
const events = (id: string) =>
  inFjordby(async () =>
    (
      await db()
        .selectFrom('meeting_event')
        .select(['kind', 'by_whom'])
        .where('meeting_id', '=', id)
        .orderBy('at')
        .execute()
    ).map((row) => `${row.kind} ${row.by_whom}`),
  );
const book = async (startsAt: Date, phone?: string) => {
  const made = await bookMeeting(
    house,
    fjordby,
    meetingFor(wishFor(type, { by: 'employee' }), startsAt, { person: someone(phone) }),
    staff(),
    now(),
  );
  if (!made.ok) throw new Error(JSON.stringify(made.reason));
  return made.value;
};

beforeAll(async () => {
  house = await openTestHouse({ seed: (owner) => seedPlace(owner, { id: placeId, hours: '{}' }) });
  mette = await seedResource(house, { name: 'Mette' });
});
beforeEach(async () => {
  house.clock.set('2026-11-24T09:00:00Z');
  await inFjordby(async () => {
    await db().deleteFrom('meeting').execute();
    await db().deleteFrom('meeting_occupancy').execute();
  });
  type = await seedType(house);
});

test('three times are held until the answer is due; one is taken and the others are free', async () => {
  const { meetingId, times, link } = await proposed();
  expect(link?.token).toHaveLength(32);
  expect(await taken()).toEqual(
    [at('09:00'), at('11:00'), at('14:00')].map((start) => ({
      why: 'proposal',
      at: start,
      until: answerBy,
      mine: false,
    })),
  );
  expect(await inFjordby(() => openProposal(meetingId, now()))).toEqual({ meetingId, times, answerBy, stands: null });
  const second = times[1]?.optionId ?? '';
  expect(await answer(meetingId, second)).toMatchObject({ ok: true, value: { startsAt: at('11:00') } });
  expect(await taken()).toEqual([{ why: 'meeting', at: at('11:00'), until: null, mine: true }]);
  expect(await inFjordby(() => readMeeting(meetingId))).toMatchObject({
    state: 'booked',
    startsAt: at('11:00'),
    endsAt: at('11:30'),
    answerBy: null,
  });
  expect(await events(meetingId)).toEqual(['proposed employee', 'answered citizen']);
  expect(await inFjordby(() => openProposal(meetingId, now()))).toBeNull();
});

test('all or none: of a proposal with one time that is gone nothing is held, and it says which', async () => {
  await book(at('11:00'), '+4520304099');
  expect(await propose(anew([at('09:00'), at('11:00'), at('14:00')]))).toEqual({
    ok: false,
    reason: { kind: 'not-free', startsAt: at('11:00'), why: 'meeting' },
  });
  expect(await taken()).toHaveLength(1);
  expect(await inFjordby(() => db().selectFrom('meeting').select('id').execute())).toHaveLength(1);
});

test.each([
  ['one time', [at('09:00')], answerBy, 'times'],
  ['five times', ['08:00', '09:00', '10:00', '11:00', '12:00'].map((time) => at(time)), answerBy, 'times'],
  ['the same time twice', [at('09:00'), at('09:00')], answerBy, 'times'],
  ['times that overlap', [at('09:00'), at('09:15')], answerBy, 'times'],
  ['an answer after the first of them', [at('09:00'), at('11:00')], at('09:01'), 'answer-by'],
  ['an answer that was due', [at('09:00'), at('11:00')], at('09:00', '2026-11-24'), 'answer-by'],
  ['a Saturday', [at('09:00', '2026-11-28'), at('11:00')], answerBy, 'not-free'],
] as const)('%s is no proposal', async (_, starts, due, kind) => {
  expect(await propose(anew(starts, { answerBy: due }))).toMatchObject({ ok: false, reason: { kind } });
  expect(await taken()).toEqual([]);
});

test('a time between two meetings needs its buffers too', async () => {
  type = await seedType(house, { bufferAfterMinutes: 10 });
  expect(await propose(anew([at('09:00'), at('09:30')]))).toMatchObject({ reason: { kind: 'times' } });
  expect(await propose(anew([at('09:00'), at('09:40')]))).toMatchObject({ ok: true });
});

test('none fits: all is free, and the meeting is on the employees’ list', async () => {
  const { meetingId } = await proposed();
  expect(await answer(meetingId, null)).toEqual({ ok: true, value: null });
  expect(await taken()).toEqual([]);
  expect(await inFjordby(unansweredProposals)).toMatchObject([{ meetingId, why: 'none-fits' }]);
  // And can be proposed for again, with the people who are there.
  expect(await propose({ meeting: { meetingId }, starts: [at('10:00'), at('12:00')], answerBy })).toMatchObject({
    ok: true,
    value: { meetingId, link: null },
  });
  expect(await inFjordby(unansweredProposals)).toEqual([]);
});

test('expiry frees all, and the meeting is on the employees’ list', async () => {
  const { meetingId, times } = await proposed();
  house.clock.set(new Date(answerBy.getTime() - 1000).toISOString());
  expect(await expireProposals(house, fjordby, now())).toBe(0);
  house.clock.set(answerBy.toISOString());
  expect(await answer(meetingId, times[0]?.optionId ?? '')).toEqual({ ok: false, reason: { kind: 'expired' } });
  expect(await expireProposals(house, fjordby, now())).toBe(1);
  expect(await taken()).toEqual([]);
  expect(await inFjordby(unansweredProposals)).toMatchObject([{ meetingId, why: 'expired' }]);
  expect(await answer(meetingId, times[0]?.optionId ?? '')).toEqual({ ok: false, reason: { kind: 'expired' } });
  expect(await events(meetingId)).toEqual(['proposed employee', 'proposal-expired system']);
});

test('what was answered, taken back or cancelled says so to whoever comes after', async () => {
  const first = await proposed();
  await answer(first.meetingId, first.times[0]?.optionId ?? '');
  expect(await answer(first.meetingId, first.times[1]?.optionId ?? '')).toEqual({
    ok: false,
    reason: { kind: 'answered', startsAt: at('09:00') },
  });
  const second = await proposed([at('10:00'), at('12:00')]);
  expect(await withdrawProposal(house, fjordby, second.meetingId, staff(), now())).toEqual({ ok: true, value: null });
  expect(await answer(second.meetingId, null)).toEqual({ ok: false, reason: { kind: 'withdrawn' } });
  const third = await proposed([at('13:00'), at('15:00')]);
  await cancelMeeting(house, fjordby, third.meetingId, { version: null, actor: staff() }, now());
  expect(await answer(third.meetingId, third.times[0]?.optionId ?? '')).toEqual({
    ok: false,
    reason: { kind: 'cancelled' },
  });
  expect(await taken()).toHaveLength(1);
});

test('a meeting that must move stands until she answers, then moves and its time is free', async () => {
  const { meetingId } = await book(at('09:00'));
  const made = await propose({ meeting: { meetingId }, starts: [at('10:00'), at('12:00')], answerBy });
  expect(made).toMatchObject({ ok: true });
  expect(await inFjordby(() => readMeeting(meetingId))).toMatchObject({ state: 'booked', startsAt: at('09:00') });
  expect(await taken()).toHaveLength(3);
  expect(await propose({ meeting: { meetingId }, starts: [at('13:00'), at('14:00')], answerBy })).toMatchObject({
    reason: { kind: 'not-now' },
  });
  const option = made.ok ? made.value.times[1]?.optionId : undefined;
  expect(await answer(meetingId, option ?? '')).toMatchObject({ ok: true, value: { startsAt: at('12:00') } });
  expect(await taken()).toEqual([{ why: 'meeting', at: at('12:00'), until: null, mine: true }]);
});

test('a meeting that is moved while times are proposed for it holds none of them any longer', async () => {
  const { meetingId } = await book(at('09:00'));
  await propose({ meeting: { meetingId }, starts: [at('10:00'), at('12:00')], answerBy });
  await moveMeeting(house, fjordby, meetingId, at('14:00'), { version: null, actor: citizen }, now());
  expect(await taken()).toEqual([{ why: 'meeting', at: at('14:00'), until: null, mine: true }]);
  expect(await inFjordby(() => openProposal(meetingId, now()))).toBeNull();
});

test('none fits, and what stood goes on standing', async () => {
  const { meetingId } = await book(at('09:00'));
  await propose({ meeting: { meetingId }, starts: [at('10:00'), at('12:00')], answerBy });
  expect(await answer(meetingId, null)).toEqual({ ok: true, value: null });
  expect(await taken()).toEqual([{ why: 'meeting', at: at('09:00'), until: null, mine: true }]);
  expect(await inFjordby(unansweredProposals)).toEqual([]);
});

test('her own other meeting is marked for her alone', async () => {
  await seedResource(house, { name: 'Ole' });
  const { meetingId, times } = await proposed([at('09:00'), at('11:00')]);
  await book(at('11:00'));
  await book(at('09:00'), '+4520304098');
  expect(await inFjordby(() => ownClashes(meetingId))).toEqual(new Set([times[1]?.optionId]));
});

test('the same form sent twice is one proposal with one link', async () => {
  const proposal = anew([at('09:00'), at('11:00')]);
  const keyed = { ...proposal, meeting: { ...proposal.meeting, requestKey: 'en-og-samme' } } as NewProposal;
  const [first, second] = [await propose(keyed), await propose(keyed)];
  expect(second).toEqual(first);
  expect(first.ok).toBe(true);
  expect(await taken()).toHaveLength(2);
});

test('a time that is none of hers is refused, and nothing moves', async () => {
  const { meetingId } = await proposed();
  const other = await proposed([at('10:00'), at('12:00')]);
  expect(await answer(meetingId, other.times[0]?.optionId ?? '')).toEqual({ ok: false, reason: { kind: 'no-option' } });
  expect(await taken()).toHaveLength(5);
});

describe.runIf(testDatabaseKind === 'postgres')('on PostgreSQL [PostgreSQL only]', () => {
  test('two answers at once: one wins, the other is told which', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { meetingId, times } = await proposed();
      const answers = await Promise.all(
        [0, 1, 2, null, 0, 1].map((index) => answer(meetingId, index === null ? null : (times[index]?.optionId ?? ''))),
      );
      const won = answers.filter((one) => one.ok);
      expect(won).toHaveLength(1);
      const startsAt = won[0]?.ok ? (won[0].value?.startsAt ?? null) : null;
      for (const one of answers) if (!one.ok) expect(one.reason).toEqual({ kind: 'answered', startsAt });
      expect(await taken()).toHaveLength(startsAt ? 1 : 0);
      await inFjordby(() => db().deleteFrom('meeting').execute());
    }
  }, 60_000);

  test('proposals, bookings, answers and expiry about the same times: never two on one, and nothing hangs', async () => {
    const starts = [at('09:00'), at('11:00'), at('14:00')];
    for (let round = 0; round < 6; round += 1) {
      const open = await proposed([at('10:00'), at('12:00')]);
      const all = await Promise.all([
        ...Array.from({ length: 4 }, () => propose(anew(starts))),
        ...starts.map((start) =>
          bookMeeting(
            house,
            fjordby,
            meetingFor(wishFor(type), start, { person: someone('+4520304097') }),
            citizen,
            now(),
          ),
        ),
        answer(open.meetingId, open.times[0]?.optionId ?? ''),
        expireProposals(house, fjordby, answerBy),
      ]);
      expect(all).toHaveLength(9);
      const rows = await inFjordby(() =>
        db().selectFrom('meeting_occupancy').select(['resource_id', 'starts_at']).execute(),
      );
      expect(new Set(rows.map((row) => `${row.resource_id} ${row.starts_at.toISOString()}`)).size).toBe(rows.length);
      // Nothing is left of those that came too late.
      const made = all.slice(0, 4).filter((one) => typeof one === 'object' && one.ok).length;
      const held = await inFjordby(() =>
        db()
          .selectFrom('meeting')
          .innerJoin('meeting_option', 'meeting_option.meeting_id', 'meeting.id')
          .innerJoin('meeting_occupancy', 'meeting_occupancy.option_id', 'meeting_option.id')
          .select('meeting.id')
          .execute(),
      );
      const proposedNow = await inFjordby(() =>
        db().selectFrom('meeting').select('id').where('answer_by', 'is not', null).execute(),
      );
      expect([proposedNow.length, held.length]).toEqual([made, made * 3]);
      await inFjordby(() => db().deleteFrom('meeting').execute());
    }
  }, 60_000);
});

test('agreed by a proposal, a meeting in person is where its employee is, as one that is booked', async () => {
  await inFjordby(async () => {
    await db().updateTable('meeting_resource').set({ place_id: placeId }).where('id', '=', mette.id).execute();
  });
  const hers = wishFor(type, { by: 'employee', form: 'in-person', with: { resource: mette.id } });
  const { startsAt: _, ...meeting } = meetingFor(hers, at('09:00'));
  const { meetingId, times } = await proposed([at('09:00'), at('11:00')], { meeting });
  await answer(meetingId, times[0]?.optionId ?? '');
  expect((await inFjordby(() => readMeeting(meetingId)))?.placeId).toBe(placeId);
  await inFjordby(() => db().updateTable('meeting_resource').set({ place_id: null }).execute());
});

test.each(['taken', 'none fits'])(
  'once answered (%s), no letter or message goes out with times that no longer stand',
  async (how) => {
    const { meetingId, times } = await proposed();
    const waiting = () =>
      inFjordby(() =>
        db()
          .selectFrom('message_record')
          .select('id')
          .where('about', '=', meetingId)
          .where('kind', '=', 'proposed')
          .where('state', '=', 'waiting')
          .execute(),
      );
    expect(await waiting()).not.toEqual([]);
    await answer(meetingId, how === 'taken' ? (times[0]?.optionId ?? '') : null);
    expect(await waiting()).toEqual([]);
  },
);
