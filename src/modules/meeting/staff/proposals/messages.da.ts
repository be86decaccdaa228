import type { AnswerRefusal, UnansweredProposal } from '../../agreeing/proposal-rules.ts';

/** Words of the employees' page about proposed times. */
export const da = {
  title: 'Foreslåede tider',
  waiting: 'Venter på svar',
  noneWaiting: 'Ingen forslag venter på svar.',
  line: (title: string, who: string) => (who === '' ? title : `${title} med ${who}`),
  answerBy: (when: string) => `Borgeren kan svare til ${when}. Så længe er tiderne holdt.`,
  stands: (when: string) => `Mødet ${when} gælder, til borgeren har svaret.`,
  times: 'Hvad svarer borgeren?',
  at: (date: string, clock: string) => `${date} kl. ${clock}`,
  none: 'Ingen af tiderne passer',
  answer: 'Gem borgerens svar',
  takeBack: 'Træk forslaget tilbage',
  open: 'Se mødet',
  left: 'Mangler en tid',
  noneLeft: 'Alle møder har en tid eller et forslag.',
  why: {
    'none-fits': 'Ingen af tiderne passede.',
    expired: 'Der kom ikke svar i tide. Tiderne er givet fri.',
    withdrawn: 'Forslaget er trukket tilbage.',
  } satisfies Record<UnansweredProposal['why'], string>,
  again: 'Foreslå nye tider',
  saved: 'Svaret er gemt, og borgeren får besked.',
  freed: 'Tiderne er givet fri.',
  choose: 'Vælg, hvad borgeren svarer',
  refused: {
    'no-meeting': 'Mødet findes ikke længere',
    'no-option': 'Tiden hører ikke til forslaget',
    answered: 'Der er allerede svaret på forslaget',
    expired: 'Fristen for svar er gået, og tiderne er givet fri',
    withdrawn: 'Forslaget er trukket tilbage',
    cancelled: 'Mødet er aflyst',
  } satisfies Record<AnswerRefusal['kind'], string>,
};
