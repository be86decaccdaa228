import * as v from 'valibot';
import { newId, redactCpr } from '../../../kernel/index.ts';
import type { FieldError } from '../../../platform/index.ts';
import type { DeskTexts } from './messages.ts';
import type { News } from './store.ts';

/** As the fields were written. */
export type NewsFields = {
  readonly titel: string;
  readonly tekst: string;
  readonly vejledning: string;
  readonly fra: string;
  readonly til: string;
};

const text = (longest: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(longest));
const NewsForm = v.object({
  titel: text(120),
  tekst: text(2000),
  vejledning: v.string(),
  fra: v.pipe(v.string(), v.isoDate()),
  til: v.union([v.literal(''), v.pipe(v.string(), v.isoDate())]),
});

/** Reads the form of one piece of news; errors are in the editor's words, by field. */
export function readNews(
  fields: NewsFields,
  id: string | null,
  known: (service: string) => boolean,
  t: DeskTexts,
):
  | { readonly ok: true; readonly news: Omit<News, 'revision'> }
  | { readonly ok: false; readonly errors: readonly FieldError[] } {
  const words: Readonly<Record<string, string>> = {
    titel: t.editor.errors.title,
    tekst: t.editor.errors.body,
    vejledning: t.editor.errors.service,
    fra: t.editor.errors.from,
    til: t.editor.errors.to,
  };
  const parsed = v.safeParse(NewsForm, fields);
  const wrong = new Set(parsed.success ? [] : parsed.issues.map((issue) => v.getDotPath(issue) ?? ''));
  if (fields.vejledning !== '' && !known(fields.vejledning)) wrong.add('vejledning');
  if (!wrong.has('til') && fields.til !== '' && fields.til < fields.fra) wrong.add('til');
  if (!parsed.success || wrong.size > 0) {
    const named = [...wrong].map((field) => ({ field, message: words[field] ?? field }));
    return { ok: false, errors: named };
  }
  const { titel, tekst, vejledning, fra, til } = parsed.output;
  return {
    ok: true,
    news: {
      id: id ?? newId(),
      title: redactCpr(titel),
      body: redactCpr(tekst.replaceAll('\r\n', '\n')),
      service: vejledning === '' ? null : vejledning,
      shownFrom: fra,
      shownTo: til === '' ? null : til,
    },
  };
}
