import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Language } from '../../../../kernel/language.ts';
import { isGuest, type PlaceAct } from '../../guests/decide-place.ts';
import { texts } from '../../guests/messages.ts';
import type { Who } from '../../protocol.ts';
import { may } from '../../roles.ts';
import type { CallState } from '../call-types.ts';
import { namesOf } from '../stage/names.ts';
import { createGuestApi } from './guest-api.ts';
import { GuestEntry, guestName } from './guest-entry.tsx';
import { InviteGuest } from './invite-guest.tsx';

export type GuestPanelProps = {
  readonly state: CallState;
  readonly language: Language;
  /** This page's place in the room, which it shows with everything it does. */
  readonly participant: { readonly id: string; readonly token: string };
  /** As others are shown whoever receives the guests: a guest of the same name is marked. */
  readonly ownName: string | null;
  /** Somebody stands before the door: for a sound, or a title, that is noticed outside this tab. */
  readonly onArrival?: () => void;
};

/**
 * Whoever may admit sees who stands before the door, how each was identified and what she calls herself, and lets them in one
 * by one. Nothing for the others.
 */
export function GuestPanel(props: GuestPanelProps) {
  const { state, language, participant, ownName, onArrival } = props;
  const t = texts(language).host;
  const api = useMemo(() => createGuestApi(language, participant, t.failed), [language, participant.id]);
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState<Who | null>(null);
  const [all, setAll] = useState(false);
  const { guests, people, me } = state;
  const waiting = guests.filter((one) => one.state === 'lobby');
  const held = guests.filter((one) => one.state === 'held');
  const inside = people.filter((one) => isGuest(one.role));
  // Of a group several may have given no name.
  const numbered = namesOf([...people, ...guests], language);
  const called = (guest: Parameters<typeof guestName>[0]) =>
    guest.role === 'participant' ? (numbered.get(guest.who) ?? '') : guestName(guest, language);

  // Told once for each who comes, in words and by whatever the page does to be noticed.
  const told = useRef(new Set<Who>());
  useEffect(() => {
    const fresh = waiting.filter((one) => one.connected && !told.current.has(one.who));
    for (const one of fresh) told.current.add(one.who);
    const [first] = fresh;
    if (!first) return;
    setSaid(t.waits(called(first)));
    onArrival?.();
  }, [guests]);

  const heading = useRef<HTMLHeadingElement>(null);
  if (!me || !may(me.role, 'admit')) return null;

  const others = [
    ...people.map(({ who, role, name }) => ({ who, role, name })),
    { who: me.who, role: me.role, name: ownName },
  ];
  const act = async (who: Who, name: string, what: PlaceAct) => {
    setBusy(who);
    const done = await api.act(who, what);
    setBusy(null);
    setSaid(done.ok ? t.done[what](name) : done.words);
    // The button that was pressed is gone with the place it stood in.
    if (done.ok) heading.current?.focus();
  };
  const seated = waiting.filter(({ role }) => role === 'participant');
  const admitAll = async () => {
    setAll(true);
    let came = 0;
    let failed: string | null = null;
    for (const { who } of seated) {
      const done = await api.act(who, 'admit');
      if (done.ok) came += 1;
      else failed = done.words;
    }
    setAll(false);
    setSaid(failed ?? t.doneAll(came));
    heading.current?.focus();
  };
  const list = (
    title: string,
    those: readonly Parameters<typeof GuestEntry>[0]['guest'][],
    acts: readonly PlaceAct[],
  ) =>
    those.length === 0 ? null : (
      <>
        <h3>{title}</h3>
        <ul class="guest-list">
          {those.map((guest) => (
            <GuestEntry
              key={guest.who}
              guest={guest}
              called={called(guest)}
              others={others.filter((one) => one.who !== guest.who)}
              acts={acts}
              busy={all || busy === guest.who}
              language={language}
              onAct={(what) => void act(guest.who, called(guest), what)}
            />
          ))}
        </ul>
      </>
    );
  return (
    <section class="guest-panel" aria-labelledby="gaester">
      <h2 id="gaester" ref={heading} tabIndex={-1}>
        {t.heading}
      </h2>
      <p role="status" class="guest-said">
        {said}
      </p>
      {seated.length < 2 ? null : (
        <button type="button" class="button button-primary" disabled={all} onClick={() => void admitAll()}>
          {t.admitAll(seated.length)}
        </button>
      )}
      {list(t.waiting, waiting, ['admit', 'remove'])}
      {list(t.held, held, ['back', 'remove'])}
      {list(t.inside, inside, ['hold', 'remove'])}
      <InviteGuest api={api} language={language} come={guests.length + inside.length} />
    </section>
  );
}
