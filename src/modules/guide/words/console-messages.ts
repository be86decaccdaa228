import { catalogue } from '../../../kernel/language.ts';

/** By themselves: the console's browser code carries no more than it shows. */
export const consoleWords = catalogue({
  da: {
    why: (reason: string, owner: string, until: string) => `Fastgjort til og med ${until}: ${reason} (${owner})`,
    sayInstead: (count: number) => `Sig hellere (${count})`,
    line: (word: string, instead: string) => `I stedet for "${word}": sig "${instead}".`,
  },
  en: {
    why: (reason: string, owner: string, until: string) => `Pinned until ${until}: ${reason} (${owner})`,
    sayInstead: (count: number) => `Rather say (${count})`,
    line: (word: string, instead: string) => `Instead of “${word}”: say “${instead}”.`,
  },
});
