import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { fjordby, openTestHouse, type TestHouse } from '../../../test/support/test-house.ts';
import { db } from '../../db/index.ts';
import { newId, newToken } from '../../kernel/index.ts';
import { type AuditEntry, audit } from '../../platform/index.ts';
import { countAnswer, countContacts, mintAnswerToken, readAnswerToken } from '../contact/index.ts';

/**
 * No way leads from a figure to a ticket, a room or a person. The catalogue is walked, so that a table or column which
 * comes tomorrow is asked too: what the counters may hold is said here, and every pair of columns that could be compared
 * is joined over rows full of marks.
 *
 * Not covered, and said so in docs/decisions/2026-11-21-figures-move-in-steps-of-five.md: whoever reads the database's files
 * or its write-ahead log sees which rows one transaction wrote (`xmin`, the order on disk) until it is vacuumed over; the
 * program itself never selects those. And whoever watches the line at the counter knows who was there.
 */
const counters = ['contact_count', 'contact_histogram', 'released_figure', 'spent_token'];
/** Counted in the guide, from no journey of this test: held to the same form, and sharing words (`yes`) with figures says nothing. */
const guideCounters = ['step_help_count', 'visit_count'];

/** Words that counters share with a ticket while it lasts. They are the figure's own dimensions, each with few values. */
const dimensions: readonly (readonly [counter: string, other: string])[] = [
  ['contact_count.channel', 'help_ticket.form'],
  ['contact_count.channel', 'call_room.form'],
  ['contact_count.channel', 'help_ticket.line_mode'],
  ['contact_histogram.series', 'help_ticket.form'],
  ['contact_histogram.series', 'call_room.form'],
  ['contact_histogram.series', 'help_ticket.line_mode'],
  ['contact_count.task', 'help_ticket.service'],
];
/** Gone in the transaction that counts; everything else outlives the contact and shares nothing with its figures. */
const goneWhenCounted = ['help_ticket', 'call_room', 'call_participant', 'call_signal'];

/** Columns that a table lets be set in one way alone beside its others; the rest is marked. */
const settled: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  meeting_resource: { kind: 'room', employee_id: null },
  // Somebody's own meeting, not a series'.
  meeting_person: { series_id: null },
  // Still to be sent.
  message_outbox: { state: 'due', sent_at: null, claimed_until: null },
};
/** Lives within a transaction, and is in the trail when it ends. */
const momentary = ['audit_noted'];

type Column = {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly otherwise: string | null;
};
type Reference = {
  readonly table: string;
  readonly columns: string;
  readonly target: string;
  readonly targets: string;
};

let house: TestHouse;
let columns: readonly Column[];
let references: readonly Reference[];
let checks: readonly { readonly table: string; readonly definition: string }[];
/** Municipal tables that are no counters: here are the tickets, the rooms and the people. */
let personal: readonly string[];
const marks: string[] = [];

const inFjordby = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);
const rowsOf = <Row>(statement: ReturnType<typeof sql<Row>>) =>
  inFjordby(async () => (await statement.execute(db())).rows);

