import { Button } from './button.tsx';
import { TextField } from './text-field.tsx';

/** One field for a code that was read aloud or came in a message, and the way on. Its field is named `kode`. */
export function CodeForm(props: {
  readonly action: string;
  readonly label: string;
  readonly hint: string;
  readonly next: string;
  readonly written: string;
  readonly maxlength: number;
  /** What is wrong with what was written; null where nothing is. */
  readonly error: string | null;
  /** For a script that finds the form, as `data-…`. */
  readonly mark?: Readonly<Record<`data-${string}`, boolean>>;
}) {
  return (
    <form method="post" action={props.action} {...props.mark}>
      <TextField
        id="kode"
        name="kode"
        label={props.label}
        hint={props.hint}
        value={props.written}
        maxlength={props.maxlength}
        error={props.error ?? undefined}
      />
      <Button type="submit">{props.next}</Button>
    </form>
  );
}
