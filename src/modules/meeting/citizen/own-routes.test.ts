import { describe, expect, test } from 'vitest';
import { seedType, someone, wishFor } from '../../../../test/support/seed-meetings.ts';
import { fjordby } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import { offerEarlier } from '../agreeing/earlier.ts';
import { openGroup, takeSeat } from '../agreeing/groups.ts';
import { proposeTimes } from '../agreeing/proposals.ts';
import { startSeries } from '../agreeing/series.ts';
import { newLink } from '../booking/bookings.ts';
import { citizenApp } from './testing/citizen-app.ts';

const { given, inFjordby, browser, toContact, book, meetings } = citizenApp();

describe('her link', () => {
  test('looking uses nothing up, and the token leaves the address at once', async () => {
    const link = await book(browser());
    for (let look = 0; look < 3; look += 1) {
      expect((await browser().head(link)).status).toBe(200);
      const her = browser();
      await her.get(link);
      expect(her.shown().path).toBe('/fjordby/moede/mit');
      expect(her.shown().html).not.toContain(link);
    }
    expect((await given.app.request(link)).headers.get('location')).toBe('/fjordby/moede/mit');
  });

  test('wrong, guessed, replayed after a cancellation: the same page, and what she has open stays hers', async () => {
    const her = browser();
    const link = await book(her, 8);
    await her.get('/fjordby/m/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA');
    const wrong = her.shown();
    expect(wrong.status).toBe(410);
    await her.get('/fjordby/moede/mit');
    expect(her.shown().status).toBe(200);
    await her.get('/fjordby/moede/mit/afbud');
    await her.submit('/moede/mit/afbud');
    const later = browser();
    for (const path of [link, '/fjordby/m/x', '/fjordby/m/%27', '/hedelund/m/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA']) {
      await later.get(path);
      expect(later.shown().status).toBe(410);
      if (!path.startsWith('/hedelund')) expect(later.shown().text).toBe(wrong.text);
    }
    for (const path of [
      'flyt',
      'afbud',
      'ledsager',
      'repraesentant',
      'med/link',
      'med/fjern',
      'papirer',
      'paamindelser',
      'bagefter',
      'tolk',
      'tidligere',
      'plads',
    ])
      await later.post(`/fjordby/moede/mit/${path}`, { tid: '2026-11-25T09:00:00.000Z', svar: 'ja', ledsager: 'X' });
    expect((await meetings())[0]?.state).toBe('cancelled');
  });

  test('a link of one municipality opens nothing in another', async () => {
    const link = await book(browser());
    const her = browser();
    await her.get(link.replace('fjordby', 'hedelund'));
    expect(her.shown().status).toBe(410);
  });

  test('code and phone lead to the same page; which of them was wrong is not told', async () => {
    const her = browser();
    await book(her);
    const code = /class="own-code">([A-Z0-9-]+)</.exec(her.shown().html)?.[1] ?? '';
    const later = browser();
    for (const [kode, kontakt] of [
      [code, '20304051'],
      ['ABCD-2345', '20304050'],
    ] as const) {
      await later.get('/fjordby/moede/kode');
      await later.submit('/moede/kode', { kode, kontakt });
      expect(later.shown().status).toBe(422);
      expect(later.shown().text).toContain('Vi kan ikke finde en tid');
    }
    await later.submit('/moede/kode', { kode: code.toLowerCase(), kontakt: '+45 20 30 40 50' });
    expect(later.shown().path).toBe('/fjordby/moede/mit');
  });

  test('a code opens her page again and again and takes neither link nor code from her, until she is given new ones', async () => {
    await book(browser());
    const [meeting] = await meetings();
    const personId = (
      await inFjordby(() =>
        db()
          .selectFrom('meeting_person')
          .select('id')
          .where('meeting_id', '=', meeting?.id ?? '')
          .executeTakeFirstOrThrow(),
      )
    ).id;
    // Not the first link any more: this one nobody can make again.
    const { token, code } = await inFjordby(() => newLink(given.house, personId));
    const opened = async () => {
      const her = browser();
      await her.get('/fjordby/moede/kode');
      await her.submit('/moede/kode', { kode: code, kontakt: '20304050' });
      return her;
    };
    const first = await opened();
    expect(first.shown().path).toBe('/fjordby/moede/mit');
    expect((await opened()).shown().path).toBe('/fjordby/moede/mit');
    const byLink = browser();
    await byLink.get(`/fjordby/m/${token}`);
    expect(byLink.shown().path).toBe('/fjordby/moede/mit');
    await first.get('/fjordby/moede/mit/flyt');
    expect(first.shown().status).toBe(200);
    // What the browser keeps is no link, and is another municipality's as little as it is anybody else's.
    const kept = first.cookies.get('mb_moede') ?? '';
    expect((await browser().get(`/fjordby/m/${kept}`)).status).toBe(410);
    const elsewhere = browser();
    elsewhere.cookies.set('mb_moede', kept);
    expect((await elsewhere.get('/hedelund/moede/mit')).status).toBe(410);
    await inFjordby(() => newLink(given.house, personId));
    expect((await first.get('/fjordby/moede/mit')).status).toBe(410);
    expect((await opened()).shown().status).toBe(422);
  });

  test('whoever has given neither number nor address is told to call with her code', async () => {
    const her = browser();
    await toContact(her);
    await her.submit('/dig', { navn: 'Karen Prøve', vej: 'Havnegade 1', by: '9999 Fjordby' });
    expect(her.shown().path).toBe('/fjordby/moede/aftalt');
    expect(her.shown().text).toContain('Ring til os, og sig koden');
    expect(her.shown().text).not.toContain('sammen med det nummer');
    await her.get('/fjordby/moede/kode');
    expect(her.shown().text).toContain('Har du kun givet os en adresse');
  });

  test('companion, interpreter, calendar, line and what is stored', async () => {
    const talking = await seedType(given.house, { interpreter: true }, ['video']);
    const her = browser();
    await book(her, 2, '20304050', talking);
    await her.get('/fjordby/moede/mit');
    await her.get('/fjordby/moede/mit/ledsager');
    await her.submit('/moede/mit/ledsager', { navn: 'Ole Prøve' });
    await her.submit('/moede/mit/med');
    expect(her.shown().text).toContain('Ole Prøve kommer med');
    expect(her.shown().html).toContain('arabisk (العربية)');
    await her.submit('/moede/mit/tolk', { tolk: 'ar' });
    expect(her.shown().html).toMatch(/<option selected="?"? ?value="ar"|<option value="ar" selected/);
    const calendar = await her.get('/fjordby/moede/mit/kalender.ics');
    expect(calendar.html).toContain('METHOD:PUBLISH');
    expect(calendar.html).not.toContain('Karen');
    await given.app.request('/fjordby/moede/mit/linje', {
      method: 'POST',
      body: JSON.stringify({ mode: 'voice' }),
      headers: { cookie: [...her.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    expect((await meetings())[0]?.line_mode).toBe('voice');
    await her.get('/fjordby/moede/mit/gemt');
    expect(her.shown().text).toContain('Karen Prøve');
    // Who holds her link sees that her number is stored, and not the number.
    expect(her.shown().text).toContain('•• •• 40 50');
    expect(her.shown().html).not.toContain('20304050');
    expect(her.shown().text).not.toContain('token_hash [0-9a-f]');
    // In her own words; what is no use to her stands folded away.
    expect(her.shown().text).not.toMatch(/\b(booked|citizen|accepted|note_state|from_start|stateAt|meeting\.book)\b/);
    expect(her.shown().text).toContain('request_key');
  });

  test('too near its start she is told to call, and nothing changes', async () => {
    const her = browser();
    await book(her, 8);
    const [meeting] = await meetings();
    given.house.clock.set(new Date((meeting?.starts_at?.getTime() ?? 0) - 30 * 60_000).toISOString());
    await her.get('/fjordby/moede/mit');
    expect(her.shown().text).toContain('Det er for sent at flytte eller melde afbud her. Ring');
    await her.post('/fjordby/moede/mit/afbud', {});
    await her.post('/fjordby/moede/mit/flyt', { tid: '2026-11-25T09:00:00.000Z' });
    expect((await meetings())[0]).toMatchObject({ state: 'booked', version: meeting?.version });
    expect(her.shown().text).not.toContain('Gå til mødet');
    // In front of the door: the page comes anew when it opens, a quarter of an hour before the meeting.
    const cookie = [...her.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const waiting = await given.app.request('/fjordby/moede/mit', { headers: { cookie } });
    expect(waiting.headers.get('refresh')).toBe(String(15 * 60 + 1));
    given.house.clock.set(new Date((meeting?.starts_at?.getTime() ?? 0) - 14 * 60_000).toISOString());
    await her.get('/fjordby/moede/mit');
    expect(her.shown().html).toContain('action="/fjordby/moede/mit/ind"');
  });

  test('forgetting her on this computer leaves the meeting and no cookie', async () => {
    const her = browser();
    await book(her);
    await her.get('/fjordby/moede/mit');
    await her.submit('/moede/forlad');
    expect(her.cookies.size).toBe(0);
    expect((await meetings())[0]?.state).toBe('booked');
  });
});

test('proposed times: her answer takes one, twice is once, and none of them frees all', async () => {
  for (const none of [false, true]) {
    const wish = wishFor(given.type, { form: 'video', by: 'employee' });
    const starts = ['2026-11-26T09:00:00Z', '2026-11-26T12:00:00Z', '2026-11-27T09:00:00Z'].map((at) => new Date(at));
    const meeting = {
      wish,
      pageLanguage: 'da',
      topic: null,
      step: null,
      person: someone(),
      others: [],
      hiddenAddresses: false,
      requestKey: null,
    } as const;
    const proposed = await proposeTimes(
      given.house,
      fjordby,
      { meeting, starts, answerBy: new Date('2026-11-25T12:00:00Z') },
      { by: 'employee', employee: given.employee },
      given.house.clock.now(),
    );
    if (!proposed.ok || !proposed.value.link) throw new Error(JSON.stringify(proposed));
    const her = browser();
    await her.get(`/fjordby/m/${proposed.value.link.token}`);
    expect(her.shown().path).toBe('/fjordby/moede/svar');
    expect(her.buttons('forslag')).toHaveLength(3);
    expect(her.shown().text).toContain('Torsdag den 26. november kl. 13.00');
    const second = her.buttons('forslag')[1] ?? '';
    if (none) {
      await her.submit('/moede/svar', { svar: 'ingen' });
      expect(her.shown().text).toContain('Tiderne er givet fri');
      continue;
    }
    await her.submit('/moede/svar', { forslag: second });
    expect(her.shown().path).toBe('/fjordby/moede/mit?nu=gemt');
    expect(her.shown().text).toContain('Torsdag den 26. november kl. 13.00');
    await her.post('/fjordby/moede/svar', { forslag: second });
    expect(her.shown().path).toBe('/fjordby/moede/mit');
    await inFjordby(() => db().deleteFrom('meeting').execute());
  }
});

test('a wish for an earlier time: asked for, offered, taken, and let go again', async () => {
  const her = browser();
  // Two days on, so that an earlier one can be offered.
  await her.get(`/fjordby/moede/${given.type.slug}?form=video&uge=2026-11-30`);
  const far = her.buttons('tid').at(-1) ?? '';
  await her.submit(`/moede/${given.type.slug}`, { tid: far });
  await her.submit('/dig', { navn: 'Karen', kontakt: 'karen@example.dk' });
  await her.get('/fjordby/moede/mit');
  await her.submit('/moede/mit/tidligere', { svar: 'skriv' });
  expect(her.shown().text).toContain('Du står på ventelisten til en tidligere tid.');
  expect(await offerEarlier(given.house, fjordby, given.house.clock.now())).toBe(1);
  await her.get('/fjordby/moede/mit');
  expect(her.shown().text).toContain('Der er en tidligere tid:');
  await her.submit('/moede/mit/tidligere', { svar: 'ja' });
  expect((await meetings())[0]?.starts_at?.getTime()).toBeLessThan(Date.parse(far));
  // Pressed again from another tab: the time is gone, and hers stands.
  await her.post('/fjordby/moede/mit/tidligere', { svar: 'ja' });
  expect(her.shown().status).toBe(409);
  expect(her.shown().text).toContain('Tiden gik til en anden. Du har stadig din tid.');
});

const weekly = async (count: number) => {
  const all = [['08:00', '20:00'] as [string, string]];
  const made = await startSeries(
    given.house,
    fjordby,
    {
      wish: wishFor(given.type, { form: 'video', by: 'employee' }),
      pattern: {
        everyWeeks: 1,
        weekdays: [3],
        time: '10:00',
        minutes: 30,
        from: '2026-11-25',
        until: null,
        count,
        onHoliday: 'skip',
        without: [],
      },
      person: someone(),
      others: [],
      hiddenAddresses: false,
      ringHours: { '1': all, '2': all, '3': all, '4': all, '5': all, '6': [], '7': [] },
      onCallSkill: 'bostøtte',
      decisions: {},
    },
    { by: 'employee', employee: given.employee },
    given.house.clock.now(),
  );
  if (!made.ok) throw new Error(JSON.stringify(made.reason));
  return made.value;
};

test('pressed twice in a series, one meeting is cancelled or moved and the next stands', async () => {
  const { link } = await weekly(4);
  const her = browser();
  await her.get(`/fjordby/m/${link.token}`);
  await her.get('/fjordby/moede/mit/afbud');
  const cookies = new Map(her.cookies);
  const twin = browser();
  for (const [name, value] of cookies) twin.cookies.set(name, value);
  await twin.get('/fjordby/moede/mit/afbud');
  await her.submit('/moede/mit/afbud');
  expect(her.shown().text).toContain('Du har meldt afbud');
  // The link of a series goes on leading to the next.
  expect(her.shown().text).toContain('dit link virker');
  expect(her.shown().text).not.toContain('Dit link virker ikke længere');
  await her.get('/fjordby/moede/mit');
  expect(her.shown().text).toContain('2. december');
  await twin.submit('/moede/mit/afbud');
  expect(twin.shown().path).toBe('/fjordby/moede/mit');
  for (const fields of [{}, { moede: 'x', udgave: '1' }]) await twin.post('/fjordby/moede/mit/afbud', fields);
  await twin.post('/fjordby/moede/mit/flyt', { tid: '2026-11-26T09:00:00.000Z' });
  const states = (await meetings()).map(({ state }) => state).sort();
  expect(states).toEqual(['booked', 'booked', 'booked', 'cancelled']);
  const days = (await meetings()).flatMap(({ starts_at }) => starts_at?.toISOString().slice(0, 10) ?? []).sort();
  expect(days).toEqual(['2026-11-25', '2026-12-02', '2026-12-09', '2026-12-16']);
  await inFjordby(() => db().deleteFrom('meeting_series').execute());
});

test('the link of support that comes round shows the next meetings, and rings within the hours agreed on', async () => {
  const made = await weekly(4);
  const her = browser();
  await her.get(`/fjordby/m/${made.link.token}`);
  expect(her.shown().path).toBe('/fjordby/moede/mit');
  for (const words of [
    'onsdag den 25. november kl. 10.00',
    'onsdag den 2. december kl. 10.00',
    'Ring til min støtteperson',
  ])
    expect(her.shown().text).toContain(words);
  given.house.clock.set('2026-11-28T11:00:00Z');
  await her.get('/fjordby/moede/mit');
  expect(her.shown().text).not.toContain('Ring til min støtteperson');
  expect(her.shown().text).not.toContain('25. november');
  await inFjordby(() => db().deleteFrom('meeting_series').execute());
});

test('a course: seats left, the waiting list, and the seat that is offered', async () => {
  const course = await seedType(given.house, { seats: 1 + 1, interpreter: false }, ['video']);
  const wish = wishFor(course, { by: 'employee' });
  const opened = await openGroup(
    given.house,
    fjordby,
    { wish, startsAt: new Date('2026-11-26T09:00:00Z'), seats: 2 },
    { by: 'employee', employee: given.employee },
    given.house.clock.now(),
  );
  if (!opened.ok) throw new Error(JSON.stringify(opened));
  const join = async (kontakt: string, her = browser()) => {
    await her.get(`/fjordby/moede/${course.slug}`);
    const dig = /href="([^"]*\/dig[^"]*)"/.exec(her.shown().html)?.[1] ?? '';
    await her.get(dig.replaceAll('&amp;', '&'));
    await her.submit('/dig', { navn: 'Karen', kontakt, alligevel: 'ja' });
    return her;
  };
  const first = await join('20304050');
  expect(first.shown().text).toContain('Din tid er aftalt');
  // Her number once more: she herself is told, and a stranger is not.
  const stranger = await join('20304050');
  expect(stranger.shown().status).toBe(409);
  expect(stranger.shown().text).toContain('Hvis du allerede er tilmeldt, har du fået en besked');
  expect(stranger.shown().text).not.toContain('Du har allerede en plads');
  await join('20304050', first);
  expect(first.shown().text).toContain('Du har allerede en plads på holdet');
  await first.get(`/fjordby/moede/${course.slug}`);
  expect(first.shown().text).toContain('1 ledig plads');
  await takeSeat(
    given.house,
    fjordby,
    opened.value.meetingId,
    someone('+4520304051'),
    { by: 'citizen' },
    given.house.clock.now(),
  );
  const third = await join('20304052');
  expect(third.shown().text).toContain('Du er den første på ventelisten');
  await first.get('/fjordby/moede/mit/afbud');
  await first.submit('/moede/mit/afbud');
  await third.get('/fjordby/moede/mit');
  expect(third.shown().text).toContain('Ja, jeg vil have pladsen');
  await third.submit('/moede/mit/plads', { svar: 'ja' });
  expect(third.shown().text).toContain('Tiden er aftalt.');
});
