import { useEffect, useState } from 'preact/hooks';
import type { Language } from '../../../kernel/language.ts';
import { deskTexts } from '../desk/messages.ts';
import type { ConsoleApi, Invitation, InvitationState, InvitationWish } from './console-api.ts';
import { keep, readKept } from './preference.ts';

const forms = ['video', 'voice', 'text'] as const;
const askEveryMs = 3_000;

/** A one-time code with which the citizen comes to this employee, at this step. Says when she has come. */
export function InviteCitizen(props: {
  readonly api: ConsoleApi;
  readonly service: string | null;
  readonly step: string | null;
  readonly language: Language;
  /** The line stands beside it: she comes here by herself. */
  readonly atDesk: boolean;
}) {
  const { api, service, step, language, atDesk } = props;
  const t = deskTexts(language);
  const [form, setForm] = useState<InvitationWish['form']>(
    () => forms.find((one) => one === readKept('invite-form')) ?? 'video',
  );
  const [made, setMade] = useState<Invitation | null>(null);
  const [state, setState] = useState<InvitationState>('open');
  const [failed, setFailed] = useState(false);

  const make = async () => {
    keep('invite-form', form);
    const invitation = await api.invite({ service, step, form, language });
    setFailed(invitation === null);
    setMade(invitation);
    setState('open');
  };
  useEffect(() => {
    if (!made || state === 'gone' || state === 'taken') return;
    const timer = window.setInterval(() => {
      void api.invitation(made.id).then((now) => now && setState(now));
    }, askEveryMs);
    return () => window.clearInterval(timer);
  }, [made, state]);

  const words: Record<InvitationState, string> = {
    open: t.inviteWaiting,
    waiting: t.inviteCome,
    taken: t.inviteTaken,
    gone: t.inviteGone,
  };
  const deskPath = `${language === 'da' ? '' : `/${language}`}/skranke`;
  return (
    <section class="console-panel" aria-labelledby="start-samtale">
      <h3 id="start-samtale" tabIndex={-1}>
        {t.inviteTitle}
      </h3>
      <fieldset>
        <legend>{t.inviteForm}</legend>
        {forms.map((one) => (
          <label key={one} class="console-check">
            <input type="radio" name="invite-form" checked={form === one} onChange={() => setForm(one)} /> {t.form[one]}
          </label>
        ))}
      </fieldset>
      <button type="button" class="button button-primary" onClick={() => void make()}>
        {t.inviteMake}
      </button>
      <div role="alert">{failed ? <p class="desk-warning">{t.inviteFailed}</p> : null}</div>
      {made === null ? null : (
        <>
          <p>{t.inviteHow}</p>
          <dl class="console-code">
            <div>
              <dt>{t.inviteAddress}</dt>
              <dd>{made.address}</dd>
            </div>
            <div>
              <dt>{t.inviteCode}</dt>
              <dd>
                <strong>{made.code}</strong>
              </dd>
            </div>
          </dl>
          <label>
            <span>{t.inviteLink}</span>
            <input type="text" readOnly value={made.url} onFocus={(event) => event.currentTarget.select()} />
          </label>
          <p role="status">
            <strong>{words[state]}</strong> {atDesk && state === 'open' ? t.inviteHere : null}
          </p>
          {atDesk || state === 'gone' ? null : (
            <p>
              <a class="button button-primary" href={deskPath}>
                {t.inviteDesk}
              </a>
            </p>
          )}
        </>
      )}
    </section>
  );
}
