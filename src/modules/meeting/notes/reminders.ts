import { sql } from 'kysely';
import { currentMunicipality, db } from '../../../db/index.ts';
import { dayAndDate, wallClock } from '../../../kernel/index.ts';
import { audit, enqueue, type House, pathIn, type Sweep } from '../../../platform/index.ts';
import { type Directory, eachMunicipality } from '../../tenancy/index.ts';
import { noteDueKind } from '../messages/kinds.ts';
import { allTypes } from '../types/store.ts';
import { texts } from './messages.ts';

const everySeconds = 3600;
const dayMs = 24 * 3_600_000;

/** What one mail box is told about in one run. */
type Missing = { readonly notes: number; readonly oldest: { readonly id: string; readonly endedAt: Date } };

/**
 * Writes to the unit about notes that nobody has written: a day after the meeting, then as often as its kind says, until it is
 * done. One mail for all that one mail box hears of in one run, with how many, the day of the oldest and where to log in; whose
 * meetings they were and what they were about stands nowhere in it. How many were reminded of. In the caller's municipal
 * transaction.
 */
export async function remindOfNotes(house: House, now: Date): Promise<number> {
  const units = new Map<string, Missing>();
  for (const { id: typeId, rules } of await allTypes()) {
    const { noteReminder } = rules;
    if (!noteReminder?.mail) continue;
    for (const { id, endedAt } of await markReminded(typeId, noteReminder.everyDays, now)) {
      const so = units.get(noteReminder.mail);
      const oldest = so && so.oldest.endedAt <= endedAt ? so.oldest : { id, endedAt };
      units.set(noteReminder.mail, { notes: (so?.notes ?? 0) + 1, oldest });
    }
  }
  const t = texts('da').mail;
  const address = `${house.baseUrl()}${pathIn('da', '', '/skranke/moeder')}`;
  let reminded = 0;
  for (const [to, { notes, oldest }] of units) {
    const day = dayAndDate(wallClock(oldest.endedAt).date, 'da');
    const text = t.text(notes, day, address);
    await enqueue(
      house,
      {
        about: oldest.id,
        person: null,
        kind: noteDueKind,
        body: { channel: 'mail', to, subject: t.subject(notes), text, calendar: null },
        notBefore: now,
        latestUseful: new Date(now.getTime() + dayMs),
      },
      now,
    );
    reminded += notes;
  }
  if (reminded > 0)
    await audit(
      {
        actor: 'system',
        role: 'system',
        action: 'note.remind',
        subject: String(reminded),
        outcome: 'done',
        purpose: 'duty to take notes',
      },
      now,
    );
  return reminded;
}

/** Of one kind, those whose turn it is: from now on they have been reminded of. Of two runs at once one takes each. */
async function markReminded(
  typeId: string,
  everyDays: number,
  now: Date,
): Promise<readonly { readonly id: string; readonly endedAt: Date }[]> {
  const { rows } = await sql<{ id: string; ends_at: Date }>`
    select m.id, m.ends_at from meeting m left join meeting_note n on n.meeting_id = m.id
    where m.note_state = 'due' and m.type_id = ${typeId} and m.ends_at <= ${new Date(now.getTime() - dayMs)}
      and (n.reminded_at is null or n.reminded_at <= ${new Date(now.getTime() - everyDays * dayMs)})
    for update of m skip locked`.execute(db());
  for (const { id } of rows)
    await db()
      .insertInto('meeting_note')
      .values({ meeting_id: id, municipality_id: currentMunicipality(), sealed: null, reminded_at: now })
      .onConflict((conflict) => conflict.column('meeting_id').doUpdateSet({ reminded_at: now }))
      .execute();
  return rows.map(({ id, ends_at }) => ({ id, endedAt: new Date(ends_at) }));
}

export const noteSweeps = (house: House, directory: Directory): readonly Sweep[] => [
  {
    name: 'meetings: notes that are due',
    everySeconds,
    run: () =>
      eachMunicipality(directory, ({ id }) =>
        house.database.inMunicipality(id, () => remindOfNotes(house, house.clock.now())),
      ),
  },
];
