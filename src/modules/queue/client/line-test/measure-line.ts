/** What the line to our server carries, in a few seconds at most, over a socket as the conversation's own. */
import { socketAddress } from '../../../call/client/room-connection.ts';
import type { LineMeasured } from '../../line-test/decide-mode.ts';
import { lineWords, pieceBytes } from '../../line-test/line-words.ts';

const pings = 3;
/** Enough to tell a picture's line from a voice's in a second. */
const downPieces = 30;
const upPieces = 15;
/** On their way at once: a picture's line is filled up to half a second's round trip, and a test that is broken off leaves little. */
const piecesAtOnce = 8;
/** A bad line is given up in the middle: nothing more is asked, and what is on its way has a little longer. */
const askMs = 2_500;
const patienceMs = 4_000;

const nothing: LineMeasured = { downKbit: null, upKbit: null, roundTripMs: null };
const kbit = (pieces: number, ms: number): number =>
  Math.round((Math.max(0, pieces) * pieceBytes * 8) / Math.max(1, ms));

/** `path` answers what line-words.ts says. Nothing is sent that says who she is. What a closed socket did not tell is null. */
export async function measureLine(path: string, signal?: AbortSignal): Promise<LineMeasured> {
  const socket = new WebSocket(socketAddress(path, location.href));
  socket.binaryType = 'arraybuffer';
  const close = () => socket.close();
  signal?.addEventListener('abort', close);
  const ask = { socket, count: pings, atOnce: 1 };
  try {
    if (!(await opens(socket))) return nothing;
    const { ping, down, up } = lineWords;
    const asked = await answers({ ...ask, send: () => socket.send(ping), isAnswer: (data) => data === ping });
    if (!asked) return nothing;
    const { times } = asked;
    const trips = times.map((at, turn) => at - (times[turn - 1] ?? 0)).sort((a, b) => a - b);
    // None came: it takes at least as long as was waited.
    const roundTripMs = Math.round(trips[Math.floor(trips.length / 2)] ?? patienceMs);

    const pieces = { socket, atOnce: piecesAtOnce };
    const came = await answers({
      ...pieces,
      count: downPieces,
      send: () => socket.send(down),
      isAnswer: (data) => typeof data !== 'string',
    });
    const noise = crypto.getRandomValues(new Uint8Array(pieceBytes));
    const went = await answers({
      ...pieces,
      count: upPieces,
      send: () => socket.send(noise),
      isAnswer: (data) => data === up,
    });
    return {
      roundTripMs,
      // From the first piece on: what the server thinks about first is no speed of the line.
      downKbit: came && kbit(came.times.length - 1, came.untilMs - (came.times[0] ?? 0)),
      upKbit: went && kbit(went.times.length, went.untilMs - roundTripMs),
    };
  } finally {
    signal?.removeEventListener('abort', close);
    close();
  }
}

const opens = (socket: WebSocket): Promise<boolean> =>
  new Promise((resolve) => {
    socket.onopen = () => resolve(true);
    socket.onclose = () => resolve(false);
    setTimeout(() => resolve(false), patienceMs);
  });

/** `times`: when each answer came, in milliseconds. `untilMs`: when the last did, or how long was waited for one that did not. */
type Answers = { readonly times: readonly number[]; readonly untilMs: number };

/** Sends `count` messages with `atOnce` on their way; null when the socket closed. */
function answers(about: {
  readonly socket: WebSocket;
  readonly count: number;
  readonly atOnce: number;
  readonly send: () => void;
  readonly isAnswer: (data: unknown) => boolean;
}): Promise<Answers | null> {
  const { socket } = about;
  return new Promise((resolve) => {
    const from = performance.now();
    const times: number[] = [];
    let sent = 0;
    const end = (is: Answers | null) => {
      clearTimeout(late);
      socket.onmessage = null;
      resolve(is);
    };
    const now = () => performance.now() - from;
    const late = setTimeout(() => end({ times, untilMs: now() }), patienceMs);
    const go = () => {
      const asks = now() < askMs ? Math.min(about.count, times.length + about.atOnce) : sent;
      for (; sent < asks; sent += 1) about.send();
      if (times.length === sent) end({ times, untilMs: times[sent - 1] ?? 0 });
    };
    socket.onclose = () => end(null);
    socket.onmessage = ({ data }) => {
      if (!about.isAnswer(data)) return;
      times.push(now());
      go();
    };
    if (socket.readyState === WebSocket.OPEN) go();
    else end(null);
  });
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
