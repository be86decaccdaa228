import { connect, type NetConnectOpts, type Socket } from 'node:net';
import type { Antivirus, Finding } from './antivirus.ts';

const times = {
  /** Of silence: while pieces are taken, and until the answer comes. */
  silenceMs: 30_000,
  wholeMs: 240_000,
};
/** An answer is one short line. */
const mostAnswer = 4096;

/**
 * ClamAV's daemon, spoken to with INSTREAM: each piece of the file with its length before it, an empty one at the end. The
 * answer is a line that ends in a zero byte. Only `stream: OK` is believed to mean clean.
 */
export function createClamd(address: NetConnectOpts, waits: Partial<typeof times> = {}): Antivirus {
  const { silenceMs, wholeMs } = { ...times, ...waits };
  return {
    check: async (file) => {
      const socket = connect(address);
      const whole = setTimeout(() => socket.destroy(new Error('no answer in time')), wholeMs);
      socket.setTimeout(silenceMs, () => socket.destroy(new Error('silence')));
      try {
        const answer = readAnswer(socket);
        // Whoever answers before the end has found something or gives up: what it said decides, not our broken pipe.
        const sent = send(socket, file).catch(() => undefined);
        const line = await answer;
        socket.destroy();
        await sent;
        return findingOf(line);
      } catch {
        return { is: 'unknown' };
      } finally {
        clearTimeout(whole);
        socket.destroy();
      }
    },
  };
}

/** What clamd's line means. A scanner that ran into its own limits has not looked at everything. */
export function findingOf(line: string): Finding {
  if (line === 'stream: OK') return { is: 'clean' };
  const found = /^stream: (.{1,200}) FOUND$/.exec(line);
  if (!found?.[1]) return { is: 'unknown' };
  return /^Heuristics\.Limits\./.test(found[1]) ? { is: 'unknown' } : { is: 'infected', name: found[1] };
}

async function send(socket: Socket, file: AsyncIterable<Uint8Array>): Promise<void> {
  const write = (bytes: Uint8Array) =>
    new Promise<void>((resolve, reject) => {
      if (socket.destroyed) return reject(new Error('closed'));
      socket.once('close', reject);
      socket.write(bytes, (error) => {
        socket.off('close', reject);
        if (error) reject(error);
        else resolve();
      });
    });
  const length = (bytes: number) => {
    const head = Buffer.alloc(4);
    head.writeUInt32BE(bytes);
    return head;
  };
  try {
    await write(Buffer.from('zINSTREAM\0'));
    for await (const piece of file) {
      if (piece.length === 0) continue;
      await write(length(piece.length));
      await write(piece);
    }
    await write(length(0));
  } catch (error) {
    // A file that was cut off on its way to us must not be judged by its first half: without the empty piece clamd says nothing.
    if (!socket.destroyed && !socket.readableEnded)
      socket.destroy(error instanceof Error ? error : new Error('cut off'));
    throw error;
  }
}

function readAnswer(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => {
      said += text;
      const end = said.indexOf('\0');
      if (end !== -1) resolve(said.slice(0, end));
      else if (said.length > mostAnswer) reject(new Error('no answer of clamd'));
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('closed without an answer')));
  });
}
