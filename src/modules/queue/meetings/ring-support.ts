import type { HelpForm } from '../../../db/index.ts';
import {
  type EmployeeId,
  hashToken,
  type Language,
  newId,
  newToken,
  ok,
  type Result,
  refuse,
} from '../../../kernel/index.ts';
import type { House } from '../../../platform/index.ts';
import { canHideAddress } from '../../call/index.ts';
import { employeesWith, mayRing, readSeries } from '../../meeting/index.ts';
import type { Municipality } from '../../tenancy/index.ts';
import { isAtDesk } from '../desk-presence-store.ts';
import { seenUntil } from '../presence.ts';
import { insertTicket, lockArrival, ticketOfEmployee, ticketsOfSeries } from '../store.ts';
import { roomFor } from './arrive.ts';

/** How long her own support person is rung alone before the team on call may answer too. */
export const aloneSeconds = 60;

export type Ringing = {
  readonly seriesId: string;
  readonly form: HelpForm;
  readonly language: Language;
  readonly name: string | null;
  readonly signs: boolean;
  /** Her name and address are protected: nobody she talks with sees where she is on the net. */
  readonly hide: boolean;
};
/** `opens`: when she may ring next, null when nothing is agreed; nobody: neither her own nor anybody on call is there. */
export type RingRefusal =
  | { readonly kind: 'not-now'; readonly opens: Date | null }
  | { readonly kind: 'nobody' }
  /** Nothing can hide her address here, so only writing is left. */
  | { readonly kind: 'no-relay' }
  | { readonly kind: 'already' };

/**
 * She rings her support person outside the series: straight into that employee's line, and to the team on call when she is
 * not at her desk, has somebody, or has not answered for a minute.
 */
export async function ringSupport(
  house: House,
  municipality: Municipality,
  ringing: Ringing,
): Promise<Result<{ readonly token: string }, RingRefusal>> {
  const now = house.clock.now();
  return house.database.inMunicipality(municipality.id, async () => {
    await lockArrival(ringing.seriesId);
    const series = await readSeries(ringing.seriesId);
    const allowed = series && mayRing(series, now);
    if (!series || !allowed) return refuse({ kind: 'not-now', opens: null });
    if (!allowed.may) return refuse({ kind: 'not-now', opens: allowed.next });
    if ((await ticketsOfSeries(series.id)).length > 0) return refuse({ kind: 'already' });
    if (ringing.hide && ringing.form !== 'text' && !canHideAddress(house.config)) return refuse({ kind: 'no-relay' });
    const { first: own, otherwise: skill } = allowed;
    const there = own !== null && (await isAtDesk(own, now));
    const free = there && own !== null && (await ticketOfEmployee(own)) === null;
    const team = await anybodyOnCall(skill, own, now);
    if (!there && !team) return refuse({ kind: 'nobody' });
    const token = newToken();
    await insertTicket({
      id: newId<'ticket'>(),
      tokenHash: hashToken(token),
      form: ringing.form,
      language: ringing.language,
      service: null,
      step: null,
      stepsDone: [],
      name: ringing.name,
      queuedAt: now,
      seenUntil: seenUntil(now),
      roomId: await roomFor(house, ringing, ringing.hide, now),
      reservedFor: there ? own : null,
      seriesId: series.id,
      forSkill: skill,
      openFrom: skill === null ? null : new Date(now.getTime() + (free ? aloneSeconds * 1000 : 0)),
    });
    await house.bus.notify(`line:${municipality.id}`);
    return ok({ token });
  });
}

async function anybodyOnCall(skill: string | null, except: EmployeeId | null, now: Date): Promise<boolean> {
  if (skill === null) return false;
  for (const employee of await employeesWith(skill))
    if (employee !== except && (await isAtDesk(employee, now))) return true;
  return false;
}
