import { type MunicipalityId, type Result, refuse } from '../../../kernel/index.ts';
import type { House } from '../../../platform/index.ts';
import { Overtaken as OvertakenError } from '../booking/choose-crew.ts';

/** Somebody was quicker, and nothing is kept. */
export type Overtaken = { readonly kind: 'taken' };

class Undone extends Error {
  readonly reason: unknown;
  constructor(reason: unknown) {
    super('undone');
    this.reason = reason;
  }
}

/** The second try sees what the winner wrote; a third is for whoever freed and took again meanwhile. */
const mostTries = 3;
/** exclusion_violation, unique_violation of a key sent twice at once, serialization_failure, deadlock_detected. */
const lostRaces = ['23P01', '23505', '40001', '40P01'];

/**
 * A transaction that keeps nothing when the work is refused, and is begun anew when somebody else was quicker: then there
 * may be another crew, or a better reason. Call it outside a transaction.
 */
export async function allOrNothing<Value, Reason extends { readonly kind: string }>(
  house: Pick<House, 'database'>,
  municipality: MunicipalityId,
  work: () => Promise<Result<Value, Reason>>,
): Promise<Result<Value, Reason>> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await house.database.inMunicipality(municipality, async () => {
        const result = await work();
        if (!result.ok) throw new Undone(result.reason);
        return result;
      });
    } catch (error) {
      const last = tries === mostTries;
      if (error instanceof Undone) {
        const reason = error.reason as Reason;
        if (last || reason.kind !== 'taken') return refuse(reason);
      } else if (last || !isLostRace(error)) throw error;
    }
  }
}

const isLostRace = (error: unknown): boolean =>
  error instanceof OvertakenError || lostRaces.includes((error as { code?: string }).code ?? '');
