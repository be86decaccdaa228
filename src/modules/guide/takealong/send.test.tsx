import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Hono } from 'hono';
import { sql } from 'kysely';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fjordby, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import { type EmployeeId, type Language, readConfig } from '../../../kernel/index.ts';
import { type MessagePorts, type Outcome, openMessagePorts } from '../../../platform/index.ts';
import type { StaffEnv } from '../../identity/index.ts';
import { writeGuideContent } from '../content/write-guide-content.ts';
import { createGuide, type Guide } from '../publication/guide.ts';
import { sampleContent } from '../testing/sample-content.ts';
import { handoverCode } from './handover-code.ts';
import { sendsAtOnce } from './send-limit.ts';
import { takeAlongStaffRoutes } from './staff-routes.tsx';

const municipality = {
  id: fjordby,
  slug: 'fjordby',
  name: 'Fjordby',
  fullName: 'Fjordby Kommune',
  host: null,
  colour: '#1a5e63',
  demonstration: true,
};
type Roles = StaffEnv['Variables']['staff']['roles'];

let house: TestHouse;
let guide: Guide;
beforeAll(async () => {
  house = await openTestHouse({ seed: (owner) => writeGuideContent(owner, sampleContent()) });
  guide = await createGuide(house);
});

function appWith(ports: MessagePorts, roles: Roles = ['employee']): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.use('*', async (c, next) => {
    c.set('language', (c.req.header('x-language') ?? 'da') as Language);
    const employeeId = '33333333-3333-4333-8333-333333333333' as EmployeeId;
    c.set('staff', { employeeId, name: 'Mette', roles, municipality });
    await next();
  });
  app.route('/', takeAlongStaffRoutes(house, guide, ports));
  return app;
}

type Sent = { readonly to: string; readonly text: string; readonly key: string; readonly subject?: string };
const sent: Sent[] = [];
let outcome: Outcome = { kind: 'accepted' };
const port = {
  send: async (message: Sent) => {
    sent.push(message);
    return outcome;
  },
};
beforeEach(() => {
  sent.length = 0;
  outcome = { kind: 'accepted' };
});
const json = (app: Hono<StaffEnv>, body: unknown, path = '/skranke/send') =>
  app.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  });
const form = (app: Hono<StaffEnv>, fields: Record<string, string>) =>
  app.request('/skranke/send', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });
const key = '44444444-4444-4444-8444-444444444444';

