/** What a file is, by what is in it; what it is called decides nothing. Pure, for both halves. */

/** What the table takes. */
export type Kind = 'pdf' | 'jpeg' | 'png' | 'webp';
/** What it does not take, told apart so that the way on can be said. */
export type OtherKind = 'heic' | 'avif' | 'gif' | 'tiff' | 'svg' | 'office' | 'zip' | 'program' | 'page' | 'unknown';

/** So many bytes from the beginning are enough. */
export const headBytes = 1024;

const latin = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, Math.min(to, bytes.length)));
const starts = (bytes: Uint8Array, ...first: readonly number[]): boolean =>
  first.every((byte, index) => bytes[index] === byte);

const heifBrands = /^(heic|heix|heim|heis|hevc|hevx|mif1|msf1)$/;

/** gzip, 7z, rar, bzip2, xz. */
const packed: readonly (readonly number[])[] = [
  [0x1f, 0x8b],
  [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c],
  [0x52, 0x61, 0x72, 0x21, 0x1a],
  [0x42, 0x5a, 0x68],
  [0xfd, 0x37, 0x7a, 0x58, 0x5a],
];

/** `head`: the first bytes of the file, `headBytes` of them where there are so many. */
export function sniff(head: Uint8Array): Kind | OtherKind {
  if (starts(head, 0xff, 0xd8, 0xff)) return 'jpeg';
  if (starts(head, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png';
  if (latin(head, 0, 4) === 'RIFF' && latin(head, 8, 12) === 'WEBP') return 'webp';
  if (latin(head, 4, 8) === 'ftyp') {
    const brand = latin(head, 8, 12);
    return heifBrands.test(brand) ? 'heic' : /^avi[fs]$/.test(brand) ? 'avif' : 'unknown';
  }
  if (/^GIF8[79]a/.test(latin(head, 0, 6))) return 'gif';
  if (starts(head, 0x49, 0x49, 0x2a, 0) || starts(head, 0x4d, 0x4d, 0, 0x2a)) return 'tiff';
  if (isProgram(head)) return 'program';
  // Word, Excel and the like: the old form, and the new one, which is a zip that names its parts.
  if (starts(head, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return 'office';
  const text = latin(head, 0, headBytes);
  if (starts(head, 0x50, 0x4b))
    return /\[Content_Types\]\.xml|_rels\/|word\/|xl\/|ppt\/|opendocument/.test(text) ? 'office' : 'zip';
  if (text.startsWith('{\\rtf')) return 'office';
  if (packed.some((first) => starts(head, ...first))) return 'zip';
  // At the very beginning only, though readers look further: what stands before it could be something else.
  if (text.startsWith('%PDF-')) return 'pdf';
  const plain = text.replace(/^\xef\xbb\xbf/, '').trimStart();
  if (/^(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*<svg/i.test(plain)) return 'svg';
  if (/^<(!doctype html|html|head|script|body)/i.test(plain)) return 'page';
  return 'unknown';
}

/** Programs of Windows, Linux and Mac, installers, shell scripts, Java classes. */
const isProgram = (head: Uint8Array): boolean =>
  starts(head, 0x4d, 0x5a) ||
  starts(head, 0x7f, 0x45, 0x4c, 0x46) ||
  starts(head, 0xca, 0xfe, 0xba, 0xbe) ||
  starts(head, 0x23, 0x21) ||
  [0xce, 0xcf].some((last) => starts(head, last, 0xfa, 0xed, 0xfe) || starts(head, 0xfe, 0xed, 0xfa, last));

const kinds: readonly string[] = ['pdf', 'jpeg', 'png', 'webp'] satisfies readonly Kind[];
export const isKind = (kind: string): kind is Kind => kinds.includes(kind);

const endings: Readonly<Record<Kind, RegExp>> = {
  pdf: /\.pdf$/i,
  jpeg: /\.(jpe?g|jfif)$/i,
  png: /\.png$/i,
  webp: /\.webp$/i,
};

/** Whether a file is called what it is; a name without an ending says nothing. */
export const isCalledSo = (name: string, kind: Kind): boolean =>
  !/\.[a-z0-9]{1,5}$/i.test(name) || endings[kind].test(name);
