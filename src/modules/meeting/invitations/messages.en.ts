import type { Messages } from '../../../kernel/language.ts';
import type { da } from './messages.da.ts';

export const en: Messages<typeof da> = {
  title: 'Invite somebody to book',
  lead: 'The citizen gets a link and chooses a time. Without an invitation nobody can book that kind of meeting.',
  none: 'No kind of meeting asks for an invitation. That can be changed under kinds of meetings in the administration.',
  type: 'What is the meeting about?',
  name: 'Name of the citizen',
  nameMissing: 'Write the name of the citizen.',
  contact: 'E-mail or mobile number',
  contactHint: 'Without it the citizen gets no message. Then you pass the link on yourself.',
  contactBad: 'Write an e-mail like name@example.dk or a number with 8 digits. Or leave the field empty.',
  language: 'Language of the message',
  languages: { da: 'Danish', en: 'English' },
  send: 'Invite',
  back: 'Back to my meetings',
  made: 'The invitation is made',
  sent: { mail: 'We send it by e-mail.', sms: 'We send the code by SMS.' },
  notSent: 'We send nothing. Pass the link on yourself.',
  notSentHere: 'We send nothing. Pass the link or the code on yourself.',
  code: 'Code',
  codeWhere: (where) => `It works at ${where} together with the e-mail or number that you wrote.`,
  address: 'Link',
  once: 'The link and the code can be seen here for half an hour only.',
  onceLink: 'The link can be seen here for half an hour only.',
  until: (when) => `The invitation holds until ${when}.`,
  another: 'Invite somebody else',
};
