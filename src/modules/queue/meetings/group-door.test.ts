import { Hono } from 'hono';
import { beforeAll, expect, test } from 'vitest';
import { formBrowser } from '../../../../test/support/form-browser.ts';
import { seedResource, seedType, someone, wishFor } from '../../../../test/support/seed-meetings.ts';
import { fjordby, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import { guestRoutes } from '../../call/index.ts';
import { openGroup, takeSeat } from '../../meeting/agreeing/groups.ts';
import { createDirectory, type MunicipalEnv, municipalityFromPath } from '../../tenancy/index.ts';
import { meetingDoorRoutes } from './routes.tsx';

let house: TestHouse;
let app: Hono<MunicipalEnv>;
const inFjordby = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);

beforeAll(async () => {
  house = await openTestHouse();
  await seedResource(house);
  app = new Hono<MunicipalEnv>();
  app.use('*', async (c, next) => {
    c.set('language', 'da');
    await next();
  });
  app.use('/:municipality/*', municipalityFromPath(createDirectory(house)));
  app.route('/:municipality', meetingDoorRoutes(house));
  app.route('/:municipality', guestRoutes(house));
});

/** A course at this hour of the day, and the link of somebody with a seat. */
async function seatAt(hour: string, isProtected = false): Promise<string> {
  house.clock.set('2026-11-24T09:00:00Z');
  const type = await seedType(house, { seats: 3 }, ['video']);
  const wish = wishFor(type, { by: 'employee', form: 'video' });
  const startsAt = new Date(`2026-11-25T${hour}:00+01:00`);
  const made = await openGroup(house, fjordby, { wish, startsAt, seats: null }, { by: 'system' }, house.clock.now());
  const meetingId = made.ok ? made.value.meetingId : '';
  const person = someone(`+45203${hour.replace(':', '')}0`, { protected: isProtected });
  const taken = await takeSeat(house, fjordby, meetingId, person, { by: 'citizen' }, house.clock.now());
  if (!taken.ok) throw new Error(JSON.stringify(taken.reason));
  house.clock.set(startsAt.toISOString());
  return taken.value.link.token;
}
const browserOf = (token: string) => {
  const her = formBrowser(app);
  her.cookies.set('mb_moede', token);
  return her;
};
const knock = '/fjordby/moede/mit/ind';
const lobby = '/fjordby/samtale/gaest';
const places = () =>
  inFjordby(() =>
    db().selectFrom('call_participant').select(['display_name', 'state']).where('role', '=', 'participant').execute(),
  );

test('through the door to her name and the lobby; a second press in the same browser is the same place', async () => {
  const her = browserOf(await seatAt('09:00'));
  await her.post(knock, {});
  expect([her.shown().path, her.shown().text.includes('Hvad skal de andre kalde dig?')]).toEqual([lobby, true]);
  // What she booked under is on no page that others see, and nothing of it is filled in for her.
  expect(her.shown().text).not.toContain('Karen');
  await her.post(lobby, { navn: 'K', form: 'voice' });
  expect(her.shown().text).toContain('Du er i venterummet');
  await her.post(knock, {});
  expect(her.shown().text).toContain('Du er i venterummet');
  expect(her.shown().html).toMatch(/"form":"voice"/);
  expect(await places()).toEqual([{ display_name: 'K', state: 'lobby' }]);

  // Put out, she has nothing to leave: by no page of hers is she in again.
  await inFjordby(() => db().updateTable('call_participant').set({ state: 'removed' }).execute());
  await her.post(`${lobby}/forlad`, {});
  await her.post(knock, {});
  expect([her.shown().status, her.shown().text.includes('Medarbejderen har afsluttet mødet for dig.')]).toEqual([
    409,
    true,
  ]);
  expect(await places()).toEqual([{ display_name: 'K', state: 'removed' }]);
});

test('where nothing hides her, whoever must be hidden takes part in writing', async () => {
  const her = browserOf(await seatAt('11:00', true));
  await her.post(knock, {});
  expect(her.shown().text).toContain('Du er med på skrift.');
  expect(her.shown().html).not.toContain('value="video"');
  await her.post(lobby, { navn: '', form: 'video' });
  expect(her.shown().html).toMatch(/"form":"text"/);
});
