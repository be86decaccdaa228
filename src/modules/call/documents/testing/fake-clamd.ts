/** Something that listens where clamd should, and behaves as clamd does or as nothing should. */

import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { afterAll } from 'vitest';

export type Behaviour =
  | 'clean'
  | 'infected'
  | 'early'
  | 'silent'
  | 'cut-off'
  | 'garbage'
  | 'endless'
  | 'half'
  | 'limit';

export type FakeClamd = {
  readonly port: number;
  /** What each connection sent, as a file put together from its pieces; whether its end was marked. */
  readonly files: { bytes: Buffer; ended: boolean }[];
  behave: (behaviour: Behaviour) => void;
};

export async function startFakeClamd(): Promise<FakeClamd> {
  let behaviour: Behaviour = 'clean';
  const files: FakeClamd['files'] = [];
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    const file = { bytes: Buffer.alloc(0), ended: false };
    files.push(file);
    let got = Buffer.alloc(0);
    let begun = false;
    socket.on('error', () => undefined);
    socket.on('close', () => open.delete(socket));
    const answer = () => {
      if (behaviour === 'clean') socket.end('stream: OK\0');
      if (behaviour === 'infected') socket.end('stream: Eicar-Test-Signature FOUND\0');
      if (behaviour === 'limit') socket.end('stream: Heuristics.Limits.Exceeded.MaxScanSize FOUND\0');
      if (behaviour === 'garbage') socket.end('HTTP/1.1 400 Bad Request\r\n\0');
      if (behaviour === 'half') socket.end('stream: O');
      if (behaviour === 'endless') socket.write('x'.repeat(100_000));
    };
    socket.on('data', (piece) => {
      got = Buffer.concat([got, piece as Buffer]);
      if (!begun) {
        if (got.length < 10) return;
        begun = got.subarray(0, 10).toString() === 'zINSTREAM\0';
        got = got.subarray(10);
        if (behaviour === 'early') socket.end('INSTREAM size limit exceeded. ERROR\0');
        if (behaviour === 'cut-off') socket.destroy();
      }
      while (got.length >= 4 && got.length >= 4 + got.readUInt32BE(0)) {
        const length = got.readUInt32BE(0);
        if (length === 0) {
          file.ended = true;
          return answer();
        }
        file.bytes = Buffer.concat([file.bytes, got.subarray(4, 4 + length)]);
        got = got.subarray(4 + length);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return {
    port: (server.address() as AddressInfo).port,
    files,
    behave: (next) => {
      behaviour = next;
    },
  };
}
