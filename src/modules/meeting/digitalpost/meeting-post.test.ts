import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { testCpr } from '../../../platform/digital-post/testing/example-memo.ts';
import { brokenRules } from '../../../platform/digital-post/testing/memo-rules.ts';
import { hasMemoSchema, schemaErrors } from '../../../platform/digital-post/testing/memo-schema.ts';
import { messageKinds } from '../messages/kinds.ts';
import { shippedTemplate } from '../messages/template-store.ts';
import type { MeetingFacts } from './meeting-facts.ts';
import { meetingMemo, meetingNemSms, type PostParties } from './meeting-post.ts';

const now = new Date('2026-11-24T09:00:00Z');
const parties: PostParties = {
  tenant: { cvr: '12345678', sender: 'Fjordby Kommune', repliesRead: false },
  version: '1.2',
  cpr: testCpr,
};
const facts = (change: Partial<MeetingFacts> = {}): MeetingFacts => ({
  language: 'da',
  kind: 'booked',
  meeting: {
    uid: '0e0a0d0c-1b2c-4d3e-8f40-5a6b7c8d9e0f',
    startsAt: new Date('2026-12-01T09:00:00Z'),
    endsAt: new Date('2026-12-01T09:30:00Z'),
    form: 'video',
    place: null,
  },
  was: null,
  link: 'https://moede.fjordby.example/fjordby/m/abc123',
  code: 'KX7P2',
  phone: '10 20 30 40',
  ...change,
});
const words = { subject: 'Dit møde med Fjordby Kommune', body: 'Hej. Det handler om sygedagpenge.' };
function memoOf(change: Partial<MeetingFacts>, said = words, given = parties): string {
  const memo = meetingMemo(facts(change), said, given, now);
  if (!memo.ok) throw new Error(JSON.stringify(memo.reason));
  expect(brokenRules(memo.value)).toEqual([]);
  return memo.value;
}
const between = (memo: string, name: string) => new RegExp(`<memo:${name}>([^<]*)<`).exec(memo)?.[1] ?? '';
const documentOf = (memo: string) => Buffer.from(between(memo, 'content'), 'base64').toString('utf8');

