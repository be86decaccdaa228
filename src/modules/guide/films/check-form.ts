import { containsCpr } from '../../../kernel/index.ts';
import { type CaptionFault, captionFault, type Film, type FilmKind, filmKinds, secondsOf } from './film.ts';
import type { StoredFile } from './film-files.ts';

/** What an editor has written, as the page shows it again when something is missing. */
export type FilmForm = {
  readonly subject: string;
  readonly kind: string;
  readonly length: string;
  readonly captions: string;
  readonly transcript: string;
  readonly owner: string;
  readonly checkedOn: string;
};

export type FilmFault =
  | CaptionFault
  | 'subject'
  | 'kind'
  | 'film'
  | 'notAFilm'
  | 'tooLarge'
  | 'length'
  | 'captions'
  | 'transcript'
  | 'owner'
  | 'checkedOn'
  | 'personal'
  | 'broken';
export type FieldFault = { readonly field: keyof FilmForm | 'film' | 'captionsFile' | ''; readonly fault: FilmFault };

const isKind = (kind: string): kind is FilmKind => (filmKinds as readonly string[]).includes(kind);

/** The film that may be shown, or all that stands in its way. `file` is what has come now or lies there from before. */
export function checkFilm(
  form: FilmForm,
  file: StoredFile | 'not-a-film' | 'too-large' | null,
  known: { readonly subjects: ReadonlySet<string>; readonly today: string },
): { readonly ok: true; readonly film: Film } | { readonly ok: false; readonly faults: readonly FieldFault[] } {
  const faults: FieldFault[] = [];
  const seconds = secondsOf(form.length);
  const captions = form.captions.trim() === '' ? '' : form.captions;
  if (!known.subjects.has(form.subject)) faults.push({ field: 'subject', fault: 'subject' });
  if (!isKind(form.kind)) faults.push({ field: 'kind', fault: 'kind' });
  if (file === null) faults.push({ field: 'film', fault: 'film' });
  if (file === 'not-a-film') faults.push({ field: 'film', fault: 'notAFilm' });
  if (file === 'too-large') faults.push({ field: 'film', fault: 'tooLarge' });
  if (seconds === null) faults.push({ field: 'length', fault: 'length' });
  const wrong = captions === '' ? 'captions' : captionFault(captions, seconds ?? 3600);
  if (wrong !== null) faults.push({ field: 'captionsFile', fault: wrong });
  for (const field of ['transcript', 'owner'] as const)
    if (form[field].trim() === '') faults.push({ field, fault: field });
  for (const field of ['captions', 'transcript', 'owner'] as const)
    if (containsCpr(form[field]))
      faults.push({ field: field === 'captions' ? 'captionsFile' : field, fault: 'personal' });
  if (!isDate(form.checkedOn) || form.checkedOn > known.today) faults.push({ field: 'checkedOn', fault: 'checkedOn' });
  if (faults.length > 0 || file === null || typeof file === 'string' || seconds === null || !isKind(form.kind))
    return { ok: false, faults };
  return {
    ok: true,
    film: {
      subject: form.subject,
      kind: form.kind,
      ...file,
      seconds,
      captions: captions.replace(/^\uFEFF/, ''),
      transcript: form.transcript.trim().replaceAll('\r\n', '\n').slice(0, 20_000),
      owner: form.owner.trim().slice(0, 100),
      checkedOn: form.checkedOn,
    },
  };
}

function isDate(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T12:00:00Z`) : null;
  return at !== null && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}
