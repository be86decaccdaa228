import { catalogue } from '../../../../kernel/language.ts';
import { da } from './work-messages.da.ts';
import { en } from './work-messages.en.ts';

export const workTexts = catalogue({ da, en });
