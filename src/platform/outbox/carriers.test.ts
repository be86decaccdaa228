import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, createServer as createLine, type Socket } from 'node:net';
import nodeIcal from 'node-ical';
import type { SMTPServerOptions } from 'smtp-server';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type MailServer, partsOf, startMailServer } from '../../../test/support/mail-server.ts';
import { fjordby, openTestHouse, type TestHouse } from '../../../test/support/test-house.ts';
import { db } from '../../db/index.ts';
import { newId, readConfig } from '../../kernel/index.ts';
import type { House } from '../house.ts';
import { createOutboxSender, enqueue, type MessageBody, openCarriers, receiptRoutes, recordsAbout } from './index.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const inFjordby = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);
const houseWith = (env: Record<string, string>): House => {
  const read = readConfig({ ...env, BASE_URL: 'http://localhost:4100' });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return { ...house, config: read.config };
};
const everything = async (messages: readonly { readonly id: string }[]) => new Set(messages.map(({ id }) => id));
const sendDue = (on: House) =>
  createOutboxSender(on, {
    carriers: openCarriers(on),
    municipalities: async () => [],
    stillHolds: everything,
    random: () => 0.5,
  }).sendDue(fjordby);
async function write(body: MessageBody) {
  const about = newId();
  const now = house.clock.now();
  const latestUseful = new Date(now.getTime() + 86_400_000);
  const id = await inFjordby(() =>
    enqueue(house, { about, person: null, kind: 'booked', body, notBefore: now, latestUseful }, now),
  );
  return { id, about };
}
const stateOf = async (about: string) => (await inFjordby(() => recordsAbout(about)))[0];

async function mailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const server = await startMailServer(options);
  closing.push(server.close);
  return server;
}
const mailHouse = (port: number) =>
  houseWith({ SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'Fjordby Kommune <moeder@fjordby.example>' });

const ics = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//x//DA',
  'METHOD:REQUEST',
  'BEGIN:VEVENT',
  'UID:1',
  'SEQUENCE:0',
  'DTSTAMP:20261124T090000Z',
  'DTSTART:20261125T090000Z',
  'DTEND:20261125T093000Z',
  'SUMMARY:Møde på Ærø',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');
const mail: MessageBody = {
  channel: 'mail',
  to: 'anna@eksempel.dk',
  subject: 'Dit møde med Fjordby Kommune',
  text: 'Du har et møde på Ærø.',
  calendar: { method: 'REQUEST', ics },
};

describe('an e-mail', () => {
  test('carries its invitation as programs with a calendar read it, and as a file for the others', async () => {
    const { port, letters } = await mailServer();
    const { id, about } = await write(mail);
    await sendDue(mailHouse(port));
    expect(await stateOf(about)).toMatchObject({ state: 'accepted' });
    const [letter] = letters;
    expect(letter?.to).toEqual(['anna@eksempel.dk']);
    expect(letter?.text).toContain(`Message-ID: <${id}@fjordby.example>`);
    const parts = partsOf(letter?.text ?? '');
    const alternative = parts.find(({ head }) => /content-type: text\/calendar/i.test(head));
    expect(alternative?.head).toMatch(/content-type: text\/calendar; charset=utf-8; method=REQUEST/i);
    expect(alternative?.head).not.toMatch(/attachment/i);
    const file = parts.find(({ head }) => /content-disposition: attachment/i.test(head));
    expect(file?.head).toMatch(/filename=moede\.ics/);
    for (const part of [alternative, file]) {
      const [event] = Object.values(nodeIcal.sync.parseICS(part?.body ?? '')).filter((one) => one?.type === 'VEVENT');
      expect(event?.type === 'VEVENT' && event.summary).toBe('Møde på Ærø');
    }
    expect(letter?.text).toMatch(/Content-Type: multipart\/alternative/);
  });

  test('whose recipient is refused is a dead letter at once', async () => {
    const { port } = await mailServer({
      onRcptTo: (_to, _session, done) => done(Object.assign(new Error('no such user'), { responseCode: 550 })),
    });
    const { about } = await write(mail);
    await sendDue(mailHouse(port));
    expect(await stateOf(about)).toMatchObject({ state: 'failed', failure: 'recipient' });
  });

  test('to a server that takes the letter and drops the line goes again with the same Message-ID, counted', async () => {
    const { port, letters } = await mailServer();
    const line = await dropsAfterData(port);
    const { id, about } = await write(mail);
    await sendDue(mailHouse(line.port));
    expect(await stateOf(about)).toMatchObject({ state: 'waiting', failure: 'unknown', maybeDouble: 0 });
    line.mend();
    house.clock.advance(60);
    await sendDue(mailHouse(line.port));
    expect(await stateOf(about)).toMatchObject({ state: 'accepted', maybeDouble: 1 });
    expect(letters.map(({ text }) => /Message-ID: (.*)\r/.exec(text)?.[1])).toEqual(
      letters.map(() => `<${id}@fjordby.example>`),
    );
  });

  test('to a server that is slow to answer is taken once', async () => {
    const { port, letters } = await mailServer({
      onRcptTo: (_to, _session, done) => void setTimeout(() => done(), 700),
    });
    const { about } = await write(mail);
    await sendDue(mailHouse(port));
    expect(await stateOf(about)).toMatchObject({ state: 'accepted', maybeDouble: 0 });
    expect(letters).toHaveLength(1);
  });

  test('without an address is not tried', async () => {
    const { port, letters } = await mailServer();
    const { about } = await write({ ...mail, to: '' } as MessageBody);
    await sendDue(mailHouse(port));
    expect(await stateOf(about)).toMatchObject({ state: 'failed', failure: 'recipient' });
    expect(letters).toEqual([]);
  });
});

