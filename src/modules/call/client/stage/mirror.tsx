import { useEffect, useRef, useState } from 'preact/hooks';
import type { Language } from '../../../../kernel/language.ts';
import { Button } from '../../../../ui/index.ts';
import { callTexts } from '../../messages.ts';
import { type LocalMedia, watchLevel } from '../devices.ts';
import { SigningChoice } from './signing-choice.tsx';
import { useLocalMedia } from './use-local-media.ts';
import { VideoTile } from './video-tile.tsx';

/** A microphone that has been heard once stays heard: the words do not flicker between sentences. */
const heardLevel = 0.25;

/** Her picture comes first: the browser's sound is begun beside it, and costs a frame or two. */
const afterPictureMs = 150;

/** Own picture and microphone before the call, and in words what works and what does not. `form` is what was chosen. */
export function Mirror({
  media,
  form,
  language,
}: {
  media: LocalMedia;
  form: 'text' | 'voice' | 'video';
  language: Language;
}) {
  const texts = callTexts(language).mirror;
  const { microphone, camera, asking, signing } = useLocalMedia(media);
  if (form === 'text') return null;
  const said = (kind: 'microphone' | 'camera', device: typeof microphone) =>
    device.ended ? texts[kind].ended : device.problem ? texts[kind][device.problem] : null;
  const troubles = [
    { kind: 'microphone' as const, words: said('microphone', microphone) },
    ...(form === 'video' ? [{ kind: 'camera' as const, words: said('camera', camera) }] : []),
  ];
  return (
    <div class="call-mirror">
      {form === 'video' && camera.track ? <VideoTile track={camera.track} label={texts.picture} mirrored /> : null}
      {microphone.track && !signing ? <Level track={microphone.track} language={language} /> : null}
      {form === 'video' ? <SigningChoice media={media} language={language} /> : null}
      <div role="status">
        {asking ? <p>{texts.asking}</p> : null}
        {troubles.map(({ kind, words }) => (asking || words === null ? null : <p key={kind}>{words}</p>))}
      </div>
      {asking
        ? null
        : troubles.map(({ kind, words }) =>
            words === null ? null : (
              <Button key={kind} type="button" variant="secondary" onClick={() => void media.renew(kind)}>
                {`${texts.again}: ${callTexts(language).controls[kind].toLowerCase()}`}
              </Button>
            ),
          )}
    </div>
  );
}

function Level({ track, language }: { track: MediaStreamTrack; language: Language }) {
  const texts = callTexts(language).mirror;
  const [level, setLevel] = useState<number | null>(0);
  const heard = useRef(false);
  useEffect(() => {
    heard.current = false;
    let end = () => {};
    const timer = setTimeout(() => {
      end = watchLevel(track, setLevel);
    }, afterPictureMs);
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [track]);
  if (level !== null && level > heardLevel) heard.current = true;
  return (
    <div class="call-level">
      <meter min={0} max={1} value={level ?? 0} aria-label={texts.level} />
      <p role="status">{level === null ? texts.asleep : heard.current ? texts.hears : texts.speak}</p>
    </div>
  );
}
