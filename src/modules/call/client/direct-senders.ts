/** What goes into each place of a connection between two browsers: which kind stands where, and how it is sent. */
import type { MediaKind, PicturePurpose } from './call-transport.ts';
import { soundBits, type VideoLevel, videoSettings } from './video-ladder.ts';

type SetParameters = (
  parameters: RTCRtpSendParameters,
  options?: { readonly encodingOptions: readonly { readonly keyFrame: boolean }[] },
) => Promise<void>;

/** The third place, where there is one, is a screen; it is opened by whoever shows one first. */
export const kindAt = (at: number, { receiver }: Pick<RTCRtpTransceiver, 'receiver'>): MediaKind =>
  at > 1 ? 'screen' : (receiver.track.kind as 'audio' | 'video');

/** `refresh`: what was sent lately is lost, so the picture begins anew; the other side would ask for that 3 s later. */
export function tuneSender(
  kind: MediaKind,
  sender: RTCRtpSender,
  wish: { readonly level: VideoLevel; readonly purpose: PicturePurpose; readonly refresh: boolean },
): void {
  const { level, purpose, refresh } = wish;
  const parameters = sender.getParameters();
  const [encoding] = parameters.encodings ?? [];
  if (!encoding) return;
  if (kind === 'audio') {
    Object.assign(encoding, { priority: 'high', networkPriority: 'high' });
    const most = soundBits(level, purpose);
    if (most === null) delete encoding.maxBitrate;
    else encoding.maxBitrate = most;
  } else if (kind === 'screen') {
    // Letters are read by their sharpness: fewer frames before fewer pixels.
    Object.assign(encoding, { active: level < 3, maxBitrate: 1_200_000 });
    (parameters as { degradationPreference?: string }).degradationPreference = 'maintain-resolution';
  } else {
    const { degradation, scale, ...settings } = videoSettings(level, purpose);
    Object.assign(encoding, { ...settings, scaleResolutionDownBy: scale });
    const better = purpose === 'signing' ? forHands(parameters.codecs) : undefined;
    if (better) Object.assign(encoding, { codec: better });
    else delete (encoding as { codec?: unknown }).codec;
    (parameters as { degradationPreference?: string }).degradationPreference = degradation;
  }
  const keyFrame = refresh && kind !== 'audio' ? { encodingOptions: [{ keyFrame: true }] } : undefined;
  (sender.setParameters as SetParameters).call(sender, parameters, keyFrame).catch(() => {
    // Not every browser takes every wish; the line is watched all the same.
  });
}

/**
 * Redundant sound first (RED), where the browser has it: under loss it is the difference between speech and noise
 * (docs/evidence.md, "Call on a bad line").
 */
export function preferRedundantSound(transceiver: RTCRtpTransceiver, kind: MediaKind): void {
  if (kind !== 'audio' || !transceiver.setCodecPreferences || !globalThis.RTCRtpReceiver?.getCapabilities) return;
  const codecs = RTCRtpReceiver.getCapabilities('audio')?.codecs ?? [];
  const rank = ({ mimeType }: { mimeType: string }) =>
    /\/red$/i.test(mimeType) ? 0 : /\/opus$/i.test(mimeType) ? 1 : 2;
  try {
    transceiver.setCodecPreferences([...codecs].sort((a, b) => rank(a) - rank(b)));
  } catch {
    // The browser's own order then.
  }
}

/**
 * What both browsers have negotiated that shows more movement in as many bits: on a line of 300 kbit/s it holds the frames
 * that hands need at a size that shows fingers, and VP8 does not (docs/benchmarks.md).
 */
const forHands = (negotiated: readonly RTCRtpCodec[] | undefined): RTCRtpCodec | undefined =>
  negotiated?.find(
    ({ mimeType, sdpFmtpLine }) => /\/vp9$/i.test(mimeType) && /profile-id=0|^$/.test(sdpFmtpLine ?? ''),
  );
