/**
 * A call, put together: the socket of the room, the transport, the text, the own devices and the watch over the line. The page
 * (the citizen's waiting room, the employee's desk) sees `CallState` and gives `CallActions`; both are in call-types.ts.
 *
 * Order of events. `createCall` opens the socket and prepares a peer connection, without a word to the other side. Phase
 * `waiting` until an employee admits; then `joining` until the two browsers have found each other, then `live`. Text may be
 * written in every phase: it is kept here until the other's page has confirmed it, and goes through our server until the
 * direct way is open. `close` leaves (the place is kept, the page can be opened again), `hangUp` ends it for both.
 */

import { type CallFacts, deviceState, lineOf, phaseOf, repairOf } from './call-truth.ts';
import type { Call, CallOptions, CallState, EndedBy, OtherParty } from './call-types.ts';
import { Conversation } from './conversation.ts';
import { type Direct, readDirect } from './direct-message.ts';
import { createDirectTransport, type DirectTransport } from './direct-transport.ts';
import { type LineReport, LineWatch } from './line-watch.ts';
import { watchPage } from './page-events.ts';
import { type ConnectionState, createRoomConnection, sessionName, socketAddress } from './room-connection.ts';
import { VideoLadder } from './video-ladder.ts';

const lookMs = 500;
/** A second press on the same button within this time begins the connection anew. */
const pressAgainMs = 15_000;

