import type { ComponentChildren } from 'preact';
import { classNames } from './class-names.ts';

export const hintId = (id: string): string => `${id}-hint`;
export const errorId = (id: string): string => `${id}-error`;

/** What `aria-describedby` names: the hint and the error, where they are. */
export const describedBy = (id: string, hint?: ComponentChildren, error?: string): string | undefined =>
  classNames(hint !== undefined && hint !== null && hintId(id), error !== undefined && errorId(id));

type FrameProps = {
  readonly id: string;
  readonly label: ComponentChildren;
  readonly hint?: ComponentChildren;
  readonly error?: string | undefined;
  readonly children: ComponentChildren;
};

/** Label, hint and error around one control, in the order they are read. */
export function FieldFrame({ id, label, hint, error, children }: FrameProps) {
  return (
    <div class={classNames('form-group', error !== undefined && 'form-error')}>
      <label class="form-label" for={id}>
        {label}
      </label>
      <HintAndError id={id} hint={hint} error={error} />
      {children}
    </div>
  );
}

export function HintAndError({ id, hint, error }: Pick<FrameProps, 'id' | 'hint' | 'error'>) {
  return (
    <>
      {hint === undefined || hint === null ? null : (
        <p class="form-hint" id={hintId(id)}>
          {hint}
        </p>
      )}
      {error === undefined ? null : (
        <p class="form-error-message" id={errorId(id)}>
          {error}
        </p>
      )}
    </>
  );
}
