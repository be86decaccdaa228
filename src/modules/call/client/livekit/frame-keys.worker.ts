/**
 * LiveKit's own encryption of frames, in a worker of ours. What arrives is taken for encrypted whatever the server says of it:
 * a picture or voice that was slipped in unencrypted is dropped, not played (frame-keys.test.ts).
 */
import 'livekit-client/e2ee-worker';

const scope = globalThis as unknown as { onmessage: ((event: MessageEvent) => void) | null };
const { onmessage: handle } = scope;
scope.onmessage = (event) => {
  const { kind, data } = event.data as { kind?: string; data?: { enabled?: boolean } };
  if (kind === 'enable' && data) data.enabled = true;
  handle?.(event);
};
