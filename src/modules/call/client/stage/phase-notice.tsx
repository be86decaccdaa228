import type { Language } from '../../../../kernel/language.ts';
import { callTexts } from '../../messages.ts';
import type { CallState } from '../call-types.ts';

/** Where one stands while there is nobody to see: before the door, put on hold, sent out, or after the end. */
export function PhaseNotice({ state, language }: { state: CallState; language: Language }) {
  const texts = callTexts(language);
  const { phase, endedBy } = state;
  if (phase === 'live' || phase === 'joining') return null;
  return (
    <div class="call-phase" data-phase={phase} role="status">
      {phase === 'held' ? (
        <p>
          <strong>{texts.stage.held}</strong>
        </p>
      ) : null}
      <p>{phase === 'ended' && endedBy !== null ? texts.endedBy[endedBy] : texts.phase[phase]}</p>
      {phase === 'held' ? <p>{texts.stage.heldMore}</p> : null}
    </div>
  );
}
