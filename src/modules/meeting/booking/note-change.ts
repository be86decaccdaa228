import { currentMunicipality, db } from '../../../db/index.ts';
import { newId } from '../../../kernel/index.ts';
import { type AuditEntry, audit, type House } from '../../../platform/index.ts';
import type { Actor } from './booking-types.ts';

export const auditActor = (actor: Actor): { readonly actor: string; readonly role: string } => ({
  actor: actor.by === 'employee' ? actor.employee : actor.by,
  role: actor.by,
});

/** After these somebody's time may be free: who waits for an earlier one is asked as soon as it is true. */
const freeing: readonly string[] = [
  'cancel',
  'move',
  'moved',
  'convert',
  'answered',
  'none-fits',
  'proposal-withdrawn',
  'proposal-expired',
  'series-change',
  'series-end',
];

/** What the audit is told of a change. */
export const changeEntry = (action: string, meetingId: string, actor: Actor): AuditEntry => ({
  ...auditActor(actor),
  action: `meeting.${action}`,
  subject: meetingId,
  outcome: 'done',
  purpose: 'meeting',
});

/** The audit's entry and the notice of a change, last in its transaction. */
export async function tellHouse(
  house: Pick<House, 'bus'>,
  action: string,
  meetingId: string,
  actor: Actor,
  now: Date,
): Promise<void> {
  await audit(changeEntry(action, meetingId, actor), now);
  await house.bus.notify(`meetings:${currentMunicipality()}`);
  if (freeing.includes(action)) await house.bus.notify(`freed:${currentMunicipality()}`);
}

/** What happened to a meeting, for its history and its measurement; never who. */
export async function addEvent(
  meetingId: string,
  event: { readonly kind: string; readonly from: Date | null; readonly to: Date | null },
  actor: Actor,
  now: Date,
): Promise<void> {
  await db()
    .insertInto('meeting_event')
    .values({
      id: newId(),
      municipality_id: currentMunicipality(),
      meeting_id: meetingId,
      at: now,
      kind: event.kind,
      by_whom: actor.by,
      from_start: event.from,
      to_start: event.to,
    })
    .execute();
}
