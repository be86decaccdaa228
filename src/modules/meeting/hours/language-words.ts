import type { Language } from '../../../kernel/index.ts';

const names = new Map<Language, Intl.DisplayNames>();
const sign: Record<Language, string> = { da: 'Tegnsprog', en: 'Sign language' };

/** `Arabisk`: a language by its code, as a label begins. */
export function languageWords(code: string, language: Language): string {
  if (code === 'sgn') return sign[language];
  const found = names.get(language) ?? new Intl.DisplayNames([language], { type: 'language' });
  names.set(language, found);
  const name = found.of(code) ?? code;
  return name.charAt(0).toUpperCase() + name.slice(1);
}
