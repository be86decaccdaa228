import { describe, expect, test } from 'vitest';
import type { Entrance } from './entrance.ts';
import { type FindingKind, findFaults, type Inspected } from './findings.ts';
import { type LinkState, newLink } from './links/link-state.ts';
import { entrance, idOf, offered } from './testing.fixture.ts';

const now = new Date('2026-11-24T09:00:00Z');
const link = (changes: Partial<LinkState>): LinkState => ({ ...newLink(now), ...changes });
const inspect = (entrances: readonly Entrance[], changes: Partial<Inspected> = {}) =>
  findFaults({
    entrances,
    guide: { services: [offered('pas')], referred: [] },
    roles: ['Borgerservice'],
    links: new Map(),
    today: '2026-11-24',
    ...changes,
  });
const kindsOf = (entrances: readonly Entrance[], changes?: Partial<Inspected>): readonly FindingKind[] =>
  (inspect(entrances, changes).byEntrance.get(idOf(1)) ?? []).map(({ kind }) => kind);
const form = { kind: 'web-form', purpose: 'apply', address: 'https://www.fjordby.example/pas' } as const;
const paper = { kind: 'paper-form', purpose: 'apply', address: 'I skranken' } as const;
const phone = entrance(9);

describe('an entrance', () => {
  const cases: readonly [string, readonly Entrance[], readonly FindingKind[]][] = [
    ['in order', [entrance(1)], []],
    ['that nobody owns', [entrance(1, { ownerRole: '' })], ['no-owner']],
    ['that is closed and nobody owns', [entrance(1, { ownerRole: '', status: 'retired' })], []],
    ['owned by a role that is not on the list', [entrance(1, { ownerRole: 'Dagplejen' })], ['owner-unknown']],
    ['never checked', [entrance(1, { checked: null })], ['check-overdue']],
    ['never checked, but not in use yet', [entrance(1, { checked: null, status: 'planned' })], []],
    [
      'checked to the day a cycle ago',
      [entrance(1, { checked: { on: '2025-11-24', role: 'x', how: 'y' }, cycleMonths: 12 })],
      [],
    ],
    [
      'checked a day more than a cycle ago',
      [entrance(1, { checked: { on: '2025-11-23', role: 'x', how: 'y' }, cycleMonths: 12 })],
      ['check-overdue'],
    ],
    ['with a double', [entrance(1), entrance(2)], ['duplicate']],
    ['with a double for another purpose', [entrance(1), entrance(2, { purpose: 'book' })], []],
    ['with a double for another service', [entrance(1), entrance(2, { services: ['vielse'] })], []],
    ['with a double that is closed', [entrance(1), entrance(2, { status: 'retired' })], []],
    ['like another counter', [entrance(1, { kind: 'counter' }), entrance(2, { kind: 'counter' })], []],
    ['on paper alone', [entrance(1, paper)], ['paper-without-digital']],
    ['on paper beside a form', [entrance(1, paper), entrance(2, form)], []],
    [
      'on paper beside a form for something else',
      [entrance(1, paper), entrance(2, { ...form, purpose: 'book' })],
      ['paper-without-digital'],
    ],
    ['on paper for nothing in the guide', [entrance(1, { ...paper, services: [] })], ['paper-without-digital']],
    ['digital alone', [entrance(1, form)], ['digital-without-other']],
    ['digital beside a phone', [entrance(1, form), phone], []],
    ['digital beside a counter', [entrance(1, form), entrance(2, { kind: 'counter' })], []],
    // The right to another way is not kept by one more screen.
    ['digital beside a kiosk', [entrance(1, form), entrance(2, { kind: 'kiosk' })], ['digital-without-other']],
    ['digital beside a video call', [entrance(1, form), entrance(2, { kind: 'video' })], ['digital-without-other']],
    [
      'digital beside a paused phone',
      [entrance(1, form), entrance(2, { status: 'paused' })],
      ['digital-without-other'],
    ],
    ['for a service that is not offered', [entrance(1, { services: ['pas', 'fritidspas'] })], ['service-not-offered']],
    ['replaced by what works', [entrance(1, { status: 'retired', replacedBy: idOf(2) }), entrance(2)], []],
    [
      'replaced by what is closed itself',
      [entrance(1, { status: 'retired', replacedBy: idOf(2) }), entrance(2, { status: 'retired' })],
      ['replacement-retired'],
    ],
  ];
  test.each(cases)('%s', (_, entrances, expected) => {
    expect(kindsOf(entrances)).toEqual(expected);
  });

  test('that is doubled says with which, and for what', () => {
    const found = inspect([entrance(1), entrance(2), entrance(3, { services: ['vielse'] })]).byEntrance.get(idOf(1));
    expect(found?.[0]).toMatchObject({ services: ['pas'], others: [{ id: idOf(2) }] });
  });

  test('whose replacement is closed points at the end of the chain', () => {
    const chain = [
      entrance(1, { status: 'retired', replacedBy: idOf(2) }),
      entrance(2, { status: 'retired', replacedBy: idOf(3) }),
      entrance(3),
    ];
    expect(
      inspect(chain)
        .byEntrance.get(idOf(1))?.[0]
        ?.others.map(({ id }) => id),
    ).toEqual([idOf(3)]);
  });

  test.each([
    ['broken', 'link-broken'],
    ['moved', 'link-moved'],
    ['ok', null],
    ['unknown', null],
    ['skipped', null],
  ] as const)('with a link that is %s', (state, kind) => {
    const links = new Map([[form.address, link({ state, movedTo: 'https://ny.example/' })]]);
    expect(kindsOf([entrance(1, form), phone], { links })).toEqual(kind === null ? [] : [kind]);
  });
});

