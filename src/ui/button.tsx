import type { ButtonHTMLAttributes, ComponentChildren } from 'preact';
import { classNames } from './class-names.ts';

type Rest = Omit<
  ButtonHTMLAttributes<HTMLButtonElement>,
  'class' | 'type' | 'href' | 'children' | 'value' | 'name' | 'id'
>;

export type ButtonProps = Rest & {
  readonly children: ComponentChildren;
  /** At most one primary button a screen. */
  readonly variant?: 'primary' | 'secondary' | 'quiet' | 'warning' | undefined;
  /** Makes it a link that looks like a button. */
  readonly href?: string | undefined;
  readonly type?: 'submit' | 'button' | 'reset' | undefined;
  readonly name?: string | undefined;
  readonly value?: string | undefined;
  /** The keyboard key that does the same, shown on the button. */
  readonly key_?: string | undefined;
  readonly id?: string | undefined;
  readonly class?: string | undefined;
};

/** An action (a button) or the way to one (a link). Inside a form a button submits unless `type` says otherwise. */
export function Button({ children, variant = 'primary', href, type, key_, class: own, ...rest }: ButtonProps) {
  const looks = classNames('button', `button-${variant}`, own);
  const inside = (
    <>
      <span>{children}</span>
      {key_ === undefined ? null : <kbd class="button-key">{key_}</kbd>}
    </>
  );
  if (href !== undefined) {
    // The attributes that both elements share; what only a button has is not given together with `href`.
    return (
      <a {...(rest as object)} href={href} class={looks}>
        {inside}
      </a>
    );
  }
  return (
    <button {...rest} type={type ?? 'submit'} class={looks} aria-keyshortcuts={key_}>
      {inside}
    </button>
  );
}
