import type { MiddlewareHandler } from 'hono';
import type { MunicipalityId } from '../../kernel/index.ts';
import type { House, WebEnv } from '../../platform/index.ts';
import { allMunicipalities, type Municipality } from './store.ts';

/** What a request to one municipality's pages carries. */
export type MunicipalEnv = { Variables: WebEnv['Variables'] & { municipality: Municipality } };

/** Turns an address into a municipality. Few and rarely changed, so they are kept in memory and read again on a miss. */
export type Directory = {
  readonly all: () => Promise<readonly Municipality[]>;
  readonly bySlug: (slug: string) => Promise<Municipality | null>;
  readonly byHost: (host: string) => Promise<Municipality | null>;
  readonly byId: (id: MunicipalityId) => Promise<Municipality | null>;
};

/** A miss reads the table again, but a flood of made-up names must not. */
const rereadAfterMs = 5_000;

export function createDirectory(house: Pick<House, 'database' | 'clock'>): Directory {
  let known: readonly Municipality[] = [];
  let readAt = Number.NEGATIVE_INFINITY;
  const all = async () => {
    if (known.length === 0) await read();
    return known;
  };
  const read = async () => {
    readAt = house.clock.now().getTime();
    known = await allMunicipalities(house.database);
  };
  const find = async (matches: (one: Municipality) => boolean) => {
    const found = known.find(matches);
    // Nothing known yet is no miss: whoever comes while the first still reads must not be told that there is no such place.
    const lately = known.length > 0 && house.clock.now().getTime() - readAt < rereadAfterMs;
    if (found || lately) return found ?? null;
    await read();
    return known.find(matches) ?? null;
  };
  return {
    all,
    bySlug: (slug) => find((one) => one.slug === slug),
    byHost: (host) => find((one) => one.host === host),
    byId: (id) => find((one) => one.id === id),
  };
}

/** Sets `c.var.municipality` from the path, or answers as for any other address that does not exist. */
export function municipalityFromPath(directory: Directory): MiddlewareHandler<MunicipalEnv> {
  return async (c, next) => {
    const municipality = await directory.bySlug(c.req.param('municipality') ?? '');
    if (!municipality) return c.notFound();
    c.set('municipality', municipality);
    await next();
  };
}
