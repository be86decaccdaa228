import { catalogue } from '../../../kernel/language.ts';
import { da } from './messages.da.ts';
import { en } from './messages.en.ts';

/** Words about how somebody is identified during a conversation, for both halves. */
export const texts = catalogue({ da, en });
