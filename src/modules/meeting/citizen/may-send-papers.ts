import { takesPapers } from '../documents/papers.ts';
import type { Own } from './own.ts';

/** May she send papers? Only she herself, or who acts for her. */
export const maySendPapers = ({ me, meeting }: Pick<Own, 'me' | 'meeting'>): boolean =>
  (me.role === 'citizen' || me.role === 'representative') && takesPapers(meeting);
