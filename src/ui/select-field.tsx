import type { ComponentChildren } from 'preact';
import { describedBy, FieldFrame } from './field-frame.tsx';

export type SelectFieldProps = {
  readonly id: string;
  readonly name: string;
  readonly label: ComponentChildren;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value?: string | undefined;
  readonly hint?: ComponentChildren;
  readonly error?: string | undefined;
};

/** One of many; for up to six choices `ChoiceTiles` is easier to use. */
export function SelectField({ id, name, label, options, value, hint, error }: SelectFieldProps) {
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <select
        class="form-select"
        id={id}
        name={name}
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={describedBy(id, hint, error)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}
