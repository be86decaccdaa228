import type { Language } from '../../../../kernel/language.ts';
import type { DeskState } from '../../desk-state.ts';

/** What every panel about colleagues is given. */
export type CompanyProps = {
  readonly desk: DeskState;
  readonly language: Language;
  /** Sends one of the desk's posts; the desk shows the answer. Gives the reason of a refusal, or null. */
  readonly act: (path: string, body?: object) => Promise<string | null>;
  /** Tells a screen reader, and shows nothing. */
  readonly say: (words: string) => void;
};
