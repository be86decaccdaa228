import { useId } from 'preact/hooks';
import type { Language } from '../../../../kernel/language.ts';
import { callTexts } from '../../messages.ts';
import type { LocalMedia } from '../devices.ts';
import { useLocalMedia } from './use-local-media.ts';

/** "I use sign language", before and during the call. It changes what the camera sends and what is expected of the sound. */
export function SigningChoice({ media, language }: { media: LocalMedia; language: Language }) {
  const texts = callTexts(language).signing;
  const id = useId();
  const { signing } = useLocalMedia(media);
  return (
    <div class="call-signing">
      <label class="call-choice">
        <input
          type="checkbox"
          checked={signing}
          aria-describedby={signing ? id : undefined}
          onChange={(event) => media.setSigning(event.currentTarget.checked)}
        />
        {texts.choose}
      </label>
      {signing ? <p id={id}>{texts.why}</p> : null}
    </div>
  );
}
