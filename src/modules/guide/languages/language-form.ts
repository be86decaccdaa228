/** A language as a form and back. Pure; every fault is named by its box. */
import * as v from 'valibot';
import { ok, type Result, refuse } from '../../../kernel/index.ts';
import { cleanPasted } from '../editing/clean-pasted.ts';
import { danishLabels, labelKeys, placesIn } from './labels.ts';
import { LanguageRecord, labelProblems, languageCode } from './language-record.ts';

export type LanguageFields = Readonly<Record<string, string>>;
export type LanguageFault = { readonly field: string; readonly fault: 'code' | 'name' | 'long' | 'places' };

export const languageFields = ({ code, name, labels }: LanguageRecord): Record<string, string> => ({
  code,
  name,
  ...labels,
});

/** An emptied box takes the word away: the page says it in Danish again. */
export function readLanguage(
  fields: LanguageFields,
  code: string | null,
): Result<LanguageRecord, readonly LanguageFault[]> {
  const box = (name: string) => cleanPasted(fields[name] ?? '').trim();
  const labels = Object.fromEntries(labelKeys.flatMap((key) => (box(key) === '' ? [] : [[key, box(key)]])));
  const record = { code: code ?? box('code'), name: box('name'), labels };
  const faults: LanguageFault[] = [];
  if (!v.is(languageCode, record.code)) faults.push({ field: 'code', fault: 'code' });
  if (record.name === '' || record.name.length > 60) faults.push({ field: 'name', fault: 'name' });
  for (const [key, label] of Object.entries(labels)) if (label.length > 300) faults.push({ field: key, fault: 'long' });
  for (const { path } of labelProblems(record)) faults.push({ field: path.replace('labels.', ''), fault: 'places' });
  return faults.length > 0 ? refuse(faults) : ok(v.parse(LanguageRecord, record));
}

/** What the label must hold, for the box's hint; null for most. */
export const placesHint = (key: keyof typeof danishLabels): string | null =>
  placesIn(danishLabels[key]).join(' ') || null;
