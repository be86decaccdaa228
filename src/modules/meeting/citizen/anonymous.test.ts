import { Hono } from 'hono';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { formBrowser } from '../../../../test/support/form-browser.ts';
import { seedResource, seedType } from '../../../../test/support/seed-meetings.ts';
import { seedPlace } from '../../../../test/support/seed-place.ts';
import { fjordby, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import { createGuide, writeGuideContent } from '../../guide/index.ts';
import { sampleContent } from '../../guide/testing/sample-content.ts';
import { createDirectory, type MunicipalEnv, municipalityFromPath } from '../../tenancy/index.ts';
import { finishMeeting } from '../booking/bookings.ts';
import type { MeetingType } from '../meeting-rules.ts';
import { meetingCitizenRoutes } from './routes.tsx';

let house: TestHouse;
let app: Hono<MunicipalEnv>;
let type: MeetingType;
const inFjordby = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);
const agent = 'Fingeraftryk/1.0 (anonymitetsprøve)';
const address = '203.0.113.77';
const her = () => formBrowser(app, { 'user-agent': agent, 'x-forwarded-for': address });

beforeAll(async () => {
  house = await openTestHouse({
    seed: async (owner) => {
      await writeGuideContent(owner, sampleContent());
      await seedPlace(owner, { hours: '{}' });
    },
  });
  await seedResource(house, { languages: ['da'] });
  type = await seedType(house, { anonymous: true, companions: false, interpreter: false, identity: 'none' }, ['video']);
  const guide = await createGuide(house);
  app = new Hono<MunicipalEnv>();
  app.use('*', async (c, next) => {
    c.set('language', 'da');
    await next();
    house.log.debug('request', { method: c.req.method, route: c.req.routePath, status: c.res.status });
  });
  app.use('/:municipality/*', municipalityFromPath(createDirectory(house)));
  app.route('/:municipality', meetingCitizenRoutes(house, guide));
});

/** Every row of every table that the program can see in her municipality, as text. */
async function dump(): Promise<ReadonlyMap<string, string>> {
  return inFjordby(async () => {
    const { rows } = await sql<{ name: string }>`select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`.execute(db());
    const found = new Map<string, string>();
    for (const { name } of rows) {
      const all = await sql<{ row: unknown }>`select to_jsonb(t) as row from ${sql.table(name)} t`
        .execute(db())
        .catch(() => ({ rows: [] }));
      found.set(name, JSON.stringify(all.rows));
    }
    return found;
  });
}

