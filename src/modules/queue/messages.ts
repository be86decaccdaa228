import { catalogue } from '../../kernel/language.ts';
import { da } from './messages.da.ts';
import { en } from './messages.en.ts';
import { da as roomDa } from './room-messages.da.ts';
import { en as roomEn } from './room-messages.en.ts';

/** All that our server says; what the citizen's script says too stands in room-messages.ts. */
export const texts = catalogue({
  da: { ...da, ...roomDa, waiting: { ...da.waiting, ...roomDa.waiting } },
  en: { ...en, ...roomEn, waiting: { ...en.waiting, ...roomEn.waiting } },
});
