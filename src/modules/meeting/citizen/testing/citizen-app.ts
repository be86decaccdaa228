import { Hono } from 'hono';
import { beforeAll, beforeEach, expect } from 'vitest';
import { formBrowser } from '../../../../../test/support/form-browser.ts';
import { seedResource, seedType } from '../../../../../test/support/seed-meetings.ts';
import { seedPlace } from '../../../../../test/support/seed-place.ts';
import { fjordby, openTestHouse, type TestHouse } from '../../../../../test/support/test-house.ts';
import { db } from '../../../../db/index.ts';
import type { EmployeeId } from '../../../../kernel/index.ts';
import { createGuide, writeGuideContent } from '../../../guide/index.ts';
import { sampleContent } from '../../../guide/testing/sample-content.ts';
import { createDirectory, type MunicipalEnv, municipalityFromPath } from '../../../tenancy/index.ts';
import type { MeetingType } from '../../meeting-rules.ts';
import { meetingCitizenRoutes } from '../routes.tsx';

/**
 * The citizen's pages on a database of their own, with one employee and a fresh kind of meeting before each test. Call at the
 * top of a test file; what it gives is filled in before the first test.
 */
export function citizenApp() {
  const given = {} as { house: TestHouse; app: Hono<MunicipalEnv>; type: MeetingType; employee: EmployeeId };
  const inFjordby = <Value>(work: () => Promise<Value>) => given.house.database.inMunicipality(fjordby, work);
  const browser = () => formBrowser(given.app);
  type Browser = ReturnType<typeof browser>;

  beforeAll(async () => {
    given.house = await openTestHouse({
      seed: async (owner) => {
        await writeGuideContent(owner, sampleContent());
        await seedPlace(owner, { hours: '{}' });
      },
    });
    const { house } = given;
    given.employee = (await seedResource(house, { languages: ['da', 'en'] })).employeeId as EmployeeId;
    const guide = await createGuide(house);
    given.app = new Hono<MunicipalEnv>();
    given.app.use('*', async (c, next) => {
      c.set('language', 'da');
      await next();
    });
    given.app.use('/:municipality/*', municipalityFromPath(createDirectory(house)));
    given.app.route('/:municipality', meetingCitizenRoutes(house, guide));
  });
  beforeEach(async () => {
    given.house.clock.set('2026-11-24T09:00:00Z');
    await inFjordby(async () => {
      await db().deleteFrom('meeting').execute();
      await db().deleteFrom('message_outbox').execute();
      await db().deleteFrom('message_record').execute();
      await db().deleteFrom('meeting_occupancy').execute();
      await db().deleteFrom('meeting_type').execute();
    });
    given.type = await seedType(given.house, { interpreter: false });
  });

  /** To the page where she writes her name, with the n-th time held. */
  async function toContact(her: Browser, nth = 0, of = given.type): Promise<string> {
    await her.get(`/fjordby/moede/${of.slug}?form=video`);
    const time = her.buttons('tid')[nth] ?? '';
    await her.submit(`/moede/${of.slug}`, { tid: time });
    return time;
  }
  /** Books the n-th time; the address of her own link. */
  async function book(her: Browser, nth = 0, kontakt = '20304050', of = given.type): Promise<string> {
    await toContact(her, nth, of);
    await her.submit(`/moede/${of.slug}/dig`, { navn: 'Karen Prøve', kontakt });
    expect(her.shown().path).toBe('/fjordby/moede/aftalt');
    return /href="http:\/\/localhost:4100(\/fjordby\/m\/[\w-]+)"/.exec(her.shown().html)?.[1] ?? '';
  }
  const meetings = () => inFjordby(() => db().selectFrom('meeting').selectAll().orderBy('created_at').execute());
  return { given, inFjordby, browser, toContact, book, meetings };
}
