import type { along as danish } from './messages-along.da.ts';

/** Who comes with her. */
export const along: typeof danish = {
  companion: {
    title: 'Bring a companion',
    lead: 'A companion sits with you and supports you. You decide who it is: a relative, a friend or somebody else.',
    name: 'What is the name of the person you bring?',
    add: 'Add, and get a link',
  },
  representative: {
    title: 'Let somebody represent you',
    lead: 'A representative acts for you: speaks on your behalf, and can move the meeting or cancel it.',
    name: 'What is the name of the person who represents you?',
    add: 'Add, and get a link',
  },
  contact: 'E-mail or mobile number (optional)',
  contactHint: 'If you write it, we send an invitation. Otherwise you get a link to pass on yourself.',
  contactHintUnsent: 'You get a link to pass on yourself.',
  how: 'Do you come yourself?',
  beside: 'Yes, we both come',
  besideHint: 'You are there yourself and get help to state your case.',
  instead: 'No, the other comes instead of me',
  insteadHint: 'Some meetings you must come to yourself. Then we contact you.',
  until: 'The last day that it holds (optional)',
  untilHint:
    'It holds for this meeting only. After that day the other can neither see nor change anything. Without a date it holds until we have deleted the meeting.',
  proof: 'The employee can ask for a power of attorney before you talk about your case.',
  kept: 'We keep the name and what you write sealed. It is deleted together with the meeting.',
  back: 'Back without adding',
  faults: {
    'navn missing': 'Write what the other person is called.',
    'kontakt unreadable': 'Write an e-mail like name@example.dk or a number with 8 digits. Or leave the field empty.',
    'hvordan missing': 'Choose whether you come yourself.',
    'dato unreadable': 'Choose a date, or leave the field empty.',
    'dato past': 'Choose a date that is not over.',
    'dato early': 'Choose the day of the meeting or a later day.',
  },
  linkTitle: (name) => `Link for ${name}`,
  sent: {
    mail: (name) => `We send the link to ${name} by e-mail.`,
    sms: (name) => `We send ${name} an SMS with a code. We never send links by SMS, because fraudsters do.`,
  },
  passOn: (name) => `Give the link to ${name}. It is for that one person only.`,
  passOnToo: 'You can pass the link on yourself too. It is for that one person only.',
  passOnWords: (address) => `Here is your link to the meeting: ${address}`,
  copy: "Mark the link and copy it, or send it from here. Do not open it yourself: you would see the other person's page instead of yours.",
  bySms: 'Send from my phone',
  byMail: 'Send from my e-mail',
  codeFor: (code, where) => `The code is ${code}. It works at ${where} together with the mobile number that you wrote.`,
  companionSees:
    'The page says when the meeting is and how to take part. The employee lets the companion in when you are there.',
  representativeSees: 'On the page the meeting can be moved and cancelled, and there is a way in to the meeting.',
  once: 'We show the link now and not again. If it is lost, you can make a new one on your page.',
  done: 'I have passed the link on',
  linkFor: (name) => `Make a new link for ${name}`,
  remove: (name) => `${name} does not come after all`,
  outlived: (name, until) => `${name} cannot represent you at the meeting: the authority holds until ${until}.`,
  roleWords: (represents, authority) =>
    !represents ? 'comes along' : authority?.instead ? 'represents you and comes instead' : 'represents you',
};
