import type { EntranceId } from '../../../kernel/index.ts';
import { ok, type Result, refuse } from '../../../kernel/index.ts';
import type { Entrance } from './entrance.ts';

export type ReplacementFault =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'itself' }
  | { readonly kind: 'circle' }
  /** `better` is what the retired one was itself replaced by, when that is alive. */
  | { readonly kind: 'retired'; readonly better: Entrance | null };

type Known = ReadonlyMap<EntranceId, Entrance>;

/** The first entrance in the chain of replacements that is not retired; null where the chain ends or goes round. */
export function successor(start: Entrance, known: Known): Entrance | null {
  const seen = new Set<EntranceId>([start.id]);
  let here: Entrance = start;
  while (here.replacedBy !== null) {
    const next = known.get(here.replacedBy);
    if (!next || seen.has(next.id)) return null;
    if (next.status !== 'retired') return next;
    seen.add(next.id);
    here = next;
  }
  return null;
}

/** May `retiring` be replaced by `by`? A citizen who follows the chain must arrive at something that works. */
export function checkReplacement(
  retiring: EntranceId,
  by: EntranceId,
  known: Known,
): Result<Entrance, ReplacementFault> {
  if (retiring === by) return refuse({ kind: 'itself' });
  const target = known.get(by);
  if (!target) return refuse({ kind: 'unknown' });
  const seen = new Set<EntranceId>();
  for (let here: Entrance | undefined = target; here; here = here.replacedBy ? known.get(here.replacedBy) : undefined) {
    if (here.id === retiring || seen.has(here.id)) return refuse({ kind: 'circle' });
    seen.add(here.id);
  }
  if (target.status === 'retired') return refuse({ kind: 'retired', better: successor(target, known) });
  return ok(target);
}