describe('a message about a meeting', () => {
  test('holds the meeting for her calendar, and the link as an action of its own', () => {
    const memo = memoOf({});
    expect(memo).toContain('<memo:actionCode>AFTALE</memo:actionCode><memo:Reservation>');
    expect(between(memo, 'reservationUUID')).toBe('0e0a0d0c-1b2c-4d3e-8f40-5a6b7c8d9e0f');
    expect(memo).toContain('<memo:actionCode>SELVBETJENING</memo:actionCode>');
    expect(between(memo, 'url')).toBe('https://moede.fjordby.example/fjordby/m/abc123');
    expect(between(memo, 'startDateTime')).toBe('2026-12-01T09:00:00Z');
    expect(memo).not.toContain('memo:reply>');
    expect(documentOf(memo)).toContain('Du kan ikke svare på beskeden her. Ring på 10 20 30 40');
  });

  test('names its topic in the document alone: a calendar and a notification are read by others', () => {
    const memo = memoOf({});
    expect(documentOf(memo)).toContain('sygedagpenge');
    expect(memo).not.toContain('sygedagpenge');
    expect(between(memo, 'notification')).toBe('Du har fået en besked om et møde fra Fjordby Kommune.');
    expect(between(memo, 'abstract')).toBe('Møde med Fjordby Kommune');
  });

  test('that has moved names both times, whatever the municipality wrote, under the same reservation', () => {
    const memo = memoOf({ kind: 'moved', was: new Date('2026-11-26T12:15:00Z') });
    expect(documentOf(memo)).toContain('Ny tid: tirsdag den 1. december 2026 kl. 10.00–10.30');
    expect(documentOf(memo)).toContain('Gælder ikke længere: torsdag den 26. november 2026 kl. 13.15');
    expect(between(memo, 'reservationUUID')).toBe(between(memoOf({}), 'reservationUUID'));
  });
  test('that has moved says a time once, where the municipality’s own words say it', () => {
    const body = 'Ny tid: tirsdag den 1. december kl. 10.00. Tiden torsdag den 26. november kl. 13.15 gælder ikke.';
    const text = documentOf(memoOf({ kind: 'moved', was: new Date('2026-11-26T12:15:00Z') }, { ...words, body }));
    expect(text.match(/1\. december/g)).toHaveLength(1);
    expect(text.match(/26\. november/g)).toHaveLength(1);
  });
  test('that is cancelled names the time, and puts nothing into her calendar', () => {
    const memo = memoOf({ kind: 'cancelled', was: new Date('2026-12-01T09:00:00Z') });
    expect(documentOf(memo)).toContain('Aflyst: tirsdag den 1. december 2026 kl. 10.00');
    expect(memo).not.toContain('memo:Action');
  });
  test('in English is English', () => {
    const memo = memoOf({ language: 'en', kind: 'moved', was: new Date('2026-11-26T12:15:00Z') });
    expect(between(memo, 'language')).toBe('en');
    expect(documentOf(memo)).toContain('New time: Tuesday 1 December 2026 at 10:00–10:30');
    expect(documentOf(memo)).toContain('No longer holds: Thursday 26 November 2026 at 13:15');
    expect(documentOf(memo)).toContain('You cannot answer this message here.');
  });
  test('may be answered only where somebody reads the answers', () => {
    const memo = memoOf({}, words, { ...parties, tenant: { ...parties.tenant, repliesRead: true } });
    expect(between(memo, 'reply')).toBe('true');
    expect(documentOf(memo)).not.toContain('Du kan ikke svare');
  });
  test('with a CPR number in its title is refused', () => {
    const memo = meetingMemo(facts(), { ...words, subject: `Møde om ${testCpr}` }, parties, now);
    expect(memo).toMatchObject({ ok: false, reason: [{ field: 'label', kind: 'cpr-inside' }] });
  });
  test('of a place with a long name is shortened, not refused', () => {
    const long = facts().meeting;
    if (!long) throw new Error('there is a meeting');
    memoOf({ meeting: { ...long, form: 'in-person', place: 'Rådhuset '.repeat(60) } });
  });
  test('as NemSMS is its text alone', () => {
    const memo = meetingNemSms({ language: 'da' }, { subject: '', body: 'Fjordby Kommune: Husk dit møde.' }, parties);
    expect(memo.ok && brokenRules(memo.value)).toEqual([]);
    expect(memo.ok && between(memo.value, 'notification')).toBe('Fjordby Kommune: Husk dit møde.');
    const linked = meetingNemSms({ language: 'da' }, { subject: '', body: 'Se https://x.dk' }, parties);
    expect(linked).toMatchObject({ ok: false, reason: [{ kind: 'link-inside' }] });
  });
});

/** Every kind, in both languages and forms, with the words that ship. */
const every = fc.record({
  kind: fc.constantFrom(...messageKinds),
  language: fc.constantFrom('da' as const, 'en' as const),
  form: fc.constantFrom('in-person' as const, 'phone' as const, 'video' as const, 'kiosk' as const),
  start: fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
  was: fc.option(fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })),
  place: fc.option(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 })),
  link: fc.option(fc.constant('https://moede.fjordby.example/fjordby/m/abc123')),
});
const built = (given: typeof every extends fc.Arbitrary<infer One> ? One : never) => {
  const { kind, language, form, start, was, place, link } = given;
  const meeting = {
    uid: '0e0a0d0c-1b2c-4d3e-8f40-5a6b7c8d9e0f',
    startsAt: start,
    endsAt: new Date(start.getTime() + 1_800_000),
    form,
    place,
  };
  const template = shippedTemplate(kind, 'digital-post', language);
  return meetingMemo(facts({ kind, language, meeting, was, link }), template, parties, now);
};

test('every kind of message is refused in words or stands by the rules', () => {
  fc.assert(
    fc.property(every, (given) => {
      const memo = built(given);
      if (memo.ok) expect(brokenRules(memo.value)).toEqual([]);
      else for (const { field } of memo.reason) expect(field).toMatch(/location$/);
    }),
  );
});
test.skipIf(!hasMemoSchema)(
  `every kind of message is valid by the agency's schema${hasMemoSchema ? '' : ' [needs the MeMo schema: MEMO_SCHEMA or ../shared/memo]'}`,
  async () => {
    const memos = fc
      .sample(every, 300)
      .map(built)
      .flatMap((memo) => (memo.ok ? [memo.value] : []));
    expect(memos.length).toBeGreaterThan(150);
    expect(await schemaErrors(memos)).toEqual([]);
  },
);
