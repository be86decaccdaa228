import { Hono } from 'hono';
import { beforeAll, expect, test } from 'vitest';
import { meetingFor, seedResource, seedType, wishFor } from '../../../test/support/seed-meetings.ts';
import { fjordby, hedelund, openTestHouse, type TestHouse } from '../../../test/support/test-house.ts';
import { db } from '../../db/index.ts';
import type { EmployeeId } from '../../kernel/index.ts';
import type { Guide } from '../../modules/guide/index.ts';
import { bookMeeting, finishMeeting } from '../../modules/meeting/booking/bookings.ts';
import { writeNote } from '../../modules/meeting/notes/notes.ts';
import { addNoteProgram, endNoteProgram } from '../../modules/meeting/notes/program-store.ts';
import { createDirectory } from '../../modules/tenancy/index.ts';
import type { WebEnv } from '../../platform/index.ts';
import { apiRoutes } from './api-routes.ts';

let house: TestHouse;
let app: Hono<WebEnv>;
let mette: EmployeeId;
let program: { id: string; token: string };
const inFjordby = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);
const ask = async (path: string, token: string | null, body?: unknown, slug = 'fjordby') => {
  const response = await app.request(`/api/v1/${slug}/meeting-notes${path}`, {
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
  });
  const text = await response.text();
  return {
    status: response.status,
    body: text === '' ? null : JSON.parse(text),
    cache: response.headers.get('cache-control'),
  };
};
const audited = () =>
  inFjordby(() =>
    db().selectFrom('audit_entry').select(['actor', 'role', 'action', 'outcome']).orderBy('seq').execute(),
  );

beforeAll(async () => {
  house = await openTestHouse();
  mette = (await seedResource(house, { name: 'Mette' })).employeeId as EmployeeId;
  program = await inFjordby(() => addNoteProgram('Fagsystem', house.clock.now()));
  app = new Hono<WebEnv>();
  app.route('/api', apiRoutes({ house, directory: createDirectory(house), guide: {} as Guide }));
});

test('a case system lists, fetches and takes over notes by its own key, twice is once, and all of it is audited', async () => {
  const type = await seedType(house, { noteDuty: true });
  const wish = wishFor(type);
  const booked = await bookMeeting(
    house,
    fjordby,
    meetingFor(wish, new Date('2026-11-25T10:00:00+01:00')),
    { by: 'citizen' },
    house.clock.now(),
  );
  const id = booked.ok ? booked.value.meetingId : '';
  house.clock.set('2026-11-25T10:30:00+01:00');
  const actor = { by: 'employee', employee: mette } as const;
  await inFjordby(() => finishMeeting(house, id, 'done', actor, house.clock.now()));
  expect((await ask('', program.token)).body).toEqual([]);
  expect((await ask(`/${id}`, program.token)).status).toBe(404);
  await inFjordby(() => writeNote(house, id, { text: 'Hun får støtte.' }, mette, house.clock.now()));
  const { token } = program;

  const list = await ask('', token);
  expect([list.status, list.cache]).toEqual([200, 'no-store']);
  expect(list.body).toEqual([
    {
      meeting: id,
      type: type.slug,
      startedAt: '2026-11-25T09:00:00.000Z',
      endedAt: '2026-11-25T09:30:00.000Z',
      nothing: false,
      writtenAt: '2026-11-25T09:30:00.000Z',
    },
  ]);
  const note = await ask(`/${id}`, token);
  expect(note.body).toMatchObject({ meeting: id, text: 'Hun får støtte.', writtenAt: list.body[0].writtenAt });
  expect(JSON.stringify(note.body)).not.toMatch(/Karen|2030/);

  expect((await ask(`/${id}/taken`, token, {})).body.errors[0].field).toBe('writtenAt');
  expect((await ask(`/${id}/taken`, token, { writtenAt: '2026-11-25T09:00:00.000Z' })).status).toBe(409);
  expect((await ask(`/${id}`, token)).body.text).toBe('Hun får støtte.');
  const taken = { writtenAt: note.body.writtenAt };
  expect([(await ask(`/${id}/taken`, token, taken)).status, (await ask(`/${id}/taken`, token, taken)).status]).toEqual([
    204, 204,
  ]);
  expect((await ask(`/${id}`, token)).body.text).toBeNull();
  expect((await ask('', token)).body).toEqual([]);
  const trail = (await audited()).filter(({ role }) => role === 'program');
  expect(new Set(trail.map(({ actor, action }) => `${actor} ${action}`))).toEqual(
    new Set([`${program.id} note.list`, `${program.id} note.read`, `${program.id} note.export`]),
  );
});

test('no key, another municipality’s and one that was taken back open nothing; the last is audited', async () => {
  expect((await ask('', null)).status).toBe(401);
  expect((await ask('', 'x'.repeat(32))).status).toBe(401);
  expect((await ask('', program.token, undefined, 'hedelund')).status).toBe(401);
  const other = await house.database.inMunicipality(hedelund, () => addNoteProgram('Andet', house.clock.now()));
  expect((await ask('', other.token)).status).toBe(401);
  await inFjordby(() => endNoteProgram(program.id, house.clock.now()));
  expect((await ask('', program.token)).status).toBe(401);
  expect((await audited()).at(-1)).toEqual({
    actor: program.id,
    role: 'program',
    action: 'note.list',
    outcome: 'refused',
  });
  const rows = await inFjordby(() => db().selectFrom('note_program').selectAll().execute());
  expect(JSON.stringify(rows)).not.toContain(program.token);
});
