import { catalogue, type Language } from '../../kernel/index.ts';
import { da } from './messages.da.ts';
import { en } from './messages.en.ts';
import type { Role } from './role.ts';

export const texts = catalogue({ da, en });

/** `leder eller redaktør`. */
export const roleList = (held: readonly Role[], language: Language, between: 'and' | 'or' = 'or'): string => {
  const t = texts(language);
  return held.map((role) => t.roleNames[role]).join(between === 'or' ? t.or : ', ');
};
