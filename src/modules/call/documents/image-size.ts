/** How large a picture says it is, read from its head before anything decodes it. Pure. */
import type { Kind } from './sniff.ts';

export type Size = { readonly width: number; readonly height: number };

/** Null where the head does not say, so that what cannot be judged is not decoded. */
export function imageSize(kind: Exclude<Kind, 'pdf'>, bytes: Uint8Array): Size | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = { png: pngSize, jpeg: jpegSize, webp: webpSize }[kind](view);
  return size && size.width > 0 && size.height > 0 ? size : null;
}

function pngSize(view: DataView): Size | null {
  // IHDR is the first chunk, or it is no PNG.
  if (view.byteLength < 24 || view.getUint32(12) !== 0x49484452) return null;
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

function jpegSize(view: DataView): Size | null {
  for (let at = 2; at + 9 < view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    // SOF0 to SOF15, but for the tables that share their numbers.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    if (marker === 0xd9 || marker === 0xda) return null;
    at += marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7) ? 2 : 2 + Math.max(2, view.getUint16(at + 2));
  }
  return null;
}

function webpSize(view: DataView): Size | null {
  if (view.byteLength < 30) return null;
  const form = view.getUint32(12);
  // "VP8X", "VP8L" and "VP8 ".
  if (form === 0x56503858)
    return { width: 1 + (view.getUint32(24, true) & 0xffffff), height: 1 + (view.getUint32(26, true) >>> 8) };
  if (form === 0x5650384c) {
    if (view.getUint8(20) !== 0x2f) return null;
    const bits = view.getUint32(21, true);
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
  }
  if (form === 0x56503820)
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  return null;
}

/** What of a PNG makes its picture. Texts, profiles and other frames are packed too, and may unpack to anything. */
const pictureChunks = new Set(['IHDR', 'PLTE', 'tRNS', 'gAMA', 'sRGB', 'IDAT', 'IEND']);

/** The PNG with nothing but its picture; null where its chunks do not add up. */
export function plainPng(bytes: Uint8Array): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Uint8Array[] = [bytes.subarray(0, 8)];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > bytes.length) return null;
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (pictureChunks.has(name)) kept.push(bytes.subarray(at, end));
    if (name === 'IEND') {
      const whole = new Uint8Array(kept.reduce((sum, part) => sum + part.length, 0));
      let to = 0;
      for (const part of kept) {
        whole.set(part, to);
        to += part.length;
      }
      return whole;
    }
    at = end;
  }
  return null;
}
