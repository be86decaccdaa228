import { useState } from 'preact/hooks';
import type { Language } from '../../../kernel/language.ts';
import { texts } from '../messages.ts';

export const closingOutcomes = ['together', 'self', 'other-way', 'unsolved'] as const;
export type ClosingOutcome = (typeof closingOutcomes)[number];
const kinds = ['help-to-self-service', 'information', 'transaction', 'case-status', 'misdirected'] as const;

/** One tap closes the contact; what it was about is prefilled from what was open. */
export function DeskClose(props: {
  readonly language: Language;
  readonly withGuide: boolean;
  readonly onClose: (outcome: ClosingOutcome, kind: string) => void;
  readonly kind: string | null;
  readonly onKind: (kind: string) => void;
}) {
  const t = texts(props.language).desk;
  const kind = props.kind ?? (props.withGuide ? 'help-to-self-service' : 'information');
  const [busy, setBusy] = useState(false);
  return (
    <section class="desk-close" aria-labelledby="luk-henvendelsen">
      <h3 id="luk-henvendelsen">{t.close}</h3>
      <div class="desk-outcomes">
        {closingOutcomes.map((outcome, index) => (
          <button
            key={outcome}
            type="button"
            class="button button-secondary"
            aria-busy={busy}
            onClick={() => {
              setBusy(true);
              props.onClose(outcome, kind);
            }}
          >
            <kbd>{index + 1}</kbd> {t.outcome[outcome]}
          </button>
        ))}
      </div>
      <label class="desk-kind">
        <span>{t.kind}</span>
        <select value={kind} onChange={(event) => props.onKind(event.currentTarget.value)}>
          {kinds.map((one) => (
            <option key={one} value={one}>
              {t.kinds[one]}
            </option>
          ))}
        </select>
      </label>
    </section>
  );
}
