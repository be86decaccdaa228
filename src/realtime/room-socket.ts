import type { WebSocket } from 'ws';
import type { MunicipalityId, ParticipantId } from '../kernel/index.ts';
import {
  closeCode,
  type EarlyText,
  endRoom,
  enter,
  type FromBrowser,
  forgetSignals,
  keepSeat,
  leave as leaveSeat,
  type MediaServer,
  may,
  participantOf,
  participantToken,
  type RoomView,
  readMessage,
  removePerson,
  type Seat,
  type SeatView,
  setPlace,
  signalsAfter,
  storeSignals,
  type ToBrowser,
  viewFrom,
} from '../modules/call/index.ts';
import { errorFields, type House, sameText, type Unsubscribe } from '../platform/index.ts';
import { createForwarding } from './forwarding.ts';
import { cost, createMessageGate } from './message-gate.ts';

/** What the sockets of one process share. */
export type RoomSockets = {
  readonly house: House;
  readonly earlyText: EarlyText;
  readonly media: MediaServer;
  readonly frameKeys: string;
  /** When a page of a participant was last heard here; a page that is silent does not keep others from her place. */
  readonly lastHeard: Map<ParticipantId, number>;
  /** Who was put out for rubbish, and until when she is not let in again; milliseconds of this process. */
  readonly waiting: Map<ParticipantId, number>;
};

const helloMs = 5_000;
const renewMs = 20_000;
/** A page beats each second; after this long it is hung, frozen or cut off. */
const silentMs = 5_000;
const malformedAllowed = 10;
const rubbishWaitMs = 2_000;
/** A page that does not read: everything of worth is stored or sent again, so it may as well come back. */
const unreadBytes = 1_000_000;

/** A page that meets eleven others says as many things at once: they are one transaction. */
const signalsAtOnce = 32;
/** As our pages write one; another that is one too is taken by itself. */
const isSignal = (data: string): boolean => data.startsWith('{"t":"signal"');

/** Admitted, and it goes on: only then anything passes to or from the others. */
const isIn = (view: RoomView): boolean => view.you.state === 'admitted' && view.endedBy === null;

