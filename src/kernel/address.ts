import { type Language, languages } from './language.ts';

/**
 * The address of one of our pages in a language: `/fjordby/hjaelp` is Danish, `/fjordby/en/hjaelp` English;
 * `/skranke` and `/en/skranke` for staff. `base` is `/fjordby` or empty.
 */
export const pathIn = (language: Language, base: string, rest = ''): string =>
  `${base}${language === 'da' ? '' : `/${language}`}${rest}` || '/';

/** The same page in every language, for the language switch. */
export const alternates = (
  base: string,
  rest = '',
): readonly { readonly language: Language; readonly href: string }[] =>
  languages.map((language) => ({ language, href: pathIn(language, base, rest) }));
