import type { Language } from '../../kernel/language.ts';

/** `arabisk`: a language by its BCP 47 code, as the reader says it; the code itself where no name is known. */
export function languageName(code: string | null, language: Language): string {
  if (code === null) return '';
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
