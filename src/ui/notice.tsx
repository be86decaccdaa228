import type { ComponentChildren } from 'preact';

export type NoticeProps = {
  readonly kind: 'info' | 'warning' | 'success' | 'example' | 'error';
  readonly heading?: ComponentChildren;
  readonly children: ComponentChildren;
  /** Read out when it appears on a page that is already open. */
  readonly live?: boolean | undefined;
  readonly id?: string | undefined;
};

/** A message that stands out from the text. Its colour is never its only sign: the words say what it is. */
export function Notice({ kind, heading, children, live, id }: NoticeProps) {
  const role = live ? (kind === 'error' || kind === 'warning' ? 'alert' : 'status') : undefined;
  return (
    <div class={`alert alert-${kind}`} id={id} role={role}>
      {heading === undefined ? null : <p class="alert-heading">{heading}</p>}
      <div class="alert-text">{children}</div>
    </div>
  );
}
