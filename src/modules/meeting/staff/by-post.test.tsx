import type { Hono } from 'hono';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { danishApp } from '../../../../test/support/danish-app.ts';
import { seedType, workingHours } from '../../../../test/support/seed-meetings.ts';
import { fjordby, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import { newId } from '../../../kernel/index.ts';
import { type DigitalPost, openMessage, type WebEnv } from '../../../platform/index.ts';
import { signIn, staffCookieName } from '../../identity/index.ts';
import { personsOf } from '../booking/bookings.ts';
import type { MeetingType } from '../meeting-rules.ts';
import { meetingMessageRoutes } from '../messages/routes.ts';
import { stillHolds } from '../messages/still-holds.ts';
import { meetingStaffRoutes } from './routes.tsx';

/** Whoever has neither mail nor phone is proposed times to and invited by Digital Post, or in a letter. */
let house: TestHouse;
let app: Hono<WebEnv>;
let cookie = '';
let type: MeetingType;
const mine = '/skranke/moeder';
const cpr = '610701-1234';
const lives = { vej: 'Strandvejen 9', by: '9999 Fjordby' };
const inFjordby = <Value,>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);
async function ask(path: string, form?: Readonly<Record<string, string | readonly string[]>>) {
  const body = new URLSearchParams(
    Object.entries(form ?? {}).flatMap(([name, value]) => [value].flat().map((one) => [name, String(one)])),
  );
  const answer = await app.request(path, {
    headers: { cookie, accept: 'text/html' },
    ...(form ? { method: 'POST', body } : {}),
  });
  return { status: answer.status, to: answer.headers.get('location') ?? '', text: await answer.text() };
}
/** The message that was written since the last look, opened. */
const seen = new Set<string>();
const latest = () =>
  inFjordby(async () => {
    const rows = await db().selectFrom('message_outbox').select(['id', 'sealed', 'kind']).execute();
    const [row] = rows.filter(({ id, kind }) => !seen.has(id) && (kind === 'proposed' || kind === 'invited'));
    for (const { id } of rows) seen.add(id);
    const body = row && openMessage(house, row.id, row.sealed);
    if (!row || !body) throw new Error('no message of ours');
    return { id: row.id, body };
  });
/** What a memo's reader sees of its text file. */
const wordsOf = (memo: string) =>
  Buffer.from(/<content>([^<]*)<\/content>|content>([^<]*)</.exec(memo)?.[2] ?? '', 'base64').toString() + memo;

beforeAll(async () => {
  const opened = await openTestHouse({
    seed: async (owner) => {
      await owner.transaction().execute(async (tx) => {
        await sql`select set_config('app.municipality', ${fjordby}, true)`.execute(tx);
        const place = { id: newId(), municipality_id: fjordby, name: 'Rådhuset', address: 'Torvet 1' };
        const open = { exceptions: '{}', open_on_holidays: false, help_open_on_holidays: false, help_hours: '{}' };
        await tx
          .insertInto('place')
          .values({ ...place, ...open, phone: '99 10 20 30', hours: '{}' })
          .execute();
      });
    },
  });
  house = Object.assign(opened, {
    baseUrl: () => 'https://hjaelp.example.dk',
    digitalPost: {
      settings: { memoVersion: '1.2' },
      tenant: (slug: string) =>
        slug === 'fjordby'
          ? { cvr: '12345678', sender: 'Fjordby Kommune', repliesRead: false, notRegistered: 'letter' }
          : null,
    } as unknown as DigitalPost,
  });
  app = danishApp();
  app.route('/', meetingMessageRoutes(house) as unknown as Hono<WebEnv>);
  app.route('/', meetingStaffRoutes(house) as unknown as Hono<WebEnv>);
  const person = { municipality: fjordby, issuer: 'test', subject: 'm', name: 'Mette', idToken: null };
  cookie = `${staffCookieName(house)}=${await signIn(house, { ...person, roles: ['employee'] })}`;
  await inFjordby(async () => {
    const { id: employee_id } = await db().selectFrom('employee').select('id').executeTakeFirstOrThrow();
    const resource = { id: newId(), municipality_id: fjordby, kind: 'employee', employee_id, place_id: null } as const;
    await db()
      .insertInto('meeting_resource')
      .values({ ...resource, name: 'Mette', skills: '[]', languages: '[]', hours: JSON.stringify(workingHours) })
      .execute();
  });
  type = await seedType(house, { bookedBy: 'invitation' }, ['video']);
});

