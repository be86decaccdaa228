/** Films beside a guide: what one is, and what may be taken in. Pure. */

export const filmKinds = ['tegnsprog', 'tale'] as const;
export type FilmKind = (typeof filmKinds)[number];
export type FilmType = 'mp4' | 'webm';

/** The subject of the film on the entry page in sign language; any other is a service's slug. */
export const entrySubject = '';

export type Film = {
  readonly subject: string;
  readonly kind: FilmKind;
  /** SHA-256 of the file: its name, so that an address never means another film. */
  readonly hash: string;
  readonly type: FilmType;
  readonly bytes: number;
  readonly seconds: number;
  /** WebVTT. */
  readonly captions: string;
  readonly transcript: string;
  /** The role that answers for it. */
  readonly owner: string;
  readonly checkedOn: string;
};

/** What a file is by its first bytes; what its name or the browser says is not believed. */
export function filmTypeOf(head: Uint8Array): FilmType | null {
  const text = Buffer.from(head).toString('latin1');
  if (text.slice(4, 8) === 'ftyp' && head.length >= 12) return 'mp4';
  // EBML, which Matroska shares: the document type must say webm.
  if (text.startsWith('\x1a\x45\xdf\xa3') && text.slice(0, 64).includes('webm')) return 'webm';
  return null;
}

/** `1:20`, `01.20` or `80` as seconds; null for anything else and for what no film of ours lasts. */
export function secondsOf(text: string): number | null {
  const found = /^(?:(\d{1,2})[:.])?(\d{1,3})$/.exec(text.trim());
  if (!found) return null;
  const [minutes, seconds] = [Number(found[1] ?? 0), Number(found[2])];
  if (found[1] !== undefined && seconds > 59) return null;
  const all = minutes * 60 + seconds;
  return all >= 1 && all <= 3600 ? all : null;
}

export const lengthText = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

export type CaptionFault = 'not-vtt' | 'no-cues' | 'bad-times' | 'too-long';
/** Larger than the words of an hour. */
export const mostCaptionBytes = 150_000;

const cueTimes =
  /^(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})[ \t]+-->[ \t]+(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})(?:[ \t].*)?$/;

/** Null when a browser will show the captions, all of them, while the film runs. */
export function captionFault(text: string, seconds: number): CaptionFault | null {
  if (!/^\uFEFF?WEBVTT(?:[ \t\r\n]|$)/.test(text) || text.length > mostCaptionBytes) return 'not-vtt';
  let cues = 0;
  let before = 0;
  for (const block of text
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n')
    .split(/\n{2,}/)
    .slice(1)) {
    const lines = block.split('\n');
    const at = lines.findIndex((line) => line.includes('-->'));
    if (at === -1) continue;
    const found = cueTimes.exec(lines[at] ?? '');
    if (
      !found ||
      lines
        .slice(at + 1)
        .join('')
        .trim() === ''
    )
      return 'bad-times';
    const time = (from: number) =>
      Number(found[from] ?? 0) * 3600 +
      Number(found[from + 1]) * 60 +
      Number(found[from + 2]) +
      Number(found[from + 3]) / 1000;
    const [begins, ends] = [time(1), time(5)];
    if (ends <= begins || begins < before) return 'bad-times';
    // A second or two is how exactly people write down a length.
    if (ends > seconds + 3) return 'too-long';
    before = begins;
    cues += 1;
  }
  return cues === 0 ? 'no-cues' : null;
}

/** The part of a file that a browser asks for; `all` where it asks for none, or for several, which nobody needs. */
export function rangeOf(
  header: string | undefined,
  size: number,
): 'all' | 'none' | { readonly first: number; readonly last: number } {
  const found = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!found || (found[1] === '' && found[2] === '')) return 'all';
  const first = found[1] === '' ? Math.max(0, size - Number(found[2])) : Number(found[1]);
  const last = found[1] === '' || found[2] === '' ? size - 1 : Math.min(size - 1, Number(found[2]));
  if (first >= size || (found[1] === '' && Number(found[2]) === 0)) return 'none';
  return first > last ? 'all' : { first, last };
}
