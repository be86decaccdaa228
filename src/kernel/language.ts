/**
 * Danish first, English from the first line; a third language is one more catalogue a module.
 * A catalogue is a plain object; `satisfies Messages<typeof da>` makes a missing key a compile error.
 */
export const languages = ['da', 'en'] as const;
export type Language = (typeof languages)[number];

export const isLanguage = (value: string | undefined): value is Language =>
  value !== undefined && (languages as readonly string[]).includes(value);

/** What the language calls itself, and the tag that Intl and `lang=` want. */
export const languageNames: Record<Language, string> = { da: 'Dansk', en: 'English' };
export const locale: Record<Language, string> = { da: 'da-DK', en: 'en-GB' };

type Widen<Value> = Value extends string
  ? string
  : Value extends (...args: infer Args) => string
    ? (...args: Args) => string
    : { readonly [Key in keyof Value]: Widen<Value[Key]> };
/** The type that every translation of a catalogue has: same keys, any words, same arguments. */
export type Messages<Catalogue> = Widen<Catalogue>;

/** Picks the catalogue of a language. */
export const catalogue =
  <Catalogue>(catalogues: Record<Language, Catalogue>) =>
  (language: Language): Catalogue =>
    catalogues[language];

/** The tag of a language that content is written in: ours, or any that an editor has added (`ar`, `uk`). */
export type ContentLanguage = string;

/** Is it written from right to left? By script: what is not known is left to right. */
export const direction = (language: ContentLanguage): 'ltr' | 'rtl' =>
  /^(ar|fa|he|ur|ps|ckb|sd|yi|dv)\b/.test(language) ? 'rtl' : 'ltr';

/** A text in the language asked for, or the Danish original, which then says that it is Danish. */
export function localise<Asked extends ContentLanguage>(
  text: { readonly da: string; readonly [tag: string]: string | undefined },
  language: Asked,
): { readonly text: string; readonly language: Asked | 'da'; readonly fallback: boolean } {
  const own = text[language];
  return own === undefined
    ? { text: text.da, language: 'da', fallback: language !== 'da' }
    : { text: own, language, fallback: false };
}

const zone = 'Europe/Copenhagen';
const formats = new Map<string, Intl.DateTimeFormat>();
function format(language: Language, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${name}`;
  const found = formats.get(key) ?? new Intl.DateTimeFormat(locale[language], { timeZone: zone, ...options });
  formats.set(key, found);
  return found;
}

/** `21. november 2026`, `21 November 2026`. */
export const longDate = (date: string, language: Language): string =>
  format(language, 'long', { day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(`${date}T12:00:00Z`));

/** `lørdag den 21. november`, `Saturday 21 November`. */
export const dayAndDate = (date: string, language: Language): string =>
  format(language, 'day', { weekday: 'long', day: 'numeric', month: 'long' }).format(new Date(`${date}T12:00:00Z`));

/** A wall time as Danes write it: `14.30`; in English `14:30`. */
export const wallTimeText = (time: string, language: Language): string =>
  language === 'da' ? time.replace(':', '.') : time;

/** `12,3 %` in Danish, `12.3%` in English; a share is 0 to 1. */
export const percent = (share: number, language: Language, decimals = 0): string =>
  new Intl.NumberFormat(locale[language], { style: 'percent', maximumFractionDigits: decimals }).format(share);

const danishOrder = new Intl.Collator('da-DK');
/** Danish order (æ, ø, å last, aa as å); the embedded database has no Danish collation, so names are sorted here. */
export const byDanishOrder =
  <Item>(name: (item: Item) => string) =>
  (a: Item, b: Item): number =>
    danishOrder.compare(name(a), name(b));
