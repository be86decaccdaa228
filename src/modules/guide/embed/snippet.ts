import { type BuiltInEntrance, marker } from '../visits/visit-rule.ts';

/** What can be put into another page; the name of its element is `medbetjening-` and this. */
export const embedKinds = ['soeg', 'ydelse', 'hjaelp'] as const;
export type EmbedKind = (typeof embedKinds)[number];

/** The entrance that each counts as, unless an editor has given it one of its own. */
export const ownEntrance: Readonly<Record<EmbedKind, BuiltInEntrance>> = {
  soeg: 'soegefelt',
  ydelse: 'ydelseskort',
  hjaelp: 'hjaelpekort',
};

export type Snippet = { readonly line: string; readonly link: string };

const escaped: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (sign) => escaped[sign] ?? sign);

/** The one line to copy, and the plain link for where no script may be put. Both carry the entrance. */
export function snippetOf(
  kind: EmbedKind,
  {
    origin,
    municipality,
    slug,
    entrance,
    label,
  }: {
    /** Scheme and host that browsers use. */
    readonly origin: string;
    readonly municipality: string;
    readonly slug: string;
    /** Null: the element's own. */
    readonly entrance: string | null;
    /** What the plain link says. */
    readonly label: string;
  },
): Snippet {
  const base = `${origin}/${municipality}`;
  const path = kind === 'ydelse' ? `/${slug}` : kind === 'hjaelp' ? '/hjaelp' : '/soeg';
  const to = (from: string) => `${base}${path}?${marker}=${from}`;
  const attributes = `${kind === 'ydelse' ? ` slug="${escapeHtml(slug)}"` : ''}${entrance === null ? '' : ` fra="${escapeHtml(entrance)}"`}`;
  const inside = `<a href="${escapeHtml(to(entrance ?? ownEntrance[kind]))}">${escapeHtml(label)}</a>`;
  return {
    line: `<script async src="${base}/indlejr/v1.js"></script><medbetjening-${kind}${attributes}>${inside}</medbetjening-${kind}>`,
    link: to(entrance ?? 'linkside'),
  };
}
