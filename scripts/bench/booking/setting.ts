import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { addDays, wallClock } from '../../../src/kernel/index.ts';
import type { PostgresCluster } from '../../../test/support/postgres-cluster.ts';
import { type Program, startProgram } from '../program.ts';
import type { Answered, PostClient } from './post-client.ts';

export const fjordby = '11111111-1111-4111-8111-111111111111';
const day = [['00:00', '24:00']];
const weekly = { '1': day, '2': day, '3': day, '4': day, '5': day, '6': day, '7': day };
const hours = JSON.stringify({
  patterns: [{ from: null, to: null, everyWeeks: 1, anchor: null, weekly }],
  exceptions: {},
});

/** The program on PostgreSQL, asked by as many addresses as there are citizens, so that no limit of one address is met. */
export const startBooked = (
  cluster: PostgresCluster,
  again: { readonly port?: string; readonly dataDir?: string } = {},
): Promise<Program> =>
  startProgram({
    ...(again.dataDir === undefined ? {} : { dataDir: again.dataDir }),
    env: {
      TRUSTED_PROXIES: 'loopback',
      DATABASE_URL: cluster.url,
      ...(again.port === undefined ? {} : { PORT: again.port }),
    },
  });

export async function asOwner<Value>(url: string, work: (client: pg.Client) => Promise<Value>): Promise<Value> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A kind of meeting that so many employees can hold at any hour; ids of their calendars. Written as the database's owner. */
export async function addTeam(
  url: string,
  team: { readonly slug: string; readonly many: number; readonly minutes: number; readonly rules?: object },
): Promise<readonly string[]> {
  return asOwner(url, async (client) => {
    const type = randomUUID();
    const rules = {
      formChosenBy: 'citizen',
      bookedBy: 'citizen',
      lengthMinutes: team.minutes,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
      noticeMinutes: 0,
      horizonDays: 120,
      changeNoticeMinutes: 0,
      freedDelayMinutes: 0,
      gridMinutes: 10,
      needs: [{ kind: 'employee', skills: [team.slug] }],
      seats: 1,
      description: { da: '', en: '' },
      bring: [],
      identity: 'told',
      companions: true,
      interpreter: true,
      documents: false,
      mostAhead: 50,
      noteDuty: false,
      retentionDays: 30,
      anonymous: false,
      evaluation: null,
      remindMinutes: [],
      screening: null,
      ...team.rules,
    };
    await client.query(
      `insert into meeting_type (id, municipality_id, slug, title_da, title_en, active, position, rules) values ($1, $2, $3, $3, $3, true, 99, $4)`,
      [type, fjordby, team.slug, JSON.stringify(rules)],
    );
    await client.query(
      `insert into meeting_type_form (municipality_id, type_id, form, allowed, law) values ($1, $2, 'video', true, 'bench')`,
      [fjordby, type],
    );
    const ids: string[] = [];
    for (let at = 0; at < team.many; at += 1) {
      const employee = randomUUID();
      const id = randomUUID();
      await client.query(
        `insert into employee (id, municipality_id, issuer, subject, name, roles) values ($1, $2, 'bench', $4, $3, '["employee"]')`,
        [employee, fjordby, `Nr. ${at}`, `${team.slug} ${at}`],
      );
      await client.query(
        `insert into meeting_resource (id, municipality_id, kind, employee_id, name, skills, languages, hours) values ($1, $2, 'employee', $3, $4, $5, '[]', $6)`,
        [id, fjordby, employee, `Nr. ${at}`, JSON.stringify([team.slug]), hours],
      );
      ids.push(id);
    }
    return ids;
  });
}

let asked = 0;
/** A wish of a citizen who has never asked before; `key` makes it the same wish. */
export function wish(type: string, startsAt: Date, key: string = randomBytes(12).toString('hex')) {
  asked += 1;
  return {
    type,
    form: 'video',
    startsAt: startsAt.toISOString(),
    name: `Borger ${asked}`,
    contact: `${20_000_000 + asked}`,
    requestKey: key,
  };
}

/** Another address each time. */
export const address = (): Record<string, string> => ({
  'X-Forwarded-For': `10.${(asked >> 16) & 255}.${(asked >> 8) & 255}.${asked & 255}`,
});

export const book = (client: PostClient, body: unknown, patienceMs?: number): Promise<Answered> =>
  client.post('/api/v1/fjordby/meetings', body, address(), patienceMs);

/** Starts of `minutes` from noon (UTC) of the day that lies so many days ahead. */
export function startAt(daysAhead: number, index: number, minutes: number): Date {
  const noon = new Date(`${addDays(wallClock(new Date()).date, daysAhead)}T11:00:00Z`);
  return new Date(noon.getTime() + index * minutes * 60_000);
}

/**
 * What the tables say after all of it: pairs that overlap, and meetings that hold less or more than they should. The
 * demonstration's courses, which nobody has a seat in yet, are not looked at.
 */
export async function lookAtTables(url: string): Promise<{
  readonly overlaps: number;
  readonly meetings: number;
  readonly uneven: number;
  readonly keysTwice: number;
  readonly withoutAudit: number;
  readonly withoutMessage: number;
}> {
  return asOwner(url, async (client) => {
    const one = async (text: string) => Number((await client.query(text)).rows[0]?.n ?? 0);
    const agreed = `meeting m join meeting_type t on t.id = m.type_id where m.state = 'booked' and (t.rules->>'seats')::int = 1`;
    return {
      overlaps:
        await one(`select count(*) as n from meeting_occupancy a join meeting_occupancy b on a.resource_id = b.resource_id
        and a.id < b.id and a.starts_at < b.ends_at and b.starts_at < a.ends_at`),
      meetings: await one(`select count(*) as n from ${agreed}`),
      uneven:
        await one(`select count(*) as n from ${agreed} and ((select count(*) from meeting_occupancy o where o.meeting_id = m.id) <> 1
        or (select count(*) from meeting_person p where p.meeting_id = m.id) <> 1)`),
      keysTwice: await one(
        `select count(*) as n from (select request_key from meeting where request_key is not null group by 1 having count(*) > 1) twice`,
      ),
      withoutAudit: await one(
        `select count(*) as n from ${agreed} and not exists (select from audit_entry a where a.subject = m.id::text)`,
      ),
      withoutMessage: await one(
        `select count(*) as n from ${agreed} and not exists (select from message_record r where r.about = m.id)`,
      ),
    };
  });
}
