import fc from 'fast-check';
import { sql } from 'kysely';
import pg from 'pg';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  fjordby,
  hedelund,
  openTestHouse,
  type TestHouse,
  testDatabaseKind,
} from '../../../test/support/test-house.ts';
import { appRole, db } from '../../db/index.ts';
import type { MunicipalityId } from '../../kernel/index.ts';
import { audit, auditHead, expireAudit, verifyAudit } from './audit.ts';

let house: TestHouse;
const opened = openTestHouse();
beforeEach(async () => {
  house = await opened;
  await asOwner('delete from audit_entry');
  for (let n = 1; n <= 6; n += 1) await append(`subject-${n}`);
});

const append = (subject: string, municipality: MunicipalityId = fjordby) =>
  house.database.inMunicipality(municipality, () =>
    audit(
      { actor: 'system', role: 'system', action: 'ticket.take', subject, outcome: 'done', purpose: 'test' },
      house.clock.now(),
    ),
  );
const verify = (head?: { seq: number; hash: string }, municipality: MunicipalityId = fjordby) =>
  house.database.inMunicipality(municipality, () => verifyAudit(head));
const head = async (municipality: MunicipalityId = fjordby) => {
  const found = await house.database.inMunicipality(municipality, () => auditHead());
  if (!found) throw new Error('an empty trail has no head');
  return found;
};
const rows = (municipality: MunicipalityId = fjordby) =>
  house.database.inMunicipality(municipality, () =>
    db().selectFrom('audit_entry').selectAll().orderBy('seq').execute(),
  );

/** What only the database's owner can do: the program has no right to change a trail. */
async function asOwner(...statements: readonly string[]): Promise<void> {
  if (house.databaseUrl !== null) {
    const client = new pg.Client({ connectionString: house.databaseUrl });
    await client.connect();
    try {
      for (const statement of statements) await client.query(statement);
    } finally {
      await client.end();
    }
    return;
  }
  await house.database.inTx(async () => {
    await sql`reset role`.execute(db());
    for (const statement of statements) await sql.raw(statement).execute(db());
    await sql`set role ${sql.ref(appRole)}`.execute(db());
  });
}

