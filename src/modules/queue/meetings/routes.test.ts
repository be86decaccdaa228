import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { formBrowser } from '../../../../test/support/form-browser.ts';
import { meetingFor, seedResource, seedType, wishFor } from '../../../../test/support/seed-meetings.ts';
import { fjordby, openTestHouse } from '../../../../test/support/test-house.ts';
import { answerCookie, readAnswerToken } from '../../contact/index.ts';
import { createDirectory, type MunicipalEnv, municipalityFromPath } from '../../tenancy/index.ts';
import { meetingDoorRoutes } from './routes.tsx';

test('the right to say how it went comes with the first way in, and with no later one', async () => {
  const { bookMeeting } = await import('../../meeting/booking/bookings.ts');
  const house = await openTestHouse();
  await seedResource(house);
  house.clock.set('2026-11-24T09:00:00Z');
  const app = new Hono<MunicipalEnv>();
  app.use('*', async (c, next) => {
    c.set('language', 'da');
    await next();
  });
  app.use('/:municipality/*', municipalityFromPath(createDirectory(house)));
  app.route('/:municipality', meetingDoorRoutes(house));
  const startsAt = new Date('2026-11-25T10:00:00+01:00');
  const wanted = meetingFor(wishFor(await seedType(house, { evaluation: 'help' }, ['video'])), startsAt);
  const booked = await bookMeeting(house, fjordby, wanted, { by: 'citizen' }, house.clock.now());
  if (!booked.ok) throw new Error(JSON.stringify(booked.reason));
  house.clock.set('2026-11-25T09:55:00+01:00');
  const enter = async (her = formBrowser(app)) => {
    her.cookies.set('mb_moede', booked.value.token);
    await her.post('/fjordby/moede/mit/ind', { form: 'text' });
    expect(her.shown().path, her.shown().text).toBe('/fjordby/hjaelp/vent');
    return her;
  };
  const her = await enter();
  const right = her.cookies.get(answerCookie);
  expect(readAnswerToken(house, fjordby, right)).not.toBeNull();
  // The same browser keeps what it has; another is given nothing to count with.
  expect((await enter(her)).cookies.get(answerCookie)).toBe(right);
  expect((await enter()).cookies.has(answerCookie)).toBe(false);
});
