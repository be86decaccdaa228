import { catalogue, type Messages } from '../../../../kernel/language.ts';

const da = {
  tab: 'Det har vi aftalt',
  heading: 'Det har vi aftalt',
  intro:
    'Skriv det, I bliver enige om. I ser det begge to. Det gemmes ikke i samtalen. Er det et aftalt møde, kommer det, borgeren siger ja til, på borgerens side.',
  introHers:
    'Her står det, I bliver enige om. I ser det begge to. Sig ja eller nej til hvert punkt. Er det et aftalt møde, kommer det, du siger ja til, på din side om mødet. Ellers bliver det ikke gemt.',
  empty: 'Her kommer det, I aftaler.',
  add: 'Tilføj et punkt',
  put: 'Tilføj',
  change: 'Ret',
  save: 'Gem rettelsen',
  cancel: 'Fortryd',
  remove: 'Fjern',
  yes: 'Ja, det er rigtigt',
  no: 'Nej, det er jeg ikke enig i',
  why: 'Hvad er du ikke enig i? (du behøver ikke svare)',
  say: 'Sig nej til punktet',
  stand: {
    open: 'Ikke godkendt endnu',
    yes: 'Godkendt af borgeren',
    no: 'Borgeren er ikke enig',
  },
  hers: { open: 'Du har ikke svaret endnu', yes: 'Du har sagt ja', no: 'Du har sagt nej' },
  because: (why: string) => `Borgeren siger: ${why}`,
  read: 'Læs op',
  stop: 'Stop oplæsning',
  copy: 'Kopiér',
  copied: 'Kopieret',
  file: 'Hent som tekst',
  fileName: 'det-har-vi-aftalt.txt',
  cpr: 'Det ligner et CPR-nummer. Skriv det uden nummeret.',
  afterMeeting:
    'Det, du har sagt ja til, kommer på din side om mødet, når medarbejderen er færdig. Et anonymt møde gemmer det ikke.',
  after: 'Det forsvinder, når du lukker siden. Tag en kopi, hvis du vil have det med.',
};
const en: Messages<typeof da> = {
  tab: 'What we agreed',
  heading: 'What we agreed',
  intro:
    'Write what you agree on. You both see it. It is not kept in the conversation. If it is an agreed meeting, what the citizen says yes to comes on her page.',
  introHers:
    'Here is what you agree on. You both see it. Say yes or no to each point. If it is an agreed meeting, what you say yes to comes on your page about the meeting. Otherwise it is not kept.',
  empty: 'What you agree on comes here.',
  add: 'Add a point',
  put: 'Add',
  change: 'Change',
  save: 'Save the change',
  cancel: 'Undo',
  remove: 'Remove',
  yes: 'Yes, that is right',
  no: 'No, I do not agree',
  why: 'What do you not agree with? (you need not answer)',
  say: 'Say no to the point',
  stand: {
    open: 'Not approved yet',
    yes: 'Approved by the citizen',
    no: 'The citizen does not agree',
  },
  hers: { open: 'You have not answered yet', yes: 'You have said yes', no: 'You have said no' },
  because: (why) => `The citizen says: ${why}`,
  read: 'Read aloud',
  stop: 'Stop reading',
  copy: 'Copy',
  copied: 'Copied',
  file: 'Fetch as text',
  fileName: 'what-we-agreed.txt',
  cpr: 'That looks like a CPR number. Write it without the number.',
  afterMeeting:
    'What you have said yes to comes on your page about the meeting when the employee is done. An anonymous meeting does not keep it.',
  after: 'It is gone when you close the page. Take a copy if you want to keep it.',
};
export const agreedTexts = catalogue({ da, en });
