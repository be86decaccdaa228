import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { fillSmsBody, readConfig } from '../../kernel/index.ts';
import { createHttpSmsPort } from './http-sms-port.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function serve(
  handler: (request: IncomingMessage, response: ServerResponse, body: string) => void,
): Promise<string> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => handler(request, response, body));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`;
}

const json = '{"to":"{to}","from":"{from}","text":"{text}"}';
const message = { to: '+4522345678', text: 'Fjordby: "Få pas"\nhttps://x.example/pas', key: 'nummer-1' };
const send = (url: string, body = json) =>
  createHttpSmsPort(
    { dialect: 'generic', url, token: 'hemmelig', sender: 'Fjordby', body, receiptSecret: null },
    400,
  ).send(message);

describe('a gateway that', () => {
  test('accepts gets number, sender, text, token and the key of the message', async () => {
    const seen: { readonly body: unknown; readonly headers: IncomingMessage['headers'] }[] = [];
    const url = await serve((request, response, body) => {
      seen.push({ body: JSON.parse(body), headers: request.headers });
      response.writeHead(202).end('{"to":"+4522345678"}');
    });
    expect(await send(url)).toEqual({ kind: 'accepted' });
    expect(seen).toHaveLength(1);
    expect(seen[0]?.body).toEqual({ to: '+4522345678', from: 'Fjordby', text: message.text });
    expect(seen[0]?.headers).toMatchObject({
      authorization: 'Bearer hemmelig',
      'content-type': 'application/json',
      'idempotency-key': 'nummer-1',
    });
  });
  test('wants a form gets one', async () => {
    let got = new URLSearchParams();
    const url = await serve((_request, response, body) => {
      got = new URLSearchParams(body);
      response.end();
    });
    expect(await send(url, 'recipient={msisdn}&message={text}&id={key}')).toEqual({ kind: 'accepted' });
    expect(Object.fromEntries(got)).toEqual({ recipient: '4522345678', message: message.text, id: 'nummer-1' });
  });
  test.each([
    [400, { kind: 'refused', why: 'recipient' }],
    [422, { kind: 'refused', why: 'recipient' }],
    [401, { kind: 'refused', why: 'service' }],
    [402, { kind: 'refused', why: 'service' }],
    [302, { kind: 'refused', why: 'service' }],
    [429, { kind: 'refused', why: 'busy' }],
    [409, { kind: 'unknown' }],
    [500, { kind: 'unknown' }],
    [503, { kind: 'unknown' }],
  ])('answers %i', async (status, outcome) => {
    let asked = 0;
    const url = await serve((_request, response) => {
      asked += 1;
      response.writeHead(status, { location: '/elsewhere' }).end('nummer +4522345678');
    });
    expect(await send(url)).toEqual(outcome);
    expect(asked).toBe(1);
  });
  test('never answers: not known', async () => {
    expect(await send(await serve(() => {}))).toEqual({ kind: 'unknown' });
  });
  test('hangs up when it has the message: not known, and it is not sent again', async () => {
    let asked = 0;
    const url = await serve((request) => {
      asked += 1;
      request.socket.destroy();
    });
    expect(await send(url)).toEqual({ kind: 'unknown' });
    expect(asked).toBe(1);
  });
  test('accepts and then never ends its answer has accepted', async () => {
    const url = await serve((_request, response) => void response.writeHead(200).write('{'));
    expect(await send(url)).toEqual({ kind: 'accepted' });
  });
  test('is not there: nothing was sent', async () => {
    const url = await serve(() => {});
    for (const close of closing.splice(0)) close();
    expect(await send(url)).toEqual({ kind: 'refused', why: 'unreachable' });
    expect(await send('http://findes-ikke.invalid/')).toEqual({ kind: 'refused', why: 'unreachable' });
  });
});

test('a text cannot end its own field', () => {
  const evil = {
    to: '+45',
    msisdn: '45',
    from: 'x',
    text: '","to":"+4699999999',
    key: '{to}',
    reference: '',
    receipt: '',
  };
  expect(JSON.parse(fillSmsBody(json, evil).body)).toEqual({ to: '+45', from: 'x', text: evil.text });
  expect([...new URLSearchParams(fillSmsBody('to={to}&text={text}', { ...evil, text: 'a&to=b=c' }).body)]).toEqual([
    ['to', '+45'],
    ['text', 'a&to=b=c'],
  ]);
});

describe('the environment', () => {
  const problems = (env: Record<string, string>) => {
    const read = readConfig(env);
    return read.ok ? [] : read.problems.map((one) => one.variable);
  };
  const sms = { SMS_GATEWAY_URL: 'https://sms.example.dk/send', SMS_SENDER: 'Fjordby' };
  test.each<[Record<string, string>, string[]]>([
    [{}, []],
    [sms, []],
    [{ ...sms, SMS_GATEWAY_BODY: '{"recipients":[{"msisdn":{msisdn}}],"message":"{text}"}' }, []],
    [{ ...sms, SMS_GATEWAY_BODY: 'to={to}&text={text}' }, []],
    [{ ...sms, SMS_GATEWAY_BODY: '{"to":"{to}"}' }, ['SMS_GATEWAY_BODY']],
    [{ ...sms, SMS_GATEWAY_BODY: '{"to":"{to}","text":{text}}' }, ['SMS_GATEWAY_BODY']],
    [{ ...sms, SMS_GATEWAY_BODY: 'send {text} to {to}' }, ['SMS_GATEWAY_BODY']],
    [{ ...sms, SMS_GATEWAY_URL: 'http://sms.example.dk/send' }, ['SMS_GATEWAY_URL']],
    [{ ...sms, SMS_SENDER: 'Fjordby Kommune' }, ['SMS_SENDER']],
    [{ SMS_GATEWAY_TOKEN: 'x' }, ['SMS_GATEWAY_URL']],
    [{ SMS_GATEWAY_URL: 'https://sms.example.dk' }, ['SMS_SENDER']],
    [{ SMTP_URL: 'smtps://a:b@mail.kommunen.dk', MAIL_FROM: 'Kommunen <hjaelp@kommunen.dk>' }, []],
    [{ SMTP_URL: 'smtps://mail.kommunen.dk' }, ['MAIL_FROM']],
    [{ SMTP_URL: 'mail.kommunen.dk', MAIL_FROM: 'hjaelp@kommunen.dk' }, ['SMTP_URL']],
    [{ SMTP_URL: 'smtp://mail.kommunen.dk', MAIL_FROM: 'hjælp' }, ['MAIL_FROM']],
  ])('%j', (env, wrong) => expect(problems(env)).toEqual(wrong));
});
