import { describe, expect, test } from 'vitest';
import { testDatabaseKind } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import type { TicketId } from '../../../kernel/index.ts';
import type { StaffMember } from '../../identity/index.ts';
import { closeContact, deskBeat, takeNext } from '../desk.ts';
import { readingSeconds } from './rules.ts';
import { companyHouse, municipality, toAnybody } from './testing/company-house.ts';
import { acceptTransfer, answerTransfer, askTransfer } from './transfer.ts';

const { house, inFjordby, employee, talking, mineOf, roomOf } = companyHouse();

// Real concurrency exists on PostgreSQL only: the embedded database has one connection.
describe.runIf(testDatabaseKind === 'postgres')('on PostgreSQL [PostgreSQL only]', () => {
  const owners = (ticket: TicketId) =>
    inFjordby(async () => {
      const row = await db().selectFrom('help_ticket').selectAll().where('id', '=', ticket).executeTakeFirst();
      return row?.employee_id ?? null;
    });

  test('of several who take over in the same moment one gets her, and nobody has two', async () => {
    const mette = await employee('Mette');
    const others = await Promise.all(Array.from({ length: 6 }, (_, index) => employee(`Nr. ${index}`)));
    for (let round = 0; round < 5; round += 1) {
      const { ticket } = await talking(mette);
      await askTransfer(house(), mette, toAnybody);
      house().clock.advance(readingSeconds);
      for (const one of [mette, ...others]) await deskBeat(house(), one);
      const taken = await Promise.all(others.map((one) => acceptTransfer(house(), one, ticket)));
      expect(taken.filter((one) => one.ok)).toHaveLength(1);
      const winner = others[taken.findIndex((one) => one.ok)] as StaffMember;
      expect(await owners(ticket)).toBe(winner.employeeId);
      expect((await roomOf(ticket)).participants).toHaveLength(2);
      await closeContact(house(), winner, { outcome: 'self', kind: 'information', task: null });
    }
  }, 60_000);

  test('against closing, losing, a no and the next citizen she is with one or in line, or closed once', async () => {
    const mette = await employee('Mette');
    const ali = await employee('Ali');
    for (let round = 0; round < 12; round += 1) {
      const { token, ticket } = await talking(mette);
      await askTransfer(house(), mette, toAnybody);
      house().clock.advance(readingSeconds);
      await deskBeat(house(), mette);
      await deskBeat(house(), ali);
      const mine = await mineOf(mette);
      const [closed, taken] = await Promise.all([
        round % 3 === 0 ? closeContact(house(), mette, { outcome: 'self', kind: 'information', task: null }) : null,
        acceptTransfer(house(), ali, ticket),
        round % 3 === 1 ? answerTransfer(house(), municipality, token, 'no') : null,
        round % 3 === 2 && mine ? takeNext(house(), ali) : null,
      ]);
      const owner = await owners(ticket);
      if (closed?.ok) expect([taken.ok, owner]).toEqual([false, null]);
      else expect(owner).toBe(taken.ok ? ali.employeeId : mette.employeeId);
      for (const one of [mette, ali])
        await closeContact(house(), one, { outcome: 'self', kind: 'information', task: null });
    }
  }, 60_000);
});
