import { ByteSource, Damaged } from './byte-source.ts';

/**
 * The little of the tar format (POSIX ustar) that a backup needs: folders and plain files with short names. So a backup can
 * be listed and unpacked by `tar` on any machine, also when this program is gone.
 */
export type TarEntry = {
  /** With slashes, at most 100 bytes; a folder's ends in one. */
  readonly name: string;
  readonly size: number;
  /** Exactly `size` bytes; nothing for a folder. */
  readonly body: () => AsyncIterable<Uint8Array>;
};

const block = 512;
const padding = (size: number): number => (block - (size % block)) % block;
/** What eleven octal digits can say; above it GNU's base-256 form, which every tar reads. */
const octalLimit = 8 ** 11;

/** How many bytes `packTar` gives for entries of these sizes. */
export const tarLength = (entries: readonly { readonly size: number }[]): number =>
  entries.reduce((sum, { size }) => sum + block + size + padding(size), 2 * block);

/** One archive, entry by entry. Throws when a body is not as long as its entry said. */
export async function* packTar(entries: Iterable<TarEntry>, at: Date): AsyncGenerator<Uint8Array> {
  for (const entry of entries) {
    yield header(entry, at);
    let left = entry.size;
    for await (const chunk of entry.body()) {
      left -= chunk.length;
      yield chunk;
    }
    if (left !== 0) throw new Error(`${entry.name} changed its size while it was packed`);
    if (padding(entry.size) > 0) yield new Uint8Array(padding(entry.size));
  }
  yield new Uint8Array(2 * block);
}

function header({ name, size }: TarEntry, at: Date): Buffer {
  const folder = name.endsWith('/');
  if (Buffer.byteLength(name) > 100) throw new Error(`${name} is too long a name for an archive`);
  const bytes = Buffer.alloc(block);
  const octal = (value: number, offset: number, width: number) =>
    bytes.write(`${value.toString(8).padStart(width - 1, '0')}\0`, offset, 'latin1');
  bytes.write(name, 0, 'utf8');
  octal(folder ? 0o700 : 0o600, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  if (size < octalLimit) octal(size, 124, 12);
  else bytes.writeBigUInt64BE(BigInt(size), bytes.writeUInt32BE(0x80000000, 124));
  octal(Math.floor(at.getTime() / 1000), 136, 12);
  bytes.write(folder ? '5' : '0', 156, 'latin1');
  bytes.write('ustar\x0000', 257, 'latin1');
  bytes.write(`${checksum(bytes).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return bytes;
}

/** The sum of a header's bytes, its own field taken as spaces. */
const checksum = (bytes: Buffer): number =>
  bytes.reduce((sum, byte, index) => sum + (index >= 148 && index < 156 ? 0x20 : byte), 0);

/**
 * The entries of an archive in their order. An entry's body is read before the next entry is asked for; what was left of it
 * is passed over. Throws `Damaged` where the archive ends too early or is none.
 */
export async function* unpackTar(source: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry> {
  const bytes = new ByteSource(source);
  for (;;) {
    const head = await bytes.take(block);
    if (head.every((byte) => byte === 0)) return bytes.drain();
    const size = readSize(head);
    if (checksum(head) !== Number.parseInt(head.toString('latin1', 148, 154), 8) || !Number.isSafeInteger(size))
      throw new Damaged('not an archive, or a changed one');
    if (!['0', '5'].includes(head.toString('latin1', 156, 157))) throw new Damaged('an entry of an unknown kind');
    const end = head.subarray(0, 100).indexOf(0);
    let left = size;
    const body = async function* () {
      while (left > 0) {
        const piece = await bytes.piece(left);
        left -= piece.length;
        yield piece;
      }
    };
    yield { name: head.toString('utf8', 0, end === -1 ? 100 : end), size, body };
    while (left > 0) left -= (await bytes.piece(left)).length;
    await bytes.take(padding(size));
  }
}

const readSize = (head: Buffer): number =>
  (head[124] ?? 0) >= 0x80 ? Number(head.readBigUInt64BE(128)) : Number.parseInt(head.toString('latin1', 124, 135), 8);
