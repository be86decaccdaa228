import type { Language } from '../../../kernel/language.ts';

/** Before the languages that a guide can be read in. In a file of its own, because the browser draws guides too. */
export const readInLabel: Record<Language, string> = { da: 'Læs på:', en: 'Read in:' };
