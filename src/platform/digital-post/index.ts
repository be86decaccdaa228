export { createDigitalPost, type DigitalPost, type Mailbox } from './kombit/digital-post.ts';
export { buildMemo } from './memo/build-memo.ts';
export { memoFaultText } from './memo/fault-words.ts';
export { type MemoAction, type MemoFault, type MemoMessage, type MemoVersion, memoLimits } from './memo/memo.ts';
export {
  type DigitalPostSettings,
  type DigitalPostTenant,
  expiringCertificates,
  readDigitalPostSettings,
} from './settings.ts';
export { pullStatuses, type StatusQueue } from './status/pull.ts';
export { statusRoutes } from './status/routes.ts';
export type { SetDelivery } from './status/take-status.ts';
