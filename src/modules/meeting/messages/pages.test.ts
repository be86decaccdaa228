import { Hono } from 'hono';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { meetingFor, seedResource, seedType, someone, wishFor } from '../../../../test/support/seed-meetings.ts';
import { fjordby, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import { newId } from '../../../kernel/index.ts';
import {
  createOutboxSender,
  type DigitalPost,
  enqueue,
  type House,
  type MessageBody,
  setDelivery,
  type WebEnv,
} from '../../../platform/index.ts';
import { signIn, staffCookieName } from '../../identity/index.ts';
import { bookMeeting } from '../booking/bookings.ts';
import { nobody } from '../person-details.ts';
import { meetingMessageRoutes } from './routes.ts';
import { readTemplate, saveTemplate } from './template-store.ts';

let house: TestHouse;
let app: Hono<WebEnv>;
const cookies = new Map<string, string>();
const inFjordby = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);
function appOf(of: House): Hono<WebEnv> {
  const made = new Hono<WebEnv>({
    getPath: (request) => new URL(request.url).pathname.replace(/^\/en(?=\/|$)/, '') || '/',
  });
  made.use(async (c, next) => {
    c.set('language', new URL(c.req.url).pathname.startsWith('/en/') ? 'en' : 'da');
    await next();
  });
  return made.route('/', meetingMessageRoutes(of) as unknown as Hono<WebEnv>);
}
beforeAll(async () => {
  house = await openTestHouse();
  app = appOf(house);
  for (const role of ['employee', 'administrator'] as const)
    cookies.set(
      role,
      `${staffCookieName(house)}=${await signIn(house, { municipality: fjordby, issuer: 'test', subject: role, name: role, roles: [role], idToken: null })}`,
    );
  await seedType(house);
});
beforeEach(() =>
  inFjordby(async () => {
    for (const table of ['message_outbox', 'message_record', 'message_template'] as const)
      await db().deleteFrom(table).execute();
  }),
);

const get = (path: string, role = 'employee') =>
  app.request(path, { headers: { cookie: cookies.get(role) ?? '', accept: 'text/html' } });
