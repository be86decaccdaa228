import { Hono } from 'hono';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fjordbyKommune as municipality } from '../../../test/support/fjordby-kommune.ts';
import { fjordby, openTestHouse, type TestHouse } from '../../../test/support/test-house.ts';
import { db } from '../../db/index.ts';
import { newId } from '../../kernel/index.ts';
import { handChannels, saidOutcomes } from '../contact/index.ts';
import * as words from '../guide/client/contact-words.ts';
import { createGuide, writeGuideContent } from '../guide/index.ts';
import { sampleContent } from '../guide/testing/sample-content.ts';
import type { StaffEnv } from '../identity/index.ts';
import { deskRoutes } from './desk-routes.tsx';

let house: TestHouse;
let app: Hono<StaffEnv>;
const inFjordby = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);
const counts = () => inFjordby(() => db().selectFrom('contact_count').selectAll().execute());
const tell = (contact: object) =>
  app.request('/skranke/henvendelse', {
    method: 'POST',
    body: JSON.stringify(contact),
    headers: { 'content-type': 'application/json' },
  });
let keys = 0;
const contact = (more: object = {}) => ({
  key: String(++keys).padStart(32, '0'),
  channel: 'phone',
  kind: 'help-to-self-service',
  outcome: 'together',
  task: 'pas',
  ...more,
});

beforeAll(async () => {
  house = await openTestHouse({ seed: (owner) => writeGuideContent(owner, sampleContent()) });
  const employeeId = newId<'employee'>();
  app = new Hono<StaffEnv>();
  app.use('*', async (c, next) => {
    c.set('language', 'da');
    c.set('staff', { employeeId, name: 'Mette', roles: ['employee'], municipality });
    await next();
  });
  app.route('/', deskRoutes(house, await createGuide(house)));
});
/** Counters only grow; each test has a week of its own. */
beforeEach(() => house.clock.advance(8 * 7 * 24 * 3600));

describe('a contact by telephone or at the counter', () => {
  test('is counted with its channel, task, kind and outcome, and nothing else is kept', async () => {
    const before = (await counts()).length;
    expect((await tell(contact())).status).toBe(200);
    const [row, ...others] = (await counts()).slice(before);
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      channel: 'phone',
      task: 'pas',
      kind: 'help-to-self-service',
      outcome: 'together',
      count: 1,
    });
    // No wait was measured, so none is added to: the estimate of a wait must not learn from it.
    expect(await inFjordby(() => db().selectFrom('contact_histogram').selectAll().execute())).toEqual([]);
  });

  test('counts once however often it is sent, at the same time too', async () => {
    const sent = contact();
    const answers = await Promise.all(Array.from({ length: 8 }, () => tell(sent)));
    const told = await Promise.all(answers.map(async (one) => ((await one.json()) as { counted: boolean }).counted));
    expect(told.filter(Boolean)).toHaveLength(1);
    const sum = (await counts()).filter(({ channel }) => channel === 'phone').reduce((all, one) => all + one.count, 0);
    expect(sum).toBe(2);
  });

  test('about a guide that is not ours is counted without one', async () => {
    await tell(contact({ task: 'findes-ikke', channel: 'personal' }));
    expect((await counts()).filter(({ channel }) => channel === 'personal')).toMatchObject([{ task: 'none' }]);
  });

  test('is refused when it is not one of our words', async () => {
    for (const wrong of [{ channel: 'video' }, { outcome: 'left' }, { kind: 'x' }, { key: 'kort' }])
      expect((await tell(contact(wrong))).status).toBe(422);
  });
});

test('the words on the buttons are those that are counted', () => {
  expect(words.saidOutcomes).toEqual(saidOutcomes);
  expect(words.handChannels).toEqual(handChannels);
});
