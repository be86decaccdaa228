/** What the line to our server carries, in a few seconds at most. Nothing is sent that says who she is. */
import type { LineMeasured } from '../../line-test/decide-mode.ts';

/** Enough to tell a picture's line from a voice's in a second; a bad line is given up in the middle. */
const downBytes = 120_000;
const upBytes = 60_000;
const patienceMs = 4_000;

const kbit = (bytes: number, ms: number): number => Math.round((bytes * 8) / Math.max(1, ms));

/** `path` answers with as many bytes as it is asked for, and takes what it is sent (line-test/routes.tsx). */
export async function measureLine(path: string, signal?: AbortSignal): Promise<LineMeasured> {
  const roundTripMs = await roundTrip(path, signal);
  if (roundTripMs === null) return { downKbit: null, upKbit: null, roundTripMs: null };
  return { downKbit: await down(path, signal), upKbit: await up(path, roundTripMs, signal), roundTripMs };
}

/** Ends with the page's own signal, or when it has taken too long. */
function within(signal: AbortSignal | undefined): { readonly signal: AbortSignal; readonly done: () => void } {
  const control = new AbortController();
  const stop = () => control.abort();
  const timer = setTimeout(stop, patienceMs);
  signal?.addEventListener('abort', stop);
  return {
    signal: control.signal,
    done: () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    },
  };
}

async function roundTrip(path: string, signal?: AbortSignal): Promise<number | null> {
  const times: number[] = [];
  for (let turn = 0; turn < 4; turn += 1) {
    const limit = within(signal);
    const from = performance.now();
    try {
      const response = await fetch(`${path}?b=1`, { cache: 'no-store', signal: limit.signal });
      await response.arrayBuffer();
      // The first opens the connection.
      if (response.ok && turn > 0) times.push(performance.now() - from);
    } catch {
      // Counted as not measured.
    }
    limit.done();
  }
  times.sort((a, b) => a - b);
  const middle = times[Math.floor(times.length / 2)];
  return middle === undefined ? null : Math.round(middle);
}

async function down(path: string, signal?: AbortSignal): Promise<number | null> {
  const limit = within(signal);
  let bytes = 0;
  let from = performance.now();
  try {
    const response = await fetch(`${path}?b=${downBytes}`, { cache: 'no-store', signal: limit.signal });
    const reader = response.body?.getReader();
    if (!response.ok || !reader) return null;
    // From the first piece on: what the server thinks about first is no speed of the line.
    const first = await reader.read();
    from = performance.now();
    if (first.done) return null;
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) bytes += piece.value.length;
    return bytes === 0 ? kbit(first.value.length, 1) : kbit(bytes, performance.now() - from);
  } catch {
    return bytes === 0 ? 0 : kbit(bytes, performance.now() - from);
  } finally {
    limit.done();
  }
}

async function up(path: string, roundTripMs: number, signal?: AbortSignal): Promise<number | null> {
  const limit = within(signal);
  const from = performance.now();
  try {
    const body = crypto.getRandomValues(new Uint8Array(upBytes));
    const response = await fetch(path, {
      method: 'POST',
      body,
      signal: limit.signal,
      headers: { 'content-type': 'application/octet-stream' },
    });
    if (!response.ok) return null;
    return kbit(upBytes, Math.max(1, performance.now() - from - roundTripMs / 2));
  } catch {
    // Not through in all that time: slower than this.
    return signal?.aborted ? null : kbit(upBytes, patienceMs) - 1;
  } finally {
    limit.done();
  }
}

/** Whether two connections of this page find each other by the ways that a call would have. */
export async function findsWay(iceServers: readonly RTCIceServer[]): Promise<boolean> {
  const [a, b] = [0, 1].map(() => new RTCPeerConnection({ iceServers: iceServers as RTCIceServer[] }));
  if (!a || !b) return false;
  try {
    a.onicecandidate = ({ candidate }) => candidate && void b.addIceCandidate(candidate).catch(() => {});
    b.onicecandidate = ({ candidate }) => candidate && void a.addIceCandidate(candidate).catch(() => {});
    const channel = a.createDataChannel('test');
    const opened = new Promise<boolean>((resolve) => {
      channel.onopen = () => resolve(true);
      setTimeout(() => resolve(false), patienceMs);
    });
    await a.setLocalDescription();
    if (a.localDescription) await b.setRemoteDescription(a.localDescription);
    await b.setLocalDescription();
    if (b.localDescription) await a.setRemoteDescription(b.localDescription);
    return await opened;
  } catch {
    return false;
  } finally {
    a.close();
    b.close();
  }
}
