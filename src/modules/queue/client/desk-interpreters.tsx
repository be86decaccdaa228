import { useEffect, useRef, useState } from 'preact/hooks';
import type { Language } from '../../../kernel/language.ts';
import type { CallState } from '../../call/client/call-types.ts';
import { guestRoleWords } from '../../call/client/guests/guest-words.ts';
import { keepForTab, readForTab } from '../../call/client/kept-choice.ts';
import { nameOf } from '../../call/client/stage/names.ts';
import { deskTexts } from '../desk-messages.ts';
import { countInterpreters, type InterpreterTime, minutesOf, readTimes } from './interpreter-time.ts';

/**
 * `room` names the conversation, so that a page loaded anew goes on counting. When the contact is closed, what the tab kept goes,
 * and `told` hears the last of it.
 */
export function useInterpreterTime(
  room: string,
  state: CallState | null,
  told: (times: readonly InterpreterTime[]) => void,
): void {
  const name = `interpreters.${room}`;
  const [times, setTimes] = useState(() => readTimes(readForTab(name)));
  useEffect(() => {
    if (state) setTimes((before) => countInterpreters(before, state, Date.now()));
  }, [state]);
  const latest = useRef(times);
  latest.current = times;
  useEffect(() => {
    keepForTab(name, times.length === 0 ? null : JSON.stringify(times));
    told(times);
  }, [times]);
  useEffect(
    () => () => {
      keepForTab(name, null);
      told(countInterpreters(latest.current, { phase: 'ended', people: [] }, Date.now()));
    },
    [],
  );
}

/** Begun minutes of each interpreter, for whoever pays for them. Kept here until the next citizen, and nowhere else. */
export function DeskInterpreters({
  times,
  language,
}: {
  readonly times: readonly InterpreterTime[];
  readonly language: Language;
}) {
  const t = deskTexts(language);
  const [now, setNow] = useState(Date.now());
  const counting = times.some(({ since }) => since !== null);
  useEffect(() => {
    setNow(Date.now());
    if (!counting) return;
    const timer = window.setInterval(() => setNow(Date.now()), 5_000);
    return () => window.clearInterval(timer);
  }, [times]);
  if (times.length === 0) return null;
  return (
    <p class="desk-quiet">
      {t.interpreterTime}{' '}
      {times
        .map((time) => {
          const role = guestRoleWords(time, language);
          const who = time.name === null ? role : `${role}, ${nameOf(time, language)}`;
          return t.interpreterMinutes(who, minutesOf(time, now));
        })
        .join(' · ')}
    </p>
  );
}
