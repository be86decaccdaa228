import type { ComponentChildren } from 'preact';
import { describedBy, FieldFrame } from './field-frame.tsx';

export type TextFieldProps = {
  readonly id: string;
  readonly name: string;
  readonly label: ComponentChildren;
  readonly hint?: ComponentChildren;
  readonly error?: string | undefined;
  readonly value?: string | undefined;
  readonly type?: 'text' | 'search' | 'email' | 'tel' | 'url' | 'password' | 'date' | 'time' | 'number' | undefined;
  readonly autocomplete?: string | undefined;
  readonly inputmode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'search' | 'email' | 'url' | undefined;
  readonly maxlength?: number | undefined;
  /** Given: several lines. */
  readonly rows?: number | undefined;
  readonly required?: boolean | undefined;
  /** The language that is to be written in it, where it is not the page's. */
  readonly written?: { readonly lang: string; readonly dir: 'ltr' | 'rtl' } | undefined;
};

/** One line of text, or several where `rows` is given. */
export function TextField({
  label,
  hint,
  error,
  rows,
  type = 'text',
  autocomplete = 'off',
  inputmode,
  value,
  written,
  ...shared
}: TextFieldProps) {
  // Preact types an input by its kind, one shape for each; what is set here is allowed on all of them.
  const control = {
    ...shared,
    ...written,
    class: 'form-input',
    autocomplete: autocomplete as 'off',
    inputMode: inputmode,
    'aria-invalid': error !== undefined || undefined,
    'aria-describedby': describedBy(shared.id, hint, error),
  } as const;
  return (
    <FieldFrame id={shared.id} label={label} hint={hint} error={error}>
      {rows === undefined ? (
        <input {...control} type={type as 'text'} value={value} />
      ) : (
        <textarea {...control} rows={rows} value={value} />
      )}
    </FieldFrame>
  );
}
