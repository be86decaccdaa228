import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyMemo, exampleMemo, exampleSms, testCpr } from '../testing/example-memo.ts';
import { brokenRules } from '../testing/memo-rules.ts';
import { hasMemoSchema, memoSamples, schemaErrors } from '../testing/memo-schema.ts';
import { buildMemo } from './build-memo.ts';
import { cleanFileName, memoUrl } from './clean.ts';
import { memoFaultText } from './fault-words.ts';
import type { MemoMessage, MemoVersion } from './memo.ts';

const built = (message: MemoMessage, version?: MemoVersion) => {
  const result = buildMemo(message, version);
  if (!result.ok) throw new Error(JSON.stringify(result.reason));
  return result.value;
};
const faults = (message: MemoMessage, version?: MemoVersion) => {
  const result = buildMemo(message, version);
  return result.ok ? [] : result.reason.map(({ field, kind }) => `${field}: ${kind}`);
};
const [aftale, link] = exampleMemo.actions;
if (aftale?.code !== 'AFTALE' || link?.code !== 'SELVBETJENING') throw new Error('the example has both');
const reserved = (change: Partial<typeof aftale.reservation>): MemoMessage => ({
  ...exampleMemo,
  actions: [{ ...aftale, reservation: { ...aftale.reservation, ...change } }],
});

describe('a message', () => {
  test('says what it is given, in the order of the schema', () => {
    const memo = built(exampleMemo);
    expect(brokenRules(memo)).toEqual([]);
    expect(memo).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<memo:Message xmlns:memo="[^"]+" memoVersion="1.2">/,
    );
    expect(memo).toContain('<memo:startDateTime>2026-12-01T09:00:00Z</memo:startDateTime>');
    expect(memo).toContain('<memo:reservationUUID>0e0a0d0c-1b2c-4d3e-8f40-5a6b7c8d9e0f</memo:reservationUUID>');
    expect(memo).toContain('<memo:EntryPoint><memo:url>https://moede.example.dk/m/abc123</memo:url></memo:EntryPoint>');
    expect(memo).toContain(`<memo:content>${Buffer.from('Du er indkaldt.').toString('base64')}</memo:content>`);
    expect(memo).not.toContain('memo:reply');
    expect(built({ ...exampleMemo, reply: true })).toContain('<memo:reply>true</memo:reply>');
  });

  test('of version 1.1 says what 1.1 demands', () => {
    const memo = built(exampleMemo, '1.1');
    expect(brokenRules(memo)).toEqual([]);
    expect(memo).toContain('memoVersion="1.1" memoSchVersion="1.1.0"');
    expect(faults({ ...exampleMemo, notification: 'x'.repeat(155) }, '1.1')).toEqual(['notification: long']);
    expect(faults({ ...exampleMemo, notification: 'x'.repeat(155) }, '1.2')).toEqual([]);
  });

  test('by NemSMS is a header alone', () => {
    const memo = built(exampleSms);
    expect(brokenRules(memo)).toEqual([]);
    expect(memo).not.toContain('MessageBody');
  });

  test('is escaped', () => {
    const memo = built({ ...exampleMemo, label: '</memo:label><x a="&">' });
    expect(brokenRules(memo)).toEqual([]);
    expect(memo).toContain('<memo:label>&lt;/memo:label&gt;&lt;x a=&quot;&amp;&quot;&gt;</memo:label>');
  });

  test.each<[string, MemoMessage, string[]]>([
    ['no title', { ...exampleMemo, label: ' ' }, ['label: empty']],
    ['a long title', { ...exampleMemo, label: 'æ'.repeat(257) }, ['label: long']],
    ['a title of 256 signs outside the first plane', { ...exampleMemo, label: '𝄞'.repeat(256) }, []],
    ['a title with a bell in it', { ...exampleMemo, label: 'a\u0007' }, ['label: letters']],
    ['half a letter', { ...exampleMemo, label: 'a\ud800' }, ['label: letters']],
    ['a CPR number in the title', { ...exampleMemo, label: `Møde ${testCpr}` }, ['label: cpr-inside']],
    ['a number that is none', { ...exampleMemo, recipient: { cpr: '9913901234' } }, ['recipient.cpr: cpr']],
    ['a number with a hyphen', { ...exampleMemo, recipient: { cpr: '610190-9996' } }, ['recipient.cpr: cpr']],
    ['another sender', { ...exampleMemo, sender: { cvr: '1234567', label: 'x' } }, ['sender.cvr: cvr']],
    ['no document', { ...exampleMemo, files: [] }, ['files: empty']],
    ['a link that is not whole', { ...exampleMemo, actions: [{ ...link, url: '/m/abc' }] }, ['actions.0.url: link']],
    ['a link without TLS', { ...exampleMemo, actions: [{ ...link, url: 'http://x.dk/' }] }, ['actions.0.url: link']],
    [
      'a long link',
      { ...exampleMemo, actions: [{ ...link, url: `https://x.dk/${'a'.repeat(250)}` }] },
      ['actions.0.url: long'],
    ],
    [
      'an end before the start',
      reserved({ endsAt: new Date('2026-12-01T08:00:00Z') }),
      ['actions.0.reservation.endsAt: order'],
    ],
    ['no date', reserved({ startsAt: new Date(Number.NaN) }), ['actions.0.reservation.startsAt: date']],
    [
      'a UUID of version 7',
      reserved({ uuid: '01936fa0-0000-7000-8000-000000000000' }),
      ['actions.0.reservation.uuid: uuid'],
    ],
    ['no place', reserved({ location: '' }), ['actions.0.reservation.location: empty']],
    ['a long SMS', { ...exampleSms, notification: 'x'.repeat(151) }, ['notification: long']],
    ['a link in an SMS', { ...exampleSms, notification: 'Log ind: www.fjordby.dk' }, ['notification: link-inside']],
    [
      'eleven attachments',
      { ...exampleMemo, attachments: Array.from({ length: 11 }, () => ({ label: 'Bilag', files: exampleMemo.files })) },
      ['attachments: many'],
    ],
  ])('with %s', (_what, message, expected) => expect(faults(message)).toEqual(expected));

  test('tells every fault with the name of its field, in both languages', () => {
    fc.assert(
      fc.property(anyMemo, (message) => {
        const result = buildMemo(message);
        if (result.ok) return;
        for (const fault of result.reason)
          for (const language of ['da', 'en'] as const) expect(memoFaultText(fault, language)).toMatch(/^\S.*\.$/);
      }),
      { numRuns: 500 },
    );
    const [fault] = buildMemo(reserved({ location: '' })).ok
      ? []
      : [{ field: 'actions.0.reservation.location', kind: 'empty' as const }];
    expect(fault && memoFaultText(fault, 'da')).toBe('Stedet mangler.');
  });

  test('is refused or keeps our rules of the schema, whatever text comes in', () => {
    let sent = 0;
    fc.assert(
      fc.property(anyMemo, fc.constantFrom<MemoVersion>('1.1', '1.2'), (message, version) => {
        const result = buildMemo(message, version);
        if (!result.ok) return;
        sent += 1;
        expect(brokenRules(result.value)).toEqual([]);
      }),
      { numRuns: 1500 },
    );
    expect(sent).toBeGreaterThan(200);
  });
});

