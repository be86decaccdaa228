/**
 * A call, put together: the socket of the room, a peer for each of the others, the text, the topics, the own devices. The page
 * (the citizen's waiting room, the employee's desk, a guest's page) sees `CallState` and gives `CallActions`; both are in
 * call-types.ts.
 *
 * Order of events. `createCall` opens the socket, without a word to anybody. Phase `waiting` until an employee admits; then
 * `joining` until the first two pages have found each other, then `live`. Text may be written in every phase: it is kept here
 * until each of the others' pages has confirmed it, and goes through our server until the direct way is open. `close` leaves
 * (the place is kept, the page can be opened again), `hangUp` ends it for all, or leaves for good where the role may not end.
 */

import type { PersonView, Who } from '../protocol.ts';
import { may } from '../roles.ts';
import { type CallFacts, deviceState, lineOf, type PeerFacts, peerLineOf, phaseOf, repairOf } from './call-truth.ts';
import type { Call, CallOptions, CallState, EndedBy, Person } from './call-types.ts';
import { createCallWays } from './call-ways.ts';
import { createChannel } from './channel.ts';
import { Conversation } from './conversation.ts';
import type { Direct } from './direct-message.ts';
import { watchPage } from './page-events.ts';
import { type OwnNow, Peer } from './peer.ts';
import { type ConnectionState, createRoomConnection, sessionName, socketAddress } from './room-connection.ts';
import { captureScreen } from './screen-capture.ts';

const lookMs = 500;
/** A second press on the same button within this time begins the connection anew. */
const pressAgainMs = 15_000;

