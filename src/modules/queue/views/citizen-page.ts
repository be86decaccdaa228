import type { Language } from '../../../kernel/language.ts';
import type { Municipality, Place } from '../../tenancy/index.ts';
import type { Topic } from '../topic.ts';

/** What every page of the citizen's way to help is made from. */
export type CitizenPage = {
  readonly language: Language;
  readonly municipality: Municipality;
  /** `/fjordby` */
  readonly base: string;
  readonly alternates: readonly { readonly language: Language; readonly href: string }[];
  readonly place: Place | null;
  readonly now: Date;
  readonly topic: Topic;
};
