export * from './audit/audit.ts';
export type { Bus, Topic, Unsubscribe } from './bus/bus.ts';
export { createLocalBus } from './bus/local-bus.ts';
export { createPostgresBus } from './bus/postgres-bus.ts';
export { type Keys, installationSecret, keysFrom, sameText } from './crypto/seal.ts';
export type { House } from './house.ts';
export { type Sweep, startSweeps } from './jobs/sweeps.ts';
export { type Log, type LogFields, createLog, errorFields } from './log/log.ts';
export * from './web/web.ts';
