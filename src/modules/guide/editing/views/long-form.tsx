import type { Language } from '../../../../kernel/index.ts';
import { Button } from '../../../../ui/index.ts';
import { editingTexts } from '../messages.ts';

/** The parts of a long form, each a jump away. */
export function Parts({
  language,
  parts,
}: {
  readonly language: Language;
  readonly parts: readonly { readonly id: string; readonly name: string }[];
}) {
  const t = editingTexts(language);
  return (
    <nav aria-label={t.partsLabel}>
      <ul class="edit-ways">
        <li aria-hidden="true">{`${t.partsLabel}:`}</li>
        {parts.map(({ id, name }) => (
          <li key={id}>
            <a href={`#${id}`}>{name}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The two ways out of the form; in sight wherever in it one writes. */
export function SaveRow({ language }: { readonly language: Language }) {
  const t = editingTexts(language);
  return (
    <p class="edit-buttons edit-save">
      <Button name="gem" value="udkast">
        {t.save}
      </Button>
      <Button name="gem" value="send" variant="secondary">
        {t.send}
      </Button>
    </p>
  );
}
