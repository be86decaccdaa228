import type { Result } from '../../../kernel/index.ts';
import { readMailAddress } from '../../../platform/index.ts';
import type { Source } from './source-store.ts';

/** What stands in the fields, by their names. */
export type SourceForm = {
  readonly hvor: string;
  readonly adresse: string;
  readonly bruger: string;
  readonly kode: string;
  readonly postkasse: string;
};
export type SourceFormFault = {
  readonly field: keyof SourceForm;
  readonly fault: 'kind' | 'url' | 'user' | 'password' | 'mailbox';
};

/** Of one employee: each is read every quarter of an hour. */
export const mostSources = 5;

const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 2000) : '');

export const sourceForm = (form: Readonly<Record<string, unknown>>): SourceForm => ({
  hvor: text(form.hvor),
  adresse: text(form.adresse).trim(),
  bruger: text(form.bruger).trim(),
  kode: text(form.kode),
  postkasse: text(form.postkasse).trim(),
});

/** A calendar as she told of it, or what is missing. `outlook`: whether mailboxes can be read here at all. */
export function readSourceForm(form: SourceForm, outlook: boolean): Result<Source, readonly SourceFormFault[]> {
  const url = form.adresse.replace(/^webcals?:/i, 'https:');
  const faults: SourceFormFault[] = [];
  const usable = URL.canParse(url) && new URL(url).protocol === 'https:' && new URL(url).username === '';
  if (form.hvor === 'graph' && outlook) {
    const mailbox = readMailAddress(form.postkasse);
    return mailbox
      ? { ok: true, value: { kind: 'graph', mailbox } }
      : { ok: false, reason: [{ field: 'postkasse', fault: 'mailbox' }] };
  }
  if (form.hvor !== 'ics' && form.hvor !== 'caldav') return { ok: false, reason: [{ field: 'hvor', fault: 'kind' }] };
  if (!usable) faults.push({ field: 'adresse', fault: 'url' });
  if (form.hvor === 'caldav' && form.bruger === '') faults.push({ field: 'bruger', fault: 'user' });
  if (form.hvor === 'caldav' && form.kode === '') faults.push({ field: 'kode', fault: 'password' });
  if (faults.length > 0) return { ok: false, reason: faults };
  return {
    ok: true,
    value: form.hvor === 'ics' ? { kind: 'ics', url } : { kind: 'caldav', url, user: form.bruger, password: form.kode },
  };
}
