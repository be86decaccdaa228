/**
 * How a sentence is said, which is not how it is written: a phone number in pairs, an amount in kroner, abbreviations in
 * full. What the voice does well by itself is left to it. Pure.
 */
type Rule = readonly [RegExp, string | ((...parts: string[]) => string)];

const krone = (amount: string): string => {
  const [whole = '', ore] = amount.replace(/\.(?=\d{3})/g, '').split(',');
  const kroner = `${whole} ${whole === '1' ? 'krone' : 'kroner'}`;
  return ore === undefined || Number(ore) === 0 ? kroner : `${kroner} og ${Number(ore)} øre`;
};
const danishAmount = String.raw`\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d+(?:,\d{1,2})?`;

/** Eight digits in pairs, each pair heard by itself. */
const pairs: Rule = [
  /(?<![\d.,])(\d{2}) ?(\d{2}) ?(\d{2}) ?(\d{2})(?![\d]|[.,]\d| \d{2}\b)/g,
  (_, a = '', b = '', c = '', d = '') => [a, b, c, d].map(saidPair).join(', '),
];
/** “05” would be said as five. */
const saidPair = (pair: string): string => (pair.startsWith('0') ? [...pair].join(' ') : pair);

const words = (given: Readonly<Record<string, string>>): readonly Rule[] =>
  Object.entries(given).map(([written, said]) => [
    new RegExp(`(?<![\\p{L}\\p{N}.])${written.replaceAll('.', '\\.')}(?![\\p{L}\\p{N}])`, 'giu'),
    said,
  ]);

const danish: readonly Rule[] = [
  [/\b(112|114)\b(?! kr)/g, (_, number = '') => [...number].join(' ')],
  pairs,
  [/(\d) ?[–-] ?(?=\d)/g, '$1 til '],
  [new RegExp(`\\bkr\\. ?(${danishAmount})`, 'gi'), (_, amount = '') => krone(amount)],
  // The full stop of “kr.” at the end is the sentence's too.
  [new RegExp(`(${danishAmount}) ?kr\\.?(?=$|[^\\p{L}])`, 'giu'), (_, amount = '') => krone(amount)],
  [
    /\bkl\. ?(\d{1,2})[.:](\d{2})/gi,
    (_, hour = '', minute = '') => `klokken ${hour}${minute === '00' ? '' : ` ${minute}`}`,
  ],
  [/\bkl\. ?(?=\d)/gi, 'klokken '],
  [/§§? ?(?=\d)/g, 'paragraf '],
  ...words({
    'ca.': 'cirka',
    'f.eks.': 'for eksempel',
    fx: 'for eksempel',
    'nr.': 'nummer',
    'bl.a.': 'blandt andet',
    'dvs.': 'det vil sige',
    'osv.': 'og så videre',
    'm.m.': 'med mere',
    'm.v.': 'med videre',
    'mv.': 'med videre',
    'evt.': 'eventuelt',
    'inkl.': 'inklusive',
    'ekskl.': 'eksklusive',
    'maks.': 'maksimalt',
    'pr.': 'per',
    'tlf.': 'telefon',
    'stk.': 'stykke',
    'jf.': 'jævnfør',
    'pga.': 'på grund af',
    'mht.': 'med hensyn til',
    'mio.': 'millioner',
    'mia.': 'milliarder',
    km: 'kilometer',
  }),
  [/\bMitID\b/g, 'Mit ID'],
  [/\b([\p{L}\p{N}-]+)\.(dk|eu|com)\b/gu, '$1 punktum $2'],
  [/https:\/\/(www\.)?/g, ''],
];

const english: readonly Rule[] = [
  [/\b(112|114)\b/g, (_, number = '') => [...number].join(' ')],
  pairs,
  [/(\d) ?[–-] ?(?=\d)/g, '$1 to '],
  [/\bDKK ?(\d[\d,]*\d(?:\.\d{1,2})?|\d)/g, (_, amount = '') => `${amount.replaceAll(',', '')} kroner`],
  ...words({ 'e.g.': 'for example', 'i.e.': 'that is', 'approx.': 'about', 'etc.': 'and so on', km: 'kilometres' }),
  [/\bMitID\b/g, 'Mit ID'],
  [/\b([\p{L}\p{N}-]+)\.(dk|eu|com)\b/gu, '$1 dot $2'],
  [/https:\/\/(www\.)?/g, ''],
];

/** The sentence as the voice is to say it. `language` is the text's; one that is not known here is said as it stands. */
export function spokenForm(sentence: string, language: string): string {
  const rules = language.startsWith('da') ? danish : language.startsWith('en') ? english : [];
  return rules.reduce((said, [written, as]) => said.replace(written, as as string), sentence).trim();
}
