import type { Messages } from '../../../../kernel/language.ts';
import type { da } from './messages.da.ts';

export const en: Messages<typeof da> = {
  heading: 'The guide',
  none: 'The guide comes here when you have chosen the one you need.',
  others: 'The other steps',
  shownBy: (name) => `${name} shows you this step`,
  shown: (name, step) => `${name} shows you: ${step}`,
  hers: 'The citizen does the steps herself. Here you see how far she is.',
  done: 'done',
};
