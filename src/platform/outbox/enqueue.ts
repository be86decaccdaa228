import { sql } from 'kysely';
import { currentMunicipality, db, listOf, prepared, type Slots } from '../../db/index.ts';
import { newId } from '../../kernel/index.ts';
import { type AuditEntry, type AuditValues, auditValues, noteEntries } from '../audit/audit.ts';
import type { House } from '../house.ts';
import type { MessageBody, NewMessage } from './message.ts';

const sealPurpose = 'outbox';

const sealMessage = (house: Pick<House, 'keys'>, id: string, body: MessageBody) =>
  house.keys.seal(sealPurpose, id, JSON.stringify(body));

/** Null for what was sealed under another secret, and for a message that has been sent. */
export function openMessage(house: Pick<House, 'keys'>, id: string, sealed: string): MessageBody | null {
  const plain = sealed === '' ? null : house.keys.open(sealPurpose, id, sealed);
  return plain === null ? null : (JSON.parse(plain) as MessageBody);
}

/** Who gets it, as a keyed fingerprint: one phone or mail box, whichever meeting it is about. */
function recipientKey(house: Pick<House, 'keys'>, body: MessageBody): string {
  const to =
    body.channel === 'mail' || body.channel === 'sms'
      ? body.to.toLowerCase()
      : body.channel === 'letter'
        ? body.address.join('\n')
        : body.memo.replace(/^[\s\S]*?<[^>]*recipientID>([^<]*)<[\s\S]*$/, '$1');
  return house.keys.fingerprint('message recipient', `${body.channel} ${to}`);
}

/** Writes one message; see `enqueueAll`. */
export const enqueue = async (house: House, message: NewMessage, now: Date): Promise<string> =>
  (await enqueueAll(house, [message], now))[0] ?? '';

/**
 * Writes messages in the caller's municipal transaction: they are sent if and only if it commits. A message of the same kind
 * about the same to the same person that has not been sent is taken back; `maySayAgain` false: nothing has been said of it yet.
 * Returns their ids.
 */
export async function enqueueAll(
  house: House,
  messages: readonly NewMessage[],
  now: Date,
  maySayAgain = true,
): Promise<readonly string[]> {
  if (messages.length === 0) return [];
  if (maySayAgain) await takeBackSame(messages, now);
  const rows = rowsOf(house, messages, now);
  await writeMessages(rows.values);
  await wakeSender(house, messages, now);
  return rows.ids;
}

/**
 * The same, of what nothing has been said yet, with the entries that it leaves in the audit: one statement for both, since
 * bookings hold locks while they are written.
 */
export async function enqueueAndAudit(
  house: House,
  messages: readonly NewMessage[],
  entries: readonly AuditEntry[],
  now: Date,
): Promise<void> {
  await writeWithAudit({ ...rowsOf(house, messages, now).values, ...auditValues(entries, now) });
  await wakeSender(house, messages, now);
}

async function wakeSender(house: House, messages: readonly NewMessage[], now: Date): Promise<void> {
  if (messages.some(({ notBefore }) => notBefore <= now)) await house.bus.notify(`outbox:${currentMunicipality()}`);
}

type Rows = ReturnType<typeof rowsOf>['values'];
function rowsOf(house: House, messages: readonly NewMessage[], now: Date) {
  const rows = messages.map((message) => ({ id: newId(), message }));
  const of = <Cell extends string | Date | null>(cell: (row: (typeof rows)[number]) => Cell) => listOf(rows.map(cell));
  return {
    ids: rows.map(({ id }) => id),
    values: {
      house: currentMunicipality(),
      now,
      ids: of(({ id }) => id),
      abouts: of(({ message }) => message.about),
      persons: of(({ message }) => message.person),
      kinds: of(({ message }) => message.kind),
      channels: of(({ message }) => message.body.channel),
      recipients: of(({ message }) => recipientKey(house, message.body)),
      sealed: of(({ id, message }) => sealMessage(house, id, message.body)),
      befores: of(({ message }) => message.notBefore),
      latests: of(({ message }) => message.latestUseful),
    },
  };
}

