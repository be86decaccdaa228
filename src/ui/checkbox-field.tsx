import type { ComponentChildren } from 'preact';
import { hintId } from './field-frame.tsx';

export type CheckboxFieldProps = {
  readonly id: string;
  readonly name: string;
  readonly label: ComponentChildren;
  readonly hint?: ComponentChildren;
  readonly checked?: boolean | undefined;
  readonly value?: string | undefined;
};

/** Yes or no. */
export function CheckboxField({ id, name, label, hint, checked, value = 'ja' }: CheckboxFieldProps) {
  const described = hint === undefined || hint === null ? undefined : hintId(id);
  return (
    <div class="form-group form-check">
      <input type="checkbox" id={id} name={name} value={value} checked={checked} aria-describedby={described} />
      <label for={id}>{label}</label>
      {described === undefined ? null : (
        <p class="form-hint" id={described}>
          {hint}
        </p>
      )}
    </div>
  );
}
