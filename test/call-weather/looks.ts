import type { Page } from '@playwright/test';
import type { WatchedPage } from '../../scripts/bench/call/watch-media.ts';
import type { Look } from './invariants.ts';

type Shown = {
  readonly phase: string;
  readonly line: readonly string[];
  readonly microphone: string;
  readonly other: { readonly active: boolean; readonly signs: boolean; readonly camera: string } | null;
};
export type LookedAt = {
  readonly weather: { readonly looks: Look[]; readonly errors: string[] };
  readonly lab: { readonly call: { readonly state: () => Shown } };
};

/** Runs in the page before anything else: looks at the page and its counters four times a second. */
export function keepLooking(): void {
  const weather: LookedAt['weather'] = { looks: [], errors: [] };
  Object.assign(window, { weather });
  addEventListener('error', ({ message }) => weather.errors.push(message));
  addEventListener('unhandledrejection', ({ reason }) => weather.errors.push(String(reason)));
  /** By each connection that the page has had: a server's line has one for each direction. */
  const heard = new Map<RTCPeerConnection, number>();
  const soundPackets = async (peers: readonly RTCPeerConnection[]): Promise<number> => {
    for (const peer of peers) {
      if (peer.connectionState === 'closed') continue;
      const stats = [...((await peer.getStats().catch(() => null))?.values() ?? [])] as Record<string, unknown>[];
      const sound = stats.filter(({ type, kind }) => type === 'inbound-rtp' && kind === 'audio');
      if (sound.length > 0)
        heard.set(
          peer,
          sound.reduce((sum, one) => sum + Number(one.packetsReceived ?? 0), 0),
        );
    }
    return [...heard.values()].reduce((sum, one) => sum + one, 0);
  };
  const look = async () => {
    const { lab, benchMedia } = window as never as LookedAt & WatchedPage;
    if (!lab?.call) return;
    const sound = await soundPackets(benchMedia.peers);
    const { phase, line, microphone, other } = lab.call.state();
    const picture = document.querySelector<HTMLElement>('.call-people video');
    weather.looks.push({
      at: Date.now(),
      phase,
      line,
      microphone,
      other: other && { active: other.active, signing: other.signs, camera: other.camera },
      picture: picture?.checkVisibility() ?? false,
      sound,
      frames: benchMedia.frames.length,
    });
  };
  setInterval(() => void look(), 250);
}

export const looksOf = (page: Page): Promise<readonly Look[]> =>
  page.evaluate(() => (window as never as LookedAt).weather.looks);
export const errorsOf = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => (window as never as LookedAt).weather.errors);
