import { catalogue } from '../../../kernel/language.ts';

/** By themselves, so that the page of search answers carries no more than it shows. */
export const foundTexts = catalogue({
  da: {
    question: 'Fandt du det, du søgte?',
    yes: 'Ja',
    no: 'Nej',
    thanks: 'Tak. Det hjælper os med at gøre søgningen bedre.',
  },
  en: {
    question: 'Did you find what you searched for?',
    yes: 'Yes',
    no: 'No',
    thanks: 'Thank you. That helps us to make the search better.',
  },
});
