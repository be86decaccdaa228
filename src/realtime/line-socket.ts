import { randomBytes } from 'node:crypto';
import type { WebSocket } from 'ws';
import { lineWords, mostMessages, pieceBytes } from '../modules/queue/index.ts';

/** Made once; no proxy can make it smaller. */
const noise = randomBytes(pieceBytes);
/** Longer than a test on the worst line. */
const lifeMs = 30_000;
const enough = 1008;

/** Serves one test of a line (queue/line-test): answers each message, knows nothing of whose it is, and keeps nothing. */
export function serveLineSocket(socket: WebSocket): void {
  let heard = 0;
  const life = setTimeout(() => socket.terminate(), lifeMs);
  socket.on('message', (data, binary) => {
    heard += 1;
    if (heard > mostMessages) return socket.close(enough);
    const word = binary ? lineWords.up : data.toString();
    if (word === lineWords.down) socket.send(noise);
    else if (word === lineWords.ping || binary) socket.send(word);
    else socket.close(enough);
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', () => clearTimeout(life));
}
