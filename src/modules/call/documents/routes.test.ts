import { Hono } from 'hono';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { fjordby, hedelund, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import type { ParticipantId } from '../../../kernel/index.ts';
import { createDirectory, type MunicipalEnv, municipalityFromPath } from '../../tenancy/index.ts';
import { addEmployee, admit, endRoom, openRoom, participantToken } from '../rooms.ts';
import type { Antivirus, Finding } from './antivirus.ts';
import { checks, documentCheck, documentRoutes } from './routes.ts';

let house: TestHouse;
let finding: Finding = { is: 'clean' };
let seen: Buffer[] = [];
let room: Awaited<ReturnType<typeof newRoom>>;
const inFjordby = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);

const antivirus: Antivirus = {
  check: async (file) => {
    const parts: Uint8Array[] = [];
    for await (const piece of file) parts.push(piece);
    seen.push(Buffer.concat(parts));
    return finding;
  },
};
function appWith(scanner: Antivirus | null): Hono<MunicipalEnv> {
  const app = new Hono<MunicipalEnv>();
  app.use('*', async (c, next) => {
    c.set('language', 'da');
    await next();
  });
  app.use('/:municipality/*', municipalityFromPath(createDirectory(house)));
  app.route('/:municipality', documentRoutes(house, scanner));
  return app;
}
const pdf = '%PDF-1.4\nKære borger, 010203-1234';
const credentials = (id: ParticipantId) => ({
  'x-participant': id,
  authorization: `Bearer ${participantToken(house.keys, id)}`,
});
const check = (
  headers: Record<string, string>,
  body: string | Uint8Array = pdf,
  place = '/fjordby',
  app = appWith(antivirus),
) => app.request(`${place}/samtale/papirer/tjek`, { method: 'POST', body: body as BodyInit, headers });
const confirm = (headers: Record<string, string>, proof: object) =>
  appWith(antivirus).request('/fjordby/samtale/papirer/bevis', {
    method: 'POST',
    body: JSON.stringify(proof),
    headers: { ...headers, 'content-type': 'application/json' },
  });

async function newRoom() {
  const opened = await inFjordby(() =>
    openRoom({ form: 'video', language: 'da', displayName: 'Karen' }, house.clock.now()),
  );
  const employee = await inFjordby(() => addEmployee(house.bus, opened.roomId, { displayName: 'Mette' }));
  await inFjordby(() => admit(house.bus, opened.roomId));
  return { ...opened, employee: employee.ok ? employee.value.participantId : opened.participantId };
}

beforeAll(async () => {
  house = await openTestHouse();
});
beforeEach(async () => {
  room = await newRoom();
  finding = { is: 'clean' };
  seen = [];
});
afterEach(() => {
  // Whatever happened: nothing of a file or of who sent it stands in the log.
  expect(house.logged.join('\n')).not.toMatch(/010203|Kære|Karen|Eicar/);
});

test('the page is told whether files are checked, and where its parts are', async () => {
  const settings = async (scanner: Antivirus | null) =>
    (await appWith(scanner).request('/fjordby/samtale/papirer')).json() as Promise<{
      checks: boolean;
      pdfWorker: string;
    }>;
  expect(await settings(antivirus)).toMatchObject({ checks: true, pdfWorker: '/static/pdf-pages-worker.js' });
  expect(await settings(null)).toMatchObject({ checks: false });
});

test('a clean file gets a proof that holds for it, here and nowhere else', async () => {
  const me = credentials(room.participantId);
  const answer = await check(me);
  const { finding: found, ...proof } = (await answer.json()) as { finding: string; sha256: string; proof: string };
  expect(found).toBe('clean');
  expect(seen).toEqual([Buffer.from(pdf)]);
  const holds = async (headers: Record<string, string>, claim: object) =>
    ((await (await confirm(headers, claim)).json()) as { holds?: boolean }).holds ?? false;
  expect(await holds(me, proof)).toBe(true);
  expect(await holds(me, { ...proof, sha256: '0'.repeat(64) })).toBe(false);
  expect(await holds(me, { ...proof, kind: 'png' })).toBe(false);
  expect(await holds(me, { ...proof, proof: 'guessed-guessed-guessed' })).toBe(false);
  expect(await holds(me, { proof: 'x' })).toBe(false);
  const other = await newRoom();
  expect(await holds(credentials(other.participantId), proof)).toBe(false);
});

test('what is infected or could not be looked at gets no proof', async () => {
  for (const is of ['infected', 'unknown'] as const) {
    finding = is === 'infected' ? { is, name: 'Eicar' } : { is };
    expect(await (await check(credentials(room.participantId))).json()).toEqual({ finding: is });
  }
});

test('only what the table takes reaches the scanner', async () => {
  const answer = await check(credentials(room.participantId), 'MZ\x90\0 a program that is called letter.pdf');
  expect(answer.status).toBe(415);
  expect(seen).toEqual([]);
  expect((await check(credentials(room.participantId), '')).status).toBe(422);
});

test('one place cannot keep the scanner busy; another is not kept waiting by it', async () => {
  const app = appWith(antivirus);
  const send = (id: ParticipantId) => check(credentials(id), pdf, '/fjordby', app);
  for (let count = 0; count < checks.atOnce; count += 1) expect((await send(room.participantId)).status).toBe(200);
  const refused = await send(room.participantId);
  expect([refused.status, ((await refused.json()) as { title: string }).title]).toEqual([
    429,
    'Du har fået tjekket mange filer lige nu. Vent et minut, og prøv igen.',
  ]);
  expect(seen).toHaveLength(checks.atOnce);
  expect((await send(room.employee)).status).toBe(200);
  house.clock.advance(60);
  expect((await send(room.participantId)).status).toBe(200);
});

test('nobody but who is in the conversation now may send anything', async () => {
  expect((await check({})).status).toBe(403);
  expect((await check({ ...credentials(room.participantId), authorization: 'Bearer guessed' })).status).toBe(403);
  expect((await check({ 'x-participant': 'no id', authorization: 'Bearer x' })).status).toBe(403);
  expect((await check(credentials(room.participantId), pdf, '/hedelund')).status).toBe(403);
  const state = (to: 'held' | 'lobby' | 'removed') =>
    inFjordby(() =>
      db().updateTable('call_participant').set({ state: to }).where('id', '=', room.participantId).execute(),
    );
  for (const to of ['held', 'lobby', 'removed'] as const) {
    await state(to);
    expect((await check(credentials(room.participantId))).status).toBe(403);
  }
  expect(seen).toEqual([]);
  expect(hedelund).not.toBe(fjordby);
});

test('an interpreter may not put papers on the table', async () => {
  await inFjordby(() =>
    db().updateTable('call_participant').set({ role: 'interpreter' }).where('id', '=', room.participantId).execute(),
  );
  expect((await check(credentials(room.participantId))).status).toBe(403);
});

test('after the end nothing is taken in', async () => {
  await inFjordby(() => endRoom(house.bus, room.roomId, 'citizen', house.clock.now()));
  expect((await check(credentials(room.participantId))).status).toBe(403);
});

test('without a scanner there is no such address', async () => {
  expect((await check(credentials(room.participantId), pdf, '/fjordby', appWith(null))).status).toBe(404);
});

test('the larger limit is for this one address', () => {
  expect(documentCheck.path.test('/fjordby/samtale/papirer/tjek')).toBe(true);
  expect(documentCheck.path.test('/fjordby/samtale/papirer/tjek/mere')).toBe(false);
  expect(documentCheck.path.test('/fjordby/hjaelp')).toBe(false);
});
