import { isLanguage, type Language } from '../kernel/index.ts';

/**
 * The language is a part of the address, so that a link carries it: `/fjordby/en/mitid`, `/en/skranke`. It is taken out
 * before routing, so that every route is written once.
 */
export function splitLanguage(path: string): { readonly path: string; readonly language: Language } {
  const segments = path.split('/');
  for (const at of [1, 2]) {
    const found = segments[at];
    if (found === 'da' || !isLanguage(found)) continue;
    segments.splice(at, 1);
    return { path: segments.join('/') || '/', language: found };
  }
  return { path, language: 'da' };
}
