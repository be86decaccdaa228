import { useEffect, useState } from 'preact/hooks';
import { wallClock } from '../../../../kernel/copenhagen.ts';
import type { Language } from '../../../../kernel/language.ts';
import { texts } from '../../guests/messages.ts';
import { languageName } from '../../language-name.ts';
import { type GuestRole, invitedRoles } from '../../roles.ts';
import type { GuestApi, MadeLink, OpenLink } from './guest-api.ts';
import { GuestLinkShown } from './guest-link-shown.tsx';
import { guestRoleWords, interpreterLanguages } from './guest-words.ts';

const signed = 'signed';

/** Makes a personal link, shows it once, and lists those that nobody has used. */
export function InviteGuest(props: {
  readonly api: GuestApi;
  readonly language: Language;
  /** How many guests have come so far: each has used a link. */
  readonly come: number;
}) {
  const { api, language, come } = props;
  const t = texts(language).host;
  const roles = texts(language).role;
  const [role, setRole] = useState<GuestRole>('companion');
  const [spoken, setSpoken] = useState<string>(interpreterLanguages[0] ?? 'en');
  const [made, setMade] = useState<MadeLink | null>(null);
  const [links, setLinks] = useState<readonly OpenLink[]>([]);
  const [said, setSaid] = useState('');
  const [open, setOpen] = useState(false);

  const look = async () => {
    const found = await api.links();
    const unused = found.ok ? found.value.links : null;
    if (unused) setLinks(unused);
    return unused;
  };
  // A link that somebody has come by is of no use to anybody else.
  const forgetUsed = async () => {
    const unused = await look();
    if (!unused || made === null || unused.some(({ id }) => id === made.link.id)) return;
    setMade(null);
    setSaid('');
  };
  useEffect(() => {
    if (open) void forgetUsed();
  }, [open, come]);

  const make = async (event: SubmitEvent) => {
    event.preventDefault();
    const signs = role === 'interpreter' && spoken === signed;
    const answer = await api.make({ role, language: role === 'interpreter' && !signs ? spoken : null, signs });
    setSaid(answer.ok ? t.made : answer.words);
    setMade(answer.ok ? answer.value : null);
    await look();
  };
  const revoke = async (link: OpenLink) => {
    const answer = await api.revoke(link.id);
    setSaid(!answer.ok ? answer.words : answer.value.dropped ? t.revoked : t.usedBefore);
    if (made?.link.id === link.id) setMade(null);
    await look();
  };
  const names = [...interpreterLanguages]
    .map((code) => ({ code, name: languageName(code, language) }))
    .sort((a, b) => a.name.localeCompare(b.name, language));
  return (
    <details class="guest-invite" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t.invite}</summary>
      <form onSubmit={(event) => void make(event)}>
        <div class="guest-fields">
          <label>
            {t.whom}
            <select
              class="form-input"
              value={role}
              onChange={(event) =>
                setRole(invitedRoles.find((one) => one === event.currentTarget.value) ?? 'companion')
              }
            >
              {invitedRoles.map((one) => (
                <option key={one} value={one}>
                  {roles[one]}
                </option>
              ))}
            </select>
          </label>
          {role === 'interpreter' ? (
            <label>
              {t.language}
              <select class="form-input" value={spoken} onChange={(event) => setSpoken(event.currentTarget.value)}>
                <option value={signed}>{t.signed}</option>
                {names.map(({ code, name }) => (
                  <option key={code} value={code}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
          ) : null}
        </div>
        <button type="submit" class="button button-secondary">
          {t.make}
        </button>
      </form>
      <p role="status">{said}</p>
      {made === null ? null : <GuestLinkShown key={made.link.id} made={made} api={api} language={language} />}
      {links.length === 0 ? null : (
        <>
          <h3>{t.open}</h3>
          <ul class="guest-list">
            {links.map((link) => (
              <li key={link.id} class="guest">
                <p class="guest-who">
                  <strong>{guestRoleWords(link, language)}</strong>
                  <br />
                  {t.until(wallClock(new Date(link.expiresAt)).time)}
                </p>
                <button type="button" class="button button-quiet" onClick={() => void revoke(link)}>
                  {t.revoke(guestRoleWords(link, language))}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </details>
  );
}
