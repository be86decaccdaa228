import type { Language } from '../../../../kernel/index.ts';
import { pathIn } from '../../../../platform/index.ts';
import { Button, Details, type FieldError, SelectField, TextField } from '../../../../ui/index.ts';
import type { Board } from '../board.ts';
import type { Entrance } from '../entrance.ts';
import type { WrittenEntrance } from '../entrance-text.ts';
import { texts } from '../messages.ts';
import { inventoryPath } from './inventory-page.tsx';

/** Closing an entrance: never without saying what comes instead, nor without a reason. */
export function RetireForm({
  language,
  board,
  entrance,
  errors,
  values,
}: {
  language: Language;
  board: Board;
  entrance: Entrance;
  errors: readonly FieldError[];
  values: WrittenEntrance;
}) {
  const t = texts(language);
  const error = (field: string) => errors.find((one) => one.field === field)?.message;
  const sameFirst = [...board.entrances]
    .filter((one) => one.id !== entrance.id && one.status !== 'retired')
    .sort((a, b) => Number(sharesService(b, values)) - Number(sharesService(a, values)));
  return (
    <Details
      summary={t.edit.retireHeading}
      open={errors.some(({ field }) => field === 'replacedBy' || field === 'retireReason')}
    >
      <form method="post" action={pathIn(language, '', `${inventoryPath}/${entrance.id}/nedlaeg`)}>
        <input type="hidden" name="version" value={entrance.version} />
        <p>{t.edit.retireText}</p>
        <SelectField
          id="replacedBy"
          name="replacedBy"
          label={t.edit.retireBy}
          error={error('replacedBy')}
          options={[
            { value: '', label: t.edit.retireNobody },
            ...sameFirst.map((one) => ({ value: one.id, label: one.name })),
          ]}
        />
        <TextField
          id="retireReason"
          name="retireReason"
          label={t.fields.reason}
          hint={t.hints.reason}
          error={error('retireReason')}
          maxlength={300}
        />
        <Button variant="warning">{t.edit.retire}</Button>
      </form>
    </Details>
  );
}

const sharesService = (one: Entrance, values: WrittenEntrance): boolean =>
  one.services.some((slug) => values.services.includes(slug));