export function createCall(options: CallOptions): Call {
  const { media } = options;
  const session = sessionName();
  const peers = new Map<Who, Peer>();
  const known = new Map<Who, PersonView>();
  const play = new Map<Who, () => Promise<void>>();
  let serverLostAt: number | null = performance.now();
  let admittedAt: number | null = null;
  let everLive = false;
  let ended: EndedBy | null = null;
  let networkMoved = false;
  let repairedAt = 0;
  let own: OwnNow = { screen: null, purpose: 'speech', signing: false };
  let closed = false;
  let shown: CallState | null = null;

  const conversation = new Conversation({
    session,
    send: (to, w) => {
      const peer = peers.get(to);
      return (
        (peer?.direct && peer.transport.sendData(JSON.stringify({ w } satisfies Direct))) || connection.sendText(to, w)
      );
    },
    onChange: () => show(),
  });
  const channel = createChannel({
    sendData: (who, text) => peers.get(who)?.transport.sendData(text) ?? false,
    sendBulk: async (who, bytes) => (await peers.get(who)?.transport.sendBulk(bytes)) ?? false,
  });
  let here: ConnectionState = { kind: 'connecting', room: null, seat: null };
  const connection = createRoomConnection({
    participant: options.participant,
    session,
    openSocket: () => new WebSocket(socketAddress(options.socketUrl, location.href)) as never,
    onState: (next) => {
      here = next;
      roomChanged(next);
    },
    onSignal: ({ who, from, to, body }) => {
      const peer = peers.get(who);
      if (peer?.person.seat === from && here.kind === 'seated' && here.seat === to) peer.transport.receiveSignal(body);
    },
    onMedia: (access) => ways.setAccess(access),
    onText: (from, text) => conversation.receive(from, text),
    onTyped: (typed) => conversation.restore(typed),
  });
  const ways = createCallWays({ iceServers: options.iceServers, here: () => here, channel, onWords: () => show() });

  function roomChanged(next: ConnectionState): void {
    if (next.kind === 'seated') {
      const back = serverLostAt !== null;
      serverLostAt = null;
      const { you, people, endedBy } = next.room;
      // The server's client is large: it is fetched while she waits.
      if (next.room.transport === 'livekit') void import('./livekit/livekit-transports.ts').catch(() => {});
      if (you.state === 'admitted') admittedAt ??= performance.now();
      if (ways.showAddresses(next.room)) beginAnew();
      const others = ended === null && endedBy === null ? people : [];
      meet(you.who, others);
      conversation.people({ who: you.who, seat: next.seat }, others);
      const moved = networkMoved;
      networkMoved = false;
      if (back || moved)
        for (const [who, peer] of peers) {
          // Our server keeps a copy of what is written while she waits; one that was started again has none.
          conversation.wayOpened(who);
          peer.transport.mend(moved);
        }
      if (back && peers.size === 0) conversation.wayOpened(0);
    } else serverLostAt ??= performance.now();
    const now = phaseOf(facts());
    if (now.phase === 'ended' || next.kind === 'elsewhere') part();
    const isKnown = next.kind === 'unknown' || next.kind === 'seated';
    if (now.endedBy !== null && isKnown) {
      // Whatever becomes of the room now, this page has its answer.
      ended ??= now.endedBy;
      connection.close();
    }
    show();
  }

  /** Those who are admitted have a peer each; another page of somebody's is another peer. */
  function meet(me: Who, people: readonly PersonView[]): void {
    for (const [who, peer] of peers)
      if (!people.some((one) => one.who === who && one.seat === peer.person.seat)) drop(who);
    for (const person of people) {
      known.set(person.who, person);
      // Seat 0 is a place that no page has held yet.
      if (person.seat === 0) continue;
      let peer = peers.get(person.who);
      if (!peer) {
        peer = find(me, person);
        peers.set(person.who, peer);
      }
      peer.update(person, own);
    }
  }

  function find(me: Who, person: PersonView): Peer {
    const { who, seat } = person;
    return new Peer({
      person,
      // Who came later speaks first: her page is the one that has just loaded.
      offers: me > who,
      transports: ways.transports(me),
      media,
      sendSignal: (body) => connection.sendSignal(who, seat, body),
      onChange: () => show(),
      onText: (text) => conversation.receive(who, text),
      onTopic: (topic, json) => channel.received(peers.get(who)?.person ?? person, topic, json),
      onBulk: (piece) => channel.receivedBulk(peers.get(who)?.person ?? person, piece),
      onReach: (open) => (open ? channel.reached(peers.get(who)?.person ?? person) : channel.lost(who)),
      onStall: () => connection.doubt(),
      onWay: () => conversation.wayOpened(who),
    });
  }

  /** Addresses are to be hidden from now on: every way that could show one is closed. */
  function beginAnew(): void {
    for (const who of [...peers.keys()]) drop(who);
    ways.forget();
  }

  function drop(who: Who): void {
    peers.get(who)?.close();
    peers.delete(who);
    play.delete(who);
    channel.lost(who);
  }

  function part(): void {
    for (const who of [...peers.keys()]) drop(who);
    stopSharing();
  }

  function peerFacts(peer: Peer, now: number): PeerFacts {
    return {
      connected: peer.person.connected,
      transport: peer.transport.state(),
      joiningMs: peer.joiningMs(now),
      dataOpen: peer.dataOpen,
      partedMs: peer.partedMs(now),
      watched: peer.watched,
      videoLevel: peer.level,
      // Where nobody speaks, a browser that would not play it keeps nothing from anybody.
      soundBlocked: play.has(peer.person.who) && peer.watch.report?.microphone === 'on',
    };
  }

  function facts(): CallFacts {
    const now = performance.now();
    const { microphone, camera } = media.state();
    return {
      connection: here,
      serverAwayMs: serverLostAt === null ? 0 : now - serverLostAt,
      admittedMs: admittedAt === null ? 0 : now - admittedAt,
      ended,
      everLive,
      microphone,
      camera,
      writesOnly: options.form === 'text' && !microphone.track && !camera.track,
      peers: [...peers.values()].map((peer) => peerFacts(peer, now)),
    };
  }

  /** Those who are admitted, also before a page of theirs has come. */
  function peopleNow(now: CallFacts): readonly Person[] {
    const at = performance.now();
    const views = here.kind === 'seated' || here.kind === 'connecting' ? (here.room?.people ?? []) : [];
    return views.map((view) => {
      const peer = peers.get(view.who);
      return peer ? peer.shown(at, peerLineOf(now, peerFacts(peer, at))) : absent(view);
    });
  }

  function read(): CallState {
    const now = facts();
    const { phase, endedBy } = phaseOf(now);
    const room = here.kind === 'seated' || here.kind === 'connecting' ? here.room : null;
    const people = phase === 'live' || phase === 'joining' ? peopleNow(now) : [];
    const { codes, peer } = lineOf(now);
    const you = room?.you ?? null;
    return {
      phase,
      endedBy,
      me: you && { who: you.who, role: you.role, identity: you.identity },
      people,
      other: mainOf(people, you?.role === 'employee' || you?.role === 'colleague'),
      known: [...known.values()],
      guests: room?.guests ?? [],
      relayOnly: room?.relayOnly ?? false,
      microphone: deviceState(now.microphone),
      camera: deviceState(now.camera),
      line: codes,
      lineWho: peer === null ? null : ([...peers.keys()][peer] ?? null),
      text: conversation.state(),
      path: people.length > 0 && people.every((one) => one.path === 'direct') ? 'direct' : 'server',
      words: ways.words(),
      sharing: own.screen !== null,
    };
  }

  function show(): void {
    if (closed) return;
    shown = read();
    everLive ||= shown.phase === 'live';
    options.onChange(shown);
  }

  /** What is not true any more, or has become true, since it was shown. */
  function showChanges(): void {
    if (!closed && (shown === null || glance(shown) !== glance(read()))) show();
  }

  async function look(): Promise<void> {
    // What only time has changed does not wait for a browser that is slow to count.
    showChanges();
    await Promise.all([...peers.values()].map((peer) => peer.look()));
    await ways.watchWords([...peers.values()]).catch(() => {
      // Not fetched on a bad line: it is tried again at the next look.
    });
    showChanges();
  }

  const looking = setInterval(() => void look(), lookMs);
  const unsubscribe = media.subscribe(() => {
    for (const peer of peers.values()) peer.present(own);
    show();
  });
  const awake = (networkChanged: boolean) => {
    connection.wake();
    // Another network: our server is asked first, which knows whether this address may be shown.
    if (networkChanged) networkMoved = true;
    else for (const peer of peers.values()) peer.transport.mend(false);
  };
  const unwatch = watchPage({
    onAwake: (why) => (why === 'network' || here.kind !== 'seated') && awake(why === 'network'),
    onLeave: () => connection.close(),
  });

  function present(next: Partial<OwnNow>): void {
    own = { ...own, ...next };
    for (const peer of peers.values()) peer.present(own);
    show();
  }

  function stopSharing(): void {
    if (own.screen === null) return;
    own.screen.stop();
    present({ screen: null });
  }

  async function repair(): Promise<void> {
    const { codes, peer: at } = lineOf(facts());
    const [worst] = codes;
    const need = worst === undefined ? 'reconnect' : repairOf(worst);
    const again = performance.now() - repairedAt < pressAgainMs;
    repairedAt = performance.now();
    const concerned = at === null ? [...peers.values()] : [...peers.values()].slice(at, at + 1);
    if (need === 'microphone') await media.renew('microphone');
    else if (need === 'camera') await media.renew('camera');
    else if (need === 'sound') {
      // Through the press the browser now allows it; if not, it stays said.
      await Promise.all(
        [...play].map(([who, start]) =>
          start().then(
            () => void (play.get(who) === start && play.delete(who)),
            () => {},
          ),
        ),
      );
    } else if (here.kind !== 'seated') awake(false);
    else
      for (const peer of concerned)
        if (again || peer.transport.state() === 'open') peer.transport.renew();
        else peer.transport.mend(false);
    show();
  }

  function close(): void {
    if (closed) return;
    closed = true;
    clearInterval(looking);
    unsubscribe();
    unwatch();
    conversation.close();
    connection.close();
    own.screen?.stop();
    for (const peer of peers.values()) peer.close();
    ways.close();
  }

  return {
    state: () => shown ?? read(),
    channel,
    soundBlocked: (who, blocked) => {
      if (blocked === null) play.delete(who);
      else play.set(who, blocked);
      show();
    },
    close,
    actions: {
      type: (text) => conversation.type(text),
      sendLine: () => conversation.sendLine(),
      setLetterByLetter: (on) => conversation.setLetterByLetter(on),
      setMicrophone: (on) => media.setMicrophone(on),
      setCamera: (on) => media.setCamera(on),
      shareScreen: async () => {
        const track = await captureScreen(() => stopSharing());
        if (track) present({ screen: track });
        return track !== null;
      },
      stopSharing,
      setPurpose: (purpose) => present({ purpose }),
      setSigning: (signing) => signing !== own.signing && present({ signing }),
      hangUp: () => {
        const role = shown?.me?.role ?? 'citizen';
        ended ??= may(role, 'end') ? (role === 'citizen' ? 'citizen' : 'employee') : 'left';
        connection.endRoom();
        part();
        show();
      },
      takeOver: () => connection.takeOver(),
      repair,
    },
  };
}

/** The employee is whom everybody else talks to, and the citizen whom the employee does. */
const mainOf = (people: readonly Person[], isStaff: boolean): Person | null =>
  people.find((one) => one.role === (isStaff ? 'citizen' : 'employee')) ?? people[0] ?? null;

const absent = (view: PersonView): Person => ({
  ...view,
  microphone: 'none',
  camera: 'none',
  active: false,
  remote: null,
  seen: false,
  framesPerSecond: null,
  screen: null,
  path: 'server',
  line: [],
});

/** What may change without anything having been said: looked at twice a second. */
const glance = (state: CallState): string =>
  JSON.stringify([
    state.phase,
    state.path,
    state.line,
    state.lineWho,
    state.people.map((one) => [one.who, one.seen, one.active, one.line, one.framesPerSecond]),
  ]);
