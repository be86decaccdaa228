import type { ComponentChildren } from 'preact';

export type TagKind = 'neutral' | 'info' | 'good' | 'warn' | 'bad';

/** A state in a word or two. */
export function Tag({
  children,
  kind = 'neutral',
}: {
  readonly children: ComponentChildren;
  readonly kind?: TagKind | undefined;
}) {
  return <span class={`tag tag-${kind}`}>{children}</span>;
}

/** Read out, not shown. */
export function VisuallyHidden({ children }: { readonly children: ComponentChildren }) {
  return <span class="sr-only">{children}</span>;
}
