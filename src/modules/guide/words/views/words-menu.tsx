import type { Language } from '../../../../kernel/index.ts';
import { pathIn } from '../../../../platform/index.ts';
import type { StaffMember } from '../../../identity/index.ts';
import { texts } from '../messages.ts';

/** The room's parts below /redaktion. */
export const wordPaths = {
  words: '/redaktion/ord',
  suggestions: '/redaktion/soegninger',
  pins: '/redaktion/fastgjort',
} as const;
export type WordsPart = keyof typeof wordPaths;

const parts = Object.keys(wordPaths) as readonly WordsPart[];

/** The way between the vocabulary's three pages, as far as her role goes. */
export function WordsMenu({
  current,
  language,
  staff,
}: {
  readonly current: WordsPart;
  readonly language: Language;
  readonly staff: StaffMember;
}) {
  const t = texts(language);
  return (
    <nav class="editor-menu" aria-label={t.wordsMenu}>
      <ul>
        {parts
          .filter((part) => part === 'words' || staff.roles.includes('editor'))
          .map((part) => (
            <li key={part}>
              <a href={pathIn(language, '', wordPaths[part])} aria-current={part === current ? 'page' : undefined}>
                {t.menu[part]}
              </a>
            </li>
          ))}
      </ul>
    </nav>
  );
}
