import { expect, test } from 'vitest';
import { seedType } from '../../../../test/support/seed-meetings.ts';
import { fjordby } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import { type EmployeeId, newId } from '../../../kernel/index.ts';
import { sentPapers } from '../after/sent-papers.ts';
import { cancelMeeting, convertMeeting } from '../booking/bookings.ts';
import { keepPaper, papersOf, readPaper } from '../documents/papers.ts';
import { deleteMeetings } from '../notes/deletion.ts';
import { citizenApp } from './testing/citizen-app.ts';

const { given, inFjordby, browser, book, meetings } = citizenApp();
type Browser = ReturnType<typeof browser>;

const cookieOf = (her: Browser) => [...her.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
async function send(her: Browser, name: string, content: string | Uint8Array) {
  const body = new FormData();
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  body.set('papir', new File([new Uint8Array(bytes)], name));
  const headers = { cookie: cookieOf(her) };
  const answer = await given.app.request('/fjordby/moede/mit/papirer', { method: 'POST', body, headers });
  return { status: answer.status, to: answer.headers.get('location'), text: await answer.text() };
}
const pdf = `%PDF-1.7\n${'Kære kommune. '.repeat(200_000)}`;

async function withPapers(rules: Parameters<typeof seedType>[1] = {}) {
  const type = await seedType(given.house, { documents: true, interpreter: false, ...rules }, ['video']);
  const her = browser();
  await book(her, 8, '20304050', type);
  await her.get('/fjordby/moede/mit');
  return her;
}
const papers = async () => inFjordby(async () => papersOf(given.house, (await meetings())[0]?.id ?? ''));

test('a paper is kept whole and sealed, shown to her, taken back by her, and gone with the meeting', async () => {
  const her = await withPapers();
  expect(her.shown().text).toContain('Send papirer før mødet');
  expect(await send(her, 'C:\\brev\\Afgørelse 670190-1234.pdf', pdf)).toMatchObject({
    status: 303,
    to: '/fjordby/moede/mit/papirer?nu=sendt',
  });
  const [paper] = await papers();
  expect(paper).toMatchObject({ name: 'Afgørelse [fjernet].pdf', kind: 'pdf', checked: false });
  const [meeting] = await meetings();
  const read = await inFjordby(() => readPaper(given.house, meeting?.id ?? '', paper?.id ?? ''));
  expect(Buffer.from(read?.content ?? new Uint8Array()).toString()).toBe(pdf);
  const parts = await inFjordby(() => db().selectFrom('meeting_document_part').selectAll().execute());
  expect(parts.length).toBe(Math.ceil(Buffer.from(pdf).length / 1024 / 1024));
  expect(JSON.stringify(parts)).not.toContain(Buffer.from('Kære kommune').toString('base64').slice(0, 12));
  await her.get('/fjordby/moede/mit/papirer');
  expect(her.shown().text).toContain('Afgørelse [fjernet].pdf');
  // Who holds the meeting finds it at the table of the call; nobody else does.
  const sent = (employee: EmployeeId) =>
    inFjordby(() => sentPapers(given.house, meeting?.id ?? '', employee, given.house.clock.now()));
  expect(await sent(given.employee)).toEqual([
    { name: 'Afgørelse [fjernet].pdf', url: `/skranke/moeder/${meeting?.id}/papirer/${paper?.id}` },
  ]);
  expect(await sent(newId<'employee'>() as EmployeeId)).toEqual([]);
  await her.get('/fjordby/moede/mit/gemt');
  expect(her.shown().text).toContain('Papir, du har sendt');
  // Somebody else's paper is not hers to delete.
  const stranger = browser();
  await book(stranger, 12, '20304051');
  await stranger.post('/fjordby/moede/mit/papirer/slet', { papir: paper?.id ?? '' });
  expect(await papers()).toHaveLength(1);
  await her.get('/fjordby/moede/mit/papirer');
  await her.submit('/papirer/slet', { papir: paper?.id ?? '' });
  expect(her.shown().text).toContain('Papiret er slettet.');
  await send(her, 'brev.pdf', pdf);
  expect(await papers()).toHaveLength(1);
  given.house.clock.advance(60 * 86_400);
  await inFjordby(() => deleteMeetings(given.house, given.house.clock.now()));
  for (const table of ['meeting_document', 'meeting_document_part'] as const)
    expect(await inFjordby(() => db().selectFrom(table).selectAll().execute())).toEqual([]);
});

test('what is no paper is refused with a word for it, and nothing is kept', async () => {
  const her = await withPapers();
  for (const [name, content, words] of [
    ['', '', 'Vælg en fil, før du sender.'],
    ['tom.pdf', '', 'Filen er tom.'],
    ['brev.pdf', 'MZ\u0090 et program', 'Filen er et program.'],
    ['brev.docx', 'PK\u0003\u0004[Content_Types].xml word/', 'Filen er fra et kontorprogram'],
    ['side.html', '<!doctype html><script>', 'Filen er hverken en PDF eller et billede.'],
    ['stor.pdf', Buffer.concat([Buffer.from('%PDF-1.7'), Buffer.alloc(10 * 1024 * 1024)]), 'Filen er for stor.'],
  ] as const) {
    const answer = await send(her, name, content);
    expect(answer.status, name).toBe(422);
    expect(answer.text, name).toContain(words);
  }
  // One that was not taken in at all: the address that she is sent back to says so.
  await her.get('/fjordby/moede/mit/papirer?nu=for-stor');
  expect(her.shown().text).toContain('Filen er for stor.');
  expect(await papers()).toEqual([]);
});

test('no more than six, none where the type takes none, none without a link, and nothing of an anonymous one', async () => {
  const her = await withPapers();
  for (let n = 0; n < 6; n += 1) expect((await send(her, `${n}.pdf`, '%PDF-1.7')).status).toBe(303);
  expect((await send(her, '7.pdf', '%PDF-1.7')).text).toContain('Du har sendt seks papirer.');
  expect(await papers()).toHaveLength(6);
  // Sent in the same moment, too.
  const [first] = await papers();
  await inFjordby(() =>
    db()
      .deleteFrom('meeting_document')
      .where('id', '=', first?.id ?? '')
      .execute(),
  );
  const [meeting] = await meetings();
  const of = { meetingId: meeting?.id ?? '', personId: first?.personId ?? '' };
  const one = { name: 'x.pdf', kind: 'pdf', checked: false, content: Buffer.from('%PDF-1.7') } as const;
  const kept = await Promise.all(
    [1, 2, 3].map(() => inFjordby(() => keepPaper(given.house, of, one, given.house.clock.now()))),
  );
  expect(kept.filter((each) => each === 'full')).toHaveLength(2);
  expect((await send(browser(), 'x.pdf', '%PDF-1.7')).status).toBe(410);
  await inFjordby(() => db().deleteFrom('meeting').execute());
  const without = await withPapers({ documents: false });
  expect(without.shown().text).not.toContain('Send papirer');
  expect((await send(without, 'x.pdf', '%PDF-1.7')).to).toBe('/fjordby/moede/mit');
  expect(await papers()).toEqual([]);
});

test('a paper that comes while its meeting is cancelled is refused, not lost', async () => {
  await withPapers();
  const [meeting] = await meetings();
  const person = await inFjordby(() => db().selectFrom('meeting_person').select('id').executeTakeFirstOrThrow());
  await inFjordby(() => db().updateTable('meeting').set({ state: 'cancelled' }).execute());
  const one = { name: 'x.pdf', kind: 'pdf', checked: false, content: Buffer.from('%PDF-1.7') } as const;
  const of = { meetingId: meeting?.id ?? '', personId: person.id };
  expect(await inFjordby(() => keepPaper(given.house, of, one, given.house.clock.now()))).toBe('over');
  expect(await papers()).toEqual([]);
});

test('a paper that comes in the very moment of a conversion follows the meeting; of a cancellation it is refused or kept whole', async () => {
  const one = { name: 'x.pdf', kind: 'pdf', checked: false, content: Buffer.from('%PDF-1.7') } as const;
  const staff = { by: 'employee', employee: given.employee } as const;
  const now = () => given.house.clock.now();
  for (let round = 0; round < 6; round += 1) {
    const type = await seedType(given.house, { documents: true, interpreter: false }, ['video', 'phone']);
    await book(browser(), 8, '20304050', type);
    const [meeting] = await meetings();
    const meetingId = meeting?.id ?? '';
    const person = await inFjordby(() => db().selectFrom('meeting_person').select('id').executeTakeFirstOrThrow());
    const keep = () => inFjordby(() => keepPaper(given.house, { meetingId, personId: person.id }, one, now()));
    const convert = () =>
      convertMeeting(
        given.house,
        fjordby,
        meetingId,
        { form: 'phone', startsAt: null, phone: null },
        { version: null, actor: staff },
        now(),
      );
    const [before, converted, after] = await Promise.all([keep(), convert(), keep()]);
    if (!converted.ok) throw new Error(JSON.stringify(converted.reason));
    const became = converted.value.meetingId;
    expect([before, after].map((kept) => typeof kept)).toEqual(['object', 'object']);
    expect(await inFjordby(() => papersOf(given.house, became))).toHaveLength(2);
    expect(await inFjordby(() => papersOf(given.house, meetingId))).toEqual([]);

    const late = () => inFjordby(() => keepPaper(given.house, { meetingId: became, personId: person.id }, one, now()));
    const [kept, cancelled, refused] = await Promise.all([
      late(),
      cancelMeeting(given.house, fjordby, became, { version: null, actor: staff }, now()),
      late(),
    ]);
    expect(cancelled.ok).toBe(true);
    const whole = [kept, refused].filter((each) => typeof each === 'object').length;
    expect([kept, refused].filter((each) => each === 'over')).toHaveLength(2 - whole);
    expect(await inFjordby(() => papersOf(given.house, became))).toHaveLength(2 + whole);
    expect(await late()).toBe('over');
    await inFjordby(() => db().deleteFrom('meeting').execute());
  }
});
