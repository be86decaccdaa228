import { describe, expect, test } from 'vitest';
import { fieldStandings } from '../local/field-states.ts';
import { type LocalText, nothingLocal } from '../local/local-text.ts';
import type { ServiceText } from '../service-text.ts';
import { sampleService } from '../testing/sample-service.ts';
import { type Fields, fieldName, localFields, readLocalForm } from './local-form.ts';

const national = sampleService();
const step = national.steps[0]?.id ?? '';
const read = (
  text: LocalText,
  fields: Fields,
  now: ServiceText = national,
  revision = 1,
): ReturnType<typeof readLocalForm> =>
  readLocalForm(
    { ...localFields(text, now), ...fields },
    text,
    now,
    revision,
    fieldStandings(now, text, () => national),
  );
const value = (result: ReturnType<typeof readLocalForm>): LocalText => {
  if (!result.ok) throw new Error(JSON.stringify(result.reason));
  return result.value;
};

const everything: LocalText = {
  offered: false,
  referral: { text: { da: 'Gå til nabokommunen.', uk: 'x' }, url: 'https://www.nabo.example/pas' },
  local: { phone: { da: '10 20 30 40' } },
  changes: [{ path: 'summary', text: { da: 'Vores', en: 'Ours', ar: 'لنا' }, base: 1 }],
  additions: {
    ready: [{ id: 'lokal-a', text: { da: 'Et nummer' } }],
    steps: [
      {
        id: 'lokal-b',
        kind: 'check',
        actor: 'both',
        title: { da: 'Tag et nummer' },
        text: { da: 'Ved døren.' },
        sources: [],
        lines: [{ stage: 'show', say: { da: 'Tag et nummer.' } }],
        after: step,
      },
    ],
    stopRules: [{ id: 'lokal-c', when: { da: 'Døren er lukket' }, offer: { da: 'Ring' } }],
  },
  codes: { kle: '23.05.10', form: '05.10' },
};

test('a form sent as it came changes nothing, and loses no other language', () => {
  expect(value(read(everything, {}))).toEqual(everything);
  expect(value(read(nothingLocal, {}))).toEqual(nothingLocal);
});

describe('a field', () => {
  test('filled is an override against the revision that was seen; emptied it is inherited again', () => {
    const name = fieldName('nonDigital', 'da');
    const one = value(read(nothingLocal, { [name]: 'Kom  forbi\u00a0os' }, national, 7));
    expect(one.changes).toEqual([{ path: 'nonDigital', text: { da: 'Kom forbi os' }, base: 7 }]);
    expect(value(read(one, { [name]: '' })).changes).toEqual([]);
  });

  test('with the national words is no override', () => {
    expect(
      value(
        read(nothingLocal, {
          [fieldName('summary', 'da')]: national.summary.da,
          [fieldName('summary', 'en')]: national.summary.en ?? '',
        }),
      ).changes,
    ).toEqual([]);
  });

  test('whose ground has moved keeps its base until the editor has chosen', () => {
    const ours: LocalText = { ...nothingLocal, changes: [{ path: 'summary', text: { da: 'Vores' }, base: 1 }] };
    const moved = { ...national, summary: { da: 'Nyt' } };
    expect(value(read(ours, {}, moved, 2)).changes[0]?.base).toBe(1);
    expect(value(read(ours, { 'use.summary': 'ours' }, moved, 2)).changes[0]?.base).toBe(2);
    expect(value(read(ours, { 'use.summary': 'national' }, moved, 2)).changes).toEqual([]);
  });

  test('that the national text no longer has stays until it is dropped', () => {
    const ours: LocalText = {
      ...nothingLocal,
      changes: [{ path: `steps.${step}.text`, text: { da: 'Vores' }, base: 1 }],
    };
    const without = { ...national, steps: national.steps.slice(1) };
    expect(value(read(ours, {}, without, 2)).changes).toHaveLength(1);
    expect(value(read(ours, { [`drop.steps.${step}.text`]: 'ja' }, without, 2)).changes).toEqual([]);
  });

  test('in English alone is refused by name, and every other fault with it', () => {
    const result = read(nothingLocal, {
      [fieldName('summary', 'en')]: 'Only English',
      'referral.url': 'javascript:x',
      kle: '1',
    });
    expect(!result.ok && result.reason.map(({ field, fault }) => [field, fault])).toEqual([
      [fieldName('summary', 'da'), 'danish-first'],
      ['referral.url', 'url'],
      ['referral.da', 'danish-first'],
      ['kle', 'code'],
    ]);
  });
});

test('an added step gets a name of its own and its place', () => {
  const added = value(
    read(everything, { 'step.1.title.da': 'Vent', 'step.1.text.da': 'Vi ringer.', 'step.1.after': '' }),
  );
  expect(added.additions?.steps.map(({ id, after }) => [id, after])).toEqual([
    ['lokal-b', step],
    ['lokal-trin-1', null],
  ]);
});
