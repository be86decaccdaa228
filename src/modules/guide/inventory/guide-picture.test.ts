import { describe, expect, test } from 'vitest';
import { type LocalText, nothingLocal } from '../local/local-text.ts';
import type { Told } from '../publication/publication.ts';
import { sampleService } from '../testing/sample-service.ts';
import { pictureOf } from './guide-picture.ts';

const today = '2026-11-24';
const told = (variant: Partial<LocalText> = {}, more: Partial<Told> = {}): Told => ({
  service: sampleService(),
  variant: { ...nothingLocal, ...variant },
  embedded: { local: variant.local ?? {} },
  ...more,
});
const first = (...args: Parameters<typeof told>) => pictureOf([told(...args)], today).services[0];
const law = (changes: object) =>
  sampleService({
    law: [
      {
        id: 'digital',
        kind: 'mandatory-digital',
        applies: 'yes',
        statement: { da: 'På nettet.' },
        law: 'Lov 1',
        source: 'borger',
        checked: today,
        ...changes,
      },
    ],
  });

describe('of a service it is known', () => {
  test('which numbers the municipality has written, also inside a sentence, and not what only looks like one', () => {
    const local = {
      phone: { da: '10 20 30 40' },
      court: { da: 'Skifteretten, telefon +45 10203048' },
      window: { da: 'Fra 01.12.2026 til 15.12.2026, sag 123456789012' },
      link: { da: 'https://www.fjordby.example/12345678' },
    };
    expect(first({ local })?.phones).toEqual([
      { digits: '10203040', field: 'phone' },
      { digits: '10203048', field: 'court' },
    ]);
  });
  test('which numbers stand in the municipality’s own facts that its fields name', () => {
    const local = { phone: { da: '{our:main}' } };
    const ours = new Map([
      [
        'main',
        {
          id: 'main',
          kind: 'phone' as const,
          label: { da: 'Telefon' },
          value: { da: '10 20 30 77' },
          checked: today,
        },
      ],
    ]);
    expect(first({ local }, { embedded: { local, ours } })?.phones).toEqual([{ digits: '10203077', field: 'phone' }]);
  });
  test('which addresses it leads to, each once and without the full stop after it', () => {
    const local = { portal: { da: 'Skriv op på https://www.fjordby.example/plads.' } };
    const urls = first({ local })?.links.map(({ url }) => url) ?? [];
    expect(urls).toContain('https://www.borger.dk/pas');
    expect(urls).toContain('https://www.fjordby.example/plads');
    expect(new Set(urls).size).toBe(urls.length);
  });
  test('whether a law makes it digital today', () => {
    expect(first({}, { service: law({}) })?.mandatory).toEqual({ statement: 'På nettet.', law: 'Lov 1' });
    expect(first({}, { service: law({ applies: 'depends' }) })?.mandatory?.law).toBe('Lov 1');
    expect(first({}, { service: law({ applies: 'no' }) })?.mandatory).toBeNull();
    expect(first({}, { service: law({ validTo: '2026-11-23' }) })?.mandatory).toBeNull();
  });
});

test('what is not offered here is no service, but where it refers to is looked after', () => {
  const referral = { text: { da: 'Spørg naboen.' }, url: 'https://nabo.example/' };
  const picture = pictureOf([told({ offered: false, referral })], today);
  expect(picture.services).toEqual([]);
  expect(picture.referred[0]?.links.map(({ url }) => url)).toEqual(['https://nabo.example/']);
});
