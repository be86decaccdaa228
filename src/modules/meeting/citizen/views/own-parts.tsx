import { pathIn } from '../../../../kernel/address.ts';
import { dayAndDate } from '../../../../kernel/index.ts';
import { Button, Details, SelectField } from '../../../../ui/index.ts';
import type { Agreed } from '../../after/agreed.ts';
import type { MessageTold } from '../../messages/messages-to.ts';
import { interpreterLanguages } from '../choices.ts';
import type { MeetingPage } from '../context.ts';
import { texts } from '../messages.ts';
import type { Own } from '../own.ts';
import { isReminded } from '../reminders.ts';
import { capital, languageChoice, languageWords, whenOf } from '../when.ts';

/** Every message that was written to her, and what became of it. */
export function MessagesSent({
  page,
  own,
  sent,
}: {
  readonly page: MeetingPage;
  readonly own: Own;
  readonly sent: readonly MessageTold[];
}) {
  const t = texts(page.language).own;
  const { reminders } = own.me;
  return (
    <Details summary={t.messages}>
      {own.meeting.state === 'booked' && isReminded(own) ? (
        <form method="post" action={pathIn(page.language, page.base, '/moede/mit/paamindelser')}>
          <p>{reminders ? t.remindersOn : t.remindersOff}</p>
          <Button variant="secondary" name="paamind" value={reminders ? 'nej' : 'ja'}>
            {reminders ? t.remindersStop : t.remindersStart}
          </Button>
        </form>
      ) : null}
      {sent.length === 0 ? (
        <p>{t.noMessages}</p>
      ) : (
        <ul class="messages-sent">
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

/** A meeting for which it must be certain who she is: shown now, or asked at the meeting. */
export function Identity({
  page,
  own,
  login,
}: {
  readonly page: MeetingPage;
  readonly own: Own;
  readonly login: 'demonstration' | null;
}) {
  const t = texts(page.language).identify;
  if (own.me.identity === 'mitid') return <p>{t.ownDone}</p>;
  return (
    <p>
      {t.own}{' '}
      {login === null ? (
        t.ownNotHere
      ) : (
        <a class="way" href={pathIn(page.language, page.base, '/moede/mitid?til=mit')}>
          {t.ownLogin}
        </a>
      )}
    </p>
  );
}

/** What was agreed, as she said yes to it. */
export function AgreedHere({ page, agreed }: { readonly page: MeetingPage; readonly agreed: readonly Agreed[] }) {
  const t = texts(page.language).own;
  if (agreed.length === 0) return null;
  const phone = page.places[0]?.phone ?? '';
  return (
    <section aria-labelledby="aftalt">
      <h2 id="aftalt">{t.agreed}</h2>
      {agreed.map(({ startsAt, writtenAt, points }) => (
        <div key={writtenAt.getTime()}>
          {startsAt === null ? null : <h3>{capital(whenOf(startsAt, page.now, page.language))}</h3>}
          <ol>
            {points.map((point, at) => (
              <li key={`${at} ${point}`}>{point}</li>
            ))}
          </ol>
        </div>
      ))}
      {phone === '' ? null : <p class="soft">{t.agreedWrong(phone)}</p>}
    </section>
  );
}

/** Who comes along, and the interpreter: what is so now, and a way to change each. */
export function People({ page, own }: { readonly page: MeetingPage; readonly own: Own }) {
  const { language, base } = page;
  const { companions: mayBringSome, interpreter: mayAsk } = own.meeting.type.rules;
  const t = texts(language).own;
  const a = texts(language).along;
  const wished = own.me.details.interpreter;
  const alone = own.meeting.seats === 1;
  if (!alone || (!mayBringSome && !mayAsk)) return null;
  const to = (path: string) => pathIn(language, base, `/moede/mit${path}`);
  const booked = own.meeting.resources.some(({ kind }) => kind === 'interpreter');
  return (
    <Details summary={t.people} open={own.companions.length + own.outlived.length > 0 || wished !== null}>
      {own.companions.length > 0 ? (
        <ul class="along">
          {own.companions.map(({ id, role, details }) => (
            <li key={id}>
              <p>
                <strong>{details.name}</strong> {a.roleWords(role === 'representative', details.authority)}
              </p>
              <div class="actions">
                <form method="post" action={to('/med/link')}>
                  <Button variant="quiet" name="person" value={id}>
                    {a.linkFor(details.name ?? '')}
                  </Button>
                </form>
                <form method="post" action={to('/med/fjern')}>
                  <Button variant="quiet" name="person" value={id}>
                    {a.remove(details.name ?? '')}
                  </Button>
                </form>
              </div>
            </li>
          ))}
        </ul>
      ) : null}
      {own.outlived.map(({ id, details: { name, authority } }) => (
        <p key={id}>{a.outlived(name ?? '', authority?.until ? dayAndDate(authority.until, language) : '')}</p>
      ))}
      {mayBringSome ? (
        <p class="actions">
          <Button variant="secondary" href={to('/ledsager')}>
            {a.companion.title}
          </Button>
          {own.companions.some(({ role }) => role === 'representative') ? null : (
            <Button variant="secondary" href={to('/repraesentant')}>
              {a.representative.title}
            </Button>
          )}
        </p>
      ) : null}
      {mayAsk ? (
        <form method="post" action={to('/tolk')}>
          {wished === null ? null : (
            <p>
              {booked
                ? t.interpreterBooked(languageWords(wished, language))
                : t.interpreterAsked(languageWords(wished, language))}
            </p>
          )}
          <SelectField
            id="tolk"
            name="tolk"
            label={t.interpreterAsk}
            hint={t.interpreterWhat}
            value={wished ?? ''}
            options={[
              { value: '', label: t.interpreterNone },
              ...interpreterLanguages.map((code) => ({ value: code, label: languageChoice(code, language) })),
            ]}
          />
          <Button variant="secondary">{t.interpreterSave}</Button>
        </form>
      ) : null}
    </Details>
  );
}
