import { catalogue } from '../../../kernel/language.ts';
import { da } from './study-messages.da.ts';
import { en } from './study-messages.en.ts';

export const studyTexts = catalogue({ da, en });
