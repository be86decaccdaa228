import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MailServer, partsOf, startMailServer } from '../../../../test/support/mail-server.ts';
import { meetingFor, seedResource, seedType, someone, wishFor } from '../../../../test/support/seed-meetings.ts';
import { fjordby, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { readConfig } from '../../../kernel/index.ts';
import { createOutboxSender, type House, openCarriers } from '../../../platform/index.ts';
import { bookMeeting, cancelMeeting, moveMeeting } from '../booking/bookings.ts';
import type { ResourceHours } from '../meeting-rules.ts';
import { nobody } from '../person-details.ts';
import { stillHolds } from './still-holds.ts';

let house: TestHouse;
let mail: MailServer;
const citizen = { by: 'citizen' } as const;
const now = () => house.clock.now();

beforeAll(async () => {
  house = await openTestHouse();
  house.clock.set('2026-03-02T09:00:00Z');
  mail = await startMailServer();
});
afterAll(() => mail.close());

/** Sends what is due through the server, and gives back the letters that came of it. */
async function delivered() {
  const read = readConfig({
    SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
    MAIL_FROM: 'Fjordby Kommune <moeder@fjordby.example>',
    BASE_URL: 'http://localhost:4100',
  });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const on: House = { ...house, config: read.config };
  await createOutboxSender(on, {
    carriers: openCarriers(on),
    municipalities: async () => [],
    stillHolds,
  }).sendDue(fjordby);
  return mail.letters.splice(0);
}

type Entry = { readonly from: string; readonly to: string; readonly sequence: number; readonly gone: boolean };

/** A calendar program as RFC 5546 has it: by UID, and what is older than what it knows changes nothing. */
class CalendarProgram {
  readonly entries = new Map<string, Entry>();
  take(ics: string): void {
    const calendar = new ICAL.Component(ICAL.parse(ics) as unknown[]);
    const component = calendar.getFirstSubcomponent('vevent');
    const [other] = Object.values(nodeIcal.sync.parseICS(ics)).filter((one) => one?.type === 'VEVENT');
    if (!component || other?.type !== 'VEVENT') throw new Error('no event');
    const { uid, sequence, startDate, endDate } = new ICAL.Event(component);
    const from = startDate.toJSDate().toISOString();
    const to = endDate.toJSDate().toISOString();
    expect([other.uid, Number(other.sequence), other.start.toISOString(), other.end?.toISOString()]).toEqual([
      uid,
      sequence,
      from,
      to,
    ]);
    const method = calendar.getFirstPropertyValue('method');
    const known = this.entries.get(uid);
    if (known && known.sequence >= sequence)
      throw new Error(`${method} ${sequence} is no newer than ${known.sequence}`);
    if (method === 'CANCEL' && !known) throw new Error('a meeting is cancelled that was never told of');
    this.entries.set(uid, { from, to, sequence, gone: method === 'CANCEL' });
  }
}

/** Saturdays and Sundays too, and at night: that is when the clock is changed. */
const always: ResourceHours = {
  patterns: [
    {
      from: null,
      to: null,
      everyWeeks: 1,
      anchor: null,
      weekly: Object.fromEntries(
        ['1', '2', '3', '4', '5', '6', '7'].map((day) => [day, [['00:00', '24:00']]]),
      ) as unknown as ResourceHours['patterns'][number]['weekly'],
    },
  ],
  exceptions: {},
};

test('booked, moved through both nights of the clock and cancelled: her calendar follows each e-mail', async () => {
  await seedResource(house, { hours: always });
  const type = await seedType(house, { remindMinutes: [], horizonDays: 365, changeNoticeMinutes: 0 });
  const person = someone('', {
    channel: 'mail',
    details: { ...nobody, name: 'Karen Prøve', mail: 'karen@eksempel.dk' },
  });
  const program = new CalendarProgram();
  const follow = async () => {
    const letters = await delivered();
    expect(letters.map(({ to }) => to)).toEqual([['karen@eksempel.dk']]);
    const parts = partsOf(letters[0]?.text ?? '').filter(({ head }) => /content-type: text\/calendar/i.test(head));
    // As an invitation, and the same as a file.
    const [calendar] = parts;
    if (!calendar) throw new Error('no calendar');
    program.take(calendar.body);
    expect(program.entries.size).toBe(1);
    return [...program.entries.values()][0];
  };

  const start = new Date('2026-03-10T09:00:00Z');
  const booked = await bookMeeting(house, fjordby, meetingFor(wishFor(type), start, { person }), citizen, now());
  if (!booked.ok) throw new Error(JSON.stringify(booked.reason));
  const { meetingId } = booked.value;
  expect(await follow()).toEqual({
    from: '2026-03-10T09:00:00.000Z',
    to: '2026-03-10T09:30:00.000Z',
    sequence: 0,
    gone: false,
  });
  // Half an hour over the hour that is left out; both of the half past two that there are; and back.
  for (const at of ['2026-03-29T00:45:00.000Z', '2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z']) {
    const change = { version: null, actor: citizen };
    const moved = await moveMeeting(house, fjordby, meetingId, new Date(at), change, now());
    expect(moved.ok, at).toBe(true);
    expect(await follow()).toMatchObject({
      from: at,
      to: new Date(Date.parse(at) + 30 * 60_000).toISOString(),
      gone: false,
    });
  }
  await cancelMeeting(house, fjordby, meetingId, { version: null, actor: citizen }, now());
  expect(await follow()).toMatchObject({ from: '2026-10-25T01:30:00.000Z', sequence: 4, gone: true });
});
