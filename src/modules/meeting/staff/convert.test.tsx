import type { Hono } from 'hono';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { danishApp } from '../../../../test/support/danish-app.ts';
import { meetingFor, seedResource, seedType, someone, wishFor } from '../../../../test/support/seed-meetings.ts';
import { fjordby, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import type { EmployeeId } from '../../../kernel/index.ts';
import type { WebEnv } from '../../../platform/index.ts';
import { signIn, staffCookieName } from '../../identity/index.ts';
import { noteArrival } from '../booking/arrivals.ts';
import { bookMeeting, personsOf, readMeeting } from '../booking/bookings.ts';
import { nobody } from '../person-details.ts';
import { nextStep } from './late.ts';
import { meetingStaffRoutes } from './routes.tsx';

let house: TestHouse;
let app: Hono<WebEnv>;
let cookie = '';
const inFjordby = <Value,>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);
const tenOClock = new Date('2026-11-25T10:00:00+01:00');
const mine = '/skranke/moeder';
const get = async (path: string) => {
  const answer = await app.request(path, { headers: { cookie } });
  return { status: answer.status, text: await answer.text() };
};
const post = async (path: string, form: Record<string, string> = {}) => {
  const answer = await app.request(path, { method: 'POST', body: new URLSearchParams(form), headers: { cookie } });
  return { status: answer.status, text: await answer.text(), to: answer.headers.get('location') };
};
const read = (id: string) => inFjordby(() => readMeeting(id));
const login = async () => {
  const person = { municipality: fjordby, issuer: 'test', subject: 'Mette', name: 'Mette', idToken: null };
  cookie = `${staffCookieName(house)}=${await signIn(house, { ...person, roles: ['employee'] })}`;
};
async function agreed(
  rules: Parameters<typeof seedType>[1] = {},
  person = someone(),
  forms: Parameters<typeof seedType>[2] = ['video', 'phone'],
): Promise<string> {
  const type = await seedType(house, rules, forms);
  await inFjordby(() =>
    db()
      .insertInto('meeting_type_form')
      .values({ municipality_id: fjordby, type_id: type.id, form: 'in-person', allowed: false, law: 'Prøvelov § 7.' })
      .execute(),
  );
  const booked = await bookMeeting(
    house,
    fjordby,
    meetingFor(wishFor(type, { form: 'video' }), tenOClock, { person }),
    { by: 'citizen' },
    house.clock.now(),
  );
  if (!booked.ok) throw new Error(JSON.stringify(booked.reason));
  return booked.value.meetingId;
}

beforeAll(async () => {
  house = await openTestHouse();
  app = danishApp();
  app.route('/', meetingStaffRoutes(house) as unknown as Hono<WebEnv>);
  await login();
  const { id } = await seedResource(house, { name: 'Mette' });
  await inFjordby(async () => {
    const mette = await db()
      .selectFrom('employee')
      .select('id')
      .where('subject', '=', 'Mette')
      .executeTakeFirstOrThrow();
    await db()
      .updateTable('meeting_resource')
      .set({ employee_id: mette.id as EmployeeId })
      .where('id', '=', id)
      .execute();
  });
});
beforeEach(async () => {
  house.clock.set('2026-11-24T09:00:00Z');
  await login();
  await inFjordby(async () => {
    for (const table of ['meeting', 'meeting_occupancy'] as const) await db().deleteFrom(table).execute();
  });
});

