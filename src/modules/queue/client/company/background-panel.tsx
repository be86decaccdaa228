import { useEffect, useState } from 'preact/hooks';
import type { Language } from '../../../../kernel/language.ts';
import type { LocalMedia } from '../../../call/client/devices.ts';
import type { Background, BackgroundChoice } from '../../../call/client/hide-background.ts';
import { keep, readKept } from '../../../guide/client/preference.ts';
import { companyTexts } from '../../company/messages.ts';

const kept = 'desk-background';
const choices: readonly BackgroundChoice[] = ['plain', 'blur', 'neutral'];
/** What this desk had the last time: a room that was hidden yesterday is hidden from the first picture today. */
export const keptBackground = (): BackgroundChoice => choices.find((one) => one === readKept(kept)) ?? 'plain';

/** Blurred, plain or as it is; and where the computer is too slow, what one may do about it. */
export function BackgroundPanel({
  background,
  media,
  language,
}: {
  readonly background: Background;
  readonly media: LocalMedia;
  readonly language: Language;
}) {
  const t = companyTexts(language).background;
  const [state, setState] = useState(background.state());
  useEffect(() => background.subscribe(() => setState(background.state())), [background]);
  const choose = (choice: BackgroundChoice) => {
    background.choose(choice);
    keep(kept, choice);
  };
  const { choice, status, rate } = state;
  return (
    <>
      <label class="desk-field">
        <span>{t.title}</span>
        <select
          class="form-select"
          value={choice}
          aria-describedby="baggrund-hjaelp"
          onChange={(event) => choose(event.currentTarget.value as BackgroundChoice)}
        >
          {choices.map((one) => (
            <option key={one} value={one}>
              {t[one]}
            </option>
          ))}
        </select>
      </label>
      <p id="baggrund-hjaelp" class="desk-quiet">
        {t.hint}
      </p>
      <div role="status">
        {status === 'loading' ? <p>{t.loading}</p> : null}
        {status === 'on' ? <p>{t.on}</p> : null}
        {status === 'slow' ? <p class="desk-warning">{t.slow(rate ?? 0)}</p> : null}
        {status === 'failed' ? <p class="desk-warning">{t.failed}</p> : null}
      </div>
      {status === 'slow' || status === 'failed' ? (
        <div class="desk-choices">
          <button type="button" class="button button-secondary" onClick={() => choose('plain')}>
            {t.showPlain}
          </button>
          <button type="button" class="button button-secondary" onClick={() => void media.setCamera(false)}>
            {t.cameraOff}
          </button>
          {status === 'slow' ? (
            <button type="button" class="button button-quiet" onClick={background.keep}>
              {t.keep}
            </button>
          ) : null}
        </div>
      ) : null}
    </>
  );
}
