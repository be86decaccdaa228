import { catalogue } from '../../../../kernel/language.ts';
import { da } from './keep-messages.da.ts';
import { en } from './keep-messages.en.ts';

export const keepTexts = catalogue({ da, en });
