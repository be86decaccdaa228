import { catalogue, type Messages } from '../../../../kernel/language.ts';

const da = {
  heading: 'Vejledningen',
  none: 'Her kommer vejledningen, når I har valgt den, I skal bruge.',
  others: 'De andre trin',
  shownBy: (name: string) => `${name} viser dig dette trin`,
  shown: (name: string, step: string) => `${name} viser dig: ${step}`,
  hers: 'Borgeren gør selv trinnene. Her ser du, hvor langt hun er.',
  done: 'gjort',
};
const en: Messages<typeof da> = {
  heading: 'The guide',
  none: 'The guide comes here when you have chosen the one you need.',
  others: 'The other steps',
  shownBy: (name) => `${name} shows you this step`,
  shown: (name, step) => `${name} shows you: ${step}`,
  hers: 'The citizen does the steps herself. Here you see how far she is.',
  done: 'done',
};
export const guideTexts = catalogue({ da, en });
