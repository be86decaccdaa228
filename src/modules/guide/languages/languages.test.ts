import { expect, test } from 'vitest';
import { sampleService } from '../testing/sample-service.ts';
import { coverageOf } from './coverage.ts';
import { dateIn, frameOf } from './frame.ts';
import { isolate } from './isolate.ts';
import { danishLabels } from './labels.ts';
import { languageFields, readLanguage } from './language-form.ts';
import { type LanguageRecord, labelProblems, missingLabels } from './language-record.ts';

const arabic: LanguageRecord = { code: 'ar', name: 'العربية', labels: { steps: 'ماذا تفعل', leaves: 'إلى {host}.' } };

test('a word that the language has not said is Danish, and says so', () => {
  const frame = frameOf(arabic);
  expect(frame('steps')).toEqual({ text: 'ماذا تفعل', language: 'ar' });
  expect(frame('leaves', { host: 'mitid.dk' })).toEqual({ text: 'إلى mitid.dk.', language: 'ar' });
  expect(frame('checkedOn', { date: 'x' })).toEqual({ text: 'Kontrolleret x.', language: 'da' });
  expect(missingLabels(arabic)).toHaveLength(Object.keys(danishLabels).length - 2);
});

test('a label that is not the page’s, or forgets what is set in, is named', () => {
  const wrong = { ...arabic, labels: { leaves: 'إلى', invented: 'x', steps: '{host}' } };
  expect(labelProblems(wrong).map(({ path }) => path)).toEqual(['labels.leaves', 'labels.invented', 'labels.steps']);
});

test('phones, amounts and addresses keep their direction, and nothing is lost', () => {
  const isolated = (text: string) => isolate(text).flatMap((part) => (part.isolated ? [part.text] : []));
  expect(isolated('اتصل على 10 20 30 40.')).toEqual(['10 20 30 40']);
  expect(isolated('ثمنه 90 kr. فقط، في Rådhuspladsen 1, 9999 Fjordby.')).toEqual([
    '90 kr',
    'Rådhuspladsen 1, 9999 Fjordby',
  ]);
  // A bracket stays with the text that it stands in: its other half is there.
  expect(isolated('الشريحة (NFC)')).toEqual(['NFC']);
  const text = 'اذهب إلى https://www.mitid.dk/ ثم 5 أيام';
  expect(
    isolate(text)
      .map((part) => part.text)
      .join(''),
  ).toBe(text);
});

test('dates are in the language, with Danish digits', () => {
  expect(dateIn('ar', '2026-11-21')).toMatch(/21.*2026/);
  expect(dateIn('uk', '2026-11-21')).toContain('листопада');
});

test('the form gives back what it was given, and names each fault', () => {
  expect(readLanguage(languageFields(arabic), 'ar')).toEqual({ ok: true, value: arabic });
  const faults = (fields: Record<string, string>, code: string | null = null) => {
    const read = readLanguage(fields, code);
    return read.ok ? [] : read.reason.map(({ field, fault }) => `${field} ${fault}`);
  };
  expect(faults({ code: 'da', name: '' })).toEqual(['code code', 'name name']);
  expect(faults({ name: 'x', leaves: 'uden', steps: 'x'.repeat(301) }, 'ar')).toEqual(['steps long', 'leaves places']);
});

test('coverage tells which guides are offered in the language, and how much of each', () => {
  const whole = sampleService();
  const begun = { ...whole, slug: 'b', title: { ...whole.title, ar: 'ب' } };
  const [first, other] = coverageOf([whole, begun], 'ar');
  expect(first).toMatchObject({ slug: 'b', begun: true, translated: 1 });
  expect(other).toMatchObject({ begun: false, translated: 0 });
  expect(first?.all).toBeGreaterThan(5);
});
