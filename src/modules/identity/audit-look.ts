import * as v from 'valibot';
import { addDays, type DateString, instantOf, type Language, redactCpr, wallClock } from '../../kernel/index.ts';
import type { AuditQuery } from '../../platform/index.ts';
import { texts } from './messages.ts';

/** A look at the trail, with the reason for it. `investigation` names the case that lets the actors be seen. */
export type AuditLook = {
  readonly purpose: string;
  readonly investigation: string | null;
  readonly from: DateString;
  readonly to: DateString;
  readonly action: string | null;
  readonly beforeSeq: number | null;
};

const shortestPurpose = 10;
const longestText = 200;
const rowsPerPage = 50;
const week = 7;

const isDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text;
const kept = v.pipe(
  v.string(),
  v.transform((text) => redactCpr(text.replace(/\p{C}+/gu, ' ').trim())),
);

/** The form of the look, with errors in the reader's words. */
export const auditLookSchema = (language: Language) => {
  const { errors } = texts(language).administration;
  const date = v.pipe(v.string(), v.check(isDate, errors.date));
  return v.object({
    purpose: v.pipe(kept, v.minLength(shortestPurpose, errors.purpose), v.maxLength(longestText, errors.purpose)),
    investigation: v.pipe(
      v.optional(kept, ''),
      v.check((text) => text === '' || (text.length >= 3 && text.length <= longestText), errors.investigation),
      v.transform((text) => (text === '' ? null : text)),
    ),
    from: date,
    to: date,
    action: v.pipe(
      v.optional(v.string(), ''),
      v.maxLength(100),
      v.transform((text) => (text === '' ? null : text)),
    ),
    beforeSeq: v.pipe(
      v.optional(v.string(), ''),
      v.transform((text) => (/^\d{1,15}$/.test(text) ? Number(text) : null)),
    ),
  });
};

/** What is in the form before anything is typed: the last seven days. */
export function lastWeek(now: Date): { readonly from: DateString; readonly to: DateString } {
  const today = wallClock(now).date;
  return { from: addDays(today, -week), to: today };
}

/** Whole Danish days as instants. */
export const auditQuery = (look: AuditLook): AuditQuery => ({
  from: instantOf(look.from, '00:00'),
  until: instantOf(addDays(look.to, 1), '00:00'),
  action: look.action,
  beforeSeq: look.beforeSeq,
  most: rowsPerPage,
});

/** What the audit says of the look itself. */
export const lookEntry = (look: AuditLook): { readonly action: string; readonly purpose: string } =>
  look.investigation === null
    ? { action: 'audit.read', purpose: look.purpose }
    : { action: 'audit.read-actors', purpose: `${look.investigation}: ${look.purpose}` };
