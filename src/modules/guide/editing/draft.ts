/**
 * A text on its way to being published: written by one, looked at by another, published at once or at a set time. Pure.
 */
import { ok, type Result, refuse } from '../../../kernel/index.ts';

/** Whose text: the one that all municipalities share, or what one of them says itself. */
export type Scope = 'national' | 'local';

export type Draft = {
  readonly id: string;
  readonly scope: Scope;
  /** Slug. */
  readonly service: string;
  /** The published revision it began from; 0 for what has never been published. */
  readonly baseRevision: number;
  /** A `ServiceText` (national) or a `LocalText` (local); held to its schema when it is published. */
  readonly body: unknown;
  /** Counts up with each save. */
  readonly version: number;
  readonly state: 'writing' | 'review' | 'approved';
  readonly author: string;
  /** Who wrote last. */
  readonly updatedBy: string;
  readonly updatedAt: Date;
  readonly reviewer: string | null;
  /** When it is approved: at this time; null for at once. */
  readonly publishAt: Date | null;
  /** What has changed, in the editor's words; kept in the history. */
  readonly note: string;
  /** Why it was not published at its time. */
  readonly refusal: string | null;
};

export type ApprovalRefusal =
  /** Nobody approves her own words: a second person has read them. */
  'own-words' | 'not-in-review' | 'time-is-past';

/** May this person approve the draft, to be published then? */
export function approval(
  draft: Pick<Draft, 'state' | 'updatedBy'>,
  reviewer: string,
  publishAt: Date | null,
  now: Date,
): Result<null, ApprovalRefusal> {
  if (draft.state !== 'review') return refuse('not-in-review');
  if (draft.updatedBy === reviewer) return refuse('own-words');
  if (publishAt !== null && publishAt.getTime() <= now.getTime()) return refuse('time-is-past');
  return ok(null);
}

/** Is it to be published now? */
export const isDue = (draft: Pick<Draft, 'state' | 'publishAt'>, now: Date): boolean =>
  draft.state === 'approved' && (draft.publishAt === null || draft.publishAt.getTime() <= now.getTime());
