import type { Language } from '../../../kernel/language.ts';
import type { CallForm } from '../../call/client/call-types.ts';
import type { LocalMedia } from '../../call/client/devices.ts';
import { callTexts, useLocalMedia } from '../../call/client/index.ts';
import { deskTexts } from '../desk-messages.ts';

/** While somebody waits: that the camera is lit and who sees it, or what is wrong while there is time to mend it. */
export function DeskDevices(props: {
  readonly media: LocalMedia;
  readonly form: CallForm;
  readonly language: Language;
}) {
  const { microphone, camera } = useLocalMedia(props.media);
  const t = callTexts(props.language).mirror;
  if (props.form === 'text') return null;
  const troubles = [
    microphone.problem ? t.microphone[microphone.problem] : null,
    props.form === 'video' && camera.problem ? t.camera[camera.problem] : null,
  ].filter((words) => words !== null);
  return (
    <>
      {camera.track ? <p class="desk-quiet">{deskTexts(props.language).camera}</p> : null}
      <div role="status">
        {troubles.map((words) => (
          <p key={words} class="desk-warning">
            {words}
          </p>
        ))}
      </div>
    </>
  );
}
