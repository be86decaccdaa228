import { describe, expect, test } from 'vitest';
import { type ChannelRule, checkRule } from './channel-rule.ts';
import { type Channel, channelOf, entranceKinds, isOtherWay, nonDigitalChannels } from './entrance.ts';

const rule = (changes: Partial<ChannelRule> = {}): ChannelRule => ({
  service: 'flytning',
  version: 1,
  withdrawn: false,
  offered: ['self-service', 'phone'],
  recommended: ['self-service'],
  reason: 'De fleste klarer det selv.',
  decidedBy: 'Direktionen',
  decidedOn: '2026-11-01',
  reviewOn: '2027-11-01',
  ...changes,
});
const law = { statement: 'Du skal melde flytning på nettet.', law: 'CPR-lovens § 12, stk. 3' };
const faultsOf = (changes: Partial<ChannelRule>, mandatory: typeof law | null = law) => {
  const checked = checkRule(rule(changes), { mandatory }, '2026-11-24');
  return checked.ok ? [] : checked.reason.map((fault) => `${fault.field} ${fault.kind}`);
};

describe('a rule for a service that law makes digital', () => {
  test('is refused without a way that needs no screen, and the law is named', () => {
    const checked = checkRule(rule({ offered: ['self-service', 'web-form'] }), { mandatory: law }, '2026-11-24');
    expect(checked).toMatchObject({ ok: false, reason: [{ field: 'offered', kind: 'only-digital', law: law.law }] });
  });
  test.each<Channel>(['phone', 'personal', 'letter'])('is kept with %s', (channel) => {
    expect(faultsOf({ offered: ['self-service', channel] })).toEqual([]);
  });
  test.each<Channel>(['digital-post', 'e-mail', 'video', 'kiosk', 'volunteer', 'social-media', 'system'])(
    'is not helped by %s',
    (channel) => {
      expect(faultsOf({ offered: ['self-service', channel] })).toEqual(['offered only-digital']);
    },
  );
});

test('where no law says so a municipality may offer what it wants', () => {
  expect(faultsOf({ offered: ['self-service'] }, null)).toEqual([]);
});
test('what is recommended is offered, and something is', () => {
  expect(faultsOf({ offered: [], recommended: [] })).toEqual(['offered none', 'recommended none']);
  expect(faultsOf({ recommended: ['video'] })).toEqual(['recommended not-offered']);
});
test('dates are dates of a decision: not tomorrow, and looked at again within two years', () => {
  expect(faultsOf({ decidedOn: '2026-11-25' })).toEqual(['decidedOn future']);
  expect(faultsOf({ reviewOn: '2026-11-01' })).toEqual(['reviewOn before-decision']);
  expect(faultsOf({ reviewOn: '2028-11-01' })).toEqual([]);
  expect(faultsOf({ reviewOn: '2028-11-02' })).toEqual(['reviewOn late']);
});
test('an entrance counts as another way exactly where its channel does', () => {
  for (const kind of entranceKinds) expect(nonDigitalChannels.includes(channelOf[kind]), kind).toBe(isOtherWay(kind));
});
