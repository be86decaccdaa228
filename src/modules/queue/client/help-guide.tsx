import { useState } from 'preact/hooks';
import type { Language } from '../../../kernel/language.ts';
import { texts } from '../messages.ts';
import type { GuideProps } from './island-props.ts';

type Props = {
  readonly guide: GuideProps;
  readonly language: Language;
  readonly prefix: string;
  /** In the call there is room for the step she stands on; the others are one press away. */
  readonly brief: boolean;
};

/** The guide still in reach while she waits and talks. What she ticks, the employee who takes her sees. */
export function HelpGuide({ guide, language, prefix, brief }: Props) {
  const t = texts(language);
  const [done, setDone] = useState<readonly string[]>(guide.done);
  const here = guide.step ?? guide.steps.find((step) => !done.includes(step.id))?.id ?? null;
  const tick = (id: string, on: boolean) => {
    const next = on ? [...done, id] : done.filter((one) => one !== id);
    setDone(next);
    void fetch(`${prefix}/hjaelp/trin`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ done: next, step: guide.step }),
    }).catch(() => {
      // The ticks stand on her own page; the desk is told at the next one.
    });
  };
  const steps = (shown: GuideProps['steps']) => (
    <ol class="waiting-steps">
      {shown.map((step) => (
        <li
          key={step.id}
          class={step.id === here ? 'is-here' : ''}
          {...(step.id === here ? { 'aria-current': 'step' as const } : {})}
        >
          <label>
            <input
              type="checkbox"
              checked={done.includes(step.id)}
              onChange={(event) => tick(step.id, event.currentTarget.checked)}
            />
            <strong>
              {step.number}. {step.title}
            </strong>
          </label>
          <p>{step.text}</p>
        </li>
      ))}
    </ol>
  );
  const current = guide.steps.filter((step) => step.id === here);
  const others = guide.steps.filter((step) => step.id !== here);
  return (
    <section class="help-guide" aria-labelledby="laes-videre">
      <h2 id="laes-videre">{brief ? guide.title : t.waiting.read}</h2>
      {brief ? (
        <>
          {steps(current)}
          {others.length === 0 ? null : (
            <details class="details">
              <summary class="details-summary">{t.call.guide}</summary>
              {steps(others)}
            </details>
          )}
        </>
      ) : (
        <>
          <h3>{guide.title}</h3>
          <p class="soft">{t.waiting.ticks}</p>
          {steps(guide.steps)}
          <p>
            <a class="way" href={guide.href}>
              {t.waiting.openGuide}
            </a>
          </p>
        </>
      )}
    </section>
  );
}