describe('an employee sends a link', () => {
  test('by SMS: whose it is, what it is about, and the step', async () => {
    const app = appWith({ sms: port, mail: port });
    const response = await json(app, { slug: 'pas', step: 'book', way: 'sms', to: '22 34 56 78', key });
    expect(await response.json()).toEqual({ outcome: 'accepted-sms', text: 'SMS-tjenesten har taget imod linket.' });
    expect(sent).toEqual([
      {
        to: '+4522345678',
        text: 'Fjordby Kommune: Få et nyt pas\nhttp://localhost:4100/fjordby/pas#trin-book',
        key: expect.stringMatching(/^[0-9a-f]{32}$/),
      },
    ]);
  });
  test('by e-mail, in the citizen’s language, with a subject that tells nobody the topic', async () => {
    await json(appWith({ sms: port, mail: port }), {
      slug: 'pas',
      way: 'mail',
      to: 'anna@eksempel.dk',
      language: 'en',
    });
    expect(sent[0]).toMatchObject({
      to: 'anna@eksempel.dk',
      subject: 'Link from Fjordby Kommune',
      text: 'Fjordby Kommune: Get a new passport\nhttp://localhost:4100/fjordby/en/pas',
    });
  });
  test('once, however often the same message is sent', async () => {
    const app = appWith({ sms: port, mail: port });
    const message = { slug: 'pas', way: 'sms', to: '22345678', key };
    await Promise.all([json(app, message), json(app, message)]);
    await json(app, message);
    expect(sent).toHaveLength(1);
  });
  test('again with the same key when nothing was sent the first time, never when that is not known', async () => {
    const app = appWith({ sms: port, mail: port });
    const message = { slug: 'pas', way: 'sms', to: '22345678', key };
    outcome = { kind: 'refused', why: 'busy' };
    expect((await (await json(app, message)).json()).outcome).toBe('refused-busy');
    outcome = { kind: 'unknown' };
    expect((await (await json(app, message)).json()).text).toContain('Vi ved ikke, om linket er sendt');
    await json(app, message);
    expect(sent).toHaveLength(2);
  });
  test('to the number as it was put right, where it is not known whether the first was reached', async () => {
    const app = appWith({ sms: port, mail: port });
    const message = { slug: 'pas', way: 'sms', to: '22345678', key };
    outcome = { kind: 'unknown' };
    await json(app, message);
    await json(app, { ...message, to: '+45 22 34 56 78' });
    expect(sent).toHaveLength(1);
    await json(app, { ...message, to: '22345679' });
    expect(sent.map(({ to }) => to)).toEqual(['+4522345678', '+4522345679']);
    // A gateway that has seen a key sends nothing again.
    expect(sent[0]?.key).not.toBe(sent[1]?.key);
    expect(sent[1]?.key).not.toContain('22345679');
    await json(app, { ...message, to: '22345679', step: 'book' });
    expect(sent).toHaveLength(3);
  });
  test('and is told which field is wrong', async () => {
    const app = appWith({ sms: port, mail: port });
    const response = await json(app, { slug: 'pas', way: 'sms', to: '123' });
    expect(response.status).toBe(422);
    expect((await response.json()).errors).toEqual([{ field: 'to', message: expect.stringContaining('8 cifre') }]);
    expect((await json(app, { slug: 'findes-ikke', way: 'sms', to: '22345678' })).status).toBe(404);
    expect((await json(app, { slug: 'pas', way: 'post', to: '22345678' })).status).toBe(422);
    expect((await json(app, null)).status).toBe(422);
    expect(sent).toEqual([]);
  });
  test('not to a whole town', async () => {
    const app = appWith({ sms: port, mail: port });
    for (let count = 0; count < sendsAtOnce; count += 1)
      expect((await json(app, { slug: 'pas', way: 'sms', to: '22345678' })).status).toBe(200);
    expect((await json(app, { slug: 'pas', way: 'sms', to: '22345678' })).status).toBe(429);
    house.clock.advance(60);
    expect((await json(app, { slug: 'pas', way: 'sms', to: '22345678' })).status).toBe(200);
  });
  test('only with the role of an employee', async () => {
    const app = appWith({ sms: port, mail: port }, ['leader']);
    expect((await json(app, { slug: 'pas', way: 'sms', to: '22345678' })).status).toBe(403);
    expect((await json(app, { code: 'K7F 2MQ9' }, '/skranke/kode')).status).toBe(403);
  });
});

describe('the page for it', () => {
  test('works without scripts, and its address afterwards names nobody', async () => {
    const app = appWith({ sms: port, mail: port });
    const html = await (await app.request('/skranke/send?emne=pas&trin=book')).text();
    expect(html).toContain('Linket åbner ved trinnet: Bestil tid');
    const noegle = /name="noegle" value="([^"]+)"/.exec(html)?.[1] ?? '';
    const fields = { emne: 'pas', trin: 'book', hvordan: 'sms', til: '22345678', noegle };
    const response = await form(app, fields);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/skranke/send?emne=pas&svar=accepted-sms&trin=book');
    expect(sent[0]?.key).toMatch(/^[0-9a-f]{32}$/);
    await form(app, fields);
    expect(sent).toHaveLength(1);
    const after = await (await app.request(response.headers.get('location') ?? '')).text();
    expect(after).toContain('SMS-tjenesten har taget imod linket.');
    expect(after).not.toContain('22345678');
  });
  test('keeps what was written when it is wrong, but never a CPR number', async () => {
    const app = appWith({ sms: port, mail: port });
    const wrong = await form(app, { emne: 'pas', hvordan: 'mail', til: 'anna@' });
    expect(wrong.status).toBe(422);
    const html = await wrong.text();
    expect(html).toContain('href="#til"');
    expect(html).toContain('value="anna@"');
    expect(await (await form(app, { emne: 'pas', til: '22345678' })).text()).toContain('Vælg SMS eller e-mail.');
    expect(await (await form(app, { emne: 'pas', hvordan: 'sms', til: '010190-1234' })).text()).not.toContain('1234"');
  });
  test('without a service shows the text, the address and the code, and says why', async () => {
    const app = appWith({ sms: null, mail: null });
    const html = await (await app.request('/skranke/send?emne=pas')).text();
    expect(html).toContain('Kommunen har ikke sat SMS eller e-mail op.');
    expect(html).toContain('Fjordby Kommune: Få et nyt pas\nhttp://localhost:4100/fjordby/pas');
    expect(html).toContain('role="img"');
    expect(html).not.toContain('name="til"');
    const told = await (
      await app.request('/skranke/send?emne=pas', { headers: { accept: 'application/json' } })
    ).json();
    expect(told).toMatchObject({ ways: [], title: 'Få et nyt pas', address: 'http://localhost:4100/fjordby/pas' });
    expect(told.off).toContain('Kopiér teksten');
    expect((await (await json(app, { slug: 'pas', way: 'sms', to: '22345678' })).json()).outcome).toBe('off-sms');
    expect(await (await app.request('/skranke/send?emne=findes-ikke')).text()).toContain('Vælg en vejledning');
  });
});

