import { useEffect, useRef } from 'preact/hooks';
import type { Language } from '../../../../kernel/language.ts';
import type { GuideTogetherState } from './guide-together.ts';
import { guideTexts } from './messages.ts';

type Props = {
  readonly state: GuideTogetherState;
  readonly language: Language;
  /** In the call there is room for the step she stands on; the others are one press away. */
  readonly brief: boolean;
  /** Null for those who look on: the citizen does it herself. */
  readonly onTick: ((step: string, on: boolean) => void) | null;
  /** Who points, as she is called. */
  readonly pointer: string;
};

/** The steps of the guide that all look at: where the citizen is, what is done, and what the employee points at. */
export function GuideSteps({ state: { guide, place }, language, brief, onTick, pointer }: Props) {
  const t = guideTexts(language);
  const pointed = place?.pointed ?? null;
  const mark = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (pointed !== null) mark.current?.scrollIntoView?.({ block: 'nearest' });
  }, [pointed]);
  if (!guide || !place) return <p class="soft">{t.none}</p>;
  const row = (step: (typeof guide.steps)[number]) => {
    const here = step.id === place.step;
    const isDone = place.done.includes(step.id);
    const name = `${step.number}. ${step.title}`;
    return (
      <li
        key={step.id}
        {...(step.id === pointed ? { ref: mark } : {})}
        class={`${here ? 'is-here' : ''} ${step.id === pointed ? 'is-pointed' : ''}`}
        {...(here ? { 'aria-current': 'step' as const } : {})}
      >
        {step.id === pointed ? <p class="guide-pointed">{t.shownBy(pointer)}</p> : null}
        {onTick ? (
          <label>
            <input
              type="checkbox"
              checked={isDone}
              onChange={(event) => onTick(step.id, event.currentTarget.checked)}
            />
            <strong>{name}</strong>
          </label>
        ) : (
          <p>
            <strong>{name}</strong>
            {isDone ? ` (${t.done})` : ''}
          </p>
        )}
        <p>{step.text}</p>
      </li>
    );
  };
  const shown = brief ? guide.steps.filter((step) => step.id === (pointed ?? place.step)) : guide.steps;
  const others = guide.steps.filter((step) => !shown.includes(step));
  const pointedStep = guide.steps.find((step) => step.id === pointed);
  return (
    <>
      <p class="sr-only" role="status">
        {pointedStep ? t.shown(pointer, `${pointedStep.number}. ${pointedStep.title}`) : ''}
      </p>
      {onTick ? null : <p class="soft">{t.hers}</p>}
      <ol class="waiting-steps">{shown.map(row)}</ol>
      {others.length === 0 ? null : (
        <details class="details">
          <summary class="details-summary">{t.others}</summary>
          <ol class="waiting-steps">{others.map(row)}</ol>
        </details>
      )}
    </>
  );
}
