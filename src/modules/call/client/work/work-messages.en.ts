import type { Messages } from '../../../../kernel/language.ts';
import type { da } from './work-messages.da.ts';

export const en: Messages<typeof da> = {
  people: 'Who is here, and are you alone?',
  name: 'What you work on together',
  guide: 'Guide',
  page: 'Show page',
  documents: 'Papers',
  agreed: 'Agreements',
  captions: 'Captions',
  news: 'new',
  newsIn: (panel) => `There is something new under ${panel}`,
  show: 'Show it',
};
