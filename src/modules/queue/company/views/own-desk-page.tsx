import { pathIn } from '../../../../platform/index.ts';
import { Button, Details, SelectField, TextField } from '../../../../ui/index.ts';
import { companyTexts } from '../messages.ts';
import { anyKind } from '../rules.ts';
import type { Station } from '../store.ts';
import { DeskSettingsFrame, type DeskSettingsProps } from './desk-settings-frame.tsx';

/** How an employee is shown to citizens, and where she sits. */
export function OwnDeskPage(
  props: DeskSettingsProps & { readonly aliases: ReadonlyMap<string, string>; readonly station: Station },
) {
  const { language, staff, aliases, station, groups, errors, typed } = props;
  const t = companyTexts(language).settings;
  const path = '/skranke/mig';
  const name = (kind: string) => {
    const field = `navn-${kind}`;
    const written = typed?.[field];
    return {
      id: field,
      name: field,
      value: typeof written === 'string' ? written : (aliases.get(kind) ?? ''),
      error: errors.find((one) => one.field === field)?.message,
      maxlength: 80,
    };
  };
  const inGroups = groups.some(({ id }) => aliases.has(id) || errors.some((one) => one.field === `navn-${id}`));
  return (
    <DeskSettingsFrame {...props} title={t.title} path={path} area="skranke" back={{ path: '/skranke', words: t.back }}>
      <form method="post" action={pathIn(language, '', path)}>
        <h2>{t.names}</h2>
        <p>{t.namesHint(staff.name)}</p>
        <TextField {...name(anyKind)} label={t.anyKind} />
        <Details summary={t.groups} open={inGroups}>
          {groups.map((group) => (
            <TextField key={group.id} {...name(group.id)} label={group.title} />
          ))}
        </Details>
        <h2>{t.station}</h2>
        <p>{t.stationHint}</p>
        <SelectField
          id="place"
          name="place"
          label={t.placeLabel}
          value={station.placeId ?? ''}
          options={[
            { value: '', label: t.noPlace },
            ...props.places.map((place) => ({ value: place.id, label: place.name })),
          ]}
        />
        <TextField id="spot" name="spot" label={t.spot} hint={t.spotHint} value={station.spot} maxlength={60} />
        <Button>{t.save}</Button>
      </form>
    </DeskSettingsFrame>
  );
}
