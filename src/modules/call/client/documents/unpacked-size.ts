/** How much a PDF's packed streams unpack to, before anything reads the PDF: a decompression bomb is refused unread. */

/** A page scanned at 600 dots an inch is 100 MB in colour; honest files of 20 MB stay far below. */
export const mostUnpackedBytes = 400 * 1024 * 1024;

/** Places of zlib streams: after the word `stream` and its line end, where the first two bytes are a zlib head. */
export function* zlibStreams(bytes: Uint8Array): Generator<Uint8Array> {
  const word = [0x73, 0x74, 0x72, 0x65, 0x61, 0x6d];
  for (let at = bytes.indexOf(0x73); at !== -1 && at < bytes.length - 8; at = bytes.indexOf(0x73, at + 1)) {
    if (!word.every((letter, index) => bytes[at + index] === letter)) continue;
    // `endstream` is no beginning.
    if (bytes[at - 1] === 0x64) continue;
    let from = at + word.length;
    if (bytes[from] === 0x0d) from += 1;
    if (bytes[from] === 0x0a) from += 1;
    if (isZlibHead(bytes[from] ?? 0, bytes[from + 1] ?? 0)) yield bytes.subarray(from);
    at = from;
  }
}

const isZlibHead = (first: number, second: number) => (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0;

/**
 * In small pieces that grow. What follows a stream's end is an error to the decoder, and with it all is lost that it made of
 * the same piece: small ones lose little.
 */
function inPieces(bytes: Uint8Array): ReadableStream<BufferSource> {
  let at = 0;
  let given = 0;
  return new ReadableStream<BufferSource>({
    pull: (controller) => {
      if (at >= bytes.length) return controller.close();
      const size = Math.min(4096, 64 * 2 ** Math.floor(given / 16));
      controller.enqueue(bytes.slice(at, at + size));
      at += size;
      given += 1;
    },
  });
}

/** Unpacks and counts without keeping, layer by layer where a stream was packed twice; stops at `most`. */
export async function unpackedSize(packed: Uint8Array, most: number, layers = 3): Promise<number> {
  let size = 0;
  const inner: Uint8Array[] = [];
  let innerBytes = 0;
  const reader = inPieces(packed)
    .pipeThrough(new DecompressionStream('deflate') as ReadableWritablePair<Uint8Array, BufferSource>)
    .getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > most) break;
      if (layers > 1 && (inner.length > 0 || isZlibHead(value[0] ?? 0, value[1] ?? 0))) {
        inner.push(value);
        innerBytes += value.length;
        if (innerBytes > 32 * 1024 * 1024) break;
      }
    }
  } catch {
    // What follows the stream's end, or is damaged: what was counted so far is what there is.
  }
  await reader.cancel().catch(() => undefined);
  if (inner.length > 0 && size <= most) {
    const joined = new Uint8Array(await new Blob(inner as Uint8Array<ArrayBuffer>[]).arrayBuffer());
    size += await unpackedSize(joined, most - size, layers - 1);
  }
  return size;
}

/** Whether all streams together unpack to more than `most`. */
export async function isBomb(bytes: Uint8Array, most = mostUnpackedBytes): Promise<boolean> {
  let size = 0;
  for (const stream of zlibStreams(bytes)) {
    size += await unpackedSize(stream, most - size);
    if (size > most) return true;
  }
  return false;
}
