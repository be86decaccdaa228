import { Track, type TrackPublishOptions, VideoPresets } from 'livekit-client';
import type { MediaKind } from '../call-transport.ts';

export const sources: Record<MediaKind, Track.Source> = {
  audio: Track.Source.Microphone,
  video: Track.Source.Camera,
  screen: Track.Source.ScreenShare,
};
export const kindOf = (source: Track.Source): MediaKind | null =>
  (Object.keys(sources) as MediaKind[]).find((kind) => sources[kind] === source) ?? null;

/** How each kind is sent; a camera in two sizes, so that the server gives each page the one her line bears. */
export function publishOptions(kind: MediaKind): TrackPublishOptions {
  const source = sources[kind];
  // Silence is sent too: the other side tells a microphone that is quiet from a line that is dead by it.
  if (kind === 'audio') return { source, dtx: false, red: true, audioPreset: { maxBitrate: 32_000 } };
  if (kind === 'screen')
    return {
      source,
      simulcast: false,
      videoCodec: 'vp8',
      videoEncoding: { maxBitrate: 1_200_000, maxFramerate: 15 },
      degradationPreference: 'maintain-resolution',
    };
  return {
    source,
    simulcast: true,
    videoSimulcastLayers: [VideoPresets.h180],
    videoCodec: 'vp8',
    videoEncoding: { maxBitrate: 900_000, maxFramerate: 30 },
    degradationPreference: 'maintain-framerate',
  };
}
