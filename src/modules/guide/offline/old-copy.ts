import { addDays, type DateString } from '../../../kernel/copenhagen.ts';

/** From this many days on, a kept guide says of itself that it may be wrong. */
const freshDays = 30;

/** Is a guide that was last known to be the newest on `date` too old to be relied on? */
export const isOld = (date: DateString, today: DateString): boolean => addDays(date, freshDays) < today;