test('an employee reads a citizen’s code', async () => {
  const app = appWith({ sms: null, mail: null });
  const read = async (code: unknown) => (await json(app, { code }, '/skranke/kode')).json();
  const steps = ['book', 'come'];
  expect(await read(handoverCode({ slug: 'pas', steps }, ['book']))).toEqual({
    kind: 'found',
    slug: 'pas',
    title: 'Få et nyt pas',
    done: ['book'],
  });
  expect(await read(handoverCode({ slug: 'pas', steps: ['book'] }, []))).toEqual({
    kind: 'changed',
    services: [{ slug: 'pas', title: 'Få et nyt pas' }],
  });
  expect(await read('hej')).toEqual({ kind: 'mistyped' });
  expect(await read(7)).toMatchObject({ status: 422 });
});

describe('the number and the address are used and forgotten', () => {
  const number = '29876543';
  const address = 'hemmelig.modtager@eksempel.dk';
  const closing: (() => unknown)[] = [];
  afterAll(async () => {
    for (const close of closing) await close();
  });

  test('whatever the services answer: nothing of them is stored, logged or said', async () => {
    let turn = 0;
    const gateway = createServer((request, response) => {
      request.resume().on('end', () => {
        turn += 1;
        if (turn === 3) return request.socket.destroy();
        response.writeHead([200, 400, 0, 500][turn - 1] ?? 200).end(`{"error":"+45${number} is wrong"}`);
      });
    });
    await new Promise<void>((done) => gateway.listen(0, '127.0.0.1', done));
    const mails = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      onRcptTo: (to, _session, done) =>
        turn > 5 ? done(Object.assign(new Error(`${to.address} unknown`), { responseCode: 550 })) : done(),
      onData(stream, _session, done) {
        stream.resume();
        stream.on('end', () => done());
      },
    });
    mails.on('error', () => {});
    await new Promise<void>((done) => void mails.listen(0, '127.0.0.1', () => done()));
    closing.push(
      () => gateway.close(),
      () => new Promise<void>((done) => mails.close(done)),
    );
    const read = readConfig({
      SMS_GATEWAY_URL: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/send`,
      SMS_SENDER: 'Fjordby',
      SMTP_URL: `smtp://127.0.0.1:${(mails.server.address() as AddressInfo).port}`,
      MAIL_FROM: 'hjaelp@fjordby.example',
    });
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const app = appWith(openMessagePorts(read.config));

    const said: string[] = [];
    const outcomes: string[] = [];
    for (let count = 0; count < 4; count += 1) {
      const response = await json(app, { slug: 'pas', way: 'sms', to: number });
      const body = await response.text();
      said.push(body);
      outcomes.push(JSON.parse(body).outcome);
    }
    expect(outcomes).toEqual(['accepted-sms', 'refused-recipient', 'unknown', 'unknown']);
    said.push(await (await json(app, { slug: 'pas', way: 'mail', to: address })).text());
    turn = 9;
    said.push(await (await json(app, { slug: 'pas', way: 'mail', to: address })).text());
    expect(said.slice(4).map((body) => JSON.parse(body).outcome)).toEqual(['accepted-mail', 'refused-recipient']);

    const dump = await house.database.inMunicipality(fjordby, async () => {
      const tables = await sql<{ name: string }>`
        select table_name as name from information_schema.tables where table_schema = 'public'`.execute(db());
      const rows: string[] = [];
      for (const { name } of tables.rows)
        rows.push(JSON.stringify((await sql`select * from ${sql.table(name)}`.execute(db())).rows));
      return rows.join('\n');
    });
    expect(dump).toContain('Få et nyt pas');
    const kept = [dump, house.logged.join('\n'), said.join('\n')].join('\n');
    expect(house.logged.join('\n')).toContain('a link was sent on');
    for (const trace of [number, '29 87 65 43', 'hemmelig.modtager']) expect(kept).not.toContain(trace);
  });
});
