import type { Language } from '../../../../kernel/language.ts';
import { callTexts } from '../../messages.ts';
import type { PersonView } from '../../protocol.ts';
import type { CallState, TextLine } from '../call-types.ts';
import { textTexts } from './messages.ts';

/** Who wrote a line. The role comes from our server; the name may be whatever a guest calls herself. */
export type Writer = {
  /** Null where the name says it all: oneself, and who is called by her role. */
  readonly role: string | null;
  readonly name: string;
};

type Here = Pick<CallState, 'known'>;

export function writerOf(from: TextLine['from'], { known }: Here, language: Language): Writer {
  const words = textTexts(language);
  if (from === 'me') return { role: null, name: words.me };
  const person = known.find((one) => one.who === from);
  return person ? writerNamed(person, language) : { role: null, name: words.somebody };
}

export function writerNamed(person: Pick<PersonView, 'name' | 'role'>, language: Language): Writer {
  const { role, roleTag } = callTexts(language);
  return person.name === null
    ? { role: null, name: role[person.role] }
    : { role: roleTag[person.role], name: person.name };
}

/** In one word group: `Tolk Ole Hansen`. */
export const wordsFor = ({ role, name }: Writer): string => (role === null ? name : `${role} ${name}`);
