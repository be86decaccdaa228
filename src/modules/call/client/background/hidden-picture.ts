import type { PictureTransform } from '../devices.ts';
import { createFrameRate, slowestRate } from './frame-rate.ts';
import type { FromMaskWorker, ToMaskWorker } from './mask-messages.ts';

export type BackgroundKind = 'blur' | 'neutral';

/** What the model wants to see; more would be scaled down again. */
const mask = { width: 256, height: 144 };
const framesPerSecond = 24;
const neutralColour = '#5b6770';
const usual = { width: 640, height: 360 };

export type HiddenEvents = {
  /** `slow` once, with the rate that was measured; the background stays hidden until somebody decides. */
  readonly on: (
    event: { readonly is: 'on' } | { readonly is: 'failed' } | { readonly is: 'slow'; readonly rate: number },
  ) => void;
  readonly kind: () => BackgroundKind;
};

/**
 * The camera's picture with the person cut out of it, at the same size and pace. Every picture waits for its own mask, so that
 * none leaves without; until the first one there is a plain colour. What fails shows the colour and never the room.
 */
export const hidePicture =
  (urls: { readonly worker: string; readonly parts: string }, { on, kind }: HiddenEvents): PictureTransform =>
  (camera) => {
    const { width = usual.width, height = usual.height } = camera.getSettings();
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const context = canvas.getContext('2d', { alpha: false });
    const small = Object.assign(document.createElement('canvas'), { width: 64, height: 36 });
    const tiny = Object.assign(document.createElement('canvas'), { width: 20, height: 12 });
    const cut = Object.assign(document.createElement('canvas'), { width, height });
    const video = Object.assign(document.createElement('video'), { muted: true, playsInline: true });
    video.srcObject = new MediaStream([camera]);
    void video.play().catch(() => {});
    const worker = new Worker(urls.worker);
    const post = (message: ToMaskWorker, transfer: Transferable[] = []) => worker.postMessage(message, transfer);
    let rate = createFrameRate(performance.now());
    let timer = 0;
    let frame: ImageBitmap | null = null;
    let told = false;
    let closed = false;

    const cover = () => {
      if (!context) return;
      context.fillStyle = neutralColour;
      context.fillRect(0, 0, width, height);
    };
    const fail = () => {
      if (closed) return;
      cover();
      on({ is: 'failed' });
    };
    const next = async () => {
      if (closed) return;
      try {
        frame = await createImageBitmap(video);
        const seen = await createImageBitmap(frame, { resizeWidth: mask.width, resizeHeight: mask.height });
        post({ frame: seen, paceMs: 1000 / framesPerSecond }, [seen]);
      } catch {
        // No picture yet: the camera has just begun, or is being taken away.
        setTimeout(() => void next(), 200);
      }
    };
    const draw = (person: ImageBitmap) => {
      const cutting = cut.getContext('2d');
      if (!context || !cutting || !frame) return;
      cutting.globalCompositeOperation = 'copy';
      cutting.drawImage(person, 0, 0, width, height);
      cutting.globalCompositeOperation = 'source-in';
      cutting.drawImage(frame, 0, 0, width, height);
      if (kind() === 'blur') {
        // Down to a few pixels and up again: a blur that every browser has, and that cannot be undone.
        small.getContext('2d')?.drawImage(frame, 0, 0, small.width, small.height);
        tiny.getContext('2d')?.drawImage(small, 0, 0, tiny.width, tiny.height);
        context.imageSmoothingQuality = 'high';
        context.drawImage(tiny, 0, 0, width, height);
      } else cover();
      context.drawImage(cut, 0, 0);
    };

    const tellSlow = () => {
      const measured = rate.rate(performance.now());
      if (told || measured === null || measured >= slowestRate) return;
      told = true;
      on({ is: 'slow', rate: Math.round(measured) });
    };

    worker.onmessage = ({ data }: MessageEvent<FromMaskWorker>) => {
      if (closed) return;
      if (data.is === 'failed') return fail();
      if (data.is === 'ready') {
        on({ is: 'on' });
        rate = createFrameRate(performance.now());
        timer = window.setInterval(tellSlow, 1_000);
        void next();
        return;
      }
      draw(data.mask);
      data.mask.close();
      frame?.close();
      rate.count(performance.now());
      void next();
    };
    worker.onerror = fail;
    cover();
    post({ parts: urls.parts });
    const [track] = canvas.captureStream(framesPerSecond).getVideoTracks();
    if (!track) throw new Error('a canvas gives a track');
    return {
      track,
      close: () => {
        closed = true;
        window.clearInterval(timer);
        worker.terminate();
        track.stop();
        video.srcObject = null;
      },
    };
  };
