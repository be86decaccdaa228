import type { ComponentChildren } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import type { Language } from '../../../../kernel/language.ts';
import { callTexts } from '../../messages.ts';
import type { Call } from '../call-types.ts';
import type { LocalMedia } from '../devices.ts';
import { SigningChoice } from './signing-choice.tsx';
import { useStageView } from './stage-view.ts';
import { useLocalMedia } from './use-local-media.ts';

type Props = {
  readonly call: Call;
  readonly media: LocalMedia;
  readonly language: Language;
  readonly children?: ComponentChildren;
};

/** What is seldom needed in a call, in plain view once it is opened. */
export function MoreControls({ call, media, language, children }: Props) {
  const texts = callTexts(language);
  const { microphone, camera } = useLocalMedia(media);
  const [view, change] = useStageView(call);
  return (
    <section aria-label={texts.controls.moreAbout}>
      <SigningChoice media={media} language={language} />
      {camera.track ? (
        <button type="button" class="call-more-button" onClick={() => change({ ownShown: !view.ownShown })}>
          {view.ownShown ? texts.stage.hide : texts.stage.show}
        </button>
      ) : null}
      <div class="call-more-devices">
        <DeviceChoice kind="microphone" track={microphone.track} media={media} language={language} />
        <DeviceChoice kind="camera" track={camera.track} media={media} language={language} />
      </div>
      {children}
    </section>
  );
}

type ChoiceProps = {
  readonly kind: 'microphone' | 'camera';
  readonly track: MediaStreamTrack | null;
  readonly media: LocalMedia;
  readonly language: Language;
};

/** Which of several microphones or cameras; where there is one, there is nothing to choose. */
function DeviceChoice({ kind, track, media, language }: ChoiceProps) {
  const texts = callTexts(language).controls;
  const id = useId();
  const [devices, setDevices] = useState<readonly MediaDeviceInfo[]>([]);
  useEffect(() => {
    let left = false;
    const read = () =>
      void media.choices().then((choices) => {
        if (!left) setDevices(kind === 'microphone' ? choices.microphones : choices.cameras);
      });
    read();
    navigator.mediaDevices?.addEventListener?.('devicechange', read);
    return () => {
      left = true;
      navigator.mediaDevices?.removeEventListener?.('devicechange', read);
    };
  }, [media, kind, track]);
  if (track === null || devices.length < 2) return null;
  const label = kind === 'microphone' ? texts.chooseMicrophone : texts.chooseCamera;
  return (
    <p class="call-device">
      <label for={id}>{label}</label>
      <select
        id={id}
        class="form-select"
        value={track.getSettings().deviceId ?? ''}
        onChange={(event) => void media.renew(kind, event.currentTarget.value)}
      >
        {devices.map((device, at) => (
          <option key={device.deviceId} value={device.deviceId}>
            {device.label || texts.numbered(label, at + 1)}
          </option>
        ))}
      </select>
    </p>
  );
}
