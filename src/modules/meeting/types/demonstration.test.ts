import * as v from 'valibot';
import { beforeAll, expect, test } from 'vitest';
import { wishFor } from '../../../../test/support/seed-meetings.ts';
import { seedPlace } from '../../../../test/support/seed-place.ts';
import { fjordby, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import { seedDemonstrationEmployees } from '../../identity/index.ts';
import type { Municipality } from '../../tenancy/index.ts';
import { allGroups } from '../agreeing/groups.ts';
import { freeTimes } from '../availability/availability.ts';
import { meetingRulesSchema } from '../meeting-rules.ts';
import { seedDemonstrationMeetings } from './demonstration.ts';
import { demonstrationTypes } from './demonstration-types.ts';
import { allTypes } from './store.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse({ seed: (owner) => seedPlace(owner, { hours: '{}' }) });
});

const municipality: Municipality = {
  id: fjordby,
  slug: 'fjordby',
  name: 'Fjordby',
  fullName: 'Fjordby Kommune',
  host: null,
  colour: '#1a5e63',
  demonstration: true,
};

test('the demonstration can be booked before anybody has logged in, and a second start changes nothing', async () => {
  const seed = async (issuer: string, over: Partial<Municipality> = {}) => {
    const here = { ...municipality, ...over };
    await seedDemonstrationMeetings(house, here, await seedDemonstrationEmployees(house, here, issuer));
    return house.database.inMunicipality(fjordby, async () => ({
      types: await allTypes(),
      resources: await db().selectFrom('meeting_resource').selectAll().orderBy('id').execute(),
      courses: (await allGroups(house.clock.now(), new Date('2027-01-01'))).map(({ meetingId }) => meetingId),
      employees: await db().selectFrom('employee').select(['id', 'subject', 'issuer']).orderBy('id').execute(),
    }));
  };
  expect((await seed('http://localhost:1/demo-login', { demonstration: false })).types).toEqual([]);
  const first = await seed('http://localhost:1/demo-login');
  expect(first.types.map(({ slug }) => slug)).toEqual(demonstrationTypes.map(({ slug }) => slug));
  expect(first.employees.map(({ subject }) => subject).sort()).toEqual(['ali', 'mette']);
  expect(await seed('http://localhost:1/demo-login')).toEqual(first);
  expect(first.courses).toHaveLength(1);
  // At another port it is the same people, with their calendars.
  const moved = await seed('http://localhost:2/demo-login');
  expect(moved.employees.map(({ id }) => id)).toEqual(first.employees.map(({ id }) => id));
  expect(moved.resources).toEqual(first.resources);
  for (const type of first.types)
    for (const { form } of type.forms) {
      const by = type.rules.bookedBy === 'citizen' ? 'citizen' : 'employee';
      const range = { from: '2026-11-25', to: '2026-11-25' };
      const times = await house.database.inMunicipality(fjordby, () =>
        freeTimes(wishFor(type, { form, by }), range, house.clock.now()),
      );
      expect(times.length, `${type.slug} ${form}`).toBeGreaterThan(0);
    }
});

test('every kind keeps the rules of kinds, says its law, and an anonymous one has no telephone', () => {
  for (const { slug, rules, forms } of demonstrationTypes) {
    expect(v.is(meetingRulesSchema, rules), slug).toBe(true);
    expect(
      forms.every(([, law]) => law.length > 20),
      slug,
    ).toBe(true);
    if (!rules.anonymous) continue;
    expect([forms.map(([form]) => form).includes('phone'), rules.noteDuty, rules.companions]).toEqual([
      false,
      false,
      false,
    ]);
  }
});