describe('our rules of the schema', () => {
  const memo = built(exampleMemo);
  test.each([
    [
      'an order changed',
      memo.replace(/(<memo:messageType>.*?<\/memo:messageType>)(<memo:messageUUID>.*?<\/memo:messageUUID>)/, '$2$1'),
    ],
    ['a field twice', memo.replace(/<memo:label>/, '<memo:label>a</memo:label><memo:label>')],
    ['a field missing', memo.replace(/<memo:language>da<\/memo:language>/, '')],
    ['an unknown field', memo.replace('<memo:Sender>', '<memo:sender>x</memo:sender><memo:Sender>')],
    ['another zone', memo.replace('09:30:00Z', '10:30:00+01:00')],
    ['another namespace', memo.replace('MeMo-1', 'MeMo-2')],
    [
      'two aims',
      memo.replace(
        '</memo:Reservation>',
        '</memo:Reservation><memo:EntryPoint><memo:url>https://x.dk</memo:url></memo:EntryPoint>',
      ),
    ],
    ['no base64', memo.replace(/<memo:content>/, '<memo:content>=')],
    ['a version of the schema', memo.replace('memoVersion="1.2"', 'memoVersion="1.2" memoSchVersion="1.1.0"')],
  ])('see %s', (_what, broken) => expect(brokenRules(broken)).not.toEqual([]));
});

describe.skipIf(!hasMemoSchema)(
  `the agency's schema${hasMemoSchema ? '' : ' [needs the MeMo schema: MEMO_SCHEMA or ../shared/memo]'}`,
  () => {
    test('takes the examples, in both kinds', async () => {
      expect(
        await schemaErrors([built(exampleMemo), built({ ...exampleMemo, reply: true }), built(exampleSms)]),
      ).toEqual([]);
    });
    test('refuses what we broke: the check bites', async () => {
      expect(await schemaErrors([built(exampleMemo).replace('09:30:00Z', '09:30:00')])).not.toEqual([]);
    });
    test('takes whatever is not refused, whatever text came in', async () => {
      const sent = fc
        .sample(anyMemo, 1500)
        .map((message) => buildMemo(message))
        .flatMap((result) => (result.ok ? [result.value] : []));
      expect(sent.length).toBeGreaterThan(200);
      expect(await schemaErrors(sent)).toEqual([]);
    }, 60_000);
    test('agrees with our rules about the agency’s small examples', () => {
      const small = readdirSync(memoSamples).filter((name) => !name.includes('Full'));
      expect(small.length).toBeGreaterThan(1);
      for (const name of small) expect(brokenRules(readFileSync(join(memoSamples, name), 'utf8'))).toEqual([]);
    });
  },
);

test.each([
  ['Indkaldelse til møde.pdf', 'Indkaldelse til møde.pdf'],
  ['a/b\\c:d*e?.pdf', 'a-b-c-d-e-.pdf'],
  ['../../etc/passwd', 'etc-passwd'],
  ['Brev\u00a0om\u2003møde\u2060.pdf', 'Brev om møde .pdf'],
  ['linje\r\nskift.pdf', 'linje-skift.pdf'],
  ['???', null],
  ['', null],
  [`${'ø'.repeat(300)}.pdf`, `${'ø'.repeat(252)}.pdf`],
])('the file name %j becomes %j', (name, clean) => expect(cleanFileName(name)).toBe(clean));

test.each([
  ['https://moede.example.dk/m/ab_c-1', 'https://moede.example.dk/m/ab_c-1'],
  ['https://moede.example.dk', 'https://moede.example.dk/'],
  ['https://moede.example.dk/møde', 'https://moede.example.dk/m%C3%B8de'],
  ['https://møde.dk/', 'https://xn--mde-0na.dk/'],
  ['http://moede.example.dk/', null],
  ['https://bruger@moede.example.dk/', null],
  ['https://moede.example.dk/[a]', null],
  ['javascript:alert(1)', null],
  ['/m/abc', null],
])('the link %j becomes %j', (written, url) => expect(memoUrl(written)).toBe(url));
