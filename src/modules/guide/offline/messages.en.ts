import type { Messages } from '../../../kernel/language.ts';
import type { da } from './messages.da.ts';

export const en: Omit<Messages<typeof da>, 'iphone' | 'android' | 'what'> & {
  readonly iphone: string[];
  readonly android: string[];
  readonly what: string[];
} = {
  gone: {
    offline: 'You are offline.',
    unreachable: 'We have no connection right now.',
    slow: 'The connection is slow right now.',
  },
  fromDate: (date: string) => `The guide is from ${date}.`,
  back: 'You are online again.',
  showNewest: 'Show the newest page',
  oldHeading: 'This guide is more than 30 days old',
  oldText: (date: string) =>
    `It is from ${date}. Amounts, deadlines and rules may have changed since. Go online before you rely on them.`,
  oldCall: (phone: string) => `If in doubt, call ${phone}.`,
  without: {
    sources: 'You can see the sources when you are online.',
    records: 'You can see sources, laws and lists of amounts when you are online.',
  },
  counterGone: 'Help on screen needs a connection. Here are the phone numbers.',
  helpTitle: 'Call instead',
  helpText: 'Without a connection we cannot help you on screen. You can call or come by.',
  placeHeld: 'If you were in line, try again as soon as you are online. We keep your place for a moment.',
  tryAgain: 'Try again',
  noPhones: 'Try again when you are online.',
  call: (phone: string) => `Call ${phone}`,
  hours: 'Opening hours',
  hoursOn: (days: string, times: string) => `${days} ${times}`,
  closedOn: (days: string) => `${days} closed`,
  holidays: 'We may be closed on public holidays and special days.',
  danger: 'If life is in danger, call 112',
  notKeptTitle: 'This page is not saved on your phone',
  notKeptText: 'You have no connection, and this page is not in the saved guide. You can read the rest.',
  toTopics: 'See all topics from A to Z',
  toFront: 'Go to the front page',
  frontHeading: 'When you have no connection',
  frontText:
    'You can read and search the whole guide without a connection. It takes less room than one photo from your phone.',
  frontMore: 'How to put it on your phone',
  save: 'Save the guide on the phone',
  saving: 'Saving the guide …',
  saved: (date: string) => `The guide is saved on your phone. It is from ${date}.`,
  saveFailed: 'Saving did not work. Try again when the connection is better.',
  newest: 'Get the newest now',
  remove: 'Remove it from the phone',
  removed: 'The guide has been removed from your phone.',
  pageTitle: 'Put the guide on your phone',
  pageLead: 'Then you can read and search it without a connection too. It opens like an app.',
  keepHeading: 'Save it for when you have no connection',
  keepText:
    'Once you have opened the guide, your phone saves it by itself. If you have data saving on, or the connection is slow, nothing is saved until you press here.',
  iphoneHeading: 'On iPhone and iPad',
  iphone: [
    'Open this page in Safari.',
    'Tap Share. It is the square with an arrow up.',
    'Scroll down and tap Add to Home Screen.',
    'Tap Add.',
  ],
  iphoneNote:
    'An iPhone may delete what is saved if you do not open the guide for some weeks. Open it with a connection and it is saved again.',
  androidHeading: 'On Android',
  android: [
    'Open this page in Chrome.',
    'Tap the three dots at the top right.',
    'Tap Install app or Add to Home screen.',
    'Tap Install.',
  ],
  otherHeading: 'On a computer',
  other: 'In Chrome and Edge: press the icon with a screen and an arrow in the address bar.',
  whatHeading: 'What is saved?',
  what: [
    'The municipality’s guides and the search in them. It takes less room than one photo.',
    'Nothing about you. We do not save what you read, search or write.',
    'Your ticks at steps stay on the phone for 14 days. We cannot see them.',
  ],
  howHeading: 'How new is it?',
  how: 'Each time you open the guide with a connection, the phone gets what is new. Without one, the top of the page shows which day it is from.',
  removeHeading: 'How to remove it',
  removeText:
    'Press Remove above. You can also delete the app from the phone and clear the browser’s data for this site.',
  appText: 'The municipality’s guides to self-service. They can be read without a connection.',
  appName: (name: string) => `Self-service ${name}`,
  appShort: (name: string) => name,
  shortcutSearch: 'Search',
  shortcutTopics: 'All topics',
};
