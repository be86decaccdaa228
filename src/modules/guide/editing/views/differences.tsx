import { direction, type Language } from '../../../../kernel/index.ts';
import { VisuallyHidden } from '../../../../ui/index.ts';
import type { ServiceText } from '../../service-text.ts';
import type { FieldDifference } from '../compare-texts.ts';
import { fieldLabel } from '../field-label.ts';
import { editingTexts } from '../messages.ts';

/** What differs, field by field, each word that went or came marked for the eye and for a screen reader. */
export function Differences({
  language,
  differences,
  service,
}: {
  readonly language: Language;
  readonly differences: readonly FieldDifference[];
  /** For the names of fields. */
  readonly service: ServiceText | null;
}) {
  const t = editingTexts(language);
  return (
    <dl class="edit-differences">
      {differences.map(({ path, language: tag, pieces }) => (
        <div key={`${path} ${tag}`}>
          <dt>{`${fieldLabel(path, service, language)} (${t.languages[tag] ?? tag})`}</dt>
          <dd lang={tag} dir={direction(tag)}>
            {pieces.map(({ text, kind }, index) => {
              const key = `${index}`;
              if (kind === 'same') return <span key={key}>{text}</span>;
              return kind === 'come' ? (
                <ins key={key}>
                  <VisuallyHidden>{`[${t.comeWord}: `}</VisuallyHidden>
                  {text}
                  <VisuallyHidden>]</VisuallyHidden>
                </ins>
              ) : (
                <del key={key}>
                  <VisuallyHidden>{`[${t.goneWord}: `}</VisuallyHidden>
                  {text}
                  <VisuallyHidden>]</VisuallyHidden>
                </del>
              );
            })}
          </dd>
        </div>
      ))}
    </dl>
  );
}
