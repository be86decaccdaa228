export {
  type Answer,
  type AnswerToken,
  type Question,
  answerCookie,
  answerHours,
  countAnswer,
  countAnswers,
  forgetSpentTokens,
  mintAnswerToken,
  questionOrder,
  questions,
  questionsAfter,
  readAnswerToken,
  unanswered,
} from './answers.ts';
export { type CountedContact, type Tally, countContact, countContacts } from './count-contact.ts';
export {
  type ContactChannel,
  type ContactKind,
  type ContactOutcome,
  contactChannels,
  contactKinds,
  contactNames,
  noTask,
  contactOutcomes,
} from './dimensions.ts';
export { floors } from './disclosure.ts';
export { type WaitEstimate, estimateWait } from './estimate-wait.ts';
export { type Handling, handlingTimes } from './handling-times.ts';
export { type Block, type BlockId, blockAt, blockBefore, parseBlock } from './periods.ts';
export { type Figure, type PublishedFigures, publishFigures, publishedPeriods } from './publish-figures.ts';
export { anythingCounted } from './store.ts';
