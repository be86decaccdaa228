import { catalogue } from '../../../kernel/language.ts';
import { da } from './messages.da.ts';
import { en } from './messages.en.ts';

/** Words for guests and for whoever receives them, for both halves. */
export const texts = catalogue({ da, en });
