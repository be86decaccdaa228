import { catalogue } from '../../kernel/language.ts';
import { da } from './room-messages.da.ts';
import { en } from './room-messages.en.ts';

/** What the citizen's script says, and so does our server (messages.ts). */
export const roomTexts = catalogue({ da, en });
