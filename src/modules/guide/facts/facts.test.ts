import { beforeAll, describe, expect, test } from 'vitest';
import { fjordby, hedelund, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { newId } from '../../../kernel/index.ts';
import { writeGuideContent } from '../content/write-guide-content.ts';
import { nothingLocal } from '../local/local-text.ts';
import { createGuide, type Guide } from '../publication/guide.ts';
import { sampleContent } from '../testing/sample-content.ts';
import { sampleService, shortService } from '../testing/sample-service.ts';
import { changesBetween } from './changes-on.ts';
import type { MunicipalFact, SharedFact } from './fact-records.ts';
import { onDate } from './fact-records.ts';
import { municipalFacts, saveMunicipalFact, saveSharedFact, sharedFacts } from './fact-store.ts';
import { factUse } from './fact-use.ts';

const source = { title: 'Loven', url: 'https://www.retsinformation.dk/x' };
const fee = (amount: string): SharedFact => ({
  id: 'gebyr',
  kind: 'amount',
  label: { da: 'Gebyret' },
  versions: [
    { value: { da: amount }, validFrom: '2026-01-01', validTo: '2026-12-31', source, checked: '2026-11-01' },
    { value: { da: '250 kr.' }, validFrom: '2027-01-01', source, checked: '2026-11-01' },
  ],
});
const phone: MunicipalFact = {
  id: 'telefon',
  kind: 'phone',
  label: { da: 'Borgerservice' },
  value: { da: '10 20 30 99' },
  checked: '2026-11-01',
};

let house: TestHouse;
let guide: Guide;
beforeAll(async () => {
  const [municipality] = sampleContent().municipalities;
  if (!municipality) throw new Error('no sample');
  house = await openTestHouse({
    seed: (owner) =>
      writeGuideContent(
        owner,
        sampleContent({
          facts: [fee('225 kr.')],
          services: [
            sampleService(),
            shortService('koerekort', 'Kørekort', { summary: { da: 'Det koster {fact:gebyr}.' } }),
            shortService('sundhedskort', 'Sundhedskort', { nonDigital: { da: 'Betal {fact:gebyr}, eller ring.' } }),
          ],
          municipalities: [
            {
              ...municipality,
              local: new Map([['pas', { ...nothingLocal, local: { phone: { da: '{our:telefon}' } } }]]),
              facts: [phone],
            },
          ],
        }),
      ),
  });
  guide = await createGuide(house);
});

describe('one edit', () => {
  test('of a national fact is on every page of every municipality', async () => {
    const before = await guide.publication(hedelund);
    expect(before.service('koerekort', 'da')?.summary.text).toBe('Det koster 225 kr.');
    await house.database.inTx(() =>
      saveSharedFact(house.bus, fee('230 kr.'), 1, { by: newId(), note: 'Ny takst', now: house.clock.now() }),
    );
    for (const municipality of [fjordby, hedelund]) {
      await expect
        .poll(async () => (await guide.publication(municipality)).service('koerekort', 'da')?.summary.text)
        .toBe('Det koster 230 kr.');
      expect((await guide.publication(municipality)).service('sundhedskort', 'da')?.nonDigital.text).toBe(
        'Betal 230 kr., eller ring.',
      );
    }
  });

  test('of the municipality’s own is on all its pages, and on no other’s', async () => {
    expect((await guide.publication(fjordby)).service('pas', 'da')?.nonDigital.text).toContain('10 20 30 99');
    await house.database.inMunicipality(fjordby, () =>
      saveMunicipalFact(house.bus, { ...phone, value: { da: '10 20 30 00' } }, 1, house.clock.now()),
    );
    await expect
      .poll(async () => (await guide.publication(fjordby)).service('pas', 'da')?.nonDigital.text)
      .toContain('10 20 30 00');
    expect(await house.database.inMunicipality(hedelund, municipalFacts)).toEqual([]);
  });

  test('over another’s is told, and the other’s stands', async () => {
    const late = await house.database.inTx(() =>
      saveSharedFact(house.bus, fee('999 kr.'), 1, { by: newId(), note: '', now: house.clock.now() }),
    );
    expect(late).toMatchObject({ ok: false, reason: { kind: 'overtaken', theirs: { revision: 2 } } });
    expect((await house.database.inTx(sharedFacts))[0]?.fact.versions[0]?.value.da).toBe('230 kr.');
  });
});

describe('a fact in time', () => {
  test('next year’s value takes over by itself, and a fact of the municipality that has ended is not shown as true', async () => {
    await house.database.inMunicipality(fjordby, () =>
      saveMunicipalFact(house.bus, { ...phone, validTo: '2026-12-31' }, 2, house.clock.now()),
    );
    house.clock.set('2027-01-01T09:00:00Z');
    await expect
      .poll(async () => (await guide.publication(fjordby)).service('koerekort', 'da')?.summary.text)
      .toBe('Det koster 250 kr.');
    await expect
      .poll(async () => (await guide.publication(fjordby)).service('pas', 'da')?.nonDigital.text)
      .toContain('[nummeret er ved at blive kontrolleret]');
    expect((await guide.publication(fjordby)).editorial().find(({ slug }) => slug === 'pas')?.expiredFacts).toContain(
      'telefon',
    );
  });

  test('the one that holds, else the last, else the first', () => {
    const versions = [
      { id: 'a', validFrom: '2026-01-01', validTo: '2026-06-30' },
      { id: 'b', validFrom: '2026-08-01' },
    ];
    const at = (date: string) => (onDate(versions, date) as (typeof versions)[number] | undefined)?.id;
    expect([at('2025-01-01'), at('2026-03-01'), at('2026-07-15'), at('2026-09-01')]).toEqual(['a', 'a', 'a', 'b']);
  });
});

test('what changes on a date is told with what was and what will be, and where', () => {
  const service = shortService('koerekort', 'Kørekort', {
    summary: { da: 'Det koster {fact:gebyr}.' },
    law: [
      {
        id: 'pligt',
        kind: 'mandatory-digital',
        applies: 'yes',
        statement: { da: 'Du skal bruge nettet.' },
        law: 'Loven',
        validFrom: '2027-01-01',
        source: 's',
        checked: '2026-11-01',
      },
    ],
  });
  const changes = changesBetween(
    {
      services: [service],
      shared: [fee('225 kr.')],
      ours: [{ ...phone, validTo: '2026-12-31' }],
      usedBy: factUse([service], new Map()),
    },
    '2027-01-01',
    '2027-01-01',
  );
  expect(changes.map(({ kind, services, before, after }) => [kind, services, before?.da, after?.da])).toEqual([
    ['shared-fact', ['koerekort'], '225 kr.', '250 kr.'],
    ['law', ['koerekort'], undefined, 'Du skal bruge nettet.'],
    ['our-fact', [], '10 20 30 99', undefined],
  ]);
  expect(
    changesBetween({ services: [service], shared: [], ours: [], usedBy: () => [] }, '2027-01-02', '2027-12-31'),
  ).toEqual([]);
});
