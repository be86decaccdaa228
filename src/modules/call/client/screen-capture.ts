/** Calm pictures of letters: a screen needs few frames, and each of them sharp. */
const screenWish = { video: { frameRate: { ideal: 5, max: 10 } }, audio: false } as const;

/**
 * Asks which screen or window to show. Null when the person says no, or the browser cannot (iPhone). `onEnded`: the person
 * has stopped it in the browser's own way.
 */
export async function captureScreen(onEnded: () => void): Promise<MediaStreamTrack | null> {
  const devices = globalThis.navigator?.mediaDevices;
  if (!devices?.getDisplayMedia) return null;
  try {
    const [track = null] = (await devices.getDisplayMedia(screenWish)).getVideoTracks();
    if (track && 'contentHint' in track) track.contentHint = 'detail';
    track?.addEventListener('ended', onEnded);
    return track;
  } catch {
    return null;
  }
}

/** Whether this device can show its screen at all. */
export const canShareScreen = (): boolean => typeof globalThis.navigator?.mediaDevices?.getDisplayMedia === 'function';