export function createCall(options: CallOptions): Call {
  const { media, role } = options;
  const session = sessionName();
  const watch = new LineWatch();
  let ladder = new VideoLadder();
  let transport: DirectTransport | null = null;
  let pairing = '';
  let dataOpen = false;
  let remote: MediaStream | null = null;
  let remoteVideo = false;
  let watched: CallFacts['watched'] = [];
  let serverLostAt: number | null = performance.now();
  let metAt: number | null = null;
  let admittedAt: number | null = null;
  let partedAt: number | null = null;
  let everMet = false;
  let ended: EndedBy | null = null;
  let play: (() => Promise<void>) | null = null;
  let repairedAt = 0;
  let looks = 0;
  let closed = false;
  let shown: CallState | null = null;

  const conversation = new Conversation({
    session,
    send: (w) => (direct() && transport?.sendData(JSON.stringify({ w } satisfies Direct))) || connection.sendText(w),
    onChange: () => show(),
    onNote: (note) => options.onNote?.(note),
  });
  /** A channel that is open on a line that is dead takes text and keeps it: our server is the better way then. */
  const direct = () => dataOpen && transport?.state() === 'open' && !watched.includes('line-gone');
  transport = prepare();
  let here: ConnectionState = { kind: 'connecting', room: null, seat: null };
  const connection = createRoomConnection({
    participant: options.participant,
    session,
    openSocket: () => new WebSocket(socketAddress(options.socketUrl, location.href)) as never,
    onState: (next) => {
      here = next;
      roomChanged(next);
    },
    onSignal: ({ from, to, body }) => {
      if (`${to}-${from}` === pairing) transport?.receiveSignal(body);
    },
    onText: (text) => conversation.receive(text),
    onTyped: (typed) => conversation.restore(typed),
  });

  /** A peer connection is ready before it is needed; nothing of it leaves this browser until `begin`. */
  function prepare(): DirectTransport {
    const made: DirectTransport = createDirectTransport({
      offers: role === 'employee',
      iceServers: options.iceServers,
      sendSignal: (body) => {
        const [, other] = pairing.split('-');
        if (transport === made && other) connection.sendSignal(Number(other), body);
      },
      onState: (next) => {
        if (next === 'open' || next === 'broken') conversation.wayOpened();
        show();
      },
      onRemote: (stream) => {
        remote = stream;
        for (const track of stream.getVideoTracks())
          track.onunmute = () => {
            remoteVideo = true;
            show();
          };
        show();
      },
      onData: (text) => {
        const message = readDirect(text);
        if (message === null) return;
        if ('w' in message) return conversation.receive(message.w);
        watch.reported(message.r, performance.now());
        show();
      },
      onDataOpen: (open) => {
        dataOpen = open;
        watched = [];
        watch.begin(open ? performance.now() : null);
        partedAt = open ? null : (partedAt ?? performance.now());
        everMet ||= open;
        if (open) tell();
        conversation.wayOpened();
        show();
      },
    });
    publish(made);
    return made;
  }

  function publish(to = transport): void {
    const { microphone, camera } = media.state();
    to?.publish('audio', microphone.track);
    to?.publish('video', camera.track);
  }

  function roomChanged(next: ConnectionState): void {
    if (next.kind === 'seated') {
      const back = serverLostAt !== null;
      serverLostAt = null;
      const { other, admitted, endedBy } = next.room;
      if (admitted) admittedAt ??= performance.now();
      if (admitted && other && ended === null && endedBy === null)
        pair(`${next.seat}-${other.seat}`, other.seat, other.connected);
      conversation.seats(next.seat, admitted ? other : null);
      if (back) {
        // While she waits, the server keeps a copy; one that was started again has none.
        conversation.wayOpened();
        transport?.mend(false);
      }
    } else serverLostAt ??= performance.now();
    const now = phaseOf(facts());
    if (now.phase === 'ended' || next.kind === 'elsewhere') part();
    const known = next.kind === 'unknown' || (next.kind === 'seated' && next.room.endedBy !== null);
    if (now.endedBy !== null && known) {
      // Whatever becomes of the room now, this page has its answer.
      ended ??= now.endedBy;
      connection.close();
    }
    show();
  }

  /** Two pages find each other; another page on either side is another pair. */
  function pair(name: string, otherSeat: number, connected: boolean): void {
    if (otherSeat === 0) return;
    if (pairing !== name) {
      if (pairing !== '') {
        part();
        transport = prepare();
      }
      pairing = name;
      metAt = null;
    }
    if (connected && metAt === null) {
      metAt = performance.now();
      transport ??= prepare();
      transport.begin();
    }
  }

  function part(): void {
    transport?.close();
    transport = null;
    dataOpen = false;
    remote = null;
    remoteVideo = false;
    watched = [];
    ladder = new VideoLadder();
    watch.begin(null);
    if (everMet) partedAt ??= performance.now();
    if (here.kind === 'elsewhere') pairing = '';
  }

  function facts(): CallFacts {
    const now = performance.now();
    const { microphone, camera } = media.state();
    return {
      connection: here,
      serverAwayMs: serverLostAt === null ? 0 : now - serverLostAt,
      transport: transport?.state() ?? 'closed',
      joiningMs: metAt === null ? 0 : now - metAt,
      admittedMs: admittedAt === null ? 0 : now - admittedAt,
      dataOpen,
      partedMs: everMet ? (partedAt === null ? 0 : now - partedAt) : null,
      ended,
      watched,
      microphone,
      camera,
      writesOnly: options.form === 'text' && !microphone.track && !camera.track,
      videoLevel: ladder.level,
      soundBlocked: play !== null,
    };
  }

  function otherParty(): OtherParty | null {
    const other = here.kind === 'seated' || here.kind === 'connecting' ? here.room?.other : null;
    if (!other) return null;
    const report = watch.report;
    return {
      role: other.role,
      name: other.name,
      connected: other.connected || dataOpen,
      microphone: report?.microphone ?? 'none',
      camera: report === null ? 'none' : report.camera === 'paused' ? 'on' : report.camera,
    };
  }

  function read(): CallState {
    const now = facts();
    return {
      ...phaseOf(now),
      other: otherParty(),
      microphone: deviceState(now.microphone),
      camera: deviceState(now.camera),
      line: lineOf(now),
      text: conversation.state(),
      path: direct() ? 'direct' : 'server',
      remote,
      remoteVideo,
    };
  }

  function show(): void {
    if (closed) return;
    shown = read();
    options.onChange(shown);
  }

  /** Our own report of the second. */
  function tell(): void {
    const { microphone, camera } = media.state();
    const r: LineReport = {
      microphone: deviceState(microphone),
      camera: camera.track && camera.wanted && ladder.level === 3 ? 'paused' : deviceState(camera),
      hears: watch.hearsAt(performance.now()),
    };
    transport?.sendData(JSON.stringify({ r } satisfies Direct));
  }

  async function look(): Promise<void> {
    const sample = (await transport?.sample()) ?? null;
    if (closed) return;
    const now = performance.now();
    const before = shown;
    if (transport && dataOpen) {
      watched = watch.look({ now, sample, microphone: deviceState(media.state().microphone) });
      remoteVideo = sample === null ? remoteVideo : watch.seesAt(now);
      looks += 1;
      if (looks % 2 === 0) {
        if (sample && transport.state() === 'open') transport.setVideoLevel(ladder.observe(sample));
        tell();
      }
    }
    const next = read();
    const same =
      before?.phase === next.phase &&
      before.remoteVideo === next.remoteVideo &&
      before.path === next.path &&
      before.line.join() === next.line.join();
    if (!same) show();
  }

  const looking = setInterval(() => void look(), lookMs);
  const unsubscribe = media.subscribe(() => {
    publish();
    tell();
    show();
  });
  const awake = (networkChanged: boolean) => {
    connection.wake();
    transport?.mend(networkChanged);
  };
  const unwatch = watchPage({
    onAwake: (why) => (why === 'network' || here.kind !== 'seated') && awake(why === 'network'),
    onLeave: () => connection.close(),
  });

  function close(): void {
    if (closed) return;
    closed = true;
    clearInterval(looking);
    unsubscribe();
    unwatch();
    conversation.close();
    connection.close();
    transport?.close();
  }

  return {
    state: () => shown ?? read(),
    soundBlocked: (blocked) => {
      play = blocked;
      show();
    },
    close,
    actions: {
      type: (text) => conversation.type(text),
      sendLine: () => conversation.sendLine(),
      setLetterByLetter: (on) => conversation.setLetterByLetter(on),
      sendNote: (note) => conversation.sendNote(note),
      setMicrophone: (on) => media.setMicrophone(on),
      setCamera: (on) => media.setCamera(on),
      hangUp: () => {
        ended ??= role;
        connection.endRoom();
        part();
        show();
      },
      takeOver: () => connection.takeOver(),
      repair: async () => {
        const [worst] = lineOf(facts());
        const repair = worst === undefined ? 'reconnect' : repairOf(worst);
        const again = performance.now() - repairedAt < pressAgainMs;
        repairedAt = performance.now();
        if (repair === 'microphone') await media.renew('microphone');
        else if (repair === 'camera') await media.renew('camera');
        else if (repair === 'sound') {
          // Through the press the browser now allows it; if not, it stays said.
          const start = play;
          await start?.().then(
            () => {
              if (play === start) play = null;
            },
            () => {},
          );
        } else if (here.kind !== 'seated') awake(false);
        else if (again || transport?.state() === 'open') transport?.renew();
        else transport?.mend(false);
        show();
      },
    },
  };
}
