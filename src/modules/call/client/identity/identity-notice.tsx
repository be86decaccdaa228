import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Language } from '../../../../kernel/language.ts';
import { texts } from '../../identity/messages.ts';
import type { RaiseView } from '../../identity/raise-identity.ts';
import { may } from '../../roles.ts';
import type { Call, CallState } from '../call-types.ts';
import { postsFrom } from '../guests/guest-api.ts';
import { IdentitySteps } from './identity-steps.tsx';
import { isOpen, useRaises } from './use-raises.ts';

export type IdentityProps = {
  readonly call: Call;
  readonly state: CallState;
  readonly language: Language;
  /** `/fjordby`, without a language. */
  readonly base: string;
  readonly participant: { readonly id: string; readonly token: string };
  /** Somebody is asked something here, or is not any more. */
  readonly onWanted?: (on: boolean) => void;
};

/**
 * What is known of oneself, and the way to say or show more. It is asked and never pressed: a no costs nothing, and a login
 * opens beside the conversation.
 */
export function IdentityNotice({ call, state, language, base, participant, onWanted }: IdentityProps) {
  const t = texts(language);
  const path = `${base}${language === 'da' ? '' : `/${language}`}/samtale/identitet`;
  const post = useMemo(() => postsFrom(path, participant, t.failed), [path, participant.id]);
  const { raises, login, changed } = useRaises(call, state, post);
  const [said, setSaid] = useState('');
  const { me } = state;
  const mine = raises.filter((one) => one.who === me?.who);
  const open = mine.find(isOpen) ?? null;
  const last = mine.at(-1) ?? null;

  const asked = open !== null;
  useEffect(() => onWanted?.(asked), [asked]);

  // What has become of a step is said once, wherever the focus is.
  const told = useRef(new Map<string, string>());
  useEffect(() => {
    for (const one of mine) {
      const before = told.current.get(one.id);
      told.current.set(one.id, one.state);
      const words = before === one.state ? null : becameWords(one, before, language);
      if (words === null) continue;
      setSaid(words);
      // That she is known is told her, not left for her to find.
      onWanted?.(true);
    }
  }, [last?.id, last?.state]);

  if (!me || !may(me.role, 'be-identified')) return null;
  const ask = async () => {
    const asked = await post<{ readonly id: string }>('/bed');
    if (!asked.ok) setSaid(asked.words);
    changed();
  };
  const refuse = async (step: string) => {
    const answer = await post('/nej', { step });
    if (!answer.ok) setSaid(answer.words);
    changed();
  };
  const nameless = me.identity === 'none' || me.identity === 'told' || me.identity === 'link';
  return (
    <section class="identity" aria-label={t.heading}>
      <p role="status">{said}</p>
      {open === null ? null : (
        <div class="identity-asked" role="alert">
          <p>
            <strong>{t.asked.heading}</strong>
          </p>
          {open.state === 'begun' ? (
            <p>{t.asked.waiting}</p>
          ) : (
            <>
              <p>{t.asked.why}</p>
              <p>
                {t.asked.sees} {t.asked.tab}
              </p>
            </>
          )}
          <div class="guest-acts">
            <form
              method="post"
              action={`${path}/begynd`}
              target="_blank"
              onSubmit={() => window.setTimeout(changed, 500)}
              rel="noopener"
            >
              <input type="hidden" name="participant" value={participant.id} />
              <input type="hidden" name="token" value={participant.token} />
              <input type="hidden" name="trin" value={open.id} />
              <button type="submit" class="button button-primary">
                {open.state === 'begun' ? t.asked.again : t.asked.yes}
              </button>
            </form>
            <button type="button" class="button button-secondary" onClick={() => void refuse(open.id)}>
              {t.asked.no}
            </button>
          </div>
        </div>
      )}
      <details>
        <summary>{t.heading}</summary>
        <p>{t.mine[me.identity]}</p>
        <IdentitySteps raises={mine} language={language} />
        {nameless ? (
          <SayName
            language={language}
            onSay={async (name) => {
              const answer = await post('/navn', { name });
              setSaid(answer.ok ? t.say.said : answer.words);
              changed();
            }}
          />
        ) : null}
        {login && open === null && me.identity !== 'mitid' ? (
          <button type="button" class="button button-secondary" onClick={() => void ask()}>
            {t.show}
          </button>
        ) : null}
      </details>
    </section>
  );
}

/** What is said when a step has changed; null where she did it herself, or where it was so before she came. */
function becameWords(raise: RaiseView, before: string | undefined, language: Language): string | null {
  const { became, method } = texts(language);
  if (raise.state === 'done' && raise.level === 'known') return became.known(method[raise.method]);
  if (before === undefined) return null;
  if (raise.state === 'done') return raise.level === 'mitid' ? became.mitid : null;
  return raise.state === 'refused' || raise.state === 'expired' ? became[raise.state] : null;
}

function SayName({
  language,
  onSay,
}: {
  readonly language: Language;
  readonly onSay: (name: string) => Promise<void>;
}) {
  const t = texts(language).say;
  const [name, setName] = useState('');
  return (
    <form
      class="guest-send"
      onSubmit={(event) => {
        event.preventDefault();
        void onSay(name).then(() => setName(''));
      }}
    >
      <label>
        {t.field}
        <input
          class="form-input"
          maxLength={80}
          autocomplete="off"
          value={name}
          aria-describedby="navn-hjaelp"
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </label>
      <p id="navn-hjaelp" class="soft">
        {t.hint}
      </p>
      <button type="submit" class="button button-secondary">
        {t.submit}
      </button>
    </form>
  );
}
