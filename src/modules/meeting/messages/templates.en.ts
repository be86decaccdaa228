import type { da, mailEnding as danishEnding } from './templates.da.ts';

const hers = `[Your page about the meeting: {link}]
[If you do not have the link, go to {kodeside} with the code {kode} and your phone number or e-mail address.]`;
const byPhone = '[You can also call {telefon} and tell us the code {kode}.]';
const end = 'Kind regards\n{kommune}';

export const en: typeof da = {
  booked: {
    long: {
      subject: 'Your meeting with {kommune}',
      body: `You have a meeting with {kommune} {tid}.
[It is about: {type}.]
[We meet {form}.]
[Place: {sted}]

On your page you can prepare, move the meeting or cancel it.
${hers}
${byPhone}

${end}`,
    },
    sms: '{kommune}: You have a meeting {tid}.[ Code {kode}.][ Call {telefon} to change the time.]',
  },
  moved: {
    long: {
      subject: 'Your meeting with {kommune} has a new time',
      body: `Your meeting with {kommune} has been moved.
New time: {tid}.
[The time {tidligere} no longer holds.]
[It is about: {type}.]
[We meet {form}.]
[Place: {sted}]

${hers}
${byPhone}

${end}`,
    },
    sms: '{kommune}: Your meeting {tidligere} is moved to {tid}.',
  },
  converted: {
    long: {
      subject: 'Your meeting with {kommune} is held in another way',
      body: `Your meeting with {kommune} is now held in another way.
[We meet {form}.]
Time: {tid}.
[The time {tidligere} no longer holds.]
[It is about: {type}.]
[Place: {sted}]

${hers}
${byPhone}

${end}`,
    },
    sms: '{kommune}: Your meeting {tid} is now held {form}.[ Call {telefon} if that does not suit you.]',
  },
  cancelled: {
    long: {
      subject: 'Your meeting with {kommune} is cancelled',
      body: `Your meeting with {kommune}[ {tidligere}] is cancelled. You should not come.
[It was about: {type}.]

[Call {telefon} if you want a new time.]

${end}`,
    },
    sms: '{kommune}: Your meeting[ {tidligere}] is cancelled. Do not come.[ Call {telefon} for a new time.]',
  },
  proposed: {
    long: {
      subject: '{kommune} proposes times for a meeting',
      body: `{kommune} would like to have a meeting with you. Choose one of these times:

{tider}

[It is about: {type}.]
[Choose before {svarsenest}. After that the times are given to others.]
[Choose on your page: {link}]
[If you do not have the link, go to {kodeside} with the code {kode} and your phone number or e-mail address.]
[You can also call {telefon} and tell us the code {kode}. Then we choose together.]
If none of the times suits you, say so in the same place.

${end}`,
    },
    sms: '{kommune} proposes times for a meeting. Call {telefon}[, code {kode},][ before {svarsenest}].',
  },
  'proposal-withdrawn': {
    long: {
      subject: 'The times that {kommune} proposed no longer hold',
      body: `The times that {kommune} proposed to you no longer hold.

[Call {telefon} if you want a new time.]

${end}`,
    },
    sms: '{kommune}: The times we proposed no longer hold.[ Call {telefon} for a new one.]',
  },
  reminder: {
    long: {
      subject: 'Remember your meeting with {kommune}',
      body: `Remember your meeting with {kommune} {tid}.
[It is about: {type}.]
[We meet {form}.]
[Place: {sted}]

${hers}
${byPhone}

${end}`,
    },
    sms: '{kommune}: Remember your meeting {tid}.',
  },
  'earlier-offered': {
    long: {
      subject: '{kommune} has an earlier time for you',
      body: `You can come earlier: {tid}.
[Say yes before {svarsenest}. After that the time goes to the next person.]
If you do nothing, you keep the time that you have.

[Answer on your page: {link}]
${byPhone}

${end}`,
    },
    sms: '{kommune}: You can come earlier: {tid}. Call {telefon}[, code {kode}][, before {svarsenest}].',
  },
  'seat-offered': {
    long: {
      subject: '{kommune} has a place for you',
      body: `There is a place for you {tid}.
[It is about: {type}.]
[Say yes before {svarsenest}. After that the place goes to the next person.]

[Answer on your page: {link}]
${byPhone}

${end}`,
    },
    sms: '{kommune}: A place for you {tid}. Call {telefon}[, code {kode}][, before {svarsenest}].',
  },
  missed: {
    long: {
      subject: 'Your meeting with {kommune}',
      body: `We did not get to talk {tidligere}.

[Call {telefon}, and we find a new time.]
${hers}

${end}`,
    },
    sms: '{kommune}: We did not get to talk {tidligere}. Call {telefon}, and we find a new time.',
  },
  along: {
    long: {
      subject: 'A meeting with {kommune}',
      body: `You are asked to come along to a meeting with {kommune} {tid}.
[We meet {form}.]
[Place: {sted}]

Talk to the person who asked you to come if you cannot, or if the time has to be changed.
${hers}

${end}`,
    },
    sms: '{kommune}: You are asked to a meeting {tid}.[ Use code {kode} on our meeting page][ or call {telefon}].',
  },
  'not-along': {
    long: {
      subject: 'You need not come along to a meeting with {kommune}',
      body: `You need not come along to the meeting with {kommune}[ {tidligere}] after all.
Your link and your code no longer work.

Talk to the person who asked you to come if you want to know more.

${end}`,
    },
    sms: '{kommune}: You need not come along to the meeting[ {tidligere}] after all.',
  },
  evaluate: {
    long: {
      subject: 'After your meeting with {kommune}',
      body: `How did the meeting {tidligere} go?
You can answer at most five short questions on your page. Nobody can see who answered what.

${hers}

${end}`,
    },
    sms: '{kommune}: How did the meeting {tidligere} go? A few taps on your page are enough.',
  },
  invited: {
    long: {
      subject: '{kommune} invites you to book a time',
      body: `You can now book a time with {kommune} yourself.
[It is about: {type}.]
[Book by {svarsenest}.]

[Book here: {link}]
[If you do not have the link, go to {kodeside} with the code {kode} and your phone number or e-mail address.]
${byPhone}

${end}`,
    },
    sms: '{kommune}: You can now book a time[, by {svarsenest}].[ Use the code {kode} on our meeting page][ or call {telefon}].',
  },
  agreed: {
    long: {
      subject: 'After your meeting with {kommune}',
      body: `You can read on your page what we agreed on {tidligere}.

${hers}
${byPhone}

${end}`,
    },
    sms: '{kommune}: What we agreed on {tidligere} stands on your page.[ Call {telefon} to hear it.]',
  },
};

export const mailEnding: typeof danishEnding = (phone) =>
  phone === null
    ? 'Nobody reads answers to this e-mail.'
    : `Nobody reads answers to this e-mail. Call us on ${phone} if you need us.`;

export const smsEnding = (phone: string | null) => (phone === null ? 'Do not reply.' : `Do not reply, call ${phone}.`);
