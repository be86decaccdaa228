import { catalogue } from '../../../kernel/language.ts';
import { da } from './messages.da.ts';
import { en } from './messages.en.ts';

export const texts = catalogue({ da, en });
