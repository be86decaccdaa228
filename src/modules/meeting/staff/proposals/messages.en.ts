import type { Messages } from '../../../../kernel/index.ts';
import type { da } from './messages.da.ts';

export const en = {
  title: 'Proposed times',
  waiting: 'Waiting for an answer',
  noneWaiting: 'No proposal is waiting for an answer.',
  line: (title: string, who: string) => (who === '' ? title : `${title} with ${who}`),
  answerBy: (when: string) => `The citizen can answer until ${when}. The times are held until then.`,
  stands: (when: string) => `The meeting ${when} stands until the citizen has answered.`,
  times: 'What does the citizen answer?',
  at: (date: string, clock: string) => `${date} at ${clock}`,
  none: 'None of the times fits',
  answer: 'Save the citizen’s answer',
  takeBack: 'Withdraw the proposal',
  open: 'See the meeting',
  left: 'Without a time',
  noneLeft: 'Every meeting has a time or a proposal.',
  why: {
    'none-fits': 'None of the times fitted.',
    expired: 'No answer came in time. The times are free again.',
    withdrawn: 'The proposal was withdrawn.',
  },
  again: 'Propose new times',
  saved: 'The answer is saved, and the citizen is told.',
  freed: 'The times are free again.',
  choose: 'Choose what the citizen answers',
  refused: {
    'no-meeting': 'The meeting is no longer there',
    'no-option': 'That time is not part of the proposal',
    answered: 'The proposal has been answered already',
    expired: 'The time for an answer is over, and the times are free again',
    withdrawn: 'The proposal has been withdrawn',
    cancelled: 'The meeting is cancelled',
  },
} satisfies Messages<typeof da>;
