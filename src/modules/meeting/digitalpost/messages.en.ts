import type { Messages } from '../../../kernel/language.ts';
import type { da } from './messages.da.ts';

export const en = {
  notification: (municipality: string) => `You have a message about a meeting from ${municipality}.`,
  smsLabel: 'Message about a meeting',
  fileName: 'Message about a meeting.txt',
  meetingWith: (municipality: string) => `Meeting with ${municipality}`,
  toCalendar: 'Put the meeting in your calendar',
  toMeeting: 'Go to your page about the meeting',
  forms: {
    'in-person': 'You come in person',
    phone: 'Phone: we call you',
    video: 'Video: use the link on your page',
    kiosk: 'Video from a screen at the place',
  },
  places: { phone: 'Phone', video: 'Video' },
  time: (day: string, from: string, until: string) => `${day} at ${from}–${until}`,
  start: (day: string, from: string) => `${day} at ${from}`,
  facts: {
    when: 'Time',
    newTime: 'New time',
    formerTime: 'No longer holds',
    cancelled: 'Cancelled',
    how: 'How we meet',
    where: 'Place',
    code: 'Your code',
    phone: 'Phone',
  },
  bring: 'Bring',
  noReply: 'You cannot answer this message here.',
  replyByPhone: (phone: string) => `Call ${phone} if you want to tell us something.`,
  replyByPhoneAndCode: (phone: string, code: string) =>
    `Call ${phone} if you want to change the time or ask something. Say the code ${code}.`,
  noDigitalReply: 'You cannot answer this letter digitally.',
  letterPage: 'Letter to print',
  howToPrint: 'Print at full size (100 %), and put it in a window envelope (C5 or M65). The address fits the window.',
  print: 'Print the letter',
  asPdf: 'Get it as a PDF',
  side: (number: number, of: number) => `Page ${number} of ${of}`,
} satisfies Messages<typeof da>;
