/** A still of a sheet of paper, as sharp as the camera can: its photo where the browser gives one, or the best of its frames. */
import { type DeviceProblem, problemOf } from '../devices.ts';
import { canvasOf, drawn } from './page-image.ts';
import { greyOf, sharpnessEdge, sharpnessOf } from './pixels.ts';

export type Still = { readonly canvas: HTMLCanvasElement; readonly sharpness: number };

export type PaperCamera = {
  readonly stream: MediaStream;
  readonly cameras: readonly MediaDeviceInfo[];
  readonly current: string;
  readonly take: () => Promise<Still | null>;
  readonly stop: () => void;
};

type Photographer = { takePhoto(): Promise<Blob> };
type WithImageCapture = { ImageCapture?: new (track: MediaStreamTrack) => Photographer };

const frames = 6;
const betweenFramesMs = 120;
const photoMs = 5_000;

/** The camera on the back of a phone at its largest size; beside the call's own, which goes on where the device has two. */
export async function openPaperCamera(deviceId: string | null): Promise<PaperCamera | DeviceProblem> {
  const devices = globalThis.navigator?.mediaDevices;
  if (!devices?.getUserMedia) return 'insecure';
  let stream: MediaStream;
  try {
    stream = await devices.getUserMedia({
      video: {
        width: { ideal: 4096 },
        height: { ideal: 3072 },
        ...(deviceId === null ? { facingMode: { ideal: 'environment' } } : { deviceId: { exact: deviceId } }),
      },
    });
  } catch (error) {
    return problemOf(error);
  }
  const [track] = stream.getVideoTracks();
  if (!track) return 'absent';
  const video = document.createElement('video');
  Object.assign(video, { muted: true, playsInline: true, srcObject: stream });
  await video.play().catch(() => undefined);
  const all = await devices.enumerateDevices().catch(() => []);
  return {
    stream,
    cameras: all.filter(({ kind }) => kind === 'videoinput'),
    current: track.getSettings().deviceId ?? '',
    take: () => takeStill(track, video),
    stop: () => {
      for (const one of stream.getTracks()) one.stop();
      video.srcObject = null;
    },
  };
}

const measured = (canvas: HTMLCanvasElement, context: CanvasRenderingContext2D): Still => ({
  canvas,
  sharpness: sharpnessOf(greyOf(context.getImageData(0, 0, canvas.width, canvas.height), sharpnessEdge)),
});

async function takeStill(track: MediaStreamTrack, video: HTMLVideoElement): Promise<Still | null> {
  const photo = await takePhoto(track);
  const best = await sharpestFrame(video);
  if (!photo || !best) return photo ?? best;
  // A photo has more in it than a frame, unless the hand moved.
  return photo.sharpness >= best.sharpness * 0.5 ? photo : best;
}

async function takePhoto(track: MediaStreamTrack): Promise<Still | null> {
  const { ImageCapture } = globalThis as WithImageCapture;
  if (!ImageCapture) return null;
  try {
    const blob = await Promise.race([
      new ImageCapture(track).takePhoto(),
      new Promise<null>((resolve) => setTimeout(resolve, photoMs, null)),
    ]);
    if (!blob) return null;
    const { canvas, context } = await drawn(new Uint8Array(await blob.arrayBuffer()), blob.type);
    return measured(canvas, context);
  } catch {
    return null;
  }
}

async function sharpestFrame(video: HTMLVideoElement): Promise<Still | null> {
  let best: Still | null = null;
  for (let frame = 0; frame < frames; frame++) {
    if (frame > 0) await new Promise((resolve) => setTimeout(resolve, betweenFramesMs));
    if (video.videoWidth === 0) continue;
    const { canvas, context } = canvasOf(video.videoWidth, video.videoHeight);
    context.drawImage(video, 0, 0);
    const still = measured(canvas, context);
    if (!best || still.sharpness > best.sharpness) best = still;
  }
  return best;
}
