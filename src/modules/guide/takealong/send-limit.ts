import { createAllowance } from '../../../platform/index.ts';

/** How often one employee may send: enough for a busy counter, too little to write to a whole town. */
export const sendsAtOnce = 20;
export const sendsPerMinute = 6;

export const createSendLimit = (now: () => Date): ((employee: string) => boolean) =>
  createAllowance(now, { atOnce: sendsAtOnce, perMinute: sendsPerMinute });