describe('a trail that nobody touched', () => {
  test('holds together, with its own head and with an earlier one', async () => {
    const earlier = await head();
    await append('later');
    expect([await verify(), await verify(earlier), await verify(await head())]).toEqual([[], [], []]);
  });

  test('is numbered from 1 in each municipality by itself', async () => {
    await append('other', hedelund);
    expect((await rows()).map((row) => Number(row.seq))).toEqual([1, 2, 3, 4, 5, 6]);
    expect((await rows(hedelund)).map((row) => Number(row.seq))).toEqual([1]);
    expect(await verify(undefined, hedelund)).toEqual([]);
  });

  test('keeps nothing of a transaction that failed, and has no hole after it', async () => {
    const failing = house.database.inMunicipality(fjordby, async () => {
      await audit(
        { actor: 'system', role: 'system', action: 'x.y', subject: 'lost', outcome: 'done', purpose: 'test' },
        house.clock.now(),
      );
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    await append('next');
    expect((await rows()).map((row) => row.subject)).not.toContain('lost');
    expect(await verify()).toEqual([]);
  });

  test('is one chain when many write at once', async () => {
    const writers = Array.from({ length: 40 }, (_, n) => append(`at once ${n}`, n % 2 === 0 ? fjordby : hedelund));
    await Promise.all(writers);
    for (const [municipality, count] of [
      [fjordby, 26],
      [hedelund, 20],
    ] as const) {
      const written = await rows(municipality);
      expect(written.map((row) => Number(row.seq))).toEqual(Array.from({ length: count }, (_, n) => n + 1));
      expect(await verify(await head(municipality), municipality)).toEqual([]);
    }
  });
});

describe('the check finds', () => {
  test.each([
    ['actor', `'somebody'`],
    ['role', `'leader'`],
    ['action', `'ticket.look'`],
    ['subject', `'other'`],
    ['outcome', `'refused'`],
    ['purpose', `''`],
    ['at', `at + interval '1 millisecond'`],
    ['hash', `repeat('0', 64)`],
  ])('a changed %s', async (column, value) => {
    await asOwner(`update audit_entry set ${column} = ${value} where seq = 3`);
    expect(await verify()).toContainEqual({ seq: 3, fault: 'changed' });
  });

  test('words moved from one field to the next', async () => {
    await asOwner(`update audit_entry set action = 'ticket.take,subject', subject = '3' where seq = 3`);
    expect(await verify()).toContainEqual({ seq: 3, fault: 'changed' });
  });

  test('a changed entry whose own hash was made anew', async () => {
    const [, , third] = await rows();
    await asOwner(`delete from audit_entry where seq >= 3`);
    await append('forged');
    const forged = (await rows()).at(-1);
    await asOwner('delete from audit_entry');
    for (let n = 1; n <= 6; n += 1) await append(`subject-${n}`);
    await asOwner(`update audit_entry set subject = 'forged', hash = '${forged?.hash}' where seq = 3`);
    expect(third?.hash).not.toBe(forged?.hash);
    expect(await verify()).toEqual([{ seq: 4, fault: 'missing' }]);
  });

  test('a deleted entry, also when the rest is renumbered', async () => {
    await asOwner('delete from audit_entry where seq = 3');
    expect(await verify()).toEqual([{ seq: 4, fault: 'missing' }]);
    await asOwner(
      'update audit_entry set seq = 3 where seq = 4',
      'update audit_entry set seq = 4 where seq = 5',
      'update audit_entry set seq = 5 where seq = 6',
    );
    const faults = await verify();
    expect(faults).toContainEqual({ seq: 3, fault: 'missing' });
    expect(faults).toContainEqual({ seq: 3, fault: 'changed' });
  });

  test('two entries that changed places', async () => {
    await asOwner(
      'update audit_entry set seq = 100 where seq = 3',
      'update audit_entry set seq = 3 where seq = 4',
      'update audit_entry set seq = 4 where seq = 100',
    );
    const faults = await verify();
    expect(new Set(faults.map((one) => one.seq))).toEqual(new Set([3, 4, 5]));
  });

  test('an entry put in between or at the end by hand', async () => {
    await asOwner(
      `insert into audit_entry select municipality_id, 7, at, actor, role, action, 'put in', outcome, purpose, hash, repeat('a', 64) from audit_entry where seq = 6`,
    );
    expect(await verify()).toEqual([{ seq: 7, fault: 'changed' }]);
  });

  test('an entry that was moved further than is read at once', async () => {
    await asOwner('update audit_entry set seq = 900000 where seq = 6');
    expect(await verify()).toEqual([
      { seq: 900_000, fault: 'missing' },
      { seq: 900_000, fault: 'changed' },
    ]);
  });

  test('an end that was cut off, by the head in the log', async () => {
    const noted = await head();
    await asOwner('delete from audit_entry where seq >= 5');
    expect(await verify()).toEqual([]);
    expect(await verify(noted)).toEqual([{ seq: 6, fault: 'cut tail' }]);
  });

  test('an end that was cut off and written on, and a whole trail written anew, by the head in the log', async () => {
    const noted = await head();
    await asOwner('delete from audit_entry where seq >= 6');
    await append('instead');
    expect(await verify(noted)).toEqual([{ seq: 6, fault: 'changed' }]);
    await asOwner('delete from audit_entry');
    for (let n = 1; n <= 9; n += 1) await append(`anew-${n}`);
    expect(await verify()).toEqual([]);
    expect(await verify(noted)).toEqual([{ seq: 6, fault: 'changed' }]);
    await asOwner('delete from audit_entry');
    expect(await verify(noted)).toEqual([{ seq: 6, fault: 'cut tail' }]);
  });
});

describe('the end of the retention period', () => {
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

  test('takes the oldest and leaves a trail that holds together; never what is younger than 180 days', async () => {
    await asOwner('delete from audit_entry');
    const at = async (days: number) =>
      house.database.inMunicipality(fjordby, () =>
        audit(
          { actor: 'system', role: 'system', action: 'x.y', subject: 's', outcome: 'done', purpose: 'test' },
          daysAgo(days),
        ),
      );
    for (const days of [400, 390, 200, 10]) await at(days);
    expect(await house.database.inMunicipality(fjordby, () => expireAudit(daysAgo(365)))).toBe(2);
    expect(await verify()).toEqual([]);
    await expect(house.database.inMunicipality(fjordby, () => expireAudit(daysAgo(179)))).rejects.toMatchObject({
      code: 'P0001',
    });
    await append('goes on');
    expect((await rows()).map((row) => Number(row.seq))).toEqual([3, 4, 5]);
    expect(await verify()).toEqual([]);
  });

  test('touches no other municipality', async () => {
    await append('theirs', hedelund);
    await asOwner(`update audit_entry set at = now() - interval '400 days'`);
    await house.database.inMunicipality(fjordby, () => expireAudit(daysAgo(365)));
    expect([(await rows()).length, (await rows(hedelund)).length]).toEqual([0, 1]);
  });

  // Two processes' clocks differ by a little: entries near the limit need not be in the order of their times. A known
  // fault: `audit_expire` removes by time where it should remove a beginning, so the trail then looks tampered with.
  test('leaves no hole where times are out of order', async () => {
    await asOwner('delete from audit_entry');
    for (const days of [400, 364, 366, 10])
      await house.database.inMunicipality(fjordby, () =>
        audit(
          { actor: 'system', role: 'system', action: 'x.y', subject: 's', outcome: 'done', purpose: 'test' },
          daysAgo(days),
        ),
      );
    await house.database.inMunicipality(fjordby, () => expireAudit(daysAgo(365)));
    expect(await verify()).toEqual([]);
  });
});

test(`on the ${testDatabaseKind} database the program itself cannot touch the trail`, async () => {
  const as = (statement: string) => house.database.inMunicipality(fjordby, () => sql.raw(statement).execute(db()));
  for (const statement of [
    'update audit_entry set purpose = null',
    `insert into audit_entry select municipality_id, 7, at, actor, role, action, 'put in', outcome, purpose, hash, hash from audit_entry where seq = 6`,
    'delete from audit_noted',
    'delete from audit_entry',
    'truncate audit_entry',
    'drop table audit_entry',
    'alter table audit_entry disable row level security',
    'drop policy one_municipality on audit_entry',
    'create trigger t before insert on audit_entry execute function now()',
  ])
    await expect(as(statement), statement).rejects.toMatchObject({ code: '42501' });
  expect(await verify()).toEqual([]);
});

describe('what the program’s role writes past the program', () => {
  const strict = openTestHouse({ auditByTheClock: true });
  const inStrict = async <Value>(work: () => Promise<Value>) => (await strict).database.inMunicipality(fjordby, work);
  const entry = {
    actor: 'system',
    role: 'system',
    action: 'x.y',
    subject: 's',
    outcome: 'done',
    purpose: 'p',
  } as const;
  const fieldsAt = (at: Date) => [at.toISOString(), 'system', 'system', 'x.y', 's', 'done', 'p'];
  const note = (at: Date | string, fields: string) =>
    inStrict(() =>
      sql`insert into audit_noted (municipality_id, at, actor, role, action, subject, outcome, purpose, fields)
        values (${fjordby}, ${at}::timestamptz, 'system', 'system', 'x.y', 's', 'done', 'p', ${fields})`.execute(db()),
    );
  const hold = () => inStrict(async () => [await verifyAudit(), (await auditHead())?.seq ?? 0] as const);

  test('is not kept where it is hashed as something else than it says', async () => {
    const at = new Date();
    const [, before] = await hold();
    for (const [index] of fieldsAt(at).entries()) {
      const other = fieldsAt(at).map((field, place) => (place === index ? `${field}x` : field));
      await expect(note(at, JSON.stringify(other)), other[index]).rejects.toMatchObject({ code: '23514' });
    }
    const right = JSON.stringify(fieldsAt(at));
    for (const other of ['', '[]', `${right} `, right.replaceAll(',', ', '), `${right.slice(0, -1)},"more"]`])
      await expect(note(at, other), other).rejects.toMatchObject({ code: '23514' });
    await note(at, right);
    expect(await hold()).toEqual([[], before + 1]);
  });

  test('is not kept of a time that has not come, or of none', async () => {
    const [, before] = await hold();
    for (const at of [new Date(Date.now() + 25 * 3_600_000), new Date('9998-01-01'), new Date('1999-12-31')])
      await expect(note(at, JSON.stringify(fieldsAt(at))), at.toISOString()).rejects.toMatchObject({ code: '23514' });
    for (const at of ['infinity', '-infinity', '0044-03-15 BC'])
      await expect(note(at, JSON.stringify(fieldsAt(new Date()))), at).rejects.toMatchObject({ code: '23514' });
    expect(await hold()).toEqual([[], before]);
    // Clocks of two servers differ by a little.
    await inStrict(() => audit(entry, new Date(Date.now() + 3_600_000)));
    expect(await hold()).toEqual([[], before + 1]);
  });

  test('is of whole milliseconds, as it is read', async () => {
    const at = new Date();
    await note(`${at.toISOString().slice(0, -1)}999Z`, JSON.stringify(fieldsAt(at)));
    expect((await hold())[0]).toEqual([]);
  });

  test('whatever stands in an entry, both sides write it alike', async () => {
    const letters = fc.string({
      unit: fc.constantFrom(...'aæ€😀 "\\/\b\f\n\r\t\u0001\u001f\u007f\u2028'),
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(
        letters,
        letters,
        fc.date({ min: new Date('2000-01-02'), max: new Date(), noInvalidDate: true }),
        (subject, purpose, at) => inStrict(() => audit({ ...entry, subject, purpose }, at)),
      ),
      { numRuns: 40 },
    );
    expect((await hold())[0]).toEqual([]);
  }, 60_000);
});
