import { connect, type Socket } from 'node:net';

/** One answer: how long it took from `since` (ms of performance.now) and how large it was with its headers. */
export type Answer = { readonly status: number; readonly ms: number; readonly bytes: number };

/**
 * A connection that is kept, on which one request follows another. Made of sockets alone: Node's own client would cost more
 * than the server that is measured.
 */
class Kept {
  readonly #socket: Socket;
  #waiting: { done: (answer: Omit<Answer, 'ms'>) => void; fail: (error: Error) => void } | null = null;
  #parts: Buffer[] = [];
  #size = 0;
  #needed: number | 'chunked' | null = null;
  #status = 0;

  constructor(port: number) {
    this.#socket = connect(port, '127.0.0.1');
    this.#socket.setNoDelay(true);
    this.#socket.on('data', (chunk) => this.#arrived(chunk));
    const over = (error?: Error) => this.#waiting?.fail(error ?? new Error('the connection was closed'));
    this.#socket.on('error', over);
    this.#socket.on('close', () => over());
  }

  ask(head: string): Promise<Omit<Answer, 'ms'>> {
    return new Promise((done, fail) => {
      this.#waiting = { done, fail };
      this.#socket.write(head);
    });
  }

  close(): void {
    this.#waiting = null;
    this.#socket.destroy();
  }

  #arrived(chunk: Buffer): void {
    this.#parts.push(chunk);
    this.#size += chunk.length;
    if (this.#needed === null) {
      const text = Buffer.concat(this.#parts).toString('latin1');
      const headEnd = text.indexOf('\r\n\r\n');
      if (headEnd === -1) return;
      const head = text.slice(0, headEnd);
      this.#status = Number(head.slice(9, 12));
      const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
      this.#needed = length === undefined ? 'chunked' : headEnd + 4 + Number(length);
    }
    const last = chunk.length >= 5 ? chunk : Buffer.concat(this.#parts.slice(-5));
    const whole =
      this.#needed === 'chunked' ? last.subarray(-5).toString('latin1') === '0\r\n\r\n' : this.#size >= this.#needed;
    if (!whole) return;
    const answer = { status: this.#status, bytes: this.#size };
    this.#parts = [];
    this.#size = 0;
    this.#needed = null;
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.done(answer);
  }
}

const headOf = (port: number, path: string, headers: Readonly<Record<string, string>>): string =>
  [
    `GET ${path} HTTP/1.1`,
    `Host: localhost:${port}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '',
    '',
  ].join('\r\n');

export type Asked = {
  readonly port: number;
  readonly paths: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
};

function orderly(answer: { readonly status: number }, path: string): void {
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
}

/** Each of `connections` asks again as soon as it is answered, for `seconds`. Gives answers a second and bytes of one. */
export async function asFastAsItGoes(
  asked: Asked & { readonly connections: number; readonly seconds: number },
): Promise<{ readonly perSecond: number; readonly answers: number; readonly bytesEach: number }> {
  const heads = asked.paths.map((path) => headOf(asked.port, path, asked.headers ?? {}));
  const kept = Array.from({ length: asked.connections }, () => new Kept(asked.port));
  const began = performance.now();
  const until = began + asked.seconds * 1000;
  let answers = 0;
  let bytes = 0;
  await Promise.all(
    kept.map(async (one, from) => {
      for (let at = from; performance.now() < until; at += 1) {
        const which = at % heads.length;
        const answer = await one.ask(heads[which] ?? '');
        orderly(answer, asked.paths[which] ?? '');
        answers += 1;
        bytes += answer.bytes;
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  for (const one of kept) one.close();
  return { perSecond: answers / seconds, answers, bytesEach: bytes / answers };
}

/**
 * `perSecond` requests a second whatever the server does. Time runs from the moment at which a request was due, so that a
 * server that stalls is not asked less and looks better for it.
 */
export async function atARate(
  asked: Asked & { readonly perSecond: number; readonly seconds: number },
): Promise<readonly number[]> {
  const heads = asked.paths.map((path) => headOf(asked.port, path, asked.headers ?? {}));
  const free: Kept[] = [];
  const all: Kept[] = [];
  const times: number[] = [];
  const running: Promise<void>[] = [];
  const total = asked.perSecond * asked.seconds;
  const began = performance.now();
  const one = async (due: number, which: number) => {
    const kept = free.pop() ?? new Kept(asked.port);
    if (!all.includes(kept)) all.push(kept);
    orderly(await kept.ask(heads[which] ?? ''), asked.paths[which] ?? '');
    times.push(performance.now() - due);
    free.push(kept);
  };
  for (let sent = 0; sent < total; ) {
    const due = began + (sent * 1000) / asked.perSecond;
    if (performance.now() < due) {
      await new Promise((next) => setTimeout(next, Math.max(0, due - performance.now() - 0.5)));
      continue;
    }
    running.push(one(due, sent % heads.length));
    sent += 1;
  }
  await Promise.all(running);
  for (const kept of all) kept.close();
  return times;
}
