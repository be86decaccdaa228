/**
 * Both see the same step of the same guide. The citizen's page holds the truth of where she is and what she has done; the
 * employee's page may ask it to open a guide or point at a step, and never ticks for her.
 */
import { may, type Role } from '../../roles.ts';

/** A guide as it is read in the citizen's voice. */
export type ReadGuide = {
  readonly slug: string;
  readonly title: string;
  readonly href: string;
  readonly steps: readonly {
    readonly id: string;
    readonly number: number;
    readonly title: string;
    readonly text: string;
  }[];
};

/** Where the citizen is. `pointed`: the step the employee points at. */
export type GuidePlace = {
  readonly service: string | null;
  readonly step: string | null;
  readonly done: readonly string[];
  readonly pointed: string | null;
};

export type GuideMessage =
  /** From the citizen's page: where she is. */
  | ({ readonly k: 'is' } & GuidePlace)
  /** To the citizen's page: open this guide, at this step. */
  | { readonly k: 'show'; readonly service: string; readonly step: string | null }
  /** Look at this step; null takes the pointing away. */
  | { readonly k: 'point'; readonly step: string | null };

const slug = /^[a-z0-9-]{1,80}$/;
const isSlug = (value: unknown): value is string => typeof value === 'string' && slug.test(value);
const isSlugOrNull = (value: unknown): value is string | null => value === null || isSlug(value);

/** Reads a message off the channel; null for what is none. */
export function readGuideMessage(json: unknown): GuideMessage | null {
  const message = json as Partial<Record<'k' | keyof GuidePlace, unknown>> | null;
  if (typeof message !== 'object' || message === null) return null;
  const { k, service, step, done, pointed } = message;
  if (k === 'show') return isSlug(service) && isSlugOrNull(step) ? { k, service, step } : null;
  if (k === 'point') return isSlugOrNull(step) ? { k, step } : null;
  if (k !== 'is' || !isSlugOrNull(service) || !isSlugOrNull(step) || !isSlugOrNull(pointed)) return null;
  return Array.isArray(done) && done.length <= 40 && done.every(isSlug) ? { k, service, step, done, pointed } : null;
}

/** Whether a message from somebody of this role is believed. */
export const mayGuide = (role: Role, message: GuideMessage): boolean =>
  message.k === 'is' ? role === 'citizen' : may(role, 'point') && role !== 'citizen';

/** The first step that is not done, which is where she is; null when all are. */
export const stepOf = (guide: ReadGuide, done: readonly string[]): string | null =>
  guide.steps.find((step) => !done.includes(step.id))?.id ?? null;
