import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { MunicipalityId } from '../kernel/index.ts';
import { createMediaServer, EarlyText } from '../modules/call/index.ts';
import { pieceBytes } from '../modules/queue/index.ts';
import { errorFields, type House } from '../platform/index.ts';
import { serveLineSocket } from './line-socket.ts';
import { type RoomSockets, serveRoomSocket } from './room-socket.ts';

export type RealtimeOptions = {
  /** ASVS 4.4.2: a page of ours, or nobody. A browser always sends an origin; what sends none is refused too. */
  readonly originAllowed: (origin: string | undefined, host: string | undefined) => boolean;
  /** The municipality of an address: by its first path segment, or by the host where there is none. */
  readonly municipalityOf: (address: {
    readonly slug: string | null;
    readonly host: string | undefined;
  }) => Promise<MunicipalityId | null>;
  /** The built file in which frames are encrypted before the media server has them. */
  readonly frameKeys: string;
  /** Whether whoever asks sits outside the municipality's nets. */
  readonly outside?: (request: IncomingMessage) => boolean;
};

export type Realtime = { readonly close: () => Promise<void> };

/** Signalling bodies are a few kB; a 64 kB message is an attack or a mistake. */
const maxPayload = 64 * 1024;
/** Under the minute after which proxies close a silent connection. */
const pingMs = 25_000;
const maxSockets = 10_000;
/** Tests of a line are seconds long; however many are begun, no conversation lacks a socket for them. */
const maxTests = 500;
const address = /^(?:\/([a-z0-9-]+?))?(?:\/en)?\/(samtale|hjaelp\/linje)$/;

/**
 * Takes the upgrade requests of a server: `/{municipality}/samtale` is the WebSocket of a room, `/{municipality}/hjaelp/linje`
 * that of a line's test.
 */
export function attachRealtime(server: Server, house: House, options: RealtimeOptions): Realtime {
  const sockets = new WebSocketServer({ noServer: true, maxPayload, clientTracking: true });
  const tests = new WebSocketServer({ noServer: true, maxPayload: 2 * pieceBytes, clientTracking: true });
  const media = createMediaServer(house.config.livekit, (error) =>
    house.log.warn('the media server did not answer', errorFields(error)),
  );
  const shared: RoomSockets = {
    house,
    media,
    frameKeys: options.frameKeys,
    earlyText: new EarlyText(),
    lastHeard: new Map(),
    waiting: new Map(),
  };
  const answered = new WeakSet<object>();
  let closing = false;

  async function upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): Promise<void> {
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    const match = address.exec(path);
    if (!match) return refuseUpgrade(stream, '404 Not Found');
    const isTest = match[2] !== 'samtale';
    const full = isTest ? tests.clients.size >= maxTests : sockets.clients.size >= maxSockets;
    if (closing || full) return refuseUpgrade(stream, '503 Service Unavailable');
    if (!options.originAllowed(request.headers.origin, request.headers.host))
      return refuseUpgrade(stream, '403 Forbidden');
    const slug = match[1] === undefined || match[1] === 'en' ? null : match[1];
    const municipality = await options.municipalityOf({ slug, host: request.headers.host });
    if (!municipality) return refuseUpgrade(stream, '404 Not Found');
    if (isTest) return tests.handleUpgrade(request, stream, head, serveLineSocket);
    sockets.handleUpgrade(request, stream, head, (socket) => {
      answered.add(socket);
      socket.on('pong', () => answered.add(socket));
      serveRoomSocket(shared, municipality, socket, options.outside?.(request) ?? false);
    });
  }

  const listener = (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const broken = () => stream.destroy();
    stream.on('error', broken);
    upgrade(request, stream, head).catch((error) => {
      house.log.error('an upgrade failed', errorFields(error));
      refuseUpgrade(stream, '500 Internal Server Error');
    });
  };
  server.on('upgrade', listener);

  const pings = setInterval(() => {
    for (const socket of sockets.clients) {
      if (!answered.has(socket)) socket.terminate();
      answered.delete(socket);
      if (socket.readyState === socket.OPEN) socket.ping();
    }
  }, pingMs);
  pings.unref();

  return {
    close: async () => {
      closing = true;
      clearInterval(pings);
      server.off('upgrade', listener);
      // "Service restart": pages come back at once, to the next process or to this one started again.
      for (const socket of sockets.clients) socket.close(1012);
      for (const socket of tests.clients) socket.terminate();
      const deadline = Date.now() + 1_000;
      while (sockets.clients.size > 0 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      tests.close();
    },
  };
}

function refuseUpgrade(stream: Duplex, status: string): void {
  stream.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}
