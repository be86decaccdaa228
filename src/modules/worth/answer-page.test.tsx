import { Hono } from 'hono';
import { beforeAll, describe, expect, test } from 'vitest';
import { fjordby, openTestHouse, type TestHouse } from '../../../test/support/test-house.ts';
import { db } from '../../db/index.ts';
import type { Language } from '../../kernel/index.ts';
import { answerCookie, mintAnswerToken } from '../contact/index.ts';
import type { MunicipalEnv } from '../tenancy/index.ts';
import { answerRoutes } from './answer-routes.tsx';

let house: TestHouse;
beforeAll(async () => {
  const weekly = { '1': [['09:00', '15:00']], '2': [['09:00', '15:00']], '3': [], '4': [], '5': [], '6': [], '7': [] };
  house = await openTestHouse({
    seed: async (owner) => {
      await owner
        .insertInto('place')
        .values({
          id: '44444444-4444-4444-8444-444444444444',
          municipality_id: fjordby,
          name: 'Borgerservice',
          address: 'Torvet 1, 9999 Fjordby',
          phone: '99 99 00 00',
          hours: JSON.stringify(weekly),
          help_hours: JSON.stringify(weekly),
          exceptions: '{}',
          open_on_holidays: false,
          help_open_on_holidays: false,
        } as never)
        .execute();
    },
  });
});

function request(
  path: string,
  { cookie, form, language = 'da' }: { cookie?: string; form?: Record<string, string>; language?: Language } = {},
) {
  const app = new Hono<MunicipalEnv>();
  app.use('*', async (c, next) => {
    c.set('language', language);
    c.set('requestId', 'test');
    c.set('municipality', {
      id: fjordby,
      slug: 'fjordby',
      name: 'Fjordby',
      fullName: 'Fjordby Kommune',
      host: null,
      colour: '#1a5e63',
      demonstration: true,
    });
    await next();
  });
  app.route('/', answerRoutes(house));
  return app.request(path, {
    method: form ? 'POST' : 'GET',
    headers: cookie ? { cookie: `${answerCookie}=${cookie}` } : {},
    ...(form ? { body: new URLSearchParams(form) } : {}),
  });
}
const token = (form: 'video' | 'text' = 'video') =>
  mintAnswerToken(house, { form, service: 'pas', municipality: fjordby });
const text = async (response: Promise<Response> | Response) => (await response).text();
const heading = (html: string) => /<h1>(.*?)<\/h1>/.exec(html)?.[1];
const counted = () =>
  house.database.inMunicipality(fjordby, async () => {
    const rows = await db()
      .selectFrom('contact_histogram')
      .select(['series', 'bucket', 'count'])
      .where('measure', '=', 'answer')
      .execute();
    return Object.fromEntries(rows.map(({ series, bucket, count }) => [`${series} ${bucket}`, count]));
  });

describe('after the contact', () => {
  test('five taps at most, one a screen, without JavaScript; then how to go on', async () => {
    const cookie = token();
    let path = '/tak';
    const asked: (string | undefined)[] = [];
    for (let tap = 0; tap < 5; tap += 1) {
      const html = await text(request(path, { cookie }));
      asked.push(heading(html));
      const question = /name="question" value="(\w+)"/.exec(html)?.[1] ?? '';
      const answer = /name="answer" value="(\w+)"/.exec(html)?.[1] ?? '';
      const answered = await request('/tak', { cookie, form: { question, answer } });
      expect(answered.status).toBe(303);
      path = (answered.headers.get('location') ?? '').replace('/fjordby', '');
    }
    expect(asked).toEqual([
      'Tak. Blev det løst?',
      'Hvor let var det at få hjælpen?',
      'Kunne du sige det, du ville?',
      'Var lyd og billede gode nok?',
      'Hvad vil du helst næste gang?',
    ]);
    const html = await text(request(path, { cookie }));
    expect(heading(html)).toBe('Tak.');
    expect(html).toContain('Dine svar er talt med');
    expect(html).toContain('href="/fjordby/pas"');
    expect(html).toContain('tel:99990000');
    expect(html).toContain('Åbent nu, lukker kl. 15.00');
    expect(await counted()).toMatchObject({
      'solved yes': 1,
      'ease 1': 1,
      'expressed 1': 1,
      'media yes': 1,
      'next screen': 1,
      'people answered': 1,
    });
  });

  test('every question can be skipped, and who wrote is not asked about sound', async () => {
    const cookie = token('text');
    const first = await text(request('/tak', { cookie }));
    expect(first).toContain('href="/fjordby/tak?efter=solved"');
    expect(first).toContain('Spørgsmål 1 af 4');
    expect(heading(await text(request('/tak?efter=expressed', { cookie })))).toBe('Hvad vil du helst næste gang?');
    expect(heading(await text(request('/tak?efter=next', { cookie })))).toBe('Tak.');
  });

  test('the same tap many times counts once, and leads on all the same', async () => {
    const cookie = token();
    const before = (await counted())['solved no'] ?? 0;
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => request('/tak', { cookie, form: { question: 'solved', answer: 'no' } })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(303));
    expect((await counted())['solved no']).toBe(before + 1);
  });

  test('without the right to answer it thanks, counts nothing and offers the way back', async () => {
    const before = await counted();
    const sent = await request('/tak', { form: { question: 'solved', answer: 'yes' } });
    expect(sent.headers.get('location')).toBe('/fjordby/tak');
    const html = await text(request('/tak', { cookie: 'not-ours' }));
    expect(heading(html)).toBe('Tak.');
    expect(html).toContain('href="/fjordby/hjaelp"');
    expect(await counted()).toEqual(before);
  });

  test('what is no answer is asked again', async () => {
    const cookie = token();
    const sent = await request('/tak', { cookie, form: { question: 'ease', answer: '9' } });
    expect(sent.status).toBe(422);
    expect(heading(await text(sent))).toBe('Hvor let var det at få hjælpen?');
    expect((await request('/tak', { cookie, form: { question: '<script>' } })).status).toBe(422);
  });

  test('is in English too', async () => {
    const html = await text(request('/tak', { cookie: token(), language: 'en' }));
    expect(heading(html)).toBe('Thank you. Was it solved?');
    expect(html).toContain('action="/fjordby/en/tak"');
  });
});
