import { pathIn } from '../../../../platform/index.ts';
import { Button, SelectField, TextField } from '../../../../ui/index.ts';
import type { Entrance } from '../entrance.ts';
import type { WrittenEntrance } from '../entrance-text.ts';
import { texts } from '../messages.ts';
import type { EntrancePageProps } from './entrance-page.tsx';
import { inventoryPath } from './inventory-page.tsx';

/** Closing an entrance, or saying better what came instead: never without a reason. */
export function RetireForm({
  language,
  board,
  entrance,
  errors,
  values,
  retiring,
}: EntrancePageProps & { readonly entrance: Entrance }) {
  const t = texts(language);
  const error = (field: string) => errors.find((one) => one.field === field)?.message;
  const sameFirst = [...board.entrances]
    .filter((one) => one.id !== entrance.id && one.status !== 'retired')
    .sort((a, b) => Number(sharesService(b, values)) - Number(sharesService(a, values)));
  const retired = entrance.status === 'retired';
  return (
    <form method="post" action={pathIn(language, '', `${inventoryPath}/${entrance.id}/nedlaeg`)}>
      <input type="hidden" name="version" value={entrance.version} />
      <p>{t.edit.retireText}</p>
      <SelectField
        id="replacedBy"
        name="replacedBy"
        label={t.edit.retireBy}
        value={retiring.replacedBy}
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
        value={retiring.reason}
        error={error('retireReason')}
        maxlength={300}
      />
      <Button variant={retired ? 'primary' : 'warning'}>{retired ? t.edit.replace : t.edit.retire}</Button>
    </form>
  );
}

const sharesService = (one: Entrance, values: WrittenEntrance): boolean =>
  one.services.some((slug) => values.services.includes(slug));
