import type { ComposedLaw, ComposedService } from '../publication/compose-service.ts';

/** What must be seen at once of a service; the rest is fetched when it is near. */
export type ConsoleOutline = {
  readonly slug: string;
  readonly title: string;
  readonly plainTitle: string;
  /** False: a field is missing here, and there is no text to read from. */
  readonly published: boolean;
  /** Where to go instead, when it is not offered here. */
  readonly referral: { readonly text: string; readonly url: string | null } | null;
  /** A whole sentence to read aloud as it stands. */
  readonly first: string;
  readonly duties: Duties;
  /** When to stop, one sentence each. */
  readonly stops: readonly string[];
};

/** Null: the text has no such record, and nothing is claimed. */
export type Duties = {
  readonly digital: ComposedLaw['applies'] | null;
  readonly attendance: ComposedLaw['applies'] | null;
};

export function dutiesOf(service: Pick<ComposedService, 'law'>): Duties {
  const of = (kind: ComposedLaw['kind']) => service.law.find((record) => record.kind === kind)?.applies ?? null;
  return { digital: of('mandatory-digital'), attendance: of('attendance') };
}

/** The first line of the script; a short entry has none, and is told by its summary. */
export const firstLine = (service: Pick<ComposedService, 'steps' | 'summary'>): string =>
  service.steps[0]?.lines[0]?.say.text ?? service.summary.text;

export const outlineOf = (service: ComposedService): ConsoleOutline => ({
  slug: service.slug,
  title: service.title.text,
  plainTitle: service.plainTitle.text,
  published: true,
  referral: null,
  first: firstLine(service),
  duties: dutiesOf(service),
  stops: service.stopRules.map((rule) => rule.when.text),
});