describe('the guide', () => {
  const guideKinds = (entrances: readonly Entrance[], changes: Partial<Inspected>) =>
    inspect(entrances, changes).guide.map(({ kind, service, detail, retired }) => ({ kind, service, detail, retired }));

  test('has a service that no entrance leads to', () => {
    const guide = { services: [offered('pas'), offered('vielse')], referred: [] };
    expect(guideKinds([entrance(1)], { guide })).toEqual([
      { kind: 'service-without-entrance', service: 'vielse', detail: '', retired: false },
    ]);
  });

  test('has a number that no entrance in the inventory has, however it is written', () => {
    const phones = [
      { digits: '10203040', field: 'phone' },
      { digits: '10203099', field: 'main' },
    ];
    const guide = { services: [offered('pas', { phones })], referred: [] };
    expect(guideKinds([entrance(1, { address: '+45 10203040' })], { guide })).toEqual([
      { kind: 'phone-not-listed', service: 'pas', detail: '10 20 30 99', retired: false },
    ]);
    const closed = entrance(2, { address: '10 20 30 99', status: 'retired' });
    expect(guideKinds([entrance(1, { address: '+45 10203040' }), closed], { guide })[0]?.retired).toBe(true);
  });

  test('has links that are broken or have moved; what it refers to as well', () => {
    const url = 'https://www.borger.dk/pas';
    const away = 'https://nabo.example/';
    const guide = {
      services: [offered('pas', { links: [{ url, kind: 'entry', id: '' }] })],
      referred: [{ slug: 'vielse', title: 'Vielse', links: [{ url: away, kind: 'referral', id: '' } as const] }],
    };
    const links = new Map([
      [url, link({ state: 'broken' })],
      [away, link({ state: 'moved', movedTo: 'https://nabo.example/ny' })],
    ]);
    expect(guideKinds([entrance(1)], { guide, links }).map(({ kind, service }) => [kind, service])).toEqual([
      ['guide-link-broken', 'pas'],
      ['guide-link-moved', 'vielse'],
    ]);
  });
});

test('a thousand entrances for sixty services are looked through in a moment', () => {
  const services = Array.from({ length: 60 }, (_, at) => `ydelse-${at}`);
  const many = Array.from({ length: 1000 }, (_, at) =>
    entrance(at + 1, { services: [services[at % 60] ?? '', services[(at * 7) % 60] ?? ''], kind: 'web-form' }),
  );
  const before = performance.now();
  inspect(many, { guide: { services: services.map((slug) => offered(slug)), referred: [] } });
  expect(performance.now() - before).toBeLessThan(1000);
});
