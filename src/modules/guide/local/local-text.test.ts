import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import type { ServiceText } from '../service-text.ts';
import { sampleService } from '../testing/sample-service.ts';
import { applyLocalText } from './apply-local-text.ts';
import { checkLocalText } from './check-local-text.ts';
import { fieldPaths, readField, writeField } from './field-paths.ts';
import { fieldPolicy } from './field-policy.ts';
import { fieldStandings, missingFields } from './field-states.ts';
import { LocalText, nothingLocal } from './local-text.ts';

const national = sampleService();
const changed = (path: string, da: string, base = 1): LocalText => ({
  ...nothingLocal,
  changes: [{ path, text: { da }, base }],
});
const step = national.steps[0]?.id ?? '';

describe('fields by name', () => {
  test('every one can be read, and what is written is read again and nothing else is touched', () => {
    const paths = fieldPaths(national).filter((path) => readField(national, path) !== undefined);
    expect(paths.length).toBeGreaterThan(15);
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.string({ minLength: 2 }), (path, da) => {
        const after = writeField(national, path, { da });
        expect(readField(after, path)?.da).toBe(da);
        for (const other of paths)
          if (other !== path) expect(readField(after, other)).toEqual(readField(national, other));
      }),
    );
  });

  test('an unknown one is no field, and writing it changes nothing', () => {
    for (const path of ['slug', 'steps.none.text', 'facts.price.value', 'steps', '__proto__.x', '']) {
      expect(readField(national, path)).toBeUndefined();
      expect(writeField(national, path, { da: 'x' })).toEqual(national);
    }
  });
});

describe('a municipality’s text', () => {
  test('is the national one where it says nothing', () => {
    expect(applyLocalText(national, nothingLocal)).toEqual(national);
  });

  test('says the field its own way, and follows the national text in all others', () => {
    const moved: ServiceText = { ...national, nonDigital: { da: 'Ring til os på {local:phone} i dag.' } };
    const told = applyLocalText(moved, changed('summary', 'Her i byen'));
    expect(told.summary).toEqual({ da: 'Her i byen' });
    expect(told.nonDigital).toEqual(moved.nonDigital);
  });

  test('never changes the official name, who decides, or the law', () => {
    for (const path of ['title', 'authority.name', 'law.digital.statement'])
      expect(fieldPolicy({ policies: { [path]: 'override' } }, path)).toBe('locked');
    expect(applyLocalText(national, changed('title', 'Andet navn')).title).toEqual(national.title);
    expect(checkLocalText('pas', changed('title', 'Andet navn'), national)).toEqual([
      { path: 'title', problem: expect.stringContaining('locked') },
    ]);
  });

  test('adds a step of its own where it belongs', () => {
    const text = v.parse(LocalText, {
      additions: {
        steps: [
          {
            id: 'lokal-a',
            kind: 'do',
            actor: 'citizen',
            title: { da: 'Bestil tid' },
            text: { da: 'Ring først.' },
            after: null,
          },
          {
            id: 'lokal-b',
            kind: 'do',
            actor: 'citizen',
            title: { da: 'Hent nummer' },
            text: { da: 'Ved døren.' },
            after: step,
          },
        ],
      },
    });
    expect(applyLocalText(national, text).steps.map(({ id }) => id)).toEqual([
      'lokal-a',
      step,
      'lokal-b',
      ...national.steps.slice(1).map(({ id }) => id),
    ]);
    expect(checkLocalText('pas', text, national)).toEqual([]);
  });

  test('is refused by the name of the field when it points at nothing', () => {
    expect(checkLocalText('pas', changed('summary', 'Det koster {fact:gebyr}'), national)[0]?.problem).toContain(
      'gebyr',
    );
    expect(checkLocalText('pas', { ...nothingLocal, local: { fax: { da: '1' } } }, national)[0]?.path).toBe(
      'local.fax',
    );
    expect(checkLocalText('pas', { ...nothingLocal, offered: false }, national)[0]?.path).toBe('referral');
    expect(checkLocalText('pas', changed('entry.url', 'javascript:alert(1)'), national)[0]?.path).toBe('entry.url');
    expect(checkLocalText('ukendt', nothingLocal, undefined)).toHaveLength(1);
  });
});

describe('how a field stands', () => {
  const standing = (now: ServiceText, local: LocalText, path: string) =>
    fieldStandings(now, local, (revision) => (revision === 1 ? national : now)).find((one) => one.path === path);

  test('inherited, overridden, overridden on a base that moved, gone', () => {
    const local = changed('summary', 'Vores');
    expect(standing(national, nothingLocal, 'summary')?.state).toBe('inherited');
    expect(standing(national, local, 'summary')).toMatchObject({ state: 'overridden', ours: { da: 'Vores' } });
    const moved = { ...national, summary: { da: 'Ny national tekst' } };
    expect(standing(moved, local, 'summary')).toMatchObject({
      state: 'moved',
      before: national.summary,
      now: { da: 'Ny national tekst' },
      ours: { da: 'Vores' },
    });
    const without = { ...national, steps: national.steps.slice(1) };
    expect(standing(without, changed(`steps.${step}.text`, 'Vores'), `steps.${step}.text`)?.state).toBe('gone');
  });

  test('a text that moved in English only has moved', () => {
    const moved = { ...national, summary: { ...national.summary, en: 'Other words' } };
    expect(standing(moved, changed('summary', 'Vores'), 'summary')?.state).toBe('moved');
  });

  test('the fields that must be filled are told while they are empty', () => {
    expect(missingFields(national, nothingLocal).map(({ id }) => id)).toEqual(['phone']);
    expect(missingFields(national, { ...nothingLocal, local: { phone: { da: '10 20 30 40' } } })).toEqual([]);
  });
});
