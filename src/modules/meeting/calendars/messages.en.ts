import type { Messages } from '../../../kernel/index.ts';
import type { da } from './messages.da.ts';

export const en = {
  title: 'My calendar',
  back: 'To my meetings',
  faults: {
    kind: 'Choose where the calendar is kept.',
    shows: 'Choose what the calendar may show.',
  },
  feed: {
    name: (municipality: string) => `Meetings in ${municipality}`,
    busy: 'Busy',
    heading: 'See your meetings in your own calendar',
    intro:
      'Make a secret address and put it into Outlook, Google Calendar or your phone. It never shows who you meet, or what the meeting is about.',
    none: 'You have no address now.',
    madeOn: (date: string) => `You have an address. It was made on ${date}.`,
    shows: 'What the calendar may show',
    showsBusy: 'Only that you are busy',
    showsType: 'What kind of meeting it is',
    make: 'Make an address',
    renew: 'Make a new address',
    renewHint: 'The old address stops working.',
    change: 'Save what it shows',
    end: 'Close the address',
    made: 'Your address is ready',
    copy: 'Copy it now. We show it only this once. Do not share it: whoever has the address can see when you are busy.',
    address: 'Address',
    changed: 'Saved.',
    ended: 'The address no longer works.',
  },
} satisfies Messages<typeof da>;
