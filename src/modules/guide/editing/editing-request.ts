import type { Context } from 'hono';
import { containsCpr, type Result, redactCpr } from '../../../kernel/index.ts';
import { type FieldError, type House, pathIn, readForm, seeOther } from '../../../platform/index.ts';
import type { StaffEnv } from '../../identity/index.ts';
import { type Done, done } from './done.ts';
import type { Draft, Scope } from './draft.ts';
import { type DraftRefusal, moveDraft, openDraft, saveDraft } from './draft-store.ts';

/** May she write texts of that kind? Each role has its own: who writes for the country does not write for the town hall. */
export const mayWrite = (c: Context<StaffEnv>, scope: Scope): boolean =>
  c.var.staff.roles.includes(scope === 'national' ? 'national-editor' : 'editor');

/** A request's work in the editor's municipality. */
export const inTown = <Value>(house: House, c: Context<StaffEnv>, work: () => Promise<Value>): Promise<Value> =>
  house.database.inMunicipality(c.var.staff.municipality.id, work);

/** Back to a page about the text, which then says what was done. */
export const backTo = (c: Context<StaffEnv>, path: string, said?: Done): Response =>
  seeOther(c, `${pathIn(c.var.language, '', path)}${said === undefined ? '' : `?sket=${said}`}`);

/** The form's boxes, each as one text. */
export async function boxesOf(c: Context): Promise<Record<string, string>> {
  const form = await readForm(c);
  return Object.fromEntries(
    Object.entries(form).map(([name, value]) => [name, typeof value === 'string' ? value : (value[0] ?? '')]),
  );
}

/** The published revision that the form was drawn from; the present one for a form that does not say. */
export const shownRevision = (boxes: Readonly<Record<string, string>>, current: number): number =>
  boxes.base !== undefined && /^\d+$/.test(boxes.base) ? Number(boxes.base) : current;

/** Boxes in which a CPR number was written, each with what to do; and all boxes without them. */
export function cprErrors(
  boxes: Readonly<Record<string, string>>,
  message: string,
): { readonly errors: readonly FieldError[]; readonly cleaned: Record<string, string> } {
  return {
    errors: Object.entries(boxes).flatMap(([field, value]) => (containsCpr(value) ? [{ field, message }] : [])),
    cleaned: Object.fromEntries(Object.entries(boxes).map(([name, value]) => [name, redactCpr(value)])),
  };
}

export type Saving = {
  readonly scope: Scope;
  readonly slug: string;
  /** The published revision now. */
  readonly current: number;
  /** The published revision that the page was drawn from. */
  readonly shown: number;
  readonly published: unknown;
  readonly body: unknown;
  readonly note: string;
  /** The draft's version that the page showed; 0 where there was no draft. */
  readonly seen: number;
  readonly send: boolean;
};

/** Saves what was written over the draft that the editor saw, beginning one if there is none, and sends it on if asked. */
export async function save(saving: Saving, by: string, now: Date): Promise<Result<Draft, DraftRefusal>> {
  const { scope, slug, current, shown } = saving;
  const draft = await openDraft({ scope, service: slug, baseRevision: shown, body: saving.published }, by, now);
  // Only who has seen the newest published text says that hers builds on it; another's stays where it began.
  const baseRevision = shown === current ? current : draft.baseRevision;
  // A draft that was begun by another while this page stood open.
  const seen = saving.seen === 0 && draft.version === 1 && draft.author === by ? 1 : saving.seen;
  const written = { body: saving.body, note: redactCpr(saving.note).slice(0, 200), baseRevision };
  const saved = await saveDraft(draft.id, seen, written, by, now);
  if (!saved.ok || !saving.send || saved.value.state !== 'writing') return saved;
  return moveDraft(draft.id, saved.value.version, 'review', now);
}

/** The page on which a draft is written: its own whole text, or the municipality's differences. */
export const pageOf = (slug: string, scope: Scope, body?: unknown): string =>
  scope === 'national' || (typeof body === 'object' && body !== null && 'own' in body)
    ? `/redaktion/tekst/${slug}/hel`
    : `/redaktion/tekst/${slug}`;

/** What the page before says was done. */
export const doneOf = (c: Context): Done | null => done.find((one) => one === c.req.query('sket')) ?? null;
