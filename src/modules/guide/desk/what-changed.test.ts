import { expect, test } from 'vitest';
import { sampleService } from '../testing/sample-service.ts';
import { changedParts } from './what-changed.ts';

const changed = (changes: Record<string, unknown>) => changedParts(sampleService(), { ...sampleService(), ...changes });

test('names the parts that an employee would look for, what may no longer be said first', () => {
  const service = sampleService();
  const [first, ...rest] = service.steps;
  if (!first) throw new Error('no step');
  expect(changed({})).toEqual([]);
  expect(changed({ stopRules: [], entry: { ...service.entry, url: 'https://borger.dk/ny' } })).toEqual([
    'stopRules',
    'entry',
  ]);
  expect(changed({ steps: [{ ...first, title: { da: 'Noget andet' } }, ...rest] })).toEqual(['steps']);
  const said = { ...first, lines: [{ ...first.lines[0], say: { da: 'Hvad hedder du?' } }] };
  expect(changed({ steps: [said, ...rest] })).toEqual(['lines']);
  expect(changed({ summary: { da: 'Et nyt resumé' } })).toEqual(['words']);
});

test('a text that was only looked at again has changed in nothing', () => {
  expect(changed({ checked: { date: '2027-01-01', by: 'Redaktionen' } })).toEqual([]);
  expect(changedParts(undefined, undefined)).toEqual([]);
});
