import { pathIn } from '../../../../platform/index.ts';
import { Button, CheckboxField, SelectField, TextField } from '../../../../ui/index.ts';
import { companyTexts } from '../messages.ts';
import { anyKind } from '../rules.ts';
import { DeskSettingsFrame, type DeskSettingsProps } from './desk-settings-frame.tsx';

/** Who is called by the silent alarm, and names for employees who do not set their own. */
export function DeskAdministrationPage(
  props: DeskSettingsProps & {
    readonly employees: readonly { readonly id: string; readonly name: string }[];
    readonly contacts: readonly { readonly placeId: string; readonly employeeId: string }[];
  },
) {
  const { language, employees, contacts, places, groups, errors, typed } = props;
  const { administration: t, settings } = companyTexts(language);
  const path = '/administration/skranke';
  const action = pathIn(language, '', path);
  const written = (name: string) => (typeof typed?.[name] === 'string' ? typed[name] : '');
  return (
    <DeskSettingsFrame
      {...props}
      title={t.title}
      path={path}
      area="/administration"
      back={{ path: '/administration', words: t.back }}
    >
      <h2>{t.alarm}</h2>
      <p>{t.alarmHint}</p>
      {places.length === 0 ? <p>{t.noPlace}</p> : employees.length === 0 ? <p>{t.nobody}</p> : null}
      {places.length > 0 && employees.length > 0 ? (
        <form method="post" action={action}>
          <input type="hidden" name="handling" value="alarm" />
          {places.map((place) => (
            <fieldset key={place.id}>
              <legend>{place.name}</legend>
              {employees.map((one) => (
                <CheckboxField
                  key={one.id}
                  id={`kald-${place.id}-${one.id}`}
                  name={`kald-${place.id}`}
                  value={one.id}
                  label={one.name}
                  checked={contacts.some(({ placeId, employeeId }) => placeId === place.id && employeeId === one.id)}
                />
              ))}
            </fieldset>
          ))}
          <Button>{settings.save}</Button>
        </form>
      ) : null}
      <h2>{t.names}</h2>
      {employees.length === 0 ? (
        <p>{t.nobody}</p>
      ) : (
        <form method="post" action={action}>
          <input type="hidden" name="handling" value="navn" />
          <SelectField
            id="medarbejder"
            name="medarbejder"
            label={t.employee}
            value={written('medarbejder')}
            options={employees.map((one) => ({ value: one.id, label: one.name }))}
          />
          <SelectField
            id="hvornaar"
            name="hvornaar"
            label={t.kind}
            value={written('hvornaar')}
            options={[
              { value: anyKind, label: settings.anyKind },
              ...groups.map((group) => ({ value: group.id, label: group.title })),
            ]}
          />
          <TextField
            id="navn"
            name="navn"
            label={t.alias}
            hint={t.aliasHint}
            value={written('navn')}
            error={errors.find((one) => one.field === 'navn')?.message}
            maxlength={80}
          />
          <Button variant="secondary">{settings.save}</Button>
        </form>
      )}
      <h2>{t.stops}</h2>
      <p>
        {t.stopsHint} <a href={pathIn(language, '', '/administration')}>{t.trail}</a>
      </p>
    </DeskSettingsFrame>
  );
}
