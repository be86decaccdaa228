import { Hono } from 'hono';
import { beforeAll, describe, expect, test } from 'vitest';
import { fjordby, openTestHouse, type TestHouse } from '../../../test/support/test-house.ts';
import type { Language } from '../../kernel/index.ts';
import { type CountedContact, countContacts, type PublishedFigures } from '../contact/index.ts';
import type { StaffEnv, StaffMember } from '../identity/index.ts';
import { leaderRoutes } from './leader-routes.tsx';
import { shortWaitShare, solvedShare } from './readings.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});

const staff = (roles: StaffMember['roles']): StaffMember => ({
  employeeId: '33333333-3333-4333-8333-333333333333' as StaffMember['employeeId'],
  name: 'Lone Leder',
  roles,
  municipality: {
    id: fjordby,
    slug: 'fjordby',
    name: 'Fjordby',
    fullName: 'Fjordby Kommune',
    host: null,
    colour: '#1a5e63',
    demonstration: true,
  },
});

async function get(
  path: string,
  { roles = ['leader'], language = 'da' }: { roles?: StaffMember['roles']; language?: Language } = {},
) {
  const app = new Hono<StaffEnv>();
  app.use('*', async (c, next) => {
    c.set('language', language);
    c.set('requestId', 'test');
    c.set('staff', staff(roles));
    await next();
  });
  app.route('/', leaderRoutes(house, { taskName: (_, slug) => ({ pas: 'Pas', aeldre: 'Ældrehjælp' })[slug] ?? slug }));
  const response = await app.request(path);
  return { status: response.status, html: await response.text() };
}
const sentences = (html: string) =>
  [...html.matchAll(/<p class="reading-sentence">(.*?)<\/p>/g)].map(([, text]) => text);

const contact = (more: Partial<CountedContact>): CountedContact => ({
  now: house.clock.now(),
  channel: 'video',
  form: 'video',
  task: 'pas',
  kind: 'information',
  outcome: 'together',
  waitSeconds: 100,
  handlingSeconds: 300,
  ...more,
});

describe('the leader’s page', () => {
  test('says that there is nothing to show yet, and why', async () => {
    const { html } = await get('/ledelse');
    expect(sentences(html)).toEqual([expect.stringContaining('endnu ikke nok')]);
    expect(html).toContain('Opdigtede tal for perioder før du startede');
    expect(html).toContain('rundet ned');
  });

  test('answers in sentences with figures in them; each opens its plot, table and method', async () => {
    await house.database.inMunicipality(fjordby, () =>
      countContacts([
        { contact: contact({}), times: 31 },
        {
          contact: contact({ task: 'aeldre', outcome: 'unsolved', channel: 'text', form: 'text', waitSeconds: 700 }),
          times: 13,
        },
        {
          contact: contact({ task: 'mitid', outcome: 'left', channel: 'voice', form: 'voice', handlingSeconds: null }),
          times: 3,
        },
      ]),
    );
    const { html, status } = await get('/ledelse');
    expect(status).toBe(200);
    expect(sentences(html)).toEqual([
      'Mindst 45 henvendte sig for at få hjælp på skærmen.',
      'Flest valgte video: 30.',
      expect.stringMatching(/^30 af 45 \(67\s%\) af dem, der blev hjulpet/),
      expect.stringMatching(/^30 af 45 \(67\s%\) ventede under fem minutter\.$/),
      'Flest kom med Pas: 30.',
      'Omkring 45 blev spurgt. For få har svaret til, at svarene kan vises.',
      'Der er endnu ikke to perioder med tal nok til at sammenligne.',
    ]);
    expect(html.match(/<details/g)).toHaveLength(7);
    expect(html).toContain('skjult: under 5');
    expect(html).toContain('skjult: under 10');
    // Å, Æ and Ø come last: passport before help for the old; what cannot be shown is not named.
    expect(html.indexOf('<th scope="row">Pas')).toBeLessThan(html.indexOf('<th scope="row">Ældrehjælp'));
    expect(html).not.toContain('mitid');
    for (const [svg] of html.matchAll(/<svg class="plot".*?<\/svg>/g)) expect(svg).toMatch(/role="img".*<title.*<desc/);
    expect(html).not.toMatch(/ style="/);
  });

  test('compares with the period before, in the only words there are', async () => {
    house.clock.advance(28 * 24 * 3600);
    await house.database.inMunicipality(fjordby, () =>
      countContacts([
        { contact: contact({ outcome: 'self' }), times: 97 },
        { contact: contact({ outcome: 'unsolved', task: 'aeldre' }), times: 14 },
      ]),
    );
    const { html } = await get('/ledelse');
    expect(sentences(html).at(-1)).toMatch(
      /^Løst: fra 67\s% til 8\d\s%, forbedring påvist\. Ventede under fem minutter: fra 67\s% til 100\s%, forbedring påvist\.$/,
    );
    expect(html).toMatch(/\+\d+,\d \(\+\d+,\d … \+\d+,\d\)/);
    expect(sentences((await get('/ledelse?periode=2026-B12')).html)[0]).toContain('Mindst 45');
    expect(sentences((await get('/ledelse?periode=%3Cscript%3E')).html)[0]).toContain('Mindst 1');
  });

  test('says nothing of a share whose parts are hidden', () => {
    const few = { steps: { cell: 5, crossing: 10 }, answers: { offered: 5, answered: null, questions: [] } };
    const hidden = {
      ...few,
      total: 5,
      outcomes: [
        { outcome: 'together', count: null },
        { outcome: 'unsolved', count: null },
      ],
      waits: [{ from: 0, to: 5, count: null }],
    } as unknown as PublishedFigures;
    expect(solvedShare(hidden)).toBeNull();
    expect(shortWaitShare(hidden)).toBeNull();
    const shown = { ...hidden, outcomes: [{ outcome: 'together', count: 5 }] } as unknown as PublishedFigures;
    expect(solvedShare(shown)).toEqual({ count: 5, of: 5 });
  });

  test('is in English too', async () => {
    const { html } = await get('/ledelse', { language: 'en' });
    expect(sentences(html)[0]).toBe('At least 110 asked for help on screen.');
    expect(html).toContain('/en/ledelse?periode=2026-B12');
  });

  test('is for leaders', async () => {
    expect((await get('/ledelse', { roles: ['employee'] })).status).toBe(403);
  });
});
