import { pathIn } from '../../../../kernel/address.ts';
import { Button, Details, type FieldError, SelectField, TextField } from '../../../../ui/index.ts';
import type { MessageTold } from '../../messages/messages-to.ts';
import { interpreterLanguages } from '../choices.ts';
import type { MeetingPage } from '../context.ts';
import { texts } from '../messages.ts';
import type { Own } from '../own.ts';
import { languageWords } from '../when.ts';

/** Every message that was written to her, and what became of it. */
export function MessagesSent({ page, sent }: { readonly page: MeetingPage; readonly sent: readonly MessageTold[] }) {
  const t = texts(page.language).own;
  return (
    <Details summary={t.messages}>
      {sent.length === 0 ? (
        <p>{t.noMessages}</p>
      ) : (
        <ul>
          {sent.map(({ id, kind, channel, when, state }) => (
            <li key={id}>
              <strong>{kind}</strong>
              {` (${channel}), ${when}: ${state}`}
            </li>
          ))}
        </ul>
      )}
    </Details>
  );
}

/** Who comes along, and the interpreter. */
export function People({
  page,
  own,
  errors,
}: {
  readonly page: MeetingPage;
  readonly own: Own;
  readonly errors: readonly FieldError[];
}) {
  const { language, base } = page;
  const { companions: mayBring, interpreter: mayAsk, seats } = own.meeting.type.rules;
  const t = texts(language).own;
  const wished = own.me.details.interpreter;
  const names = own.companions.flatMap(({ details }) => (details.name === null ? [] : [details.name]));
  const bring = mayBring && seats === 1;
  if (!bring && !mayAsk) return null;
  const error = errors.find(({ field }) => field === 'ledsager')?.message;
  const action = (to: string) => pathIn(language, base, `/moede/mit${to}`);
  return (
    <Details summary={t.people} open={error !== undefined || names.length > 0 || wished !== null}>
      {names.length > 0 ? <p>{t.companions(names.join(', '))}</p> : null}
      {bring ? (
        <form method="post" action={action('/ledsager')}>
          <TextField id="ledsager" name="ledsager" label={t.companionAsk} maxlength={100} error={error} />
          <Button variant="secondary">{t.companionAdd}</Button>
        </form>
      ) : null}
      {mayAsk ? (
        <form method="post" action={action('/tolk')}>
          <SelectField
            id="tolk"
            name="tolk"
            label={t.interpreterAsk}
            hint={t.interpreterWhat}
            value={wished ?? ''}
            options={[
              { value: '', label: t.interpreterNone },
              ...interpreterLanguages.map((code) => ({ value: code, label: languageWords(code, language) })),
            ]}
          />
          <Button variant="secondary">{t.interpreterSave}</Button>
        </form>
      ) : null}
    </Details>
  );
}
