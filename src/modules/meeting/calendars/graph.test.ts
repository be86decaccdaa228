import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { CalendarNetwork } from './fetch-calendar.ts';
import { createGraph } from './graph.ts';

/**
 * A recorded contract: requests and answers have the shape that Microsoft documents for getSchedule and for the client
 * credentials flow. It has not been run against Microsoft.
 */
let server: Server;
let base = '';
let seen: { url: string; headers: IncomingMessage['headers']; body: string }[] = [];
let schedule: (response: ServerResponse, asked: { startTime: { dateTime: string } }) => void = () => {};

const network: CalendarNetwork = {
  resolve: async () => [{ address: '127.0.0.1', family: 4 }],
  mayConnect: (address) => address === '127.0.0.1',
  plain: true,
  timeoutMs: 500,
};
const day = 86_400_000;
const now = Date.parse('2026-11-24T09:00:00Z');
const range = { from: Date.parse('2026-11-23T00:00:00Z'), to: Date.parse('2026-11-23T00:00:00Z') + 100 * day };
const graph = () => {
  const hosts = { login: base, graph: `${base}/v1.0` };
  return createGraph(network, { tenant: 'kommune.dk', clientId: 'app', clientSecret: 'hemmelig' }, hosts);
};
const item = (status: string, from: string, to: string) => ({
  isPrivate: false,
  status,
  subject: 'Samtale om fyring',
  location: 'Lokale 4',
  start: { dateTime: `${from}:00.0000000`, timeZone: 'UTC' },
  end: { dateTime: `${to}:00.0000000`, timeZone: 'UTC' },
});
const information = (items: readonly unknown[], more: object = {}) =>
  JSON.stringify({
    '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#Collection(microsoft.graph.scheduleInformation)',
    value: [{ scheduleId: 'mette@kommune.dk', availabilityView: '0022', scheduleItems: items, ...more }],
  });

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += String(part);
    seen.push({ url: request.url ?? '', headers: request.headers, body });
    if (request.url?.endsWith('/token'))
      return response.end(JSON.stringify({ token_type: 'Bearer', expires_in: 3599, access_token: 'adgang' }));
    return schedule(response, JSON.parse(body));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `http://graph.kommune.dk:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  seen = [];
});

test('a mailbox is asked for in pieces of 62 days, with one token, and only times come out', async () => {
  schedule = (response, { startTime }) =>
    response.end(
      information(
        startTime.dateTime === '2026-11-23T00:00:00'
          ? [
              item('busy', '2026-11-25T09:00', '2026-11-25T10:00'),
              item('tentative', '2026-11-25T10:00', '2026-11-25T10:30'),
              item('free', '2026-11-26T09:00', '2026-11-26T10:00'),
              item('workingElsewhere', '2026-11-27T09:00', '2026-11-27T10:00'),
              item('oof', '2026-11-30T00:00', '2026-12-01T00:00'),
            ]
          : [],
      ),
    );
  const found = await graph().busy('mette@kommune.dk', range, now);
  expect(found).toEqual({
    ok: true,
    value: [
      { from: Date.parse('2026-11-25T09:00Z'), to: Date.parse('2026-11-25T10:30Z') },
      { from: Date.parse('2026-11-30T00:00Z'), to: Date.parse('2026-12-01T00:00Z') },
    ],
  });
  expect(JSON.stringify(found)).not.toContain('fyring');
  expect(seen.map(({ url }) => url)).toEqual([
    '/kommune.dk/oauth2/v2.0/token',
    '/v1.0/users/mette%40kommune.dk/calendar/getSchedule',
    '/v1.0/users/mette%40kommune.dk/calendar/getSchedule',
  ]);
  expect(seen[0]?.body).toContain('grant_type=client_credentials');
  expect(seen[1]?.headers).toMatchObject({ authorization: 'Bearer adgang', prefer: 'outlook.timezone="UTC"' });
  const asked = seen.slice(1).map(({ body }) => JSON.parse(body));
  expect(asked[0].schedules).toEqual(['mette@kommune.dk']);
  expect(asked[0].endTime.dateTime).toBe(asked[1].startTime.dateTime);
  for (const { startTime, endTime } of asked)
    expect(Date.parse(endTime.dateTime) - Date.parse(startTime.dateTime)).toBeLessThanOrEqual(62 * day);
});

test('where Microsoft asks for rest, nothing is asked until it is over', async () => {
  schedule = (response) =>
    response.writeHead(429, { 'retry-after': '120' }).end('{"error":{"code":"TooManyRequests"}}');
  const one = graph();
  expect(await one.busy('mette@kommune.dk', range, now)).toEqual({ ok: false, reason: 'busy' });
  const count = seen.length;
  expect(await one.busy('mette@kommune.dk', range, now + 119_000)).toEqual({ ok: false, reason: 'busy' });
  expect(seen.length).toBe(count);
  schedule = (response) => response.end(information([]));
  expect(await one.busy('mette@kommune.dk', range, now + 121_000)).toEqual({ ok: true, value: [] });
});

test('a mailbox that is not there, a refusal and an answer of another shape are faults, not an empty calendar', async () => {
  const answers = [
    [200, information([], { error: { message: 'not found', responseCode: 'ErrorMailRecipientNotFound' } }), 'missing'],
    [403, '{"error":{"code":"ErrorAccessDenied"}}', 'refused'],
    [401, '{}', 'login'],
    [200, '<html>', 'not-a-calendar'],
    [
      200,
      information([
        {
          ...item('busy', '2026-11-25T09:00', '2026-11-25T10:00'),
          start: { dateTime: '2026-11-25T09:00:00', timeZone: 'Romance Standard Time' },
        },
      ]),
      'not-a-calendar',
    ],
  ] as const;
  for (const [status, body, reason] of answers) {
    schedule = (response) => response.writeHead(status).end(body);
    expect(await graph().busy('mette@kommune.dk', range, now)).toEqual({ ok: false, reason });
  }
});
