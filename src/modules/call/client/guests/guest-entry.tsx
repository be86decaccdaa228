import { useState } from 'preact/hooks';
import type { Language } from '../../../../kernel/language.ts';
import { isAskedByCitizen, type PlaceAct } from '../../guests/decide-place.ts';
import { sameNameAs } from '../../guests/guest-name.ts';
import { texts } from '../../guests/messages.ts';
import type { GuestView } from '../../protocol.ts';
import type { Identity, Role } from '../../roles.ts';
import { nameOf } from '../stage/names.ts';
import { guestRoleWords } from './guest-words.ts';

type Guest = Pick<GuestView, 'who' | 'role' | 'name' | 'identity' | 'language' | 'signs' | 'connected'>;

/** As buttons and messages call her: by the name she gave, else by what she is. */
export const guestName = (guest: Guest, language: Language): string =>
  guest.name === null ? guestRoleWords(guest, language) || nameOf(guest, language) : nameOf(guest, language);

/** One guest: what she is, what she calls herself, how that is known, and what can be done. */
export function GuestEntry(props: {
  readonly guest: Guest;
  /** As buttons call her. */
  readonly called: string;
  readonly others: readonly { readonly who: number; readonly role: Role; readonly name: string | null }[];
  readonly acts: readonly PlaceAct[];
  readonly busy: boolean;
  readonly language: Language;
  readonly onAct: (act: PlaceAct) => void;
}) {
  const { guest, called: name, others, acts, busy, language, onAct } = props;
  const t = texts(language).host;
  const [sure, setSure] = useState(false);
  const namesake = sameNameAs(guest.name, others);
  const identity: Record<Identity, string> = t.identity;
  return (
    <li class="guest">
      <p class="guest-who">
        <strong>{guestRoleWords(guest, language) || nameOf({ ...guest, name: null }, language)}</strong>
        <br />
        {guest.name === null ? t.unnamed : t.callsHerself(nameOf(guest, language))}
        <br />
        <span class="guest-identity">
          {isAskedByCitizen(guest) ? `${t.askedByCitizen} ` : ''}
          {identity[guest.identity]}
        </span>
        {guest.connected ? null : (
          <>
            <br />
            <span class="guest-identity">{t.notHere}</span>
          </>
        )}
      </p>
      {namesake === null ? null : <p class="alert alert-warning">{t.sameName(t.whose[namesake.role])}</p>}
      <div class="guest-acts">
        {sure ? (
          <>
            <button type="button" class="button button-warning" disabled={busy} onClick={() => onAct('remove')}>
              {t.sure(name)}
            </button>
            <button type="button" class="button button-quiet" onClick={() => setSure(false)}>
              {t.keep}
            </button>
          </>
        ) : (
          acts.map((act) => (
            <button
              key={act}
              type="button"
              class={`button ${act === 'admit' || act === 'back' ? 'button-primary' : act === 'remove' ? 'button-quiet' : 'button-secondary'}`}
              disabled={busy}
              onClick={() => (act === 'remove' ? setSure(true) : onAct(act))}
            >
              {t.act[act](name)}
            </button>
          ))
        )}
      </div>
    </li>
  );
}
