import { useEffect, useState } from 'preact/hooks';
import { wallClock } from '../../../kernel/copenhagen.ts';
import type { Language } from '../../../kernel/language.ts';
import { languageNames } from '../../../kernel/language.ts';
import { deskTexts } from '../desk-messages.ts';
import type { LineRow } from '../desk-state.ts';
import { weakLineTexts } from '../line-test/weak-messages.ts';

const minuteMs = 60_000;

/** Minutes grow while nobody touches anything. */
function useNow(everyMs: number): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), everyMs);
    return () => window.clearInterval(timer);
  }, [everyMs]);
  return now;
}

/**
 * Who waits: topic, step, minutes, language and form; never who she is, but to the one who has a meeting with her. `begin`
 * takes somebody out of turn who is one's own; null while one has a citizen.
 */
export function DeskLine(props: {
  readonly line: readonly LineRow[];
  readonly language: Language;
  readonly begin: ((key: string) => void) | null;
}) {
  const { line, language, begin } = props;
  const t = deskTexts(language);
  const now = useNow(15_000);
  if (line.length === 0) return <p class="desk-quiet">{t.nobodyWaits}</p>;
  return (
    <>
      <ol class="desk-line">
        {line.map((row) => (
          <li key={row.key} class={row.present ? undefined : 'is-away'}>
            <strong>
              {row.meeting
                ? t.meets(
                    wallClock(new Date(row.meeting.at)).time.replace(':', '.'),
                    row.meeting.title,
                    row.meeting.name,
                  )
                : (row.topic ?? t.noTopic)}
            </strong>
            {row.step === null ? null : <span class="desk-line-step">{t.step(row.step.number, row.step.title)}</span>}
            <span class="desk-line-facts">
              {row.invited ? <strong>{t.invited}</strong> : null}
              {row.meeting?.came == null ? null : <strong>{t.came(row.meeting.came)}</strong>}
              {row.rings ? <strong>{t.rings}</strong> : null}
              {row.meeting ? null : <span>{t.minutes(Math.floor((now - row.since) / minuteMs))}</span>}
              <span>{t.form[row.form]}</span>
              <span>{languageNames[row.language as Language] ?? row.language}</span>
              {row.line === null || row.line === 'video' || row.form === 'text' ? null : (
                <span>{weakLineTexts(language).desk[row.line]}</span>
              )}
              {row.present ? null : <span>{t.away}</span>}
            </span>
            {(row.meeting || row.rings) && row.present && begin ? (
              <button type="button" class="button button-quiet" onClick={() => begin(row.key)}>
                {t.begin}
              </button>
            ) : null}
          </li>
        ))}
      </ol>
      {line.some((row) => row.present) ? null : <p>{t.nobodyPresent}</p>}
    </>
  );
}
