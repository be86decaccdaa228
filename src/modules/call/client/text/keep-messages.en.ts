import type { Messages } from '../../../../kernel/language.ts';
import type { da } from './keep-messages.da.ts';

export const en: Messages<typeof da> = {
  heading: 'Should the text be kept?',
  gone: 'The text is gone when the conversation is over. It can be fetched as a file only if everybody says yes.',
  ask: 'Ask whether the text may be kept',
  nobody: 'You can ask once you are connected directly.',
  asks: (who) => `${who} asks: may the text be kept? If everybody says yes, each of you can fetch it as a file.`,
  yes: 'Yes, it may be kept',
  no: 'No',
  waits: (who) => `You have said yes. We are waiting for an answer from ${who}.`,
  refused: (who) => `${who} has said no. The text is not kept.`,
  youRefused: 'You have said no. The text is not kept.',
  agreed: 'Everybody has said yes. The text can be fetched as long as nobody takes it back.',
  omitted: 'Lines by those who left without an answer are not in it.',
  withdraw: 'Take back my yes',
  change: 'Say yes after all',
  fetch: 'Fetch the text as a file',
  file: 'conversation.txt',
};