beforeAll(async () => {
  house = await openTestHouse({
    seed: async (owner) => {
      await owner
        .insertInto('life_event')
        .values({ id: 'rejse', position: 1, title: '{}' } as never)
        .execute();
      await owner
        .insertInto('guide_service')
        .values({ slug: 'pas', life_event: 'rejse', body: '{}', fingerprint: 'x' } as never)
        .execute();
      // Desks stand somewhere.
      await owner
        .insertInto('place')
        .values({
          id: newId(),
          municipality_id: fjordby,
          name: 'Rådhuset',
          address: 'Torvet 1',
          phone: '10203040',
          hours: '{}',
          help_hours: '{}',
          exceptions: '{}',
          open_on_holidays: false,
          help_open_on_holidays: false,
        })
        .execute();
    },
  });
  columns = await rowsOf(sql<Column>`
    select c.relname as table, a.attname as name, format_type(a.atttypid, null) as type, a.attnotnull as required,
      pg_get_expr(d.adbin, d.adrelid) as otherwise
    from pg_attribute a join pg_class c on c.oid = a.attrelid left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped order by 1, a.attnum`);
  references = await rowsOf(sql<Reference>`
    select c.conrelid::regclass::text as table, c.confrelid::regclass::text as target,
      (select string_agg(attname, ',' order by place) from unnest(c.conkey) with ordinality k(n, place) join pg_attribute on attrelid = c.conrelid and attnum = n) as columns,
      (select string_agg(attname, ',' order by place) from unnest(c.confkey) with ordinality k(n, place) join pg_attribute on attrelid = c.confrelid and attnum = n) as targets
    from pg_constraint c where c.contype = 'f'`);
  checks = await rowsOf(sql<(typeof checks)[number]>`
    select conrelid::regclass::text as table, pg_get_constraintdef(oid) as definition from pg_constraint where contype = 'c' and conrelid <> 0`);
  const municipal = await rowsOf(sql<{ name: string }>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
      and obj_description(oid, 'pg_class') like 'municipal%' order by 1`);
  // Addresses and guide texts are about nobody.
  personal = municipal
    .map(({ name }) => name)
    .filter((name) => ![...counters, ...guideCounters, ...momentary, 'place', 'guide_variant'].includes(name));
  for (const table of inOrder(personal)) await fill(table);
  await count();
});

/** Tables after those that they point at. */
function inOrder(tables: readonly string[]): string[] {
  const done: string[] = [];
  const visit = (table: string) => {
    if (done.includes(table) || !tables.includes(table)) return;
    for (const { target } of references.filter((one) => one.table === table && one.target !== table)) visit(target);
    done.push(table);
  };
  tables.forEach(visit);
  return done;
}

/** One row with a mark of its own in every column: a journey's ticket, room, people and traces. */
async function fill(table: string): Promise<void> {
  // The program writes no entry by itself.
  if (table === 'audit_entry') return inFjordby(() => audit(markedEntry(), new Date('2026-11-24T08:00:00.777Z')));
  const row = new Map<string, unknown>([['municipality_id', fjordby]]);
  for (const reference of references.filter((one) => one.table === table)) {
    const [names, targets] = [reference.columns.split(','), reference.targets.split(',')];
    const [target] = await rowsOf(sql<Record<string, unknown>>`select * from ${sql.table(reference.target)} limit 1`);
    // A waiting ticket has no employee; the rest points at the rows made before.
    const optional = names.every((name) => name === 'municipality_id' || !columnOf(table, name).required);
    names.forEach((name, index) => {
      if (name !== 'municipality_id')
        row.set(name, optional && reference.target === 'employee' ? null : target?.[targets[index] ?? '']);
    });
  }
  for (const [name, value] of Object.entries(settled[table] ?? {})) row.set(name, value);
  for (const column of columns.filter((one) => one.table === table && !row.has(one.name)))
    row.set(column.name, marked(column));
  const names = [...row.keys()];
  await inFjordby(() =>
    sql`insert into ${sql.table(table)} (${sql.join(names.map((name) => sql.ref(name)))}) values (${sql.join(names.map((name) => row.get(name)))})`.execute(
      db(),
    ),
  );
}

function markedEntry(): AuditEntry {
  const [actor, role, action, subject, purpose] = ['actor', 'role', 'action', 'subject', 'purpose'].map((name) => {
    const mark = `mærke-${name}-${newToken()}`;
    marks.push(mark);
    return mark;
  }) as [string, string, string, string, string];
  return { actor, role, action, subject, purpose, outcome: 'done' };
}

const columnOf = (table: string, name: string): Column => {
  const found = columns.find((one) => one.table === table && one.name === name);
  if (!found) throw new Error(`${table}.${name}`);
  return found;
};

/** Numbers and seconds that no counter would reach by itself. */
let nextMark = 7_000_001;
function marked({ table, name, type }: Column): unknown {
  nextMark += 1;
  // A colleague who is in has a place in the room.
  if (table === 'desk_companion' && name === 'state') return 'in';
  // A form that no figure has: that both are held by video leads from neither to the other, and is no mark.
  if (name === 'form' && table.startsWith('meeting')) return 'in-person';
  const allowed = checks.find((one) => one.table === table && new RegExp(`\\(?\\(?${name} = ANY`).test(one.definition));
  // A word from a fixed list: it cannot be a mark, and the joins below tell whether a counter has the same list.
  if (allowed) return name === 'form' ? 'video' : (/'([^']+)'::text/.exec(allowed.definition)?.[1] ?? null);
  if (name === 'form') return 'video';
  // The guide that the counted contact was about.
  if (table === 'help_ticket' && name === 'service') return 'pas';
  // A day that no right runs out on.
  if (type === 'date') return '2026-11-25';
  const value =
    type === 'uuid'
      ? newId()
      : type.startsWith('timestamp')
        ? new Date(Date.parse('2026-11-24T08:00:00Z') + nextMark)
        : null;
  if (value !== null) {
    marks.push(value instanceof Date ? String(value.getTime()) : value);
    return value;
  }
  if (type === 'integer' || type === 'bigint') {
    marks.push(String(nextMark));
    return nextMark;
  }
  if (type === 'boolean') return true;
  const text = `mærke-${newToken()}`;
  marks.push(text);
  return type === 'jsonb' ? JSON.stringify([text]) : text;
}

/** The marked citizen's contact among others, past every floor, and her answer. */
async function count(): Promise<void> {
  const now = house.clock.now();
  const contact = {
    now,
    channel: 'video',
    form: 'video',
    task: 'pas',
    kind: 'information',
    outcome: 'together',
    waitSeconds: 61,
    handlingSeconds: 361,
  } as const;
  const sealed = mintAnswerToken(house, { form: 'video', service: 'pas', municipality: fjordby });
  const token = readAnswerToken(house, fjordby, sealed);
  if (!token) throw new Error('no token');
  marks.push(sealed, token.nonce);
  await inFjordby(async () => {
    await countContacts([{ contact, times: 23 }]);
    await countAnswer(house, token, { question: 'solved', answer: 'yes' });
    for (let other = 0; other < 6; other += 1) {
      const right = readAnswerToken(house, fjordby, mintAnswerToken(house, { form: 'video', municipality: fjordby }));
      if (right) await countAnswer(house, right, { question: 'solved', answer: 'yes' });
    }
  });
}

describe('what the counters can hold', () => {
  test('is words and numbers: no id, no instant, no time of day, nothing that fills itself', () => {
    const held = columns.filter(({ table }) => [...counters, ...guideCounters].includes(table));
    expect(held.length).toBeGreaterThan(15);
    for (const { table, name, type, otherwise } of held) {
      const where = `${table}.${name}`;
      if (name === 'municipality_id') expect(type, where).toBe('uuid');
      // The one date: when a spent right may be forgotten, always a Monday.
      else if (where === 'spent_token.expires_on') expect(type).toBe('date');
      else expect(['text', 'integer'], where).toContain(type);
      expect([null, '0'], where).toContain(otherwise);
    }
  });

  test('points at the municipality only, and nothing points at it', () => {
    for (const reference of references) {
      if ([...counters, ...guideCounters].includes(reference.table))
        expect(reference).toMatchObject({ target: 'municipality', columns: 'municipality_id' });
      expect(counters, `${reference.table} points at a counter`).not.toContain(reference.target);
    }
  });

  test('is filled by no trigger', async () => {
    const triggers = await rowsOf<{ table: string }>(
      sql`select tgrelid::regclass::text as table from pg_trigger where not tgisinternal`,
    );
    // The trail joins its chain by one; it writes to the trail alone.
    expect(triggers.map(({ table }) => table)).toEqual(['audit_noted']);
  });
});

describe('what they do hold after a marked journey', () => {
  test('every table of the journey has its row, and every counter too', async () => {
    for (const table of [...personal, ...counters]) {
      const [found] = await rowsOf(sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`);
      expect(found?.n, table).toBeGreaterThan(0);
    }
    expect(marks.length).toBeGreaterThan(40);
  });

  test('is none of its marks', async () => {
    for (const table of counters) {
      const rows = JSON.stringify(await rowsOf(sql`select * from ${sql.table(table)}`));
      for (const mark of marks) expect(rows.includes(mark), `${table} holds ${mark}`).toBe(false);
    }
  });

  test('joins with no other table on any pair of columns, but for the figure’s own dimensions', async () => {
    let pairs = 0;
    const shared: string[] = [];
    for (const counter of columns.filter(({ table, name }) => counters.includes(table) && name !== 'municipality_id'))
      for (const other of columns.filter(({ table, name }) => personal.includes(table) && name !== 'municipality_id')) {
        const sameAs = comparison(counter, other);
        if (!sameAs) continue;
        pairs += 1;
        const [found] = await rowsOf(sql<{ n: number }>`
          select count(*)::int as n from ${sql.table(counter.table)} a join ${sql.table(other.table)} b on ${sql.raw(sameAs)}`);
        const [here, there] = [`${counter.table}.${counter.name}`, `${other.table}.${other.name}`];
        if (dimensions.some(([a, b]) => a === here && b === there)) {
          expect(goneWhenCounted).toContain(other.table);
          if (found?.n) shared.push(`${here} = ${there}`);
        } else expect(found?.n, `${here} = ${there}`).toBe(0);
      }
    expect(pairs).toBeGreaterThan(200);
    // The joins can find something: the marked ticket has the topic and the form that were counted.
    expect(shared).toEqual(
      expect.arrayContaining(['contact_count.channel = help_ticket.form', 'contact_count.task = help_ticket.service']),
    );
  });

  test('nor do two counters lead from one to the other: an answer is beside no contact, a right beside no answer', async () => {
    const shared = await rowsOf(sql<{ n: number }>`
      select count(*)::int as n from spent_token t join contact_histogram h on t.token_hash in (h.series, h.bucket) or h.period like to_char(t.expires_on, 'IYYY-"W"IW') `);
    expect(shared).toEqual([{ n: 0 }]);
    const spent = await rowsOf(sql<{ token_hash: string }>`select token_hash from spent_token`);
    // Seven people, two hashes each: as many strangers, not seven pairs.
    expect(new Set(spent.map(({ token_hash }) => token_hash.slice(0, 8))).size).toBe(14);
  });
});

/** How two columns could be compared, if they can: as they are, or a date with the day of an instant. */
function comparison(a: Column, b: Column): string | null {
  const family = (type: string) =>
    /^(text|uuid|character)/.test(type)
      ? 'text'
      : /^(int|big)/.test(type)
        ? 'number'
        : /^(date|timestamp)/.test(type)
          ? 'day'
          : type === 'jsonb'
            ? 'json'
            : null;
  const [left, right] = [family(a.type), family(b.type)];
  if (left === 'text' && right === 'json') return `b.${b.name}::text like '%"' || a.${a.name} || '"%'`;
  if (left === null || left !== right) return null;
  if (left === 'text') return `a.${a.name} = b.${b.name}::text`;
  return left === 'day' ? `a.${a.name} = b.${b.name}::date` : `a.${a.name} = b.${b.name}`;
}
