export const da = {
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
