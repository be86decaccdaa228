/**
 * The words around a guide's text, as a further language needs them. Danish is the original and what is shown, marked as
 * Danish, where a language has not said a word yet. `{…}` stands for what is set in.
 */
export const danishLabels = {
  readIn: 'Læs på:',
  translated: 'Teksten er oversat fra dansk. Er der forskel, gælder den danske.',
  partlyDanish: 'Noget af teksten findes kun på dansk. Det står på dansk her på siden.',
  aroundInDanish: 'Menuen øverst og de sider, du kommer til herfra, er på dansk eller engelsk.',
  officialName: 'Officielt navn:',
  example: 'Eksempel. Skal kontrolleres af kommunen.',
  digital: 'Foregår det på nettet?',
  price: 'Hvad koster det?',
  time: 'Hvor lang tid tager det?',
  ready: 'Hav dette klar',
  knowTheWay: 'Kender du vejen?',
  leaves: 'Du forlader vores side og kommer til {host}.',
  steps: 'Sådan gør du',
  step: 'Trin',
  stepDone: 'Gjort',
  stepNeeds: 'Du skal bruge:',
  stepWrong: 'Hvis det driller:',
  stuckHere: 'Jeg sidder fast her',
  ticksHere: 'Dine flueben bliver på denne enhed. De følger kun med, hvis du beder om hjælp.',
  ticksClear: 'Fjern alle flueben',
  helpHeading: 'Sidder du fast?',
  helpText: 'En medarbejder kan hjælpe dig lige her på skærmen. Du skal ikke logge på.',
  interpreter: 'Sig til, hvis du har brug for tolk.',
  getHelp: 'Få hjælp nu',
  nonDigital: 'Kan du ikke gøre det på nettet?',
  authority: 'Hvem bestemmer?',
  facts: 'Beløb og frister',
  amount: 'Beløb',
  deadline: 'Frist',
  period: 'Tid',
  phone: 'Telefon',
  hours: 'Åbningstid',
  link: 'Adresse',
  threshold: 'Grænse',
  rule: 'Regel',
  beingChecked: 'Bliver kontrolleret nu.',
  law: 'Regler og lov',
  lawFrom: 'Gælder fra {date}.',
  sources: 'Kilder',
  checkedOn: 'Kontrolleret {date}.',
  checkedBy: 'Kontrolleret {date} af {who}.',
  checkedNobody: 'Kontrolleret {date}. Kommunen har endnu ikke valgt, hvem der har ansvaret for teksten.',
  related: 'Andre har også brug for',
  print: 'Print siden fra din browser, hvis du vil have den på papir.',
} as const satisfies Record<string, string>;

export type LabelKey = keyof typeof danishLabels;
export const labelKeys = Object.keys(danishLabels) as readonly LabelKey[];

/** What is set into a label: `{host}`, `{date}`. */
export const placesIn = (label: string): readonly string[] =>
  [...label.matchAll(/\{[a-z]+\}/g)].map(([place]) => place).sort();
