/** When things were first seen on a page, in milliseconds since 1970; null: not yet. */
export type FirstPictures = {
  readonly benchPictures: {
    readonly origin: number;
    /** The own camera's first frame. */
    own: number | null;
    /** The first frame of a picture that came over the line. */
    remote: number | null;
    /** The heading that says where she stands in line. */
    heading: number | null;
    /** The state stream is open. */
    stream: number | null;
    pressed: number | null;
    key: number | null;
  };
  readonly benchForget: () => void;
};

/** Runs in the page before anything else. It only looks: frames that were presented, events that were fired. */
export function watchPictures(): void {
  const now = () => performance.timeOrigin + performance.now();
  const seen: FirstPictures['benchPictures'] = {
    origin: performance.timeOrigin,
    own: null,
    remote: null,
    heading: null,
    stream: null,
    pressed: null,
    key: null,
  };
  const watched = new WeakSet<HTMLVideoElement>();
  const watch = (video: HTMLVideoElement) => {
    if (watched.has(video)) return;
    watched.add(video);
    const each = () => {
      const [track] = (video.srcObject as MediaStream | null)?.getVideoTracks() ?? [];
      // A camera's track has the camera's name; one from a peer connection has an id for a name.
      if (track) {
        const which = track.label.startsWith('fake_device') ? 'own' : 'remote';
        seen[which] ??= now();
      }
      video.requestVideoFrameCallback(each);
    };
    video.requestVideoFrameCallback(each);
  };
  new MutationObserver(() => {
    for (const video of document.querySelectorAll('video')) watch(video);
    for (const heading of document.querySelectorAll('h1'))
      if (/^Du er (den næste|nummer)/.test(heading.textContent ?? '')) seen.heading ??= now();
  }).observe(document, { childList: true, subtree: true, characterData: true });
  const Source = window.EventSource;
  window.EventSource = class extends Source {
    constructor(url: string | URL, init?: EventSourceInit) {
      super(url, init);
      this.addEventListener('open', () => {
        seen.stream ??= now();
      });
    }
  };
  addEventListener('submit', () => (seen.pressed ??= now()), true);
  addEventListener('keydown', (event) => (seen.key = event.key === 'n' ? now() : seen.key), true);
  const forget = () => {
    seen.remote = null;
    seen.key = null;
  };
  Object.assign(window, { benchPictures: seen, benchForget: forget });
}
