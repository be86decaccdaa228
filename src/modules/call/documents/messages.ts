import { catalogue } from '../../../kernel/language.ts';
import { da } from './messages.da.ts';
import { en } from './messages.en.ts';

/** The words of the table with documents, for both halves. */
export const documentTexts = catalogue({ da, en });
export type DocumentTexts = typeof da;
