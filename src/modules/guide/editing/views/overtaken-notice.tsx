import type { Language } from '../../../../kernel/index.ts';
import { Notice } from '../../../../ui/index.ts';
import type { ServiceText } from '../../service-text.ts';
import type { FieldDifference } from '../compare-texts.ts';
import { editingTexts } from '../messages.ts';
import { Differences } from './differences.tsx';

/** Somebody saved while this was written: who, and how this differs from hers. */
export type OvertakenBy = { readonly name: string; readonly differences: readonly FieldDifference[] };

export function OvertakenNotice({
  language,
  overtaken,
  service,
}: {
  readonly language: Language;
  readonly overtaken: OvertakenBy | null;
  /** For the names of fields. */
  readonly service: ServiceText;
}) {
  if (overtaken === null) return null;
  const t = editingTexts(language).overtaken;
  return (
    <Notice kind="warning" heading={t.heading} live>
      <p>{t.text(overtaken.name)}</p>
      <h3>{t.theirs}</h3>
      <Differences language={language} differences={overtaken.differences} service={service} />
      <p>{t.again}</p>
    </Notice>
  );
}
