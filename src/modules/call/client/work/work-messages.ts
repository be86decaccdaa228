import { catalogue, type Messages } from '../../../../kernel/language.ts';

const da = {
  people: 'Hvem er med, og er I alene?',
  name: 'Det I arbejder med sammen',
  guide: 'Vejledning',
  page: 'Vis side',
  documents: 'Papirer',
  agreed: 'Aftaler',
  captions: 'Undertekster',
  news: 'nyt',
  newsIn: (panel: string) => `Der er kommet noget nyt under ${panel}`,
  show: 'Vis det',
};
const en: Messages<typeof da> = {
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
export const workTexts = catalogue({ da, en });
