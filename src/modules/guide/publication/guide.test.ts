import type { Kysely } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { fjordby, hedelund, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { db, type Tables } from '../../../db/index.ts';
import type { MunicipalityId } from '../../../kernel/index.ts';
import type { House } from '../../../platform/index.ts';
import { writeGuideContent } from '../content/write-guide-content.ts';
import { sampleContent } from '../testing/sample-content.ts';
import { shortService } from '../testing/sample-service.ts';
import { createGuide, type Guide } from './guide.ts';

let house: TestHouse;
let guide: Guide;
beforeAll(async () => {
  house = await openTestHouse({
    seed: async (owner) => {
      await writeGuideContent(
        owner,
        sampleContent({ services: [...sampleContent().services, shortService('gammel', 'Gammel')] }),
      );
      await changesByAdministrator(owner);
      // Again: one service is gone, one text changed, the rest as it was.
      const [pas, ...rest] = sampleContent().services;
      if (!pas) throw new Error('no sample');
      await writeGuideContent(
        owner,
        sampleContent({ services: [{ ...pas, plainTitle: { da: 'Få nyt pas nu' } }, ...rest] }),
      );
    },
  });
  guide = await createGuide(house);
});

async function changesByAdministrator(owner: Kysely<Tables>): Promise<void> {
  await owner.updateTable('municipality').set({ name: 'Nyt navn' }).where('id', '=', fjordby).execute();
}

describe('a municipality’s guide', () => {
  test('is what was written last; what is gone is gone, what an administrator changed stays', async () => {
    const publication = await guide.publication(fjordby);
    expect(publication.all('da').map((service) => service.slug)).toEqual(['koerekort', 'pas', 'aeldrebolig']);
    expect(publication.service('pas', 'da')?.plainTitle.text).toBe('Få nyt pas nu');
    expect(publication.service('gammel', 'da')).toBeNull();
    expect(publication.places[0]?.phone).toBe('10 20 30 40');
    const name = await house.database.inTx(() =>
      db().selectFrom('municipality').select('name').where('id', '=', fjordby).executeTakeFirst(),
    );
    expect(name?.name).toBe('Nyt navn');
  });

  test('is not published where a field is missing, and is listed all the same', async () => {
    const publication = await guide.publication(fjordby);
    expect(publication.service('aeldrebolig', 'da')).toBeNull();
    expect(publication.outline('aeldrebolig', 'da')).toMatchObject({ published: false, summary: null });
    expect(
      publication
        .editorial()
        .find((service) => service.slug === 'aeldrebolig')
        ?.missing.map((field) => field.id),
    ).toEqual(['place']);
  });

  test('is the municipality’s own: the other has filled in nothing', async () => {
    const other = await guide.publication(hedelund);
    expect(other.service('pas', 'da')).toBeNull();
    expect(other.service('koerekort', 'da')?.title.text).toBe('Kørekort');
    expect(other.places).toEqual([]);
  });

  test('is found by official name and by the citizen’s word', async () => {
    const publication = await guide.publication(fjordby);
    expect(publication.search('pas', 'da').hits[0]?.service.slug).toBe('pas');
    expect(publication.search('rødt hæfte', 'da').hits[0]?.slug).toBe('pas');
    expect(publication.search('', 'da').kind).toBe('none');
  });

  test('is in order of life events and, within, in Danish order', async () => {
    const events = (await guide.publication(fjordby)).lifeEvents('en');
    expect(events.map((event) => [event.title.text, event.services.map((service) => service.slug)])).toEqual([
      ['Passport and cards', ['koerekort', 'pas']],
      ['Home', ['aeldrebolig']],
    ]);
  });

  test('is read again until it succeeds, when a reading after a notice failed', async () => {
    let failing = 0;
    const answering = <Value>(work: () => Promise<Value>): Promise<Value> => {
      if (failing === 0) return work();
      failing -= 1;
      return Promise.reject(new Error('no connection'));
    };
    const { database } = house;
    const shaky: House = {
      ...house,
      database: Object.assign(Object.create(database), {
        inTx: <Value>(work: () => Promise<Value>) => answering(() => database.inTx(work)),
        inMunicipality: <Value>(municipality: MunicipalityId, work: () => Promise<Value>) =>
          answering(() => database.inMunicipality(municipality, work)),
      }),
    };
    const logged = () => house.logged.filter((line) => line.includes('could not be read again')).length;
    const other = await createGuide(shaky, [0.01, 0.02]);
    for (const announce of [() => guide.announce(fjordby), () => guide.announceNational()]) {
      const before = await other.publication(fjordby);
      const errors = logged();
      failing = 3;
      await announce();
      await expect.poll(logged).toBe(errors + 3);
      await expect.poll(() => other.publication(fjordby)).not.toBe(before);
    }
    failing = Number.POSITIVE_INFINITY;
    const errors = logged();
    await guide.announceNational();
    await expect.poll(logged).toBeGreaterThan(errors);
    other.close();
    await new Promise((done) => setTimeout(done, 50));
    const closed = logged();
    await new Promise((done) => setTimeout(done, 100));
    expect(logged()).toBe(closed);
  });

  test('is built again after a notice, and when the day turns', async () => {
    const before = await guide.publication(fjordby);
    expect(await guide.publication(fjordby)).toBe(before);
    await guide.announce(fjordby);
    await expect.poll(() => guide.publication(fjordby)).not.toBe(before);
    const today = await guide.publication(fjordby);
    expect(today.service('pas', 'da')?.atAGlance.price.text).toContain('893');
    house.clock.set('2026-12-31T23:30:00Z');
    const newYear = await guide.publication(fjordby);
    expect(newYear.date).toBe('2027-01-01');
    expect(newYear.service('pas', 'da')?.atAGlance.price.text).toContain('ved at blive kontrolleret');
    expect(newYear.editorial().find((service) => service.slug === 'pas')?.expiredFacts).toEqual(['price']);
  });
});