const post = (path: string, form: Record<string, string>, role = 'employee') =>
  app.request(path, {
    method: 'POST',
    headers: {
      cookie: cookies.get(role) ?? '',
      accept: 'text/html',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams(form).toString(),
  });
const text = async (response: Response | Promise<Response>) => (await response).text();
const page = '/skranke/moeder/beskeder';
const audited = (action: string) =>
  inFjordby(
    async () => (await db().selectFrom('audit_entry').select('seq').where('action', '=', action).execute()).length,
  );

const write = (body: MessageBody, useful = 3600_000) =>
  inFjordby(() =>
    enqueue(
      house,
      {
        about: newId(),
        person: null,
        kind: 'booked',
        body,
        notBefore: house.clock.now(),
        latestUseful: new Date(house.clock.now().getTime() + useful),
      },
      house.clock.now(),
    ),
  );
const sms = (to = '+4520304050'): MessageBody => ({ channel: 'sms', to, text: 'x' });
const everything = async (messages: readonly { readonly id: string }[]) => new Set(messages.map(({ id }) => id));
const send = (answer: 'accepted' | 'refused') =>
  createOutboxSender(house, {
    carriers: {
      sms: async () =>
        answer === 'accepted' ? { kind: 'accepted', externalId: null } : { kind: 'refused', why: 'recipient' },
      mail: null,
      'digital-post': null,
      letter: null,
    },
    municipalities: async () => [],
    stillHolds: everything,
  }).sendDue(fjordby);

describe('the list of messages that need a person', () => {
  test('is for employees of the municipality', async () => {
    expect((await get(page, 'administrator')).status).toBe(403);
    expect((await app.request(page, { headers: { accept: 'text/html' } })).status).toBe(303);
    expect(await text(get(page))).toContain('Ingen beskeder venter på dig.');
  });

  test('shows what failed with what to do, and sends it again', async () => {
    const id = await write(sms());
    await send('refused');
    const html = await text(get(page));
    expect(html).toContain('tager ikke imod. Ring til borgeren');
    expect(html).not.toContain('20304050');
    const again = await post(page, { what: 'again', id });
    expect(again.headers.get('location')).toBe(`${page}?klar=again`);
    await send('accepted');
    expect(await text(get(`${page}?klar=again`))).toContain('Beskeden bliver sendt igen.');
    expect(await text(get(page))).toContain('Ingen beskeder venter på dig.');
    expect((await post(page, { what: 'again', id })).headers.get('location')).toBe(`${page}?klar=gone`);
  });

  test('forgets what somebody has dealt with, once', async () => {
    const id = await write(sms());
    await send('refused');
    expect((await post(page, { what: 'handled', id })).headers.get('location')).toBe(`${page}?klar=handled`);
    expect((await post(page, { what: 'handled', id })).headers.get('location')).toBe(`${page}?klar=gone`);
    expect(await text(get(page))).toContain('Ingen beskeder venter på dig.');
    for (const bad of [{ what: 'handled', id: 'x' }, { what: 'nothing', id }, {}] as Record<string, string>[])
      expect((await post(page, bad)).headers.get('location')).toBe(`${page}?klar=gone`);
  });

  test('lists letters until they are posted', async () => {
    const id = await write({
      channel: 'letter',
      address: ['Karen Prøve'],
      paragraphs: ['Dit møde', 'Hej'],
      code: null,
    });
    await send('accepted');
    expect(await text(get(page))).toContain(`/brev/${id}`);
    expect((await post(page, { what: 'letter', id })).headers.get('location')).toBe(`${page}?klar=letter`);
    expect(await text(get(page))).toContain('Ingen beskeder venter på dig.');
  });

  test('shows a letter as a page and as a PDF, each look noted, and no CPR number', async () => {
    const type = await seedType(house, { remindMinutes: [] });
    await seedResource(house);
    const booked = await bookMeeting(
      house,
      fjordby,
      meetingFor(wishFor(type), new Date('2026-11-25T09:00:00Z'), {
        person: someone('', {
          channel: 'letter',
          details: {
            ...nobody,
            name: 'Karen Prøve',
            cpr: '6107011234',
            address: ['Karen Prøve', 'Nygade 1', '9999 Fjordby'],
          },
        }),
      }),
      { by: 'citizen' },
      new Date('2026-11-23T09:00:00Z'),
    );
    if (!booked.ok) throw new Error(JSON.stringify(booked.reason));
    const id = /brev\/([0-9a-f-]+)/.exec(await text(get(page)))?.[1] ?? '';
    const before = await audited('letter.read');
    const html = await text(get(`${page}/brev/${id}`));
    for (const part of ['Nygade 1', 'Dit møde med Fjordby Kommune', booked.value.code.slice(0, 4)])
      expect(html).toContain(part);
    expect(html).not.toMatch(/610701|\/m\//);
    const pdf = await get(`${page}/brev/${id}/pdf`);
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect((await pdf.text()).slice(0, 5)).toBe('%PDF-');
    expect(await audited('letter.read')).toBe(before + 2);
    expect((await get(`${page}/brev/${newId()}`)).status).toBe(404);
    expect((await get(`${page}/brev/${id}`, 'administrator')).status).toBe(403);
  });

  test('says how many may have come twice, for thirty days', async () => {
    const id = await write(sms('+4520304059'));
    await send('accepted');
    const twice = 'fra de sidste 30 dage kan være kommet to gange';
    expect(await text(get(page))).not.toContain(twice);
    await inFjordby(() => db().updateTable('message_record').set({ maybe_double: 1 }).where('id', '=', id).execute());
    expect(await text(get(page))).toContain(`1 besked ${twice}`);
    await inFjordby(() =>
      db()
        .updateTable('message_record')
        .set({ state_at: new Date(house.clock.now().getTime() - 31 * 86_400_000) })
        .where('id', '=', id)
        .execute(),
    );
    expect(await text(get(page))).not.toContain(twice);
  });

  test('names what nobody has confirmed after a day, where somebody would', async () => {
    const type = await seedType(house, { remindMinutes: [] });
    await seedResource(house);
    const startsAt = new Date(house.clock.now().getTime() + 3 * 86_400_000);
    startsAt.setUTCHours(9, 0, 0, 0);
    const booked = await bookMeeting(
      house,
      fjordby,
      meetingFor(wishFor(type), startsAt),
      { by: 'citizen' },
      house.clock.now(),
    );
    if (!booked.ok) throw new Error(JSON.stringify(booked.reason));
    const record = await inFjordby(() =>
      db()
        .updateTable('message_record')
        .set({
          channel: 'digital-post',
          state: 'accepted',
          state_at: new Date(house.clock.now().getTime() - 25 * 3_600_000),
        })
        .where('about', '=', booked.value.meetingId)
        .returning('id')
        .executeTakeFirstOrThrow(),
    );
    const listed = async (statusSecret: string | null) => {
      const digitalPost = { tenant: () => ({ statusSecret }) } as unknown as DigitalPost;
      const answer = await appOf({ ...house, digitalPost }).request(page, {
        headers: { cookie: cookies.get('employee') ?? '', accept: 'text/html' },
      });
      return (await answer.text()).includes('Ikke bekræftet');
    };
    expect(await listed('a'.repeat(32))).toBe(true);
    // Nobody sends statuses here: that none comes says nothing.
    expect(await listed(null)).toBe(false);
    await inFjordby(() => setDelivery({ id: record.id }, 'delivered', house.clock.now()));
    expect(await listed('a'.repeat(32))).toBe(false);
  });

  test('says when a carrier has been away', async () => {
    await write(sms(), 86_400_000);
    house.clock.advance(20 * 60);
    expect(await text(get(page))).toContain('1 besked venter på at blive sendt');
  });
});

describe('texts', () => {
  const texts = '/administration/moeder/beskeder';
  const one = `${texts}/booked/sms/da`;
  const key = { kind: 'booked', channel: 'sms', language: 'da' } as const;
  const admin = (path: string) => get(path, 'administrator');
  const save = (form: Record<string, string>, path = one) => post(path, form, 'administrator');

  test('are an administrator’s', async () => {
    expect((await get(texts)).status).toBe(403);
    expect((await post(one, { what: 'save', body: 'x', version: '0' })).status).toBe(403);
    expect((await admin(texts)).status).toBe(200);
    expect((await admin(`${texts}/booked/fax/da`)).status).toBe(404);
  });

  test('are saved, shown as they will look, and given back', async () => {
    const saved = await save({ what: 'save', body: 'Vi ses {tid}. {kommune}', version: '0' });
    expect([saved.status, saved.headers.get('location')]).toEqual([303, `${one}?gemt=1`]);
    const html = await text(admin(`${one}?gemt=1`));
    expect(html).toContain('Gemt.');
    expect(html).toMatch(/Vi ses torsdag[^<]*\. Fjordby Kommune/);
    expect(await text(admin(texts))).toContain('kommunens egen');
    expect((await save({ what: 'reset', version: '1' })).status).toBe(303);
    expect(await inFjordby(() => readTemplate(key))).toMatchObject({ version: 0 });
  });

  test('that must not go that way are refused, with everything kept', async () => {
    const refused = await save({ what: 'save', body: 'Om {type}, se http://x.dk, 070161-1234 Møde', version: '0' });
    const html = await refused.text();
    expect(refused.status).toBe(422);
    expect(html).toContain('href="#body"');
    expect(html).toContain('Feltet {type} må ikke stå her.');
    expect(html).toContain('se http://x.dk');
    expect(await inFjordby(() => readTemplate(key))).toMatchObject({ version: 0 });
    const long = await save({ what: 'show', body: 'x'.repeat(151), version: '0' });
    expect(await long.text()).toContain('kan blive 151 tegn');
  });

  test('can be looked at before they are saved', async () => {
    const html = await text(save({ what: 'show', body: 'Prøve {tid}', version: '0' }));
    expect(html).toMatch(/Prøve torsdag/);
    expect(await inFjordby(() => readTemplate(key))).toMatchObject({ version: 0 });
  });

  test('that somebody else has changed are not overwritten unseen', async () => {
    await inFjordby(() => saveTemplate(key, { subject: '', body: 'Deres' }, 0));
    const stale = await save({ what: 'save', body: 'Min', version: '0' });
    const html = await stale.text();
    expect(stale.status).toBe(409);
    expect(html).toContain('Deres');
    expect(html).toMatch(/name="body"[^>]*>Min</);
    expect(html).toContain('name="version" value="1"');
    expect((await save({ what: 'save', body: 'Min', version: '1' })).status).toBe(303);
    expect(await inFjordby(() => readTemplate(key))).toMatchObject({ body: 'Min', version: 2 });
  });
});
