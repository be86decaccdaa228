import { connect, type Socket } from 'node:net';

export type Answered = { readonly status: number; readonly body: string; readonly ms: number };

/**
 * A connection that is kept, on which one POST follows another. Made of sockets alone: Node's own client would cost more than
 * the server that is measured. A connection that breaks fails what waits on it and is made anew for the next.
 */
export class PostClient {
  readonly #port: number;
  #socket: Socket | null = null;
  #waiting: { done: (answer: { status: number; body: string }) => void; fail: (error: Error) => void } | null = null;
  #text = '';

  constructor(port: number) {
    this.#port = port;
  }

  async post(
    path: string,
    body: unknown,
    headers: Readonly<Record<string, string>> = {},
    patienceMs = 20_000,
  ): Promise<Answered> {
    const json = JSON.stringify(body);
    const head = [
      `POST ${path} HTTP/1.1`,
      `Host: localhost:${this.#port}`,
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(json)}`,
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      '',
      json,
    ].join('\r\n');
    const began = performance.now();
    const socket = await this.#open();
    const timer = setTimeout(() => socket.destroy(new Error('no answer in time')), patienceMs);
    try {
      const answer = await new Promise<{ status: number; body: string }>((done, fail) => {
        this.#waiting = { done, fail };
        socket.write(head);
      });
      return { ...answer, ms: performance.now() - began };
    } finally {
      clearTimeout(timer);
      this.#waiting = null;
    }
  }

  close(): void {
    this.#waiting = null;
    this.#socket?.destroy();
    this.#socket = null;
  }

  #open(): Promise<Socket> {
    if (this.#socket && !this.#socket.destroyed) return Promise.resolve(this.#socket);
    return new Promise((done, fail) => {
      const socket = connect(this.#port, '127.0.0.1');
      socket.setNoDelay(true);
      this.#socket = socket;
      this.#text = '';
      const over = (error?: Error) => {
        if (this.#socket === socket) this.#socket = null;
        const why = error ?? new Error('the connection was closed');
        fail(why);
        this.#waiting?.fail(why);
      };
      socket.once('connect', () => done(socket));
      socket.on('error', over);
      socket.on('close', () => over());
      socket.on('data', (chunk) => this.#arrived(chunk));
    });
  }

  #arrived(chunk: Buffer): void {
    this.#text += chunk.toString('latin1');
    const headEnd = this.#text.indexOf('\r\n\r\n');
    if (headEnd === -1) return;
    const head = this.#text.slice(0, headEnd);
    const rest = this.#text.slice(headEnd + 4);
    const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
    if (length === undefined ? !rest.endsWith('0\r\n\r\n') : rest.length < Number(length)) return;
    const body = length === undefined ? rest.replace(/^[0-9a-f]+\r\n|\r\n[0-9a-f]+\r\n|\r\n0\r\n\r\n$/gi, '') : rest;
    this.#text = '';
    this.#waiting?.done({ status: Number(head.slice(9, 12)), body: Buffer.from(body, 'latin1').toString('utf8') });
  }
}
