import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { containsCpr } from '../../../kernel/index.ts';
import { parseInput, pathIn, seeOther } from '../../../platform/index.ts';
import type { MunicipalEnv } from '../../tenancy/index.ts';
import { isNobody } from '../visits/visit-rule.ts';
import { formTexts } from './form-texts.ts';
import type { QueryLog } from './query-log.ts';
import type { SearchOutcome } from './suggestion.ts';

/** Where a request came from, for a limit that keeps nothing. */
export type AddressOf = (c: Context) => string;

/** Counts a search that was answered; robots, pages fetched in advance and staff are left out. */
export function searchedBy(
  log: QueryLog,
  addressOf: AddressOf,
): (c: Context<MunicipalEnv>, search: { readonly query: string; readonly outcome: SearchOutcome }) => void {
  return (c, search) => {
    if (isNobody((name) => c.req.header(name))) return;
    log.note({ ...search, municipality: c.var.municipality.id, address: addressOf(c) });
  };
}

const longestQuery = 200;
const Outcome = v.object({
  q: v.pipe(v.string(), v.minLength(1), v.maxLength(longestQuery * 2)),
  fandt: v.optional(v.picklist(['ja', 'nej'])),
  udfald: v.optional(v.picklist(['opened', 'unopened'])),
});

/** `POST /soeg/svar`: she tells whether she found it, or the page tells whether an answer was opened. The words are in the body. */
export function searchOutcomeRoutes(note: ReturnType<typeof searchedBy>): Hono<MunicipalEnv> {
  const routes = new Hono<MunicipalEnv>();
  routes.post('/soeg/svar', async (c) => {
    const { language, municipality } = c.var;
    const parsed = parseInput(Outcome, await formTexts(c));
    const search = pathIn(language, `/${municipality.slug}`, '/soeg');
    if (!parsed.ok) return seeOther(c, search);
    const { q, fandt, udfald } = parsed.value;
    const outcome = fandt === undefined ? udfald : fandt === 'ja' ? 'found' : 'unopened';
    if (outcome) note(c, { query: q, outcome });
    if (fandt === undefined) return c.body(null, 204);
    return seeOther(c, containsCpr(q) ? `${search}?fjernet=1` : `${search}?q=${encodeURIComponent(q)}&tak=1`);
  });
  return routes;
}