const recordedAndSent = (at: Slots<Rows>) => ({
  said: sql`said as materialized (select id, about, person, kind, channel, recipient, sealed, not_before, latest from unnest(${at.ids}::uuid[], ${at.abouts}::uuid[], ${at.persons}::uuid[], ${at.kinds}::text[], ${at.channels}::text[],
      ${at.recipients}::text[], ${at.sealed}::text[], ${at.befores}::timestamptz[], ${at.latests}::timestamptz[])
      s(id, about, person, kind, channel, recipient, sealed, not_before, latest))`,
  recorded: sql`recorded as (
    insert into message_record (id, municipality_id, about, person, kind, channel, state, at, state_at)
    select id, ${at.house}::uuid, about, person, kind, channel, 'waiting', ${at.now}::timestamptz, ${at.now}::timestamptz from said)`,
  sent: sql`insert into message_outbox (id, municipality_id, channel, kind, recipient_key, sealed, state, next_at, latest_useful, created_at)
    select id, ${at.house}::uuid, channel, kind, recipient, sealed, 'due', not_before, latest, ${at.now}::timestamptz from said`,
});

const writeMessages = prepared<Rows, never>((at) => {
  const { said, recorded, sent } = recordedAndSent(at);
  return sql`with ${said}, ${recorded} ${sent}`;
});

const writeWithAudit = prepared<Rows & AuditValues, never>((at) => {
  const { said, recorded, sent } = recordedAndSent(at);
  return sql`with ${said}, ${recorded}, noted as (${noteEntries(at)}) ${sent}`;
});

async function takeBackSame(messages: readonly NewMessage[], now: Date): Promise<void> {
  const waiting = await db()
    .selectFrom('message_record')
    .select(['id', 'about', 'kind', 'person'])
    .where('about', 'in', [...new Set(messages.map(({ about }) => about))])
    .where('state', '=', 'waiting')
    .execute();
  const same = waiting.filter((one) =>
    messages.some(({ about, kind, person }) => about === one.about && kind === one.kind && person === one.person),
  );
  await takeBack(
    same.map(({ id }) => id),
    now,
  );
}

/**
 * Takes back what has not been sent about a meeting or series, or about many, dead letters too: all of it, or these kinds
 * (`reminder-` with whatever follows for `reminder-`), and of these persons where they are named. How many. In the transaction
 * of the cancellation. What a carrier is being given at this moment may still arrive; should that fail, it is not tried again.
 */
export async function cancelMessages(
  about: string | readonly string[],
  now: Date,
  kinds?: readonly string[],
  persons?: readonly string[],
): Promise<number> {
  const open = await db()
    .selectFrom('message_record')
    .select(['id', 'kind', 'person'])
    .where('about', 'in', typeof about === 'string' ? [about] : about)
    .where('state', 'in', ['waiting', 'failed'])
    .execute();
  const wanted = open.filter(
    ({ kind, person }) =>
      (kinds === undefined || kinds.some((one) => (one.endsWith('-') ? kind.startsWith(one) : kind === one))) &&
      (persons === undefined || (person !== null && persons.includes(person))),
  );
  return takeBack(
    wanted.map(({ id }) => id),
    now,
  );
}

async function takeBack(ids: readonly string[], now: Date): Promise<number> {
  if (ids.length === 0) return 0;
  const gone = await db()
    .deleteFrom('message_outbox')
    .where('id', 'in', ids)
    .where('state', '<>', 'sent')
    .returning('id')
    .execute();
  if (gone.length > 0)
    await db()
      .updateTable('message_record')
      .set({ state: 'cancelled', state_at: now })
      .where(
        'id',
        'in',
        gone.map(({ id }) => id),
      )
      .execute();
  return gone.length;
}
