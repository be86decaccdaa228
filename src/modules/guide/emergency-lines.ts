import type { LocalisedText } from './service-text.ts';

/** A number for whoever is in danger, with where it is from and when that was read. */
export type EmergencyLine = {
  readonly phone: string;
  readonly name: LocalisedText;
  readonly when: LocalisedText;
  readonly source: { readonly title: string; readonly url: string; readonly checked: string };
};

export const emergencyNumber: EmergencyLine = {
  phone: '112',
  name: { da: 'Alarmcentralen', en: 'Emergency services' },
  when: { da: 'Er der fare for liv lige nu', en: 'If life is in danger right now' },
  source: { title: 'Politiet: Alarm 112', url: 'https://politi.dk/kontakt-politiet/alarm-112', checked: '2026-11-21' },
};

export const suicideLine: EmergencyLine = {
  phone: '70 201 201',
  name: { da: 'Livslinien', en: 'Livslinien (the Lifeline)' },
  when: {
    da: 'Har du tanker om selvmord, eller er du bange for en anden',
    en: 'If you think of suicide, or fear for somebody',
  },
  // The line's own page was not at hand when this was written; the number is from a newspaper and hours are left out.
  source: {
    title: 'The Copenhagen Post (2015): Livslinien, 7020 1201',
    url: 'https://cphpost.dk/2015-10-26/news/suicide-prevention-lifeline-gets-funding-to-stay-open-at-night/',
    checked: '2026-11-21',
  },
};

export const violenceLine: EmergencyLine = {
  phone: '1888',
  name: { da: 'Lev Uden Vold', en: 'Lev Uden Vold (Live Without Violence)' },
  when: {
    da: 'Er nogen tæt på dig voldelig. Åbent hele døgnet, gratis og anonymt',
    en: 'If somebody close to you is violent. Day and night, free and anonymous',
  },
  source: {
    title: 'Lev Uden Vold: den nationale hotline 1888',
    url: 'https://levudenvold.dk/aktuelt/nyheder/lev-uden-vold-modtog-i-2022-rekordmange-opkald/',
    checked: '2026-11-21',
  },
};

/** Folded to lower case without punctuation; each is looked for as whole words, an inflection may follow the last. */
const suicideWords = [
  'selvmord',
  'tage mit liv',
  'tage livet af',
  'tager livet af',
  'begå selvmord',
  'ikke leve mere',
  'ikke leve længere',
  'vil ikke leve',
  'orker ikke at leve',
  'ønsker at dø',
  'vil dø',
  'gøre en ende på det hele',
  'slå mig selv ihjel',
  'suicid',
  'kill myself',
  'end my life',
  'want to die',
];
const violenceWords = [
  'vold',
  'voldelig',
  'voldtægt',
  'voldtaget',
  'slår mig',
  'slog mig',
  'banker mig',
  'tæver mig',
  'truer mig',
  'truer med at slå',
  'bange for min mand',
  'bange for min kæreste',
  'bange for min kone',
  'krisecenter',
  'hits me',
  'beats me',
  'domestic violence',
  'afraid of my husband',
  'rape',
];
const dangerWords = [
  '112',
  'ambulance',
  'hjertestop',
  'hjerteanfald',
  'trækker ikke vejret',
  'det brænder',
  'livsfare',
  'nødsituation',
  'emergency',
];

const mentions = (text: string, words: readonly string[]): boolean =>
  words.some((word) => new RegExp(`(?<![\\p{L}\\d])${word}`, 'u').test(text));

/**
 * The numbers to show when what she wrote tells of danger, most telling first; empty when it does not. Rather once too
 * often than once too seldom: the box stands beside the answers, it takes none away.
 */
export function emergencyRoute(query: string): readonly EmergencyLine[] {
  const text = query
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\d]+/gu, ' ');
  const lines = [
    ...(mentions(text, suicideWords) ? [suicideLine] : []),
    ...(mentions(text, violenceWords) ? [violenceLine] : []),
  ];
  return lines.length > 0 || mentions(text, dangerWords) ? [emergencyNumber, ...lines] : [];
}