describe('times are proposed', () => {
  const propose = (who: Record<string, string>, day: string) =>
    ask(`${mine}/ny`, {
      ...{ type: type.slug, form: 'video', med: 'mig', navn: 'Karen Prøve', svar: '2026-12-07', goer: 'foreslaa' },
      tid: [`${day}T09:00:00.000Z`, `${day}T11:00:00.000Z`],
      ...who,
    });

  test('by Digital Post with both times, the link and no reservation; a letter is written if she has no mail box', async () => {
    expect((await propose({ cpr }, '2026-12-08')).text).toContain('Forslaget er sendt.');
    const { body } = await latest();
    if (body.channel !== 'digital-post') throw new Error(body.channel);
    expect(body.kind).toBe('DIGITALPOST');
    expect(body.memo).toContain('6107011234');
    expect(body.memo).toMatch(/SELVBETJENING[\s\S]*https:\/\/hjaelp\.example\.dk\/fjordby\/m\//);
    expect(body.memo).not.toContain('AFTALE');
    expect(wordsOf(body.memo)).toContain('8. december kl. 12.00');
    expect(body.otherwise?.paragraphs.join('\n')).toContain('8. december kl. 10.00');
    expect(body.otherwise?.paragraphs.join('\n')).not.toContain('http');
  });

  test('by letter, as a PDF with both times, the phone number and the code', async () => {
    expect((await propose(lives, '2026-12-09')).text).toContain('Forslaget er sendt.');
    const { id, body } = await latest();
    if (body.channel !== 'letter') throw new Error(body.channel);
    const letter = await ask(`${mine}/beskeder/brev/${id}`);
    const code = `${body.code?.slice(0, 4)}-${body.code?.slice(4)}`;
    for (const words of ['Strandvejen 9', '9. december kl. 10.00', '9. december kl. 12.00', code, '99 10 20 30'])
      expect(letter.text).toContain(words);
    expect((await ask(`${mine}/beskeder/brev/${id}/pdf`)).text.slice(0, 5)).toBe('%PDF-');
  });

  test('and what cannot be read is said beside its field', async () => {
    const answer = await propose({ cpr: '12', vej: 'Strandvejen 9' }, '2026-12-10');
    expect(answer.status).toBe(422);
    for (const words of ['CPR-nummeret med 10 cifre', 'Skriv postnummer og by', 'value="Strandvejen 9"'])
      expect(answer.text).toContain(words);
  });
});

describe('somebody is invited', () => {
  const inviteBy = (who: Record<string, string>) =>
    ask(`${mine}/inviter`, { type: type.slug, navn: 'Karen Prøve', sprog: 'da', noegle: newId(), ...who });

  test('by Digital Post, with the link', async () => {
    const made = await inviteBy({ cpr });
    expect((await ask(made.to)).text).toContain('Vi sender den med Digital Post.');
    const { id, body } = await latest();
    if (body.channel !== 'digital-post') throw new Error(body.channel);
    expect(body.memo).toMatch(/SELVBETJENING[\s\S]*https:\/\/hjaelp\.example\.dk\/fjordby\/m\//);
    expect(body.otherwise?.code).toHaveLength(8);
    const record = await inFjordby(() =>
      db()
        .selectFrom('message_record')
        .select(['about', 'person', 'kind'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow(),
    );
    expect([...(await inFjordby(() => stillHolds([{ id, ...record }])))]).toEqual([id]);
  });

  test('by letter, and books by telephone with the code that stands in it', async () => {
    const made = await inviteBy(lives);
    expect((await ask(made.to)).text).toMatch(
      /Brevet venter på at blive printet[\s\S]*href="\/skranke\/moeder\/beskeder"/,
    );
    const { id, body } = await latest();
    if (body.channel !== 'letter' || body.code === null) throw new Error(body.channel);
    const letter = await ask(`${mine}/beskeder/brev/${id}`);
    for (const words of [
      'Strandvejen 9',
      'inviterer dig',
      '99 10 20 30',
      `${body.code.slice(0, 4)}-${body.code.slice(4)}`,
    ])
      expect(letter.text).toContain(words);
    expect(letter.text).not.toContain('/m/');
    expect((await ask(`${mine}/beskeder/brev/${id}/pdf`)).text.slice(0, 5)).toBe('%PDF-');

    const found = await ask(`${mine}/find`, { kode: body.code });
    expect(found.to).toMatch(/^\/skranke\/moeder\/ny\?invitation=/);
    const form = await ask(found.to);
    expect(form.text).toContain('value="Karen Prøve"');
    // How she is reached is known, and need not be shown to be used.
    expect(form.text).not.toContain('Strandvejen');
    const invitation = new URL(found.to, 'http://x').searchParams.get('invitation') ?? '';
    const booked = await ask(`${mine}/ny`, {
      ...{ type: type.slug, form: 'video', med: 'mig', navn: 'Karen Prøve', goer: 'book', invitation },
      tid: '2026-12-11T09:00:00.000Z',
    });
    expect(booked.text).toContain('Mødet er aftalt.');
    const row = await inFjordby(() =>
      db().selectFrom('meeting_invitation').select('meeting_id').where('id', '=', invitation).executeTakeFirstOrThrow(),
    );
    const [karen] = await inFjordby(() => personsOf(house, row.meeting_id ?? ''));
    expect(karen).toMatchObject({
      channel: 'letter',
      details: { address: ['Karen Prøve', 'Strandvejen 9', '9999 Fjordby'] },
    });
    expect((await ask(`${mine}/find`, { kode: body.code })).status).toBe(404);
    expect(house.logged.join('\n')).not.toMatch(/Karen|Strandvejen|6107011234/);
  });
});
