import { memoLimits } from './memo.ts';

/** Refused by the mail box since September 2025 (docs/evidence.md, "Messages"), and what no file system likes. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const forbidden = /[<>:"/\\|?*\u0000-\u001f\u007f-\u009f]+/g;
const specialSpaces = /[\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]+/g;

/** A file name as the mail box takes it, or null when nothing is left of it. The ending is kept when it must be shortened. Pure. */
export function cleanFileName(name: string): string | null {
  const clean = name
    .toWellFormed()
    .replace(/[\ufffd-\uffff]/g, '')
    .replace(specialSpaces, ' ')
    .replace(forbidden, '-')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.-]+|[\s.-]+$/g, '');
  const letters = [...clean];
  if (letters.length === 0) return null;
  if (letters.length <= memoLimits.text) return clean;
  const ending = /\.[a-z0-9]{1,8}$/i.exec(clean)?.[0] ?? '';
  return `${letters
    .slice(0, memoLimits.text - ending.length)
    .join('')
    .trimEnd()}${ending}`;
}

/** A link as the mail box takes it: whole, https, in plain letters, with nobody's name in it; or null. Pure. */
export function memoUrl(written: string): string | null {
  if (!URL.canParse(written)) return null;
  const url = new URL(written);
  if (url.username !== '' || url.password !== '') return null;
  // Brackets and bars pass browsers, and no schema.
  return /^https:\/\/[a-z0-9.-]+(:\d+)?(\/|$)([\w.~!$&'()*+,;=:@/?#-]|%[0-9a-f]{2})*$/i.test(url.href) &&
    url.href.split('#').length <= 2
    ? url.href
    : null;
}
