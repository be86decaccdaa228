import { catalogue, type Messages } from '../../../kernel/language.ts';

/** What a tested line means for the talk, to whoever sits at the desk. */
const da = {
  desk: {
    video: '',
    voice: 'Svag forbindelse: begynder uden billede',
    text: 'Meget svag forbindelse: begynder med tekst',
  },
};
const en: Messages<typeof da> = {
  desk: {
    video: '',
    voice: 'Weak connection: begins without picture',
    text: 'Very weak connection: begins in writing',
  },
};
export const weakLineTexts = catalogue({ da, en });
