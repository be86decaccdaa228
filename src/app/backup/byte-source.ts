/** The bytes are not whole, or not what they should be: cut off, changed, or something else altogether. */
export class Damaged extends Error {}

/** Bytes in pieces of the reader's own size. */
export class ByteSource {
  readonly #source: AsyncIterator<Uint8Array>;
  #kept: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** The next piece, at most `most` bytes and never empty. */
  async piece(most: number): Promise<Buffer> {
    while (this.#kept.length === 0) {
      const next = await this.#source.next();
      if (next.done) throw new Damaged('the end is missing');
      this.#kept = Buffer.from(next.value);
    }
    const piece = this.#kept.subarray(0, most);
    this.#kept = this.#kept.subarray(piece.length);
    return piece;
  }

  /** To the very end, where a compressed source says whether all of it was right. */
  async drain(): Promise<void> {
    this.#kept = Buffer.alloc(0);
    while (!(await this.#source.next()).done);
  }

  async take(size: number): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for (let left = size; left > 0; left -= pieces.at(-1)?.length ?? 0) pieces.push(await this.piece(left));
    return Buffer.concat(pieces);
  }

  /** What comes before the next line feed, which is taken too; at most `most` bytes. */
  async line(most: number): Promise<string> {
    let text = '';
    for (;;) {
      const byte = await this.take(1);
      if (byte[0] === 0x0a) return text;
      text += byte.toString('latin1');
      if (text.length > most) throw new Damaged('a line without an end');
    }
  }
}
