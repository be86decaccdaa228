import type { Language } from '../../../../kernel/language.ts';
import { texts } from '../../guests/messages.ts';
import { languageName } from '../../language-name.ts';
import type { Role } from '../../roles.ts';

/** Languages that municipalities ask interpreters for most, by their BCP 47 names; the first is offered first. */
export const interpreterLanguages = 'ar uk so tr fa pl ti ro ru en de vi ur zh th es fr ku ps bs'.split(' ');

/** `Tolk (arabisk)`, `Bisidder`: a guest as she is called where she has given no name. */
export function guestRoleWords(
  guest: { readonly role: Role; readonly language: string | null; readonly signs: boolean },
  language: Language,
): string {
  const t = texts(language);
  if (guest.role === 'interpreter') return t.interpreter(languageName(guest.language, language), guest.signs);
  const { role } = guest;
  return role === 'companion' || role === 'representative' || role === 'participant' ? t.role[role] : '';
}
