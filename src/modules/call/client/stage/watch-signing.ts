import { greyOf, grid, movedShare, SigningActivity } from './signing-activity.ts';

const lookMs = 125;

/** Looks at one's own camera for hands that speak; gives back the end of it. The picture never leaves this function. */
export function watchSigning(track: MediaStreamTrack, onChange: (signs: boolean) => void): () => void {
  const video = document.createElement('video');
  Object.assign(video, { muted: true, playsInline: true, srcObject: new MediaStream([track]) });
  void video.play().catch(() => {});
  const canvas = document.createElement('canvas');
  Object.assign(canvas, grid);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const activity = new SigningActivity();
  let before: Uint8Array | null = null;
  let signs = false;
  const timer = setInterval(() => {
    if (!context || video.readyState < 2) return;
    context.drawImage(video, 0, 0, grid.width, grid.height);
    const after = greyOf(context.getImageData(0, 0, grid.width, grid.height).data);
    const is = before !== null && activity.observe(movedShare(before, after), performance.now());
    before = after;
    if (is === signs) return;
    signs = is;
    onChange(is);
  }, lookMs);
  return () => {
    clearInterval(timer);
    video.srcObject = null;
    if (signs) onChange(false);
  };
}
