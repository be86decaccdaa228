import { catalogue } from '../../kernel/language.ts';
import { da } from './messages.da.ts';
import { en } from './messages.en.ts';

/** The words of the call, for both halves. */
export const callTexts = catalogue({ da, en });
export type CallTexts = typeof da;
