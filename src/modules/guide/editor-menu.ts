import type { Language } from '../../kernel/index.ts';
import { texts } from './messages.ts';

/** The editors' rooms, in the order of their menu. A room that is not built has no entry. */
export const editorRooms = ['texts'] as const;
export type EditorRoom = (typeof editorRooms)[number];

/** Where each lives below /redaktion. */
export const editorPaths: Readonly<Record<EditorRoom, string>> = {
  texts: '/redaktion',
};

export const editorRoomName = (room: EditorRoom, language: Language): string => texts(language).editorRooms[room];
