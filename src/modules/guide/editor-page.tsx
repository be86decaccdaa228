import type { ComponentChildren } from 'preact';
import type { Language } from '../../kernel/index.ts';
import { alternates, pathIn } from '../../platform/index.ts';
import { StaffPage } from '../../ui/index.ts';
import { menuAreas, type StaffMember } from '../identity/index.ts';
import { type EditorRoom, editorPaths, editorRoomName, roomsFor } from './editor-menu.ts';
import { texts } from './messages.ts';

/** The frame of every editor's page: the house's menu, and below it the way between the editors' rooms. */
export function EditorPage({
  staff,
  language,
  title,
  room,
  path,
  scripts = [],
  styles = [],
  children,
}: {
  readonly staff: StaffMember;
  readonly language: Language;
  readonly title: string;
  readonly room: EditorRoom;
  /** The page's own path without a language: `/redaktion/ord/flytning`. */
  readonly path: string;
  readonly scripts?: readonly string[];
  readonly styles?: readonly string[];
  readonly children: ComponentChildren;
}) {
  return (
    <StaffPage
      title={title}
      language={language}
      municipality={staff.municipality}
      staffName={staff.name}
      current="/redaktion"
      areas={menuAreas(staff.roles)}
      alternates={alternates('', path)}
      scripts={scripts}
      styles={styles}
      wide
    >
      <nav class="editor-menu" aria-label={texts(language).editorMenu}>
        <ul>
          {roomsFor(staff.roles).map((one) => (
            <li key={one}>
              <a
                href={pathIn(language, '', editorPaths[one])}
                aria-current={one === room ? (path === editorPaths[one] ? 'page' : 'true') : undefined}
              >
                {editorRoomName(one, language)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </StaffPage>
  );
}
