export { openCarriers } from './carriers.ts';
export { type Claimable, mostADay, type StillHolds } from './claim.ts';
export { cancelMessages, enqueue, enqueueAll, enqueueAndAudit, openMessage } from './enqueue.ts';
export { forgetMessages } from './forget.ts';
export type * from './message.ts';
export { receiptRoutes } from './receipt-routes.ts';
export {
  backlog,
  carryMessages,
  letterPosted,
  type MessageRecord,
  markSeen,
  possibleDoubles,
  readLetter,
  recordsAbout,
  sendAgain,
  setDelivery,
  type Unsettled,
  unsettledMessages,
  waitingLetters,
} from './records.ts';
export { createOutboxSender, type OutboxSender, type SenderOptions } from './sender.ts';
export { clearOutbox, outboxSweeps } from './sweeps.ts';
