import { describe, expect, test } from 'vitest';
import type { Concept } from '../vocabulary.ts';
import { type LocalTerm, localConcepts, withLocalTerms } from './local-term.ts';
import { officialWordsIn } from './official-words.ts';
import { applyPins, type SearchPin } from './pins.ts';
import { wordsToAvoid } from './words-to-avoid.ts';

const pin: SearchPin = {
  id: 'a',
  query: 'flytte',
  service: 'flytning',
  ownerRole: 'redaktør',
  reason: 'Sommer',
  expiresOn: '2026-12-01',
  version: 1,
};
type Hit = { readonly slug: string };
const answer = (kind: 'hits' | 'unsure' | 'none', ...slugs: string[]) => ({
  kind,
  hits: slugs.map((slug): Hit => ({ slug })),
  didYouMean: 'noget',
});
const hitOf = (slug: string): Hit | null => (slug === 'flytning' ? { slug } : null);
const apply = (found: ReturnType<typeof answer>, query: string, date = '2026-11-24', pins = [pin]) =>
  applyPins<Hit>(found, query, pins, date, hitOf);

describe('a pin', () => {
  test('puts its service first, once, and makes the answer certain', () => {
    const pinned = apply(answer('unsure', 'pas', 'flytning'), 'Flytter');
    expect(pinned.kind).toBe('hits');
    expect(pinned.hits.map(({ slug }) => slug)).toEqual(['flytning', 'pas']);
    expect(pinned.hits[0]?.pinned).toEqual({ ownerRole: 'redaktør', reason: 'Sommer', expiresOn: '2026-12-01' });
    expect(pinned.hits[1]?.pinned).toBeUndefined();
    expect(pinned.didYouMean).toBeNull();
    expect(apply(answer('none'), 'flytte').hits).toHaveLength(1);
  });

  test('holds through its last day and not the day after', () => {
    expect(apply(answer('none'), 'flytte', '2026-12-01').hits).toHaveLength(1);
    expect(apply(answer('none'), 'flytte', '2026-12-02')).toEqual(answer('none'));
  });

  test('is for its words alone, and for a service that is offered', () => {
    const found = answer('hits', 'pas');
    expect(apply(found, 'flytte til udlandet')).toBe(found);
    expect(apply(found, 'flytte', '2026-11-24', [{ ...pin, service: 'findes-ikke' }])).toBe(found);
    expect(apply(found, '')).toBe(found);
  });
});

const term = (changes: Partial<LocalTerm>): LocalTerm => ({
  id: 'x',
  service: 'pas',
  term: 'rejsebog',
  relation: 'synonym',
  strength: 2,
  lang: 'da',
  region: '',
  sayInstead: '',
  sensitive: false,
  evidence: { source: 'counter', note: '', seen: 0, date: '2026-11-24', study: null },
  version: 1,
  ...changes,
});

test('local words join the national ones; what has none is left as it is', () => {
  const national: Concept[] = [
    { service: 'pas', preferred: { da: 'pas' }, terms: [{ term: 'pas', relation: 'synonym' }] },
    { service: 'flytning', preferred: { da: 'flytning' }, terms: [{ term: 'flytte', relation: 'synonym' }] },
  ];
  const joined = withLocalTerms(national, [
    term({}),
    term({ service: 'egen', term: 'vores', lang: 'en', sayInstead: 'jeres' }),
  ]);
  expect(joined[0]?.terms.map((one) => one.term)).toEqual(['pas', 'rejsebog']);
  expect(joined[1]).toBe(national[1]);
  expect(joined[2]).toEqual({
    service: 'egen',
    preferred: { da: 'vores' },
    terms: [{ term: 'vores', relation: 'synonym', strength: 2, lang: 'en', sayInstead: 'jeres' }],
  });
  expect(localConcepts([])).toEqual([]);
});

describe('official words in a text', () => {
  const concepts = localConcepts([
    term({ term: 'helbredstillæg', sayInstead: 'tilskud til medicin' }),
    term({ term: 'personligt tillæg', sayInstead: 'ekstra hjælp' }),
    term({ term: 'tillæg', sayInstead: 'mere' }),
    term({ term: 'pas' }),
  ]);
  test('are found once each, inflected too, the longest first', () => {
    expect(
      officialWordsIn('Helbredstillægget og personligt tillæg. Søg helbredstillæg med dit pas.', concepts).map(
        ({ word, sayInstead }) => [word, sayInstead],
      ),
    ).toEqual([
      ['helbredstillægget', 'tilskud til medicin'],
      ['personligt tillæg', 'ekstra hjælp'],
    ]);
    expect(officialWordsIn('Tag dit pas med.', concepts)).toEqual([]);
  });
});

test('what to avoid saying of a service: the municipality’s own words first', () => {
  const national: Concept[] = [
    {
      service: 'pas',
      preferred: { da: 'pas' },
      terms: [{ term: 'rødt hæfte', relation: 'obsolete', sayInstead: 'pas' }],
    },
  ];
  const own = [term({ sayInstead: 'pas' }), term({ term: 'uden' }), term({ service: 'flytning', sayInstead: 'andet' })];
  expect(wordsToAvoid('pas', national, own)).toEqual([
    { word: 'rejsebog', sayInstead: 'pas' },
    { word: 'rødt hæfte', sayInstead: 'pas' },
  ]);
});
