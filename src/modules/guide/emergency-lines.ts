import type { LocalisedText } from './service-text.ts';

/** A number for whoever is in danger, with where it is from and when that was read. */
export type EmergencyLine = {
  readonly phone: string;
  readonly name: LocalisedText;
  readonly when: LocalisedText;
  readonly source: { readonly title: string; readonly url: string; readonly checked: string };
};

const emergencyNumber: EmergencyLine = {
  phone: '112',
  name: { da: 'Alarmcentralen', en: 'Emergency services' },
  when: { da: 'Er der fare for liv lige nu', en: 'If life is in danger right now' },
  source: { title: 'Politiet: Alarm 112', url: 'https://politi.dk/kontakt-politiet/alarm-112', checked: '2026-11-21' },
};

const suicideLine: EmergencyLine = {
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

const violenceLine: EmergencyLine = {
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

/** What to show for each kind of danger that a search can tell of (search/emergency-route.ts). */
export const emergencyLines: Record<'life' | 'violence', readonly EmergencyLine[]> = {
  life: [emergencyNumber, suicideLine],
  violence: [emergencyNumber, violenceLine],
};
