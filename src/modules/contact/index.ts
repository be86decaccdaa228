export {
  type Answer,
  type AnswerToken,
  answerCookie,
  answerHours,
  countAnswer,
  countAnswers,
  mintAnswerToken,
  type Question,
  questionOrder,
  questions,
  questionsAfter,
  readAnswerToken,
  unanswered,
} from './answers.ts';
export { type CountedContact, countContact, countContacts, type Tally } from './count-contact.ts';
export { countOnce, useOnce } from './count-once.ts';
export {
  type ContactChannel,
  type ContactClosing,
  type ContactKind,
  type ContactOutcome,
  closingOf,
  contactChannels,
  contactClosings,
  contactKinds,
  contactNames,
  contactOutcomes,
  type HandChannel,
  handChannels,
  noTask,
  type SaidOutcome,
  saidOutcomes,
  screenChannels,
} from './dimensions.ts';
export { floors, roundedDown } from './disclosure.ts';
export { estimateWait, type WaitEstimate } from './estimate-wait.ts';
export { type Handling, handlingTimes } from './handling-times.ts';
export { type Block, type BlockId, blockAt, blockBefore, parseBlock } from './periods.ts';
export { type Figure, type PublishedFigures, publishedPeriods, publishFigures } from './publish-figures.ts';
export { anythingCounted } from './store.ts';
export { contactSweeps } from './sweeps.ts';
