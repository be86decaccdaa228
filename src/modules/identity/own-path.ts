/** A made-up host: what still stands on it after reading is a path of ours, what left it is somebody else's address. */
const nowhere = 'http://own.invalid';
const longest = 512;
/** Going there after login would log in again, or out. */
const never = /^(?:\/en)?\/(?:log-ind|log-ud|demo-login)(?:[/?]|$)/i;

/**
 * Reads where to go after login. Null for anything that is not plainly a path on this host: another host, a scheme,
 * `//host`, a backslash or a control character (browsers drop or turn them), or the login itself.
 */
export function ownPath(text: string | undefined): string | null {
  if (text === undefined || text.length > longest || !/^\/[^/\\]|^\/$/.test(text)) return null;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\\\u0000-\u0020\u007f]/.test(text)) return null;
  if (!URL.canParse(text, nowhere)) return null;
  const url = new URL(text, nowhere);
  const path = `${url.pathname}${url.search}`;
  // `/./` and `/../` are taken out by reading: what they leave is judged again.
  if (url.origin !== nowhere || path.startsWith('//') || never.test(path)) return null;
  return path;
}