/** Serves one browser's socket from its hello to its end. */
export function serveRoomSocket(
  shared: RoomSockets,
  municipality: MunicipalityId,
  socket: WebSocket,
  outside: boolean,
): void {
  const { house } = shared;
  const { bus, clock, database, keys, log } = house;
  let seat: Seat | null = null;
  let ids: ReadonlyMap<number, ParticipantId> = new Map();
  let view: RoomView | null = null;
  let told = '';
  let delivered = 0;
  let malformed = 0;
  let ended = false;
  let reading = false;
  let owed: 'room' | 'signals' | null = null;
  let heard: Unsubscribe[] = [];
  let renewal: NodeJS.Timeout | null = null;
  const silence = setTimeout(() => socket.close(closeCode.silent), helloMs);

  const inMunicipality = <Value>(work: () => Promise<Value>) => database.inMunicipality(municipality, work);
  const send = (message: ToBrowser) => sendRaw(JSON.stringify(message));
  function sendRaw(text: string): void {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > unreadBytes) socket.terminate();
    else socket.send(text);
  }

  const forwarding = createForwarding({
    media: shared.media,
    worker: shared.frameKeys,
    send,
    now: () => performance.now(),
  });

  async function hello(message: FromBrowser & { t: 'hello' }): Promise<void> {
    const participant = participantOf(message);
    if (!sameText(message.token, participantToken(keys, participant))) return socket.close(closeCode.unknown);
    clearTimeout(silence);
    const waitMs = (shared.waiting.get(participant) ?? 0) - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    if (ended) return;
    const lastHeard = shared.lastHeard.get(participant);
    const takeOver = message.takeOver === true || (lastHeard !== undefined && performance.now() - lastHeard > silentMs);
    const now = clock.now();
    const found = await inMunicipality(async () => {
      const entered = await enter(bus, participant, { session: message.session, takeOver, outside }, now);
      return { entered, seen: entered.kind === 'seated' ? await viewFrom(entered.seat, now) : null };
    });
    if (found.entered.kind === 'unknown') return socket.close(closeCode.unknown);
    if (found.entered.kind === 'elsewhere') return send({ t: 'elsewhere' });
    // She closed the page meanwhile: nobody else will say that she left.
    if (ended) return leave(found.entered.seat);
    if (found.seen?.kind !== 'here') return;
    stand();
    seat = found.entered.seat;
    ({ ids, room: view } = found.seen);
    told = JSON.stringify(view);
    delivered = message.lastSeq;
    shared.lastHeard.set(participant, performance.now());
    const typed = isIn(view) ? null : shared.earlyText.take(participant);
    send({ t: 'welcome', seat: seat.seat, sent: found.entered.sent, typed, room: view });
    const { roomId, participantId } = seat;
    heard = [
      bus.subscribe(`room:${roomId}`, () => read()),
      bus.subscribe(`room:${participantId}`, () => read('signals')),
      bus.onRelay(`room:${participantId}`, (text) => {
        if (view && isIn(view)) sendRaw(`{"t":"text",${text}}`);
      }),
    ];
    const held = seat;
    renewal = setInterval(() => {
      inMunicipality(() => keepSeat(held, clock.now())).catch(failedReading);
      if (view) forwarding.look(held, view, isIn(view)).catch(failedReading);
    }, renewMs);
    // What changed between the look and the subscription.
    read();
  }

  /** Leaves the seat without a word to the other side. */
  function stand(): void {
    for (const unsubscribe of heard) unsubscribe();
    heard = [];
    if (renewal) clearInterval(renewal);
    renewal = null;
    seat = null;
    view = null;
    ids = new Map();
    forwarding.forget();
  }

  /** Reads again what is owed: the room, or the signals alone. Notices that come meanwhile make it one more time, not many. */
  function read(what: 'room' | 'signals' = 'room'): void {
    owed = what === 'room' || owed === 'room' ? 'room' : 'signals';
    if (!reading) void readWhatIsOwed();
  }

  async function readWhatIsOwed(): Promise<void> {
    reading = true;
    try {
      for (let what = owed; what !== null; what = owed) {
        owed = null;
        // The embedded database answers without a turn of the loop: sockets that want in have theirs between two readings.
        await new Promise((resolve) => setImmediate(resolve));
        await readOnce(what);
      }
    } catch (error) {
      failedReading(error);
      // The database comes back by itself; the page keeps its place meanwhile.
      setTimeout(read, 1_000).unref();
    }
    reading = false;
  }

  async function readOnce(what: 'room' | 'signals'): Promise<void> {
    const mine = seat;
    if (!mine || ended) return;
    const [seen, signals] = await inMunicipality(async () => [
      // Whoever is let in, sent out or gone is told by the room's own notice, and has no signals from then on.
      what === 'room' || !view || !isIn(view) ? await viewFrom(mine, clock.now()) : null,
      await signalsAfter(keys, mine, delivered),
    ]);
    if (seat !== mine) return;
    if (seen?.kind === 'gone') return socket.close(closeCode.unknown);
    if (seen?.kind === 'replaced') return socket.close(closeCode.replaced);
    if (seen?.kind === 'elsewhere') {
      shared.earlyText.pageClosed(mine.participantId, mine.seat);
      shared.lastHeard.delete(mine.participantId);
      stand();
      return send({ t: 'elsewhere' });
    }
    if (seen) await showRoom(mine, seen);
    if (!view || !isIn(view)) return;
    for (const signal of signals) {
      send({ t: 'signal', ...signal });
      delivered = signal.seq;
    }
  }

  async function showRoom(mine: Seat, seen: Extract<SeatView, { readonly kind: 'here' }>): Promise<void> {
    ({ ids, room: view } = seen);
    if (isIn(view)) shared.earlyText.forget(mine.participantId);
    const now = JSON.stringify(view);
    if (now !== told) {
      told = now;
      send({ t: 'state', room: view });
    }
    await forwarding.look(mine, view, isIn(view));
  }

  function isRubbish(): number {
    malformed += 1;
    if (malformed === malformedAllowed) {
      log.warn('malformed messages on a room socket', { count: malformed });
      if (seat) letWait(seat.participantId);
      socket.close(closeCode.malformed);
      end();
    }
    return cost.passed;
  }

  type Take = Parameters<Parameters<typeof createMessageGate>[0]['handle']>[1];
  async function handle(data: string, take: Take): Promise<number> {
    const message = readMessage(data);
    if (!message) return isRubbish();
    if (seat) shared.lastHeard.set(seat.participantId, performance.now());
    if (message.t === 'beat') {
      send({ t: 'beat' });
      return cost.passed;
    }
    if (message.t === 'hello') {
      if (!seat) await hello(message);
      return cost.written;
    }
    const mine = seat;
    if (!mine) return cost.passed;
    if (message.t === 'text') {
      const to = ids.get(message.to);
      if (message.to === 0) {
        if (view && !isIn(view)) shared.earlyText.hold(mine.participantId, mine.seat, message.w);
      } else if (view && isIn(view) && to) {
        await bus.relay(`room:${to}`, `"from":${mine.who},"w":${JSON.stringify(message.w)}`);
      }
      return cost.passed;
    }
    if (message.t === 'signal') {
      const signals = [message];
      let spent = cost.written - cost.passed;
      while (signals.length < signalsAtOnce) {
        const next = take(isSignal);
        if (next === undefined) break;
        const one = readMessage(next);
        if (one?.t === 'signal') signals.push(one);
        else spent += isRubbish();
      }
      const outcomes = await inMunicipality(() => storeSignals(house, mine, signals));
      for (const [at, outcome] of outcomes.entries()) {
        spent += outcome === 'stored' ? cost.passed : cost.useless;
        const n = signals[at]?.n;
        if (n !== undefined && outcome !== 'before admission' && outcome !== 'too many') send({ t: 'stored', n });
      }
      return spent;
    }
    if (message.t === 'got') await inMunicipality(() => forgetSignals(mine, message.seq));
    else await inMunicipality(() => endOrLeave(mine));
    return cost.written;
  }

  /** Coming in is the dearest of all: whoever was put out for rubbish comes back a little later. */
  function letWait(participant: ParticipantId): void {
    shared.waiting.set(participant, performance.now() + rubbishWaitMs);
    setTimeout(() => shared.waiting.delete(participant), rubbishWaitMs).unref();
  }

  /** Citizen and employee end it for all; a guest leaves, and would wait in the lobby again; a colleague is simply gone. */
  async function endOrLeave({ roomId, participantId, ...seated }: Seat): Promise<void> {
    // A colleague can have become the one who is in charge since she sat down.
    const role = view?.you.role ?? seated.role;
    if (may(role, 'end')) await endRoom(bus, roomId, role === 'citizen' ? 'citizen' : 'employee', clock.now());
    else if (role === 'colleague') await removePerson(bus, roomId, participantId);
    else await setPlace(bus, roomId, participantId, 'lobby');
  }

  function failedReading(error: unknown): void {
    log.warn('a room could not be read', errorFields(error));
  }

  const gate = createMessageGate({
    handle: async (data, take) => {
      try {
        return await handle(data, take);
      } catch (error) {
        // Nothing was acknowledged, so the page sends it again on its next socket.
        log.error('a room message failed', errorFields(error));
        socket.close(1011);
        end();
        return cost.useless;
      }
    },
    pause: () => socket.pause(),
    resume: () => socket.resume(),
  });

  function end(): void {
    if (ended) return;
    ended = true;
    gate.close();
    clearTimeout(silence);
    const left = seat;
    stand();
    if (!left) return;
    shared.earlyText.pageClosed(left.participantId, left.seat);
    shared.lastHeard.delete(left.participantId);
    leave(left);
  }

  function leave(seat: Seat): void {
    inMunicipality(() => leaveSeat(bus, seat, clock.now())).catch(failedReading);
  }

  socket.on('message', (data, binary) => gate.arrived(binary ? '' : data.toString()));
  socket.on('error', () => socket.terminate());
  socket.on('close', end);
}