/** A line to the server that breaks as soon as the whole letter has gone through, until it is mended. */
async function dropsAfterData(upstream: number): Promise<{ port: number; mend: () => void }> {
  let mended = false;
  const sockets = new Set<Socket>();
  const line = createLine((client) => {
    const server = connect(upstream, '127.0.0.1');
    for (const socket of [client, server]) sockets.add(socket.on('error', () => {}));
    let sent = '';
    client.on('data', (chunk: Buffer) => {
      sent += chunk.toString();
      server.write(chunk);
      if (!mended && sent.includes('\r\n.\r\n')) setTimeout(() => client.destroy(), 20);
    });
    server.on('data', (chunk: Buffer) => {
      if (mended || !sent.includes('\r\n.\r\n')) client.write(chunk);
    });
    client.on('close', () => server.end());
    server.on('close', () => client.end());
  });
  await new Promise<void>((done) => line.listen(0, '127.0.0.1', done));
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    line.close();
  });
  return { port: (line.address() as AddressInfo).port, mend: () => (mended = true) };
}

type Asked = { readonly headers: IncomingMessage['headers']; readonly body: string };
async function gateway(answer: string): Promise<{ url: string; asked: Asked[] }> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      asked.push({ headers: request.headers, body });
      response.writeHead(202).end(answer);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mobile/single`, asked };
}
const sms: MessageBody = { channel: 'sms', to: '+4520304050', text: 'Fjordby Kommune: Husk dit møde.' };

describe('GatewayAPI', () => {
  const secret = 'en hemmelighed af en vis længde';
  const open = (url: string) =>
    houseWith({
      SMS_GATEWAY_DIALECT: 'gatewayapi',
      SMS_GATEWAY_URL: url,
      SMS_GATEWAY_TOKEN: 'abc',
      SMS_SENDER: 'Fjordby',
      SMS_RECEIPT_SECRET: secret,
    });
  const tell = (on: House, event: object, signedWith = secret) => {
    const body = JSON.stringify({ event_id: '1', event_type: 'message.status.sms', event });
    return receiptRoutes(on).request('/kvittering/gatewayapi', {
      method: 'POST',
      body,
      headers: { signature: `v1=${createHmac('sha256', signedWith).update(body).digest('hex')}` },
    });
  };

  test('gets the message in its own words, and its id is kept', async () => {
    const { url, asked } = await gateway('{"msg_id":"01JNN696A9E0WS89FPYGT15NBX","recipient":4520304050}');
    const { id, about } = await write(sms);
    await sendDue(open(url));
    expect(asked[0]?.headers.authorization).toBe('Token abc');
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual({
      sender: 'Fjordby',
      recipient: 4_520_304_050,
      message: 'Fjordby Kommune: Husk dit møde.',
      reference: `${fjordby}.${id}`,
    });
    expect(await stateOf(about)).toMatchObject({ state: 'accepted' });
    const row = await inFjordby(() =>
      db().selectFrom('message_record').select('external_id').where('id', '=', id).execute(),
    );
    expect(row).toEqual([{ external_id: '01JNN696A9E0WS89FPYGT15NBX' }]);
  });

  test('tells what became of it, in any order and twice; forged words are refused', async () => {
    const { url } = await gateway('{"msg_id":"1"}');
    const on = open(url);
    const { id, about } = await write(sms);
    await sendDue(on);
    const reference = `${fjordby}.${id}`;
    expect((await tell(on, { reference, status: 'DELIVERED' }, 'en anden hemmelighed her')).status).toBe(403);
    expect(await stateOf(about)).toMatchObject({ state: 'accepted' });
    for (const [status, state] of [
      ['ENROUTE', 'received'],
      ['SOMETHING_NEW', 'received'],
      ['DELIVERED', 'delivered'],
      ['DELIVERED', 'delivered'],
      ['ACCEPTED', 'delivered'],
      ['UNDELIVERABLE', 'delivered'],
    ]) {
      expect((await tell(on, { reference, status })).status).toBe(204);
      expect(await stateOf(about)).toMatchObject({ state });
    }
    for (const event of [
      {},
      { reference: 'x', status: 'DELIVERED' },
      { reference: `${fjordby}.${newId()}`, status: 'DELIVERED' },
    ])
      expect((await tell(on, event)).status).toBe(204);
  });

  test('by its name alone, its address in the European Union is used', () => {
    const on = houseWith({ SMS_GATEWAY_DIALECT: 'gatewayapi', SMS_GATEWAY_TOKEN: 'abc', SMS_SENDER: 'Fjordby' });
    expect(on.config.messages.sms?.url).toBe('https://messaging.gatewayapi.eu/mobile/single');
    const read = readConfig({ SMS_GATEWAY_DIALECT: 'gatewayapi' });
    expect(read.ok ? [] : read.problems.map(({ variable }) => variable)).toEqual(['SMS_SENDER', 'SMS_GATEWAY_TOKEN']);
    const lonely = readConfig({ SMS_RECEIPT_SECRET: 'en hemmelighed af en vis længde' });
    expect(lonely.ok ? [] : lonely.problems.map(({ variable }) => variable)).toEqual(['SMS_RECEIPT_SECRET']);
  });
});

describe('any other gateway', () => {
  test('is given an address for each message, and may only speak of that one', async () => {
    const { url, asked } = await gateway('ok');
    const on = houseWith({
      SMS_GATEWAY_URL: url,
      SMS_SENDER: 'Fjordby',
      SMS_GATEWAY_BODY: '{"to":"{to}","text":"{text}","callback":"{receipt}"}',
    });
    const first = await write(sms);
    const second = await write({ ...sms, to: '+4520304051' } as MessageBody);
    await sendDue(on);
    const paths = asked.map(({ body }) => new URL((JSON.parse(body) as { callback: string }).callback).pathname);
    const path = paths.find((one) => one.includes(first.id)) ?? '';
    expect(path).not.toContain('20304050');
    const tell = (to: string, body?: string) =>
      receiptRoutes(on).request(to, body === undefined ? {} : { method: 'POST', body });
    expect((await tell(path.replace(first.id, second.id), '{"status":"delivered"}')).status).toBe(404);
    expect((await tell(`${path.slice(0, -1)}${path.endsWith('0') ? '1' : '0'}`, '{"status":"delivered"}')).status).toBe(
      404,
    );
    expect((await tell(path, 'status=BUFFERED&msisdn=4520304050')).status).toBe(204);
    expect(await stateOf(first.about)).toMatchObject({ state: 'received' });
    expect((await tell(`${path}?status=DELIVRD`)).status).toBe(204);
    expect(await stateOf(first.about)).toMatchObject({ state: 'delivered' });
    expect((await tell(path, '{"status":"failed"}')).status).toBe(204);
    expect((await tell(path, 'not { anything')).status).toBe(204);
    expect(await stateOf(first.about)).toMatchObject({ state: 'delivered' });
    expect(await stateOf(second.about)).toMatchObject({ state: 'accepted' });
  });
});

test('in a demonstration messages are taken and thrown away; elsewhere what is not set up says so', async () => {
  const plain = houseWith({});
  expect(openCarriers(plain)).toMatchObject({ mail: null, sms: null, 'digital-post': null, letter: null });
  const { sms: thrown, letter } = openCarriers(plain, { demonstration: true });
  const handover = { municipality: fjordby, latestUseful: new Date() };
  expect(await thrown?.({ channel: 'sms', to: '+4520304050', text: 'x' }, newId(), handover)).toEqual({
    kind: 'accepted',
    externalId: null,
  });
  expect(letter).toBeNull();
});
