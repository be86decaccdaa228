import { sql } from 'kysely';
import { currentMunicipality, db } from '../../../db/index.ts';
import { dayAndDate, wallClock } from '../../../kernel/index.ts';
import { audit, enqueue, type House, pathIn, type Sweep } from '../../../platform/index.ts';
import type { Directory } from '../../tenancy/index.ts';
import { noteDueKind } from '../messages/kinds.ts';
import { allTypes } from '../types/store.ts';
import { texts } from './messages.ts';

const everySeconds = 3600;
const dayMs = 24 * 3_600_000;
/** In one run; the next one goes on. */
const mostAtOnce = 100;

/**
 * Writes to the unit about notes that nobody has written: a day after the meeting, then as often as its kind says, until it is
 * done. The mail says that a note is missing and where to log in; whose meeting it was and what it was about stands nowhere in
 * it. How many were reminded of. In the caller's municipal transaction.
 */
export async function remindOfNotes(house: House, now: Date): Promise<number> {
  let reminded = 0;
  for (const { id: typeId, rules } of await allTypes()) {
    const { noteReminder } = rules;
    if (!noteReminder?.mail) continue;
    const { rows } = await sql<{ id: string; ends_at: Date }>`
      select m.id, m.ends_at from meeting m left join meeting_note n on n.meeting_id = m.id
      where m.note_state = 'due' and m.type_id = ${typeId} and m.ends_at <= ${new Date(now.getTime() - dayMs)}
        and (n.reminded_at is null or n.reminded_at <= ${new Date(now.getTime() - noteReminder.everyDays * dayMs)})
      order by m.ends_at limit ${mostAtOnce} for update of m skip locked`.execute(db());
    for (const { id, ends_at } of rows) {
      await db()
        .insertInto('meeting_note')
        .values({ meeting_id: id, municipality_id: currentMunicipality(), sealed: null, reminded_at: now })
        .onConflict((conflict) => conflict.column('meeting_id').doUpdateSet({ reminded_at: now }))
        .execute();
      const t = texts('da').mail;
      await enqueue(
        house,
        {
          about: id,
          person: null,
          kind: noteDueKind,
          body: {
            channel: 'mail',
            to: noteReminder.mail,
            subject: t.subject,
            text: t.text(
              dayAndDate(wallClock(ends_at).date, 'da'),
              `${house.baseUrl()}${pathIn('da', '', '/skranke/moeder')}`,
            ),
            calendar: null,
          },
          notBefore: now,
          latestUseful: new Date(now.getTime() + dayMs),
        },
        now,
      );
      reminded += 1;
    }
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

export const noteSweeps = (house: House, directory: Directory): readonly Sweep[] => [
  {
    name: 'meetings: notes that are due',
    everySeconds,
    run: async () => {
      for (const { id } of await directory.all())
        await house.database.inMunicipality(id, () => remindOfNotes(house, house.clock.now()));
    },
  },
];
