import { describe, expect, test } from 'vitest';
import { nothingLocal } from '../local/local-text.ts';
import { shortService } from '../testing/sample-service.ts';
import type { LocalTerm } from '../words/local-term.ts';
import type { SearchPin } from '../words/pins.ts';
import { followRenames, renamesOf } from './follow-renames.ts';
import type { StoredLocal, StoredNational } from './store.ts';

const national = (
  live: readonly string[],
  withdrawn: readonly string[],
  redirects: Readonly<Record<string, string>>,
) => ({
  services: new Map(
    [...withdrawn, ...live].map(
      (slug, at): [string, StoredNational['services'] extends ReadonlyMap<string, infer One> ? One : never] => [
        slug,
        { service: shortService(slug, slug), revision: at + 1, withdrawn: withdrawn.includes(slug) },
      ],
    ),
  ),
  redirects: new Map(Object.entries(redirects)),
});
const renamed = national(['rejsepas'], ['pas'], { pas: 'rejsepas' });

const text = (phone: string) => ({ text: { ...nothingLocal, local: { phone: { da: phone } } }, revision: 4 });
const term = (service: string, word: string, id = word): LocalTerm => ({
  id,
  service,
  term: word,
  relation: 'synonym',
  strength: 2,
  lang: 'da',
  region: '',
  sayInstead: '',
  sensitive: false,
  evidence: { source: 'counter', note: '', seen: 0, date: '2026-11-01', study: null },
  version: 1,
});
const pin = (id: string, service: string): SearchPin => ({
  id,
  query: id,
  service,
  ownerRole: 'Borgerservice',
  reason: 'Spørges om',
  expiresOn: '2027-01-01',
  version: 1,
});
const care = (service: string, ownerRole: string) => ({
  service,
  ownerRole,
  cycleMonths: 6,
  checked: null,
  version: 1,
});
const ways = (way: 'phone' | 'personal') => ({ offered: [way], recommended: [way] });
const local = (changes: Partial<StoredLocal>): StoredLocal => ({
  variants: new Map(),
  facts: new Map(),
  redirects: new Map(),
  terms: [],
  pins: [],
  care: new Map(),
  ways: new Map(),
  places: [],
  ...changes,
});
const everything = (service: string) =>
  local({
    variants: new Map([[service, text('1')]]),
    redirects: new Map([['roedt-haefte', service]]),
    terms: [term(service, 'rejsebog')],
    pins: [pin('hæfte', service)],
    care: new Map([[service, care(service, 'Borgerservice')]]),
    ways: new Map([[service, ways('phone')]]),
  });

describe('after a rename', () => {
  test('all that was written under the old name lies under the new', () => {
    expect(followRenames(everything('pas'), renamed)).toEqual(everything('rejsepas'));
  });

  test('what is written under the new name stands; the words are joined', () => {
    const followed = followRenames(
      local({
        variants: new Map([
          ['pas', text('old')],
          ['rejsepas', text('new')],
        ]),
        terms: [term('pas', 'Rejsebog', 'old'), term('pas', 'hæfte'), term('rejsepas', 'rejsebog', 'new')],
        pins: [pin('a', 'pas'), pin('b', 'rejsepas')],
        care: new Map([
          ['rejsepas', care('rejsepas', 'ny')],
          ['pas', care('pas', 'gammel')],
        ]),
        ways: new Map([
          ['pas', ways('phone')],
          ['rejsepas', ways('personal')],
        ]),
      }),
      renamed,
    );
    expect(followed.variants).toEqual(new Map([['rejsepas', text('new')]]));
    expect(followed.terms.map(({ id, service }) => [id, service])).toEqual([
      ['new', 'rejsepas'],
      ['hæfte', 'rejsepas'],
    ]);
    expect(followed.pins.map(({ service }) => service)).toEqual(['rejsepas', 'rejsepas']);
    expect([...followed.care.values()]).toEqual([care('rejsepas', 'ny')]);
    expect(followed.ways).toEqual(new Map([['rejsepas', ways('personal')]]));
  });

  test('a channel rule that was taken back under the new name is not brought back by the old', () => {
    const followed = followRenames(
      local({
        ways: new Map([
          ['pas', ways('phone')],
          ['rejsepas', null],
        ]),
      }),
      renamed,
    );
    expect(followed.ways).toEqual(new Map([['rejsepas', null]]));
  });

  test('of two old names the latest is followed', () => {
    const twice = national(['rejsepas'], ['pas', 'pas-og-rejse'], { pas: 'rejsepas', 'pas-og-rejse': 'rejsepas' });
    const followed = followRenames(
      local({
        variants: new Map([
          ['pas', text('first')],
          ['pas-og-rejse', text('second')],
        ]),
      }),
      twice,
    );
    expect(followed.variants).toEqual(new Map([['rejsepas', text('second')]]));
  });

  test('a live text of that name is no old name: the country’s, or the municipality’s own', () => {
    expect([...renamesOf(national(['pas', 'rejsepas'], [], { pas: 'rejsepas' }), () => false)]).toEqual([]);
    const own = {
      ...everything('pas'),
      variants: new Map([['pas', { ...text('1'), text: { ...nothingLocal, own: shortService('pas', 'Pas') } }]]),
    };
    expect(followRenames(own, renamed)).toBe(own);
  });
});
