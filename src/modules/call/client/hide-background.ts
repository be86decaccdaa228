import type { BackgroundKind } from './background/hidden-picture.ts';
import type { LocalMedia } from './devices.ts';

export type BackgroundChoice = 'plain' | BackgroundKind;
export type BackgroundState = {
  readonly choice: BackgroundChoice;
  /** loading: a plain colour is sent meanwhile · slow: it works, in jerks · failed: a plain colour is sent. */
  readonly status: 'plain' | 'loading' | 'on' | 'slow' | 'failed';
  /** Pictures a second, where it is slow. */
  readonly rate: number | null;
};

/** Hides what is behind a person before her picture leaves the computer. Nothing is fetched until it is wanted. */
export type Background = {
  readonly state: () => BackgroundState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly choose: (choice: BackgroundChoice) => void;
  /** She has been told that it is slow, and keeps it. */
  readonly keep: () => void;
};

export function createBackground(
  media: LocalMedia,
  urls: { readonly worker: string; readonly parts: string },
  first: BackgroundChoice,
): Background {
  let state: BackgroundState = { choice: 'plain', status: 'plain', rate: null };
  const listeners = new Set<() => void>();
  const put = (next: Partial<BackgroundState>) => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };
  const choose = (choice: BackgroundChoice) => {
    const before = state;
    put({ choice, status: choice === 'plain' ? 'plain' : 'loading', rate: null });
    if (choice === 'plain') return media.setTransform(null);
    // What is at work needs only be told the other kind.
    if (before.choice !== 'plain' && before.status !== 'failed')
      return put({ status: before.status, rate: before.rate });
    // Nobody sees the room while the rest is fetched.
    media.setTransform(covered);
    void import('./background/hidden-picture.ts').then(
      ({ hidePicture }) => {
        if (state.choice === 'plain') return;
        media.setTransform(
          hidePicture(urls, {
            on: (event) => put(event.is === 'slow' ? { status: 'slow', rate: event.rate } : { status: event.is }),
            kind: () => (state.choice === 'neutral' ? 'neutral' : 'blur'),
          }),
        );
      },
      () => put({ status: 'failed' }),
    );
  };
  const background: Background = {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    choose,
    keep: () => put({ status: 'on' }),
  };
  if (first !== 'plain') choose(first);
  return background;
}

/** A plain colour instead of a picture. */
function covered(camera: MediaStreamTrack): { readonly track: MediaStreamTrack; readonly close: () => void } {
  const { width = 640, height = 360 } = camera.getSettings();
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  canvas.getContext('2d')?.fillRect(0, 0, width, height);
  const [track] = canvas.captureStream(1).getVideoTracks();
  if (!track) throw new Error('a canvas gives a track');
  return { track, close: () => track.stop() };
}
