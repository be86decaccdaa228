/** Whether a file may go on, decided from its size, name and first bytes. Pure: a file of 2 GB is refused unread. */
import { imageSize, type Size } from './image-size.ts';
import { limits } from './limits.ts';
import { isCalledSo, isKind, type Kind, type OtherKind, sniff } from './sniff.ts';

export type Refusal =
  | { readonly why: 'empty' | 'disguised-program' | 'unreadable' }
  | { readonly why: 'too-large'; readonly megabytes: number }
  | { readonly why: 'too-many-pixels'; readonly megapixels: number }
  | { readonly why: 'kind'; readonly kind: OtherKind };

export type Judged =
  | { readonly ok: true; readonly kind: Kind /** Its name says something else. */; readonly misnamed: boolean }
  | { readonly ok: false; readonly refusal: Refusal };

const no = (refusal: Refusal): Judged => ({ ok: false, refusal });

/** By its size alone, before a byte is read; null when it may be read. */
export function judgeSize(bytes: number): Refusal | null {
  if (bytes === 0) return { why: 'empty' };
  if (bytes > limits.fileBytes) return { why: 'too-large', megabytes: Math.ceil(bytes / 1_000_000) };
  return null;
}

export function judgeFile(name: string, bytes: Uint8Array): Judged {
  const size = judgeSize(bytes.length);
  if (size) return no(size);
  const kind = sniff(bytes.subarray(0, 1024));
  if (!isKind(kind)) {
    // A program that is called a letter is told as what it is.
    if (kind === 'program' && !/\.(exe|dll|msi|scr|com|bat|cmd|sh|bin|jar|app|run)$/i.test(name))
      return no({ why: 'disguised-program' });
    return no({ why: 'kind', kind });
  }
  if (kind !== 'pdf') {
    const picture = imageSize(kind, bytes);
    if (!picture) return no({ why: 'unreadable' });
    const refusal = judgePixels(picture);
    if (refusal) return no(refusal);
  }
  return { ok: true, kind, misnamed: !isCalledSo(name, kind) };
}

export function judgePixels({ width, height }: Size): Refusal | null {
  const pixels = width * height;
  return pixels > limits.pixels ? { why: 'too-many-pixels', megapixels: Math.ceil(pixels / 1_000_000) } : null;
}