test('after a whole course of counselling nothing leads to her: not in the tables, not in the log', async () => {
  const secrets = new Set<string>([agent, address, 'Blå Ugle']);
  const one = her();
  await one.get(`/fjordby/moede/${type.slug}`);
  expect(one.shown().text).toContain('Forlad siden nu');
  expect(one.shown().text).toContain('kan vi ikke skjule, hvor du er på nettet');
  await one.submit(`/moede/${type.slug}`, { tid: one.buttons('tid').at(-5) ?? '' });
  for (const asked of [
    'name="navn"',
    'name="kontakt"',
    'name="telefon"',
    'name="cpr"',
    'name="vej"',
    'name="ledsager"',
  ])
    expect(one.shown().html).not.toContain(asked);
  await one.submit('/dig', { kaldenavn: 'Blå Ugle' });
  const words = [...one.shown().html.matchAll(/<li>([a-z]+)<\/li>/g)].map(([, word]) => word ?? '');
  expect(words).toHaveLength(6);
  const phrase = words.join(' ');
  secrets.add(phrase);
  expect(one.shown().html).not.toMatch(/\/m\/[\w-]{32}/);
  for (const value of one.cookies.values()) secrets.add(value);
  // Shown once: when she has written the words down they are gone.
  await one.submit('/moede/aftalt');
  await one.get('/fjordby/moede/aftalt');
  expect(one.shown().text).not.toContain(words[0] ?? '');
  for (const set of (await app.request('/fjordby/moede/anonym')).headers.getSetCookie())
    expect(set).not.toMatch(/max-age/i);

  await one.get('/fjordby/moede/mit/flyt');
  await one.submit('/moede/mit/flyt', { tid: one.buttons('tid').at(-9) ?? '' });
  expect(one.shown().text).toContain('Mødet er flyttet');
  await one.get('/fjordby/moede/mit/gemt');
  expect(one.shown().text).toContain('Blå Ugle');
  await one.submit('/moede/forlad');
  expect(one.cookies.size).toBe(0);

  // From another device, by the six words alone; a second meeting with the same words.
  const two = her();
  await two.get('/fjordby/moede/anonym');
  await two.submit('/moede/anonym', { ord: 'seks ord som ingen kender her' });
  expect(two.shown()).toMatchObject({ status: 422 });
  await two.submit('/moede/anonym', { ord: phrase.toUpperCase() });
  expect(two.shown().path).toBe('/fjordby/moede/mit');
  await two.get(`/fjordby/moede/${type.slug}`);
  await two.submit(`/moede/${type.slug}`, { tid: two.buttons('tid').at(-2) ?? '' });
  await two.submit('/dig', { kaldenavn: 'Blå Ugle', ord: phrase });
  expect([...two.shown().html.matchAll(/<li>([a-z]+)<\/li>/g)].map(([, word]) => word).join(' ')).toBe(phrase);
  for (const value of two.cookies.values()) secrets.add(value);
  await two.get('/fjordby/moede/anonym');
  await two.submit('/moede/anonym', { ord: phrase });
  expect(two.buttons('person')).toHaveLength(2);
  await two.submit('/moede/anonym/mine', { person: two.buttons('person')[1] ?? '' });
  await two.get('/fjordby/moede/mit/afbud');
  await two.submit('/moede/mit/afbud');
  const [first] = await inFjordby(() => db().selectFrom('meeting').selectAll().where('state', '=', 'booked').execute());
  house.clock.set(new Date((first?.ends_at?.getTime() ?? 0) + 60_000).toISOString());
  await inFjordby(() => finishMeeting(house, first?.id ?? '', 'done', { by: 'system' }, house.clock.now()));

  const lying = await dump();
  expect(lying.get('meeting_person')).toContain('phrase_key');
  for (const [table, text] of lying)
    for (const secret of secrets) expect(text, `${table} holds what leads to her`).not.toContain(secret);
  const log = house.logged.join('\n');
  for (const secret of [...secrets, ...words.filter((word) => word.length > 6)]) expect(log).not.toContain(secret);
  // What is there: her row holds a sealed alias and prints; nobody is sent anything.
  const people = await inFjordby(() => db().selectFrom('meeting_person').selectAll().execute());
  for (const person of people)
    expect(person).toMatchObject({ contact_key: null, code_key: null, channel: 'none', protected: false });
  expect(lying.get('message_outbox')).toBe('[]');
  expect(lying.get('message_record')).toBe('[]');
  const meetings = await inFjordby(() => db().selectFrom('meeting').selectAll().execute());
  expect(meetings.every((meeting) => meeting.hidden_addresses)).toBe(true);

  // Deleted is deleted: of her rows nothing is left, and no print of hers stands anywhere else.
  const prints = people.flatMap((row) => [row.id, row.sealed, row.token_hash ?? '', row.phrase_key ?? '']);
  const ids = meetings.flatMap(({ id, uid }) => [id, uid]);
  await inFjordby(() => db().deleteFrom('meeting').execute());
  for (const [table, text] of await dump()) {
    for (const print of prints) expect(text, table).not.toContain(print);
    // The audit says that something was done to a meeting that is no more, by a citizen, and nothing of whom.
    if (table !== 'audit_entry') for (const id of ids) expect(text, table).not.toContain(id);
  }
});
