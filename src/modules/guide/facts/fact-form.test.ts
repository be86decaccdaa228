import { describe, expect, test } from 'vitest';
import { municipalFields, readMunicipalFact, readSharedFact, sharedFields } from './fact-form.ts';
import type { MunicipalFact, SharedFact } from './fact-records.ts';

const source = { title: 'Loven', url: 'https://www.retsinformation.dk/x' };
const shared: SharedFact = {
  id: 'gebyr',
  kind: 'amount',
  label: { da: 'Gebyret' },
  owner: { role: 'Landsredaktionen', cycleMonths: 12 },
  versions: [
    { value: { da: '225 kr.', en: 'DKK 225', ar: '٢٢٥' }, validFrom: '2026-01-01', source, checked: '2026-11-01' },
  ],
};
const ours: MunicipalFact = {
  id: 'telefon',
  kind: 'phone',
  label: { da: 'Borgerservice' },
  value: { da: '10 20 30 40' },
  validTo: '2027-01-31',
  checked: '2026-11-01',
};

test('a form sent as it came changes nothing, and loses no other language', () => {
  expect(readSharedFact(sharedFields(shared), shared)).toEqual({ ok: true, value: shared });
  expect(readMunicipalFact(municipalFields(ours), ours)).toEqual({ ok: true, value: ours });
});

describe('next year’s value', () => {
  const next = {
    '1.da': '240 kr.',
    '1.from': '2027-01-01',
    '1.source': 'Loven',
    '1.url': 'https://www.retsinformation.dk/y',
    '1.checked': '2026-11-20',
  };
  test('stands beside this year’s when this year’s ends before it', () => {
    const read = readSharedFact({ ...sharedFields(shared), ...next, '0.to': '2026-12-31' }, shared);
    expect(read.ok && read.value.versions.map(({ validFrom, validTo }) => [validFrom, validTo])).toEqual([
      ['2026-01-01', '2026-12-31'],
      ['2027-01-01', undefined],
    ]);
  });
  test('is refused while both would hold on one day', () => {
    expect(readSharedFact({ ...sharedFields(shared), ...next }, shared)).toEqual({
      ok: false,
      reason: [{ field: '1.from', fault: 'overlap' }],
    });
  });
});

test('what is wrong is named, all of it at once', () => {
  const faults = (result: ReturnType<typeof readSharedFact> | ReturnType<typeof readMunicipalFact>) =>
    result.ok ? [] : result.reason.map(({ field, fault }) => `${field} ${fault}`);
  expect(
    faults(readMunicipalFact({ id: 'Å', checked: '2026-13-40', from: '2027-01-01', to: '2026-01-01' }, null)),
  ).toEqual(['id id', 'label empty', 'da empty', 'to order', 'checked date']);
  expect(faults(readSharedFact({ id: 'x1', label: 'Noget' }, null))).toEqual(['0.da none']);
  expect(faults(readSharedFact({ id: 'x1', label: 'Noget', '0.da': '5 kr.', '0.url': 'http://x' }, null))).toEqual([
    '0.url url',
    '0.from date',
    '0.source empty',
    '0.checked date',
  ]);
});
