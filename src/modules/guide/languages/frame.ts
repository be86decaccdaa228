import type { ComposedText } from '../publication/compose-service.ts';
import { danishLabels, type LabelKey } from './labels.ts';
import type { LanguageRecord } from './language-record.ts';

/** A word of the page in the language; in Danish, and saying so, where it has none. */
export type Frame = (key: LabelKey, set?: Readonly<Record<string, string>>) => ComposedText;

export const frameOf =
  ({ code, labels }: LanguageRecord): Frame =>
  (key, set = {}) => {
    const own = labels[key];
    const label = own ?? danishLabels[key];
    return {
      text: label.replace(/\{([a-z]+)\}/g, (place, name: string) => set[name] ?? place),
      language: own === undefined ? 'da' : code,
    };
  };

/** A date as the language writes it, with the digits that Danish letters and receipts have. */
export const dateIn = (code: string, date: string): string =>
  new Intl.DateTimeFormat(`${code}-u-nu-latn-ca-gregory`, {
    timeZone: 'Europe/Copenhagen',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(new Date(`${date}T12:00:00Z`));
