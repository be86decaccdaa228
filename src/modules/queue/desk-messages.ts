import { catalogue } from '../../kernel/language.ts';
import { da } from './desk-messages.da.ts';
import { en } from './desk-messages.en.ts';

export const deskTexts = catalogue({ da, en });
