import { useMemo, useState } from 'preact/hooks';
import type { Language } from '../../../../kernel/language.ts';
import { type AttestMethod, attestMethods } from '../../identity/decide-raise.ts';
import { texts } from '../../identity/messages.ts';
import { may } from '../../roles.ts';
import type { Person } from '../call-types.ts';
import { postsFrom } from '../guests/guest-api.ts';
import { namesOf } from '../stage/names.ts';
import type { IdentityProps } from './identity-notice.tsx';
import { IdentitySteps } from './identity-steps.tsx';
import { isOpen, useRaises } from './use-raises.ts';

/** Who each of the others is known to be and how; the employee notes what she has made sure of, or asks for a login. */
export function IdentityDesk({ call, state, language, base, participant }: IdentityProps) {
  const t = texts(language);
  const prefix = language === 'da' ? '' : `/${language}`;
  const read = useMemo(() => postsFrom(`${base}${prefix}/samtale/identitet`, participant, t.failed), [participant.id]);
  const post = useMemo(() => postsFrom(`${prefix}/skranke/samtale/identitet`, participant, t.failed), [participant.id]);
  const { raises, login, changed } = useRaises(call, state, read);
  const [said, setSaid] = useState('');
  const { me } = state;
  if (!me || !may(me.role, 'admit')) return null;
  const those = state.people.filter((one) => may(one.role, 'be-identified'));
  if (those.length === 0) return null;
  const names = namesOf(state.people, language);
  const attest = async (person: Person, name: string | null, method: AttestMethod) => {
    const answer = await post('/bekraeft', { who: person.who, name, method });
    setSaid(answer.ok ? t.desk.recorded : answer.words);
    changed();
  };
  const ask = async (person: Person) => {
    const answer = await post('/bed', { who: person.who });
    setSaid(answer.ok ? t.desk.askedNow : answer.words);
    changed();
  };
  return (
    <section class="identity" aria-labelledby="hvem-er-det">
      <h2 id="hvem-er-det">{t.deskHeading}</h2>
      <p role="status">{said}</p>
      <ul class="guest-list">
        {those.map((person) => {
          const hers = raises.filter((one) => one.who === person.who);
          const name = names.get(person.who) ?? '';
          return (
            <li key={person.who} class="guest">
              <p class="guest-who">
                <strong>{name}</strong>
                <br />
                <span class="guest-identity">{t.level[person.identity]}</span>
              </p>
              <IdentitySteps raises={hers} language={language} />
              {person.identity === 'known' || person.identity === 'mitid' ? null : (
                <Attest
                  language={language}
                  name={person.name}
                  onAttest={(name, method) => void attest(person, name, method)}
                />
              )}
              {login && person.identity !== 'mitid' && !hers.some(isOpen) ? (
                <button type="button" class="button button-secondary" onClick={() => void ask(person)}>
                  {t.desk.ask(name)}
                </button>
              ) : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** What is noted is of the name that stood there when she began: one that was changed since is shown, and asked about anew. */
function Attest({
  language,
  name,
  onAttest,
}: {
  readonly language: Language;
  readonly name: string | null;
  readonly onAttest: (name: string | null, method: AttestMethod) => void;
}) {
  const t = texts(language);
  const [seen, setSeen] = useState(name);
  const [method, setMethod] = useState<AttestMethod>('control-questions');
  return (
    <details onToggle={(event) => event.currentTarget.open && setSeen(name)}>
      <summary>{t.desk.attest}</summary>
      <label>
        {t.desk.how}
        <select
          class="form-input"
          value={method}
          onChange={(event) =>
            setMethod(attestMethods.find((one) => one === event.currentTarget.value) ?? 'control-questions')
          }
        >
          {attestMethods.map((one) => (
            <option key={one} value={one}>
              {t.method[one]}
            </option>
          ))}
        </select>
      </label>
      <p class="soft">{t.desk.told}</p>
      <p role="status">{seen === name ? '' : t.desk.renamed(name ?? t.desk.nameless)}</p>
      <button
        type="button"
        class="button button-secondary"
        onClick={() => {
          onAttest(seen, method);
          // Refused where it was another one; the next press is about the name that stands here.
          setSeen(name);
        }}
      >
        {t.desk.record}
      </button>
    </details>
  );
}
