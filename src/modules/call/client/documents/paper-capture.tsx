import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { DocumentTexts } from '../../documents/messages.ts';
import { CornerEditor } from './corner-editor.tsx';
import { focusOnce } from './draft-view.tsx';
import type { PageImage } from './page-image.ts';
import { openPaperCamera, type PaperCamera, type Still } from './paper-camera.ts';

type Problem = keyof DocumentTexts['camera']['problem'];

/** A sheet held to the camera: a still of it, straightened, becomes a page. */
export function PaperCapture({
  texts,
  onPage,
  onClose,
}: {
  readonly texts: DocumentTexts;
  readonly onPage: (page: PageImage) => void;
  readonly onClose: () => void;
}) {
  const words = texts.camera;
  const id = useId();
  const [chosen, setChosen] = useState<string | null>(null);
  const [camera, setCamera] = useState<PaperCamera | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [taking, setTaking] = useState(false);
  const [still, setStill] = useState<Still | null>(null);
  const video = useRef<HTMLVideoElement>(null);

  useEffect(() => {
    // The camera is held only while something is to be taken with it.
    if (still) return;
    let left = false;
    let opened: PaperCamera | null = null;
    setProblem(null);
    void openPaperCamera(chosen).then((result) => {
      if (typeof result === 'string') {
        if (!left) setProblem(result);
      } else if (left) result.stop();
      else {
        opened = result;
        setCamera(result);
      }
    });
    return () => {
      left = true;
      opened?.stop();
      setCamera(null);
    };
  }, [chosen, still]);
  useEffect(() => {
    if (!video.current) return;
    video.current.srcObject = camera?.stream ?? null;
    if (camera) void video.current.play().catch(() => undefined);
  }, [camera]);

  async function take() {
    if (!camera) return;
    setTaking(true);
    setProblem(null);
    const taken = await camera.take();
    setTaking(false);
    if (taken) setStill(taken);
    else setProblem('failed');
  }

  if (still) return <CornerEditor still={still} texts={texts} onUse={onPage} onAgain={() => setStill(null)} />;
  return (
    <div class="doc-camera">
      <h3 tabIndex={-1} ref={(element) => focusOnce(element)}>
        {words.heading}
      </h3>
      <p>
        {words.hold} {words.callCamera}
      </p>
      {problem ? (
        <p role="alert" class="doc-refusal">
          {words.problem[problem]}
        </p>
      ) : null}
      <video ref={video} class="doc-camera-picture" muted playsInline aria-label={words.picture} />
      {camera && camera.cameras.length > 1 ? (
        <>
          <label for={`${id}-camera`}>{words.choose}</label>
          <select
            id={`${id}-camera`}
            class="doc-field"
            value={chosen ?? camera.current}
            onChange={(event) => setChosen(event.currentTarget.value)}
          >
            {camera.cameras.map(({ deviceId, label }, index) => (
              <option key={deviceId} value={deviceId}>
                {label || `${words.choose} ${index + 1}`}
              </option>
            ))}
          </select>
        </>
      ) : null}
      <div class="doc-row">
        <button type="button" class="button button-primary" disabled={!camera || taking} onClick={() => void take()}>
          {words.take}
        </button>
        <button type="button" class="button button-secondary" onClick={onClose}>
          {texts.cancel}
        </button>
      </div>
      <p role="status">{taking ? words.taking : camera || problem ? '' : words.asking}</p>
    </div>
  );
}
