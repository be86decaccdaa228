import type { Messages } from '../../../../kernel/language.ts';
import type { da } from './messages.da.ts';

export const en: Messages<typeof da> = {
  heading: 'Captions',
  none: 'Nobody is making captions right now.',
  here: (who) => `${who} is writing captions. They go only between you.`,
  youHere: 'You are writing captions for the others.',
  outside: (maker) =>
    `Captions are made by ${maker}. What you say is sent out of your browsers, so the conversation is not only between you.`,
  asks: (who, maker) =>
    `${who} wants to switch on captions from ${maker}. What you say is then sent out of your browsers, and the conversation is no longer only between you. It does not begin until everybody has said yes.`,
  waits: (maker) => `Captions from ${maker} begin when everybody has said yes.`,
  refused: 'Somebody has said no. What you say is not sent out of your browsers.',
  failed: 'The captions have stopped because something went wrong.',
  yes: 'Yes, switch captions on',
  no: 'No, only between us',
  stop: 'Stop captions from outside',
  write: 'Write captions',
  writeWhy: 'The others see the caption while you write. Press Enter when it is finished.',
  endWriting: 'Stop writing captions',
  field: 'Caption',
  speaker: 'Who is speaking',
  unknownSpeaker: 'I do not say',
  me: 'You',
  show: 'Show captions',
  list: 'All captions',
  listEmpty: 'Here you can read the captions again.',
  copy: 'Copy the captions',
  copied: 'Copied.',
  notCopied: 'The browser does not copy. Select the text and copy it yourself.',
  gone: 'The captions are gone when the conversation is over.',
  look: {
    heading: 'How the captions look',
    size: { label: 'Size', '1': 'Usual', '2': 'Large', '3': 'Larger', '4': 'Largest' },
    colours: {
      label: 'Colours',
      page: 'As the page',
      'white-on-black': 'White on black',
      'yellow-on-black': 'Yellow on black',
      'black-on-white': 'Black on white',
    },
    ground: { label: 'Background', solid: 'Solid', 'see-through': 'Slightly see-through' },
    place: { label: 'Place', below: 'Below the picture', over: 'At the foot of the picture', top: 'Above the picture' },
    lines: { label: 'Lines at a time', '2': 'Two', '3': 'Three', '5': 'Five' },
    voice: { label: 'Screen reader and braille', silent: 'Do not speak them', spoken: 'Speak each caption' },
  },
};
