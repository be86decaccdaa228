import { createHash } from 'node:crypto';
import type { Film } from './film.ts';

/** Names by content, so that what an address holds never changes and may be kept for ever. */
export const filmName = ({ hash, type }: Pick<Film, 'hash' | 'type'>): string => `${hash}.${type}`;
export const captionsName = ({ captions }: Pick<Film, 'captions'>): string =>
  `${createHash('sha256').update(captions).digest('hex').slice(0, 32)}.vtt`;

export const filmAddress = (base: string, film: Pick<Film, 'hash' | 'type'>): string =>
  `${base}/film/${filmName(film)}`;
export const captionsAddress = (base: string, film: Pick<Film, 'captions'>): string =>
  `${base}/film/${captionsName(film)}`;
/** The picture before a film has begun, in the municipality's colour. */
export const posterAddress = (base: string): string => `${base}/film/plakat.svg`;