describe('a meeting that is held in another way', () => {
  test('is asked for on one page, where what the law closes says why', async () => {
    const id = await agreed();
    expect((await get(`${mine}/${id}`)).text).toContain(`href="${mine}/${id}/form"`);
    const page = (await get(`${mine}/${id}/form`)).text;
    expect(page).toContain('Aftalt: onsdag 25. november kl. 10.00. Video.');
    expect(page).toContain('Borgeren vælger selv formen');
    expect(page).toMatch(/type="radio"[^>]*value="phone"/);
    expect(page).not.toMatch(/type="radio"[^>]*value="(video|in-person|kiosk)"/);
    expect(page).toContain('Fremmøde: Ikke tilladt for denne slags møde. Prøvelov § 7.');
    expect(page).toContain('Skærm på biblioteket: Kommunen har ikke åbnet denne slags møde for den form.');
    // Her number is known: it is not asked for.
    expect(page).not.toContain('id="telefon"');
    const forged = await post(`${mine}/${id}/form`, { form: 'in-person', version: '1' });
    expect([forged.status, forged.text.includes('Vælg, hvordan mødet skal holdes')]).toEqual([422, true]);
    expect((await post(`${mine}/${id}/form`, { form: 'phone', version: '99' })).status).toBe(409);
    expect((await read(id))?.state).toBe('booked');

    const done = await post(`${mine}/${id}/form`, { form: 'phone', version: '1' });
    expect(done.status).toBe(303);
    const fresh = /moeder\/([0-9a-f-]{36})/.exec(done.to ?? '')?.[1] ?? '';
    expect(await read(fresh)).toMatchObject({ form: 'phone', state: 'booked', startsAt: tenOClock });
    const old = (await get(`${mine}/${id}`)).text;
    expect(old).toContain('Lavet om til en anden form');
    expect(old).toContain(`href="${mine}/${fresh}"`);
    expect((await get(`${mine}/${id}/form`)).status).toBe(404);
    expect((await get(`${mine}/${fresh}`)).text).toContain('Holdes på en anden måde · SMS');
  });

  test('on the phone asks for a number where none is known, and keeps what was written', async () => {
    const id = await agreed(
      {},
      someone('', { details: { ...nobody, name: 'K', mail: 'k@example.dk' }, channel: 'mail' }),
    );
    const path = `${mine}/${id}/form`;
    expect((await get(path)).text).toContain('Vi har ikke et nummer at ringe til.');
    const none = await post(path, { form: 'phone', version: '1', telefon: '', dato: '2026-11-25', kl: '11.30' });
    expect([none.status, none.text.includes('href="#telefon"'), none.text.includes('value="11.30"')]).toEqual([
      422,
      true,
      true,
    ]);
    const done = await post(path, {
      form: 'phone',
      version: '1',
      telefon: '20 30 40 56',
      dato: '2026-11-25',
      kl: '11.30',
    });
    const fresh = /moeder\/([0-9a-f-]{36})/.exec(done.to ?? '')?.[1] ?? '';
    expect((await read(fresh))?.startsAt).toEqual(new Date('2026-11-25T11:30:00+01:00'));
    const [citizen] = await inFjordby(() => personsOf(house, fresh));
    expect(citizen?.details).toMatchObject({ phone: '+4520304056', mail: 'k@example.dk' });
  });

  test('of an anonymous person is never by phone', async () => {
    const anonymous = someone('', {
      details: { ...nobody, alias: 'Sol' },
      channel: 'none',
      phrase: 'et to tre fire fem seks',
    });
    const id = await agreed({ anonymous: true, companions: false }, anonymous, ['video', 'phone']);
    const page = (await get(`${mine}/${id}/form`)).text;
    expect(page).toContain('Telefon: Borgeren er anonym, så vi har ikke et nummer.');
    expect((await post(`${mine}/${id}/form`, { form: 'phone', version: '1' })).status).toBe(422);
  });
});

describe('who does not come', () => {
  test('is rung up first: five minutes after the time, unless she has come to the door', () => {
    const at = (time: string) => new Date(`2026-11-25T${time}:00+01:00`);
    const meeting = { state: 'booked', form: 'video', startsAt: tenOClock, seats: 1 } as const;
    expect([nextStep(meeting, null, at('10:04')), nextStep(meeting, null, at('10:05'))]).toEqual([null, 'late']);
    expect(nextStep(meeting, at('10:01'), at('10:20'))).toBeNull();
    expect(nextStep({ ...meeting, form: 'phone' }, null, at('09:55'))).toBe('call');
    // Who comes in person is not seen by any door of ours.
    expect(nextStep({ ...meeting, form: 'in-person' }, null, at('10:20'))).toBeNull();
    expect(nextStep({ ...meeting, state: 'done' }, null, at('10:20'))).toBeNull();
    expect(nextStep({ ...meeting, seats: 8 }, null, at('10:20'))).toBeNull();
  });

  test('has her number as the first thing on the page and in the week, and can be talked to on the phone instead', async () => {
    const id = await agreed();
    house.clock.set('2026-11-25T10:02:00+01:00');
    await login();
    expect((await get(`${mine}/${id}`)).text).not.toContain('ikke kommet endnu');
    house.clock.set('2026-11-25T10:06:00+01:00');
    const page = (await get(`${mine}/${id}`)).text;
    expect(page).toContain('Borgeren er ikke kommet endnu');
    expect(page).toMatch(/class="button button-primary" href="tel:\+4520304050"/);
    expect(page).toContain(`href="${mine}/${id}/form?form=phone"`);
    expect(page).toContain('Borgeren kom ikke');
    const week = (await get(mine)).text;
    expect(week).toContain('Ikke kommet endnu');
    expect(week).toContain('href="tel:+4520304050"');
    expect((await get(`${mine}/${id}/form?form=phone`)).text).toMatch(/value="phone"[^>]*checked/);
    await inFjordby(() => noteArrival(id, house.clock.now()));
    await inFjordby(() => noteArrival(id, new Date('2026-11-25T10:20:00+01:00')));
    expect((await get(`${mine}/${id}`)).text).toContain('Borgeren er kommet kl. 10.06.');
    expect((await get(mine)).text).not.toContain('Ikke kommet endnu');
  });

  test('is told to find a new time, and can still be rung up', async () => {
    const id = await agreed();
    house.clock.set('2026-11-25T10:20:00+01:00');
    await login();
    expect((await post(`${mine}/${id}/udeblevet`)).status).toBe(303);
    const page = (await get(`${mine}/${id}`)).text;
    expect(page).toContain('Borgeren har fået besked om at finde en ny tid.');
    expect(page).toMatch(/class="button button-primary" href="tel:/);
    expect(page).toContain('Aftal næste møde');
  });
});
