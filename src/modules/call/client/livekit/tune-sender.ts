import type { MediaKind, PicturePurpose } from '../call-transport.ts';
import { type VideoLevel, videoSettings } from '../video-ladder.ts';

/** A camera is sent in two sizes, the smaller first: the server gives each page the one her line bears. */
export function tuneSender(kind: MediaKind, sender: RTCRtpSender, level: VideoLevel, purpose: PicturePurpose): void {
  if (kind === 'audio') return;
  const parameters = sender.getParameters();
  const encodings = parameters.encodings ?? [];
  if (encodings.length === 0) return;
  if (kind === 'screen') for (const encoding of encodings) encoding.active = level < 3;
  else {
    const { active, maxBitrate, maxFramerate, degradation, scale } = videoSettings(level, purpose);
    for (const [at, encoding] of encodings.entries()) {
      const largest = at === encodings.length - 1;
      // On a bad line one size is enough: two would share its few bits.
      encoding.active = active && (level < 2 || largest);
      encoding.maxFramerate = maxFramerate;
      if (largest) Object.assign(encoding, { maxBitrate, scaleResolutionDownBy: scale });
    }
    (parameters as { degradationPreference?: string }).degradationPreference = degradation;
  }
  sender.setParameters(parameters).catch(() => {
    // Not every browser takes every wish; the line is watched all the same.
  });
}
