import type { Language } from '../../../../kernel/language.ts';
import { callTexts } from '../../messages.ts';
import type { PersonView, Who } from '../../protocol.ts';

type Named = Pick<PersonView, 'name' | 'role'>;

/** A name of ten thousand letters is still one name. */
const lettersAtMost = 60;
const short = (name: string): string => {
  const letters = [...name.slice(0, lettersAtMost * 4)];
  return letters.length > lettersAtMost ? `${letters.slice(0, lettersAtMost).join('')}…` : name;
};

/** What somebody is called: by name where one was given, else by role. */
export const nameOf = (person: Named | null, language: Language): string =>
  person === null ? '' : person.name === null ? callTexts(language).role[person.role] : short(person.name);

/** Several who gave no name and have the same role are told apart by a number. */
export function namesOf(
  people: readonly (Named & Pick<PersonView, 'who'>)[],
  language: Language,
): ReadonlyMap<Who, string> {
  const nameless = (role: PersonView['role']) => people.filter((one) => one.name === null && one.role === role);
  return new Map(
    people.map((one) => {
      const alike = one.name === null ? nameless(one.role) : [];
      const number = alike.length > 1 ? ` ${alike.indexOf(one) + 1}` : '';
      return [one.who, `${nameOf(one, language)}${number}`];
    }),
  );
}
