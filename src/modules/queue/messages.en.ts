import type { Messages } from '../../kernel/language.ts';
import type { da } from './messages.da.ts';

export const en: Messages<typeof da> = {
  form: { text: 'Write', voice: 'Talk', video: 'Talk and see each other' },
  formHint: {
    text: 'You write together with an employee. You need neither microphone nor camera.',
    voice: 'You talk with an employee. You can also write along the way.',
    video: 'You see and hear an employee. You can also write along the way.',
  },
  help: {
    title: 'Get help now',
    intro: 'An employee of the municipality helps you. You need not log in, and you need not give your name.',
    about: (topic) => `About: ${topic}`,
    aboutStep: (number, step) => `You are stuck at step ${number}: ${step}`,
    how: 'How would you like help?',
    alreadyWaiting: 'You already have a place in line',
    backToWaiting: 'Go back to your place',
    otherWays: 'Other ways to get help',
    bookTime: 'Book a time for another day',
    readGuide: 'Read on in the guide yourself',
    call: (phone) => `Call ${phone}`,
    come: (name, address) => `Come to ${name}, ${address}`,
    placeOpen: (closes) => `Open now. Closes at ${closes}.`,
    placeOpensToday: (time) => `Opens today at ${time}.`,
    placeOpens: (day, time) => `Opens ${day} at ${time}.`,
    placeClosed: 'The opening hours are not known. Call first.',
  },
  counter: {
    open: 'Open.',
    waitUnknown: 'We cannot say how long the wait is yet.',
    staffed: 'An employee is here.',
    waitSoon: 'You will be served straight away.',
    waitRange: (low, high) => (low === high ? `Wait of about ${low} min.` : `Wait of about ${low}–${high} min.`),
    outsideHours: 'Help on screen is closed now.',
    opens: (when) => `Opens ${when}.`,
    today: (time) => `today at ${time}`,
    tomorrow: (time) => `tomorrow at ${time}`,
    onDay: (day, time) => `${day} at ${time}`,
    nobody: 'There is no employee at the screen right now.',
    tryAgain: 'Try again in a while. You can also get help in another way:',
    noTicket: 'You cannot join the line now, but you can get help in another way:',
  },
  check: {
    more: 'Sign language, or protected name and address',
    signs: 'I use sign language',
    signsHint: 'Then we keep your picture fast enough for hands, and nobody waits for you to speak.',
    hide: 'Hide where I am on the internet',
    hideHint:
      "Otherwise the other person's computer can see your IP address. Choose this if your name and address are protected. We do not keep your answer.",
    cannotHide: (phone) =>
      `We cannot hide where you are on the internet while you speak or see each other here. Go back and choose to write, or call ${phone}.`,
    title: { text: 'Before you write', voice: 'Check your sound', video: 'Check your picture and sound' },
    intro: {
      text: 'You can start writing while you wait.',
      voice: 'We try your microphone. Nobody hears you yet.',
      video: 'We try your camera and microphone. Nobody sees or hears you yet.',
    },
    name: 'What may we call you? (optional)',
    nameOffer: 'Give a name if you like',
    nameHint: 'Leave it empty if you do not want to give your name. Do not write your CPR number.',
    join: 'Put me in line',
    noScriptTitle: 'The conversation needs JavaScript',
    noScript: (phone) =>
      `You can join the line from here, but the conversation itself only works with JavaScript on. You can also call ${phone}.`,
    change: 'Choose another way',
  },
  waiting: {
    meets: (time) => `Your meeting begins at ${time}`,
    meetingSoon: 'The employee can see that you are here. Stay on this page, and the meeting begins here.',
    meetingAway: 'The employee is not at the screen yet. Stay on this page, and the meeting begins here.',
    meetingLate: 'The employee is late. Stay on this page, or phone us if you cannot wait.',
    title: 'You are in line',
    place: (place) => `You are number ${place} in line`,
    next: 'You are next',
    takenNoScript: (phone) =>
      `An employee is ready for you, but the conversation only works with JavaScript on. Please call ${phone} instead.`,
  },
  invited: {
    title: 'Meet the employee on screen',
    heading: (name: string) => `${name} is waiting for you`,
    what: 'When you press the button, you come straight to the employee. You see and hear each other as soon as she meets you. You do not have to log in.',
    how: 'How would you like to take part?',
    hidden: 'Are your name and address protected?',
    cannotHide: (phone) =>
      `Here we cannot hide where you are on the internet while you talk or see each other. Choose to write, or call ${phone}.`,
    come: (name: string) => `Come in to ${name}`,
    codeHeading: 'Were you given a code?',
    code: 'Code',
    codeHint: 'Eight signs that the employee has read to you. For example ABCD-2345.',
    wrong:
      'The code does not work. It has been used, or more than 30 minutes have gone. Ask the employee for a new one.',
    next: 'Go on',
    talking: 'You are already in a call',
    talkingWhy:
      'The code has not been used. Finish the call, and open the link again if you are to talk to somebody else.',
  },
};
