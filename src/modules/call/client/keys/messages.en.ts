import type { da } from './messages.da.ts';

export const en: typeof da = {
  name: 'Safety words',
  words: 'Safety words:',
  waiting: 'Finding your safety words.',
  changed: 'New safety words, because somebody came or left, or the line began anew.',
  broken: 'We cannot see that you are alone in this conversation. Say nothing confidential. Hang up and start again.',
  what: 'What is this?',
  read: 'Read the three Danish words aloud to each other. If everybody has the same, you are alone in the conversation. Not even the municipality’s server can see or hear.',
  differ:
    'Are they different? Say nothing confidential. Hang up and start again. If it happens again, phone the municipality.',
};
