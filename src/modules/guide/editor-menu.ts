import type { Language } from '../../kernel/index.ts';
import type { Role } from '../identity/index.ts';
import { texts } from './messages.ts';

/** The editors' rooms, in the order of their menu. A room that is not built has no entry. */
export const editorRooms = [
  'texts',
  'facts',
  'words',
  'languages',
  'studies',
  'instructions',
  'news',
  'embed',
  'films',
  'helped',
  'inventory',
  'tasks',
  'channels',
  'exchange',
] as const;
export type EditorRoom = (typeof editorRooms)[number];

/** Where each lives below /redaktion. */
export const editorPaths: Readonly<Record<EditorRoom, string>> = {
  texts: '/redaktion',
  facts: '/redaktion/oplysninger',
  words: '/redaktion/ord',
  languages: '/redaktion/sprog',
  studies: '/redaktion/undersoegelser',
  instructions: '/redaktion/instrukser',
  news: '/redaktion/nyt',
  embed: '/redaktion/indlejr',
  films: '/redaktion/film',
  helped: '/redaktion/hjalp',
  inventory: '/redaktion/indgange',
  tasks: '/redaktion/opgaver',
  channels: '/redaktion/kanaler',
  exchange: '/redaktion/flyt',
};

/** What a municipality does for itself; who writes for the whole country has no business there. */
const townOnly: ReadonlySet<EditorRoom> = new Set(['studies', 'instructions', 'news', 'embed', 'films', 'exchange']);

/** The rooms that an employee of these roles may enter. */
export const roomsFor = (roles: readonly Role[]): readonly EditorRoom[] =>
  editorRooms.filter((room) => roles.includes('editor') || !townOnly.has(room));

export const editorRoomName = (room: EditorRoom, language: Language): string => texts(language).editorRooms[room];
