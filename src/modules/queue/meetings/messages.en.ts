import type { Messages } from '../../../kernel/language.ts';
import type { da } from './messages.da.ts';

export const en = {
  title: 'Go to the meeting',
  back: 'To your appointment',
  says: {
    early: (when: string) => `The door opens ${when}. Come back to this page then.`,
    over: 'The meeting is over.',
    cancelled: 'The meeting is cancelled.',
    'no-time-yet': 'No time has been chosen yet.',
    phone: 'The meeting is held by phone. We call you.',
    'in-person': 'The meeting is held where you come yourself.',
    group: 'The group does not meet at a screen. Your appointment says where it is held.',
    stopped: 'The employee has ended the meeting for you.',
    gone: 'We cannot find your appointment. Open the link in your message again, or write your code.',
    'no-relay':
      'Here we cannot hide where you are on the net while you talk or see each other. You can write with us instead.',
    'not-begun': 'The citizen has not come yet. Try again in a moment.',
  },
  code: 'Write your code',
  write: 'Write instead',
  again: 'Try again',
  goIn: 'Go in',
  companion: 'The meeting is open. The employee lets you in.',
  ring: {
    title: 'Ring your support person',
    notNow: (when: string) => `You can ring again ${when}.`,
    never: 'No time has been agreed in which you can ring.',
    nobody: 'Nobody is at the screen just now. Try again in a moment, or phone us.',
    already: 'You are ringing from another page already.',
  },
} satisfies Messages<typeof da>;
