import type { Messages } from '../../../../kernel/language.ts';
import type { da } from './messages.da.ts';

export const en: Messages<typeof da> = {
  heading: 'Write to each other',
  group: 'The text of the conversation',
  lines: 'What you have written',
  empty: 'What you write appears here.',
  me: 'You',
  somebody: 'A participant',
  writing: (who) => `${who} is writing now`,
  lost: 'some text is missing here',
  field: 'Write here',
  hint: {
    before: 'Once you are connected, the others can read along while you write. Press Enter when the line is finished.',
    one: (other) => `${other} can read along while you write. Press Enter when the line is finished.`,
    many: 'The others can read along while you write. Press Enter when the line is finished.',
    enter: 'The others see the line when you press Enter.',
  },
  path: { server: 'Goes through the municipality’s server, is not kept', direct: 'Goes encrypted between you' },
  send: 'Send the line',
  onEnter: 'Send only when I press Enter',
  pending: 'Has not arrived yet. We are trying again.',
  many: (count) => `${count} lines arrived at once. Read them in the text.`,
  newest: 'Go to the newest',
  tools: 'Size and copy',
  keys: 'Go into the text and use arrow up and arrow down to move from line to line.',
  size: { label: 'Size of the text', steps: ['Usual', 'Large', 'Largest'] },
  copyLine: 'Copy the chosen line',
  chooseLine: 'Choose a line in the text to copy that line only.',
  copyAll: 'Copy the text',
  copied: 'Copied.',
  notCopied: 'The browser does not copy. Select the text and copy it yourself.',
};
