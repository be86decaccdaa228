import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Language } from '../../../kernel/index.ts';
import type { Publication } from '../publication/publication.ts';
import { type BundleSource, type GuideBundle, leftBehind, makeBundle, packBundle } from './guide-bundle.ts';

export type CompressedBundle = {
  /** The same as long as the guide says the same, whatever day it is. */
  readonly etag: string;
  readonly br: Buffer;
  readonly gzip: Buffer;
};

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/**
 * The kept guides of all publications, made when first asked for and for each publication once; they go when it goes.
 * Compressing is done beside the event loop.
 */
export function createBundles() {
  const made = new WeakMap<Publication, Map<Language, Promise<CompressedBundle>>>();
  return (source: BundleSource): Promise<CompressedBundle> => {
    const { publication, language } = source;
    const languages = made.get(publication) ?? new Map<Language, Promise<CompressedBundle>>();
    made.set(publication, languages);
    const known = languages.get(language);
    if (known) return known;
    const making = compressBundle(source);
    languages.set(language, making);
    // The next who asks tries again.
    making.catch(() => languages.delete(language));
    return making;
  };
}

/** A whole municipality's guide with its search, compressed: more than this is not put on anybody's phone unasked. */
export const bundleBudget = 300_000;

/** The whole guide where it fits; else without what can best be done without. */
export async function compressBundle(source: BundleSource, budget = bundleBudget): Promise<CompressedBundle> {
  let smallest: CompressedBundle | null = null;
  for (const without of leftBehind) {
    smallest = await compressed(await makeBundle(source, without));
    if (smallest.br.length <= budget) break;
  }
  if (!smallest) throw new Error('a guide is kept in at least one form');
  return smallest;
}

async function compressed(bundle: GuideBundle): Promise<CompressedBundle> {
  const text = Buffer.from(JSON.stringify(packBundle(bundle)));
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: 22,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
  };
  const [br, gz] = await Promise.all([brotli(text, { params }), gzipped(text, { level: 9 })]);
  return { etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`, br, gzip: gz };
}
