import type { Messages } from '../../kernel/language.ts';
import type { da } from './room-messages.da.ts';

export const en: Messages<typeof da> = {
  waiting: {
    change: 'The page changes to the conversation by itself when it is your turn.',
    private: 'This is your own waiting room. Nobody else can see or hear you.',
    keep: 'If you close the page, you keep your place for 2 minutes.',
    ticks: 'Tick what you have done. The employee who helps you can see it.',
    read: 'Read on while you wait',
    openGuide: 'Open the whole guide',
    leave: 'Give up my place',
    unstaffed: 'The last employee has left the screen',
    unstaffedWay: 'You still have your place if somebody comes back. If you do not want to wait, do this:',
    lineLost: 'We have lost the connection for a moment. We try again, and you keep your place for 2 minutes.',
    notJoined: 'We could not reach the municipality. Try again, or call instead.',
    taken: 'It is your turn',
    gone: 'You no longer have a place in line',
    goneWhy: 'Either you gave it up, or the page was closed for more than 2 minutes.',
    startAgain: 'Get help now',
    meeting: {
      keep: 'If you close the page, open the link to the meeting again. You can come in for as long as the meeting lasts.',
      leave: 'Leave the waiting room',
      lineLost:
        'We have lost the connection for a moment. We try again. You can also open the link to the meeting again.',
      gone: 'You are not in the waiting room any more',
      goneWhy:
        'Either you left it, or the page was closed for more than 2 minutes. Your meeting is still agreed. Go in again from your appointment.',
      startAgain: 'To your appointment',
      again: 'Were you cut off? Go in again from your appointment',
      banner: 'You are in the waiting room for your meeting',
    },
    banner: (place) => `You are number ${place} in line`,
    bannerTaken: 'It is your turn now',
    toRoom: 'Go to the waiting room',
    toCall: 'Go to the conversation',
  },
  weak: {
    voice:
      'Your connection is weak just now. We begin without your picture so that sound comes through. You can switch the camera on later.',
    text: 'Your connection is very weak just now. We begin in writing. You can switch the microphone on if it gets better.',
  },
  call: {
    stopped: 'The conversation is stopped',
    stoppedWhy: 'The employee has stopped the conversation. Nothing of what you said or wrote is kept.',
    stoppedWay: 'You still have a right to help. You can call the municipality or come by.',
    otherWays: 'See other ways to get help',
    starting: 'The employee is coming now',
    with: (name) => `You are talking with ${name}`,
    ended: 'The conversation is over',
    endedByOther: 'The employee has ended the conversation.',
    after: 'Press Go on. We ask briefly whether it helped and show what you can do next. You can skip every question.',
    goOn: 'Go on',
    again: 'Were you cut off? Get help again',
    guideNone: 'Guide',
  },
};
