/**
 * Finds the person in a picture, on this computer (MediaPipe selfie segmentation, Apache 2.0, served by us). In a worker: its
 * policy alone allows WebAssembly, and the page that shows the conversation goes on while it works. A classic one, because
 * the library loads its parts with importScripts.
 */
import type { FromMaskWorker, ToMaskWorker } from './background/mask-messages.ts';

type Segmenter = {
  readonly setOptions: (options: { readonly modelSelection: 0 | 1 }) => void;
  readonly onResults: (listener: (results: { readonly segmentationMask: ImageBitmap }) => void) => void;
  readonly initialize: () => Promise<void>;
  readonly send: (input: { readonly image: ImageBitmap }) => Promise<void>;
};
type Scope = {
  importScripts: (url: string) => void;
  postMessage: (message: FromMaskWorker, transfer?: readonly Transferable[]) => void;
  onmessage: ((event: MessageEvent<ToMaskWorker>) => void) | null;
  SelfieSegmentation?: new (options: { readonly locateFile: (file: string) => string }) => Segmenter;
};

const scope = globalThis as unknown as Scope;

/**
 * The library's way of loading its parts in a worker takes the model for a script; its way in a page works. So it is shown the
 * little of a page that it uses: a script that is loaded, and a canvas that nobody sees.
 */
function pretendPage(): void {
  const script = () => {
    let source = '';
    let loaded: () => void = () => {};
    return {
      setAttribute: (name: string, value: string) => {
        if (name === 'src') source = value;
      },
      addEventListener: (name: string, listener: () => void) => {
        if (name === 'load') loaded = listener;
      },
      load: () => {
        scope.importScripts(source);
        loaded();
      },
    };
  };
  Object.assign(scope, {
    window: scope,
    document: {
      addEventListener: () => {},
      createElement: (tag: string) => (tag === 'script' ? script() : new OffscreenCanvas(1, 1)),
      body: { appendChild: (element: ReturnType<typeof script>) => element.load() },
    },
  });
}
let segmenter: Segmenter | null = null;
let notBefore = 0;

async function start(parts: string): Promise<void> {
  const locateFile = (file: string) => `${parts}${file}`;
  pretendPage();
  scope.importScripts(locateFile('selfie_segmentation.js'));
  if (!scope.SelfieSegmentation) throw new Error('the library is not there');
  const made = new scope.SelfieSegmentation({ locateFile });
  made.setOptions({ modelSelection: 1 });
  made.onResults(({ segmentationMask }) => {
    const answer = () => scope.postMessage({ is: 'mask', mask: segmentationMask }, [segmentationMask]);
    // The pace is kept here: a page that is not looked at has slow clocks, and its picture must go on.
    setTimeout(answer, Math.max(0, notBefore - performance.now()));
  });
  await made.initialize();
  segmenter = made;
  scope.postMessage({ is: 'ready' });
}

scope.onmessage = ({ data }) => {
  const fail = () => scope.postMessage({ is: 'failed' });
  if ('parts' in data) void start(data.parts).catch(fail);
  else if (segmenter) {
    notBefore = performance.now() + data.paceMs;
    void segmenter
      .send({ image: data.frame })
      .catch(fail)
      .finally(() => data.frame.close());
  }
};
