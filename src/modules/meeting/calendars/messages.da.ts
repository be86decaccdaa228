/** Words of an employee's own calendar. */
export const da = {
  title: 'Min kalender',
  back: 'Til mine møder',
  faults: {
    kind: 'Vælg, hvor kalenderen ligger.',
    shows: 'Vælg, hvad kalenderen må vise.',
  },
  feed: {
    name: (municipality: string) => `Møder i ${municipality}`,
    busy: 'Optaget',
    heading: 'Se dine møder i din egen kalender',
    intro:
      'Lav en hemmelig adresse, og sæt den ind i Outlook, Google Kalender eller din telefon. Den viser aldrig, hvem du mødes med, eller hvad mødet handler om.',
    none: 'Du har ingen adresse nu.',
    madeOn: (date: string) => `Du har en adresse. Den er lavet ${date}.`,
    shows: 'Det må kalenderen vise',
    showsBusy: 'Kun at du er optaget',
    showsType: 'Hvilken slags møde det er',
    make: 'Lav en adresse',
    renew: 'Lav en ny adresse',
    renewHint: 'Den gamle adresse holder op med at virke.',
    change: 'Gem, hvad den viser',
    end: 'Luk adressen',
    made: 'Din adresse er klar',
    copy: 'Kopiér den nu. Vi viser den kun denne ene gang. Del den ikke: den, der har adressen, kan se, hvornår du er optaget.',
    address: 'Adresse',
    changed: 'Det er gemt.',
    ended: 'Adressen virker ikke længere.',
  },
};
