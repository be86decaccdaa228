import { catalogue, type Language } from '../../../../kernel/language.ts';
import type { PersonView } from '../../protocol.ts';
import { da } from './messages.da.ts';
import { en } from './messages.en.ts';

/** The words of showing a page and a screen. */
export const pageTexts = catalogue({ da, en });

/** What a person is called where she is spoken about: her name, else what she is here. */
export const calledOne = (person: PersonView, language: Language): string =>
  person.name ?? pageTexts(language).someone[person.role];

/** `Mette`, `Mette og Ali`, `Mette, Ali og Kim`. */
export function calledAll(people: readonly PersonView[], language: Language): string {
  const names = people.map((person) => calledOne(person, language));
  const last = names.pop() ?? '';
  return names.length === 0 ? last : `${names.join(', ')} ${pageTexts(language).and} ${last}`;
}
