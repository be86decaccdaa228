/** What each picture of a page has counted, second by second: from it can be read why one stood still. */
import type { WatchedPage } from './watch-media.ts';

export type Counted = {
  readonly at: number;
  readonly who: string;
  readonly received: number;
  readonly decoded: number;
  readonly keyFrames: number;
  /** Times that a key frame was asked for. */
  readonly asked: number;
  readonly lost: number;
  /** Frames that could not be read, as far as the browser's worker says so. */
  readonly unread: number;
  /** What the page says of her line. */
  readonly line: string;
};
export type RecordedPage = { readonly benchPictures: Counted[] };
type LabState = { readonly people?: readonly { readonly who: number; readonly line: readonly string[] }[] };
type Lab = { readonly lab?: { readonly states: readonly LabState[] } };

/** Runs in the page before anything else, after `watchMedia`. */
export function recordPictures(): void {
  const counted: Counted[] = [];
  const unread = new Map<string, number>();
  const Plain = window.Worker;
  window.Worker = class extends Plain {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.addEventListener('message', ({ data }) => {
        const who = data?.kind === 'error' && /participant (\d+)\./.exec(String(data.data?.error?.message))?.[1];
        if (who) unread.set(who, (unread.get(who) ?? 0) + 1);
      });
    }
  };
  const look = async () => {
    const at = Date.now();
    const { peers } = (window as never as WatchedPage).benchMedia;
    const reports = await Promise.all(
      peers.filter((one) => one.connectionState === 'connected').map((one) => one.getStats()),
    );
    const inbound = reports
      .flatMap((report) => [...report.values()] as Record<string, unknown>[])
      .filter((one) => one.type === 'inbound-rtp' && one.kind === 'video');
    const people = (window as never as Lab).lab?.states.at(-1)?.people ?? [];
    for (const video of document.querySelectorAll<HTMLVideoElement>('[data-who] video')) {
      const who = video.closest('[data-who]')?.getAttribute('data-who') ?? '';
      const [track] = (video.srcObject as MediaStream | null)?.getVideoTracks() ?? [];
      const stats = inbound.find((one) => track && one.trackIdentifier === track.id);
      if (!stats) continue;
      counted.push({
        at,
        who,
        received: Number(stats.framesReceived),
        decoded: Number(stats.framesDecoded),
        keyFrames: Number(stats.keyFramesDecoded),
        asked: Number(stats.pliCount),
        lost: Number(stats.packetsLost),
        unread: unread.get(who) ?? 0,
        line: people.find((one) => `${one.who}` === who)?.line.join(' ') ?? '',
      });
    }
  };
  setInterval(() => void look().catch(() => {}), 1_000);
  Object.assign(window, { benchPictures: counted });
}

/** In words: what was counted of a picture while it stood. */
export function whyItStood(counted: readonly Counted[], who: string, from: number, to: number): string {
  const hers = counted.filter((one) => one.who === who);
  const before = hers.filter(({ at }) => at <= from).at(-1);
  const after = hers.find(({ at }) => at >= to) ?? hers.at(-1);
  if (!before || !after) return 'nothing counted';
  const kinds = ['received', 'decoded', 'keyFrames', 'asked', 'lost', 'unread'] as const;
  const lines = new Set(hers.filter(({ at }) => at >= before.at && at <= after.at).flatMap(({ line }) => line || []));
  return [...kinds.map((kind) => `${kind} +${after[kind] - before[kind]}`), ...lines].join(', ');
}
