import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { seedType } from '../../../../test/support/seed-meetings.ts';
import { fjordby } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import type { EmployeeId } from '../../../kernel/index.ts';
import { openMessage } from '../../../platform/index.ts';
import { countAnswer, readAnswerToken } from '../../contact/index.ts';
import { finishMeeting } from '../booking/bookings.ts';
import { citizenApp } from '../citizen/testing/citizen-app.ts';
import type { MeetingRules } from '../meeting-rules.ts';
import { writeAgreed } from './agreed.ts';

const { given, inFjordby, browser, meetings } = citizenApp();
type Browser = ReturnType<typeof browser>;

const letters = (kind: string) =>
  inFjordby(async () =>
    (await db().selectFrom('message_outbox').selectAll().where('kind', '=', kind).execute()).map((row) =>
      JSON.stringify(openMessage(given.house, row.id, row.sealed)),
    ),
  );

/** A meeting that was held, and her browser with her link in it. */
async function held(rules: Partial<MeetingRules>, form: 'video' | 'in-person' = 'video') {
  const type = await seedType(given.house, { interpreter: false, ...rules }, [form]);
  const her = browser();
  await her.get(`/fjordby/moede/${type.slug}?form=${form}`);
  await her.submit(`/moede/${type.slug}`, { tid: her.buttons('tid')[8] ?? '' });
  await her.submit('/dig', { navn: 'Karen Prøve', kontakt: 'karen@eksempel.dk' });
  const [meeting] = await meetings();
  const id = meeting?.id ?? '';
  given.house.clock.set(new Date((meeting?.ends_at?.getTime() ?? 0) + 60_000).toISOString());
  await inFjordby(() => finishMeeting(given.house, id, 'done', { by: 'system' }, given.house.clock.now()));
  return { her, id, type };
}
const agree = (id: string, points: readonly string[], employee: EmployeeId = given.employee) =>
  inFjordby(() => writeAgreed(given.house, id, points, employee, given.house.clock.now()));

describe('what was agreed', () => {
  test('stands on her own page; she is told that it is there, and never what it is', async () => {
    const { her, id } = await held({});
    await her.get('/fjordby/moede/mit');
    expect(her.shown().text).not.toContain('Det har vi aftalt');
    const secret = 'Karen sender lønsedler til jobcentret';
    expect((await agree(id, [secret, '  ', 'Vi ringer på 670190-1234'])).ok).toBe(true);
    await her.get('/fjordby/moede/mit');
    expect(her.shown().text).toContain('Det har vi aftalt');
    expect(her.shown().text).toContain(secret);
    expect(her.shown().text).toContain('[fjernet]');
    expect(her.shown().text).not.toContain('670190-1234');
    const [mail] = await letters('agreed');
    expect(mail).toContain('karen@eksempel.dk');
    expect(mail).not.toContain('lønsedler');
    const rows = await inFjordby(() => db().selectFrom('meeting_agreed').selectAll().execute());
    expect(JSON.stringify(rows)).not.toContain('lønsedler');
    // The same once more says nothing; taken away, nothing is said that is not so.
    const audits = () =>
      inFjordby(() => db().selectFrom('audit_entry').select('seq').where('action', '=', 'meeting.agreed').execute());
    const before = (await audits()).length;
    await agree(id, [secret, 'Vi ringer på 670190-1234']);
    expect(await audits()).toHaveLength(before);
    await agree(id, []);
    expect(await letters('agreed')).toEqual([]);
    await her.get('/fjordby/moede/mit');
    expect(her.shown().text).not.toContain('Det har vi aftalt');
  });

  test('of an anonymous meeting nothing is kept', async () => {
    const type = await seedType(
      given.house,
      { anonymous: true, companions: false, interpreter: false, identity: 'none' },
      ['in-person'],
    );
    const her = browser();
    await her.get(`/fjordby/moede/${type.slug}?form=in-person`);
    await her.submit(`/moede/${type.slug}`, { tid: her.buttons('tid')[8] ?? '' });
    await her.submit('/dig', { kaldenavn: 'Blå' });
    const [meeting] = await meetings();
    expect(await agree(meeting?.id ?? '', ['Vi ses igen'])).toEqual({ ok: false, reason: 'anonymous' });
    expect(await inFjordby(() => db().selectFrom('meeting_agreed').selectAll().execute())).toEqual([]);
  });
});

describe('how it went', () => {
  const counted = () =>
    inFjordby(
      async () =>
        (
          await sql<{ series: string; bucket: string; count: number }>`select series, bucket, count::int as count
            from contact_histogram where measure = 'answer'`.execute(db())
        ).rows,
    );
  const answer = async (her: Browser, said: string) => {
    const token = readAnswerToken(given.house, fjordby, her.cookies.get('mb_answer'));
    if (!token) throw new Error('no right to answer');
    return inFjordby(() => countAnswer(given.house, token, { question: 'solved', answer: said }));
  };
  const ask = async (her: Browser) => {
    await her.get('/fjordby/moede/mit');
    await her.submit('/moede/mit/bagefter');
  };

  test('is asked on her page and by her channel, once, and counted with its kind of meeting', async () => {
    const { her, type } = await held({ evaluation: 'meeting' }, 'in-person');
    const [mail] = await letters('evaluate');
    expect(mail).toContain('Hvordan gik mødet');
    await ask(her);
    expect(her.shown().path).toBe('/fjordby/tak');
    expect(her.cookies.has('mb_answer')).toBe(true);
    const other = browser();
    other.cookies.set('mb_moede', her.cookies.get('mb_moede') ?? '');
    await ask(other);
    expect(other.cookies.has('mb_answer')).toBe(false);
    expect(other.shown().text).toContain('Spørgsmålene er åbnet på en enhed');
    expect((await answer(her, 'yes')).ok).toBe(true);
    expect((await answer(her, 'no')).ok).toBe(false);
    // It was on no screen: what is shown of help on the screen does not move.
    expect(await counted()).toEqual(
      expect.arrayContaining([
        { series: `solved@${type.slug}`, bucket: 'yes', count: 1 },
        { series: `people@${type.slug}`, bucket: 'answered', count: 1 },
      ]),
    );
    expect((await counted()).some(({ series }) => series === 'solved')).toBe(false);
    given.house.clock.advance(8 * 86_400);
    await her.get('/fjordby/moede/mit');
    expect(her.shown().html).not.toContain('/moede/mit/bagefter');
  });

  test('is asked as the type says: on the page alone, or not at all', async () => {
    const quiet = await held({ evaluation: 'help' });
    expect(await letters('evaluate')).toEqual([]);
    await quiet.her.get('/fjordby/moede/mit');
    expect(quiet.her.shown().html).toContain('/moede/mit/bagefter');
    await inFjordby(() => db().deleteFrom('meeting').execute());
    given.house.clock.set('2026-11-24T09:00:00Z');
    const none = await held({ evaluation: null });
    await none.her.get('/fjordby/moede/mit');
    expect(none.her.shown().html).not.toContain('/moede/mit/bagefter');
    expect(await letters('evaluate')).toEqual([]);
  });
});
