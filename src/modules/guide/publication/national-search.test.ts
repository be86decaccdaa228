import { expect, test } from 'vitest';
import type { LocalText } from '../local/local-text.ts';
import { nothingLocal } from '../local/local-text.ts';
import type { ServiceText } from '../service-text.ts';
import { sampleContent } from '../testing/sample-content.ts';
import { nationalSearch, searchOf } from './national-search.ts';
import type { StoredLocal, StoredNational } from './store.ts';

const { services, concepts, lifeEvents } = sampleContent();

const national = (texts: readonly ServiceText[], changes: Partial<StoredNational> = {}): StoredNational => ({
  services: new Map(texts.map((service) => [service.slug, { service, revision: 1, withdrawn: false }])),
  lifeEvents,
  concepts,
  facts: new Map(),
  redirects: new Map(),
  languages: [],
  ...changes,
});
const municipal = (slug: string, text: Partial<LocalText>): StoredLocal => ({
  variants: new Map([[slug, { text: { ...nothingLocal, ...text }, revision: 1 }]]),
  facts: new Map(),
  redirects: new Map(),
  terms: [],
  pins: [],
  care: new Map(),
  ways: new Map(),
  places: [],
});
const changed = (slug: string, change: Partial<ServiceText>) =>
  services.map((service) => (service.slug === slug ? { ...service, ...change } : service));

test('is kept when what was published cannot be found by: facts, steps, the order of the rows', () => {
  const before = nationalSearch(national(services));
  const steps = changed('pas', { nonDigital: { da: 'Ring, eller kom forbi.' } });
  expect(nationalSearch(national(steps.toReversed(), { facts: new Map() }), before)).toBe(before);
});

test('is made anew when a name, a summary, a word or an old name is another, or a text is withdrawn', () => {
  const before = nationalSearch(national(services));
  const withdrawn = new Map(national(services).services);
  withdrawn.set('pas', { ...withdrawn.get('pas'), withdrawn: true } as never);
  for (const stored of [
    national(changed('pas', { plainTitle: { da: 'Få nyt pas i dag' } })),
    national(changed('pas', { summary: { da: 'Til rejser.' } })),
    national(services, { concepts: [] }),
    national(services, { redirects: new Map([['rejsepas', 'pas']]) }),
    national(services, { services: withdrawn }),
  ])
    expect(nationalSearch(stored, before)).not.toBe(before);
});

test('keeps a municipality’s part as long as its texts are the same, and each its own', () => {
  const stored = national(services);
  const search = nationalSearch(stored);
  const own = municipal('pas', { changes: [{ path: 'plainTitle', text: { da: 'Hent gyldenbog' }, base: 1 }] });
  const other = municipal('pas', {});
  const found = (local: StoredLocal) =>
    search.layer(local, 'da', () => searchOf({ stored, search }, local, 'da')).search('gyldenbog').hits[0]?.slug;
  expect(found(own)).toBe('pas');
  expect(found(other)).toBeUndefined();
  expect(search.layer(own, 'da', () => expect.fail('made again'))).toBe(search.layer(own, 'da', () => expect.fail('')));
});
