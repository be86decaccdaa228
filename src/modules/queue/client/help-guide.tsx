import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Language } from '../../../kernel/language.ts';
import { GuideSteps } from '../../call/client/guide/guide-steps.tsx';
import { createGuideTogether, type GuideTogether } from '../../call/client/guide/guide-together.ts';
import { guidesOf } from '../../call/client/guide/load-guide.ts';
import type { RoomChannel } from '../../call/client/room-channel.ts';
import { roomTexts } from '../room-messages.ts';
import type { GuideProps } from './island-props.ts';

/**
 * The guide that she came with and has in reach while she waits and talks. What she ticks, the employee who takes her sees;
 * what the employee shows, opens here.
 */
export function useHelpGuide(
  guide: GuideProps | null,
  language: Language,
  prefix: string,
  base: string,
  channel: RoomChannel | null,
): GuideTogether {
  const [, redraw] = useState(0);
  const together = useMemo(
    () =>
      createGuideTogether({
        first: guide,
        step: guide?.step ?? null,
        done: guide?.done ?? [],
        load: guidesOf(base, language),
        onTick: (done) =>
          void fetch(`${prefix}/hjaelp/trin`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ done, step: guide?.step ?? null }),
          }).catch(() => {
            // The ticks stand on her own page; the desk is told at the next one.
          }),
        onChange: () => redraw((turn) => turn + 1),
      }),
    [],
  );
  useEffect(() => (channel ? together.connect(channel) : undefined), [channel]);
  return together;
}

type Props = {
  readonly together: GuideTogether;
  readonly language: Language;
  readonly brief: boolean;
  /** Who points, as she is called. */
  readonly pointer: string;
};

export function HelpGuide({ together, language, brief, pointer }: Props) {
  const t = roomTexts(language);
  const state = together.state();
  if (!brief && state.guide === null) return null;
  return (
    <section class="help-guide" aria-labelledby="laes-videre">
      <h2 id="laes-videre">{brief ? (state.guide?.title ?? t.call.guideNone) : t.waiting.read}</h2>
      {brief ? null : (
        <>
          <h3>{state.guide?.title}</h3>
          <p class="soft">{t.waiting.ticks}</p>
        </>
      )}
      <GuideSteps state={state} language={language} brief={brief} onTick={together.tick} pointer={pointer} />
      {brief || state.guide === null ? null : (
        <p>
          <a class="way" href={state.guide.href}>
            {t.waiting.openGuide}
          </a>
        </p>
      )}
    </section>
  );
}
