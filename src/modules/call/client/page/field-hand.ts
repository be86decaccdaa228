/** Writes in a field for its owner, as if she had: the page's own scripts and limits hold. */
import type { FieldValue } from './page-message.ts';
import { tagOf } from './read-element.ts';

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export function writeInField(field: Field, { v, k, s }: FieldValue): void {
  const tag = tagOf(field);
  if (tag === 'select') {
    const select = field as HTMLSelectElement;
    if (s === undefined || select.options[s] === undefined || select.options[s].disabled) return;
    select.selectedIndex = s;
  } else if (field.type === 'checkbox' || field.type === 'radio') {
    if (k === undefined || (field as HTMLInputElement).checked === k) return;
    // A press, so that the others of its group are let go.
    field.click();
    return;
  } else {
    if (v === undefined) return;
    const line = field as HTMLInputElement;
    line.value = line.maxLength >= 0 ? v.slice(0, line.maxLength) : v;
  }
  field.dispatchEvent(new Event('input', { bubbles: true }));
  if (tag === 'select') field.dispatchEvent(new Event('change', { bubbles: true }));
}
