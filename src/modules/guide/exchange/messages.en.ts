import type { Messages } from '../../../kernel/language.ts';
import type { da } from './messages.da.ts';

export const en: Messages<typeof da> = {
  title: 'In and out',
  lead: 'Take out everything you have written yourselves as one file. It can be read in again, here or in another installation.',
  content: 'The whole content',
  contentText:
    'The file holds your texts, facts, words, pinned answers, instructions, entrances and channel rules. National texts are not in it, and nothing about persons.',
  download: 'Take out the content (JSON)',
  file: 'File',
  look: 'See what the file changes',
  put: 'Read the file in',
  putText:
    'What is not in the file is removed. Entrances, tasks and channel rules stay. If the file has one fault, nothing is changed.',
  links: 'Links, codes and owners in a spreadsheet',
  linksText:
    'Edit many addresses and KLE and FORM numbers at once. Leave “egen adresse” empty to follow the national one. Owners of entrances are edited under Entrances.',
  linksDownload: 'Take out the spreadsheet (CSV)',
  linksPut: 'Read the spreadsheet in',
  nothing: 'The file changes nothing.',
  changes: (count) => (count === 1 ? 'The file changes 1 thing:' : `The file changes ${count} things:`),
  kinds: { new: 'new', changed: 'changed', gone: 'removed' },
  parts: {
    texts: 'Text',
    facts: 'Fact',
    redirects: 'Old name',
    words: 'Word',
    pins: 'Pinned answer',
    instructions: 'Instruction',
    roles: 'Role',
    entrances: 'Entrance',
    care: 'Task',
    rules: 'Channel rule',
  },
  done: 'The file has been read in.',
  refused: 'The file was not read in. Nothing has changed.',
  noFile: 'Choose a file',
  fault: (path, problem) => (path === '' ? problem : `${path}: ${problem}`),
  row: (row, column, problem) => `Row ${row}${column === '' ? '' : `, ${column}`}: ${problem}`,
  rowFaults: {
    shape: 'The file does not have the form of the spreadsheet from here',
    unknown: 'There is no such guide here',
    twice: 'The guide stands twice',
    url: 'Write an address that begins with https://',
    code: 'The number does not have the right form',
    locked: 'The address is the same in every municipality',
  },
  note: 'Read in from a file',
  more: (count) => `… and ${count} more`,
};
