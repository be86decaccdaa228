import type { ServiceText } from '../service-text.ts';

/** A whole, small guide for tests: one fact that expires, one local field, one text without English. */
export const sampleService = (changes: Partial<ServiceText> = {}): ServiceText => ({
  slug: 'pas',
  title: { da: 'Pas', en: 'Passport' },
  plainTitle: { da: 'Få et nyt pas', en: 'Get a new passport' },
  summary: { da: 'Du bestiller pas i kommunen.', en: 'You order a passport at the municipality.' },
  lifeEvent: 'kort',
  authority: { kind: 'kommune', name: { da: 'Kommunen', en: 'The municipality' } },
  atAGlance: {
    digital: { da: 'Du skal møde op.', en: 'You come in person.' },
    price: { da: 'Det koster {fact:price}.', en: 'It costs {fact:price}.' },
    time: { da: 'Omkring 14 dage.', en: 'About 14 days.' },
  },
  entry: { url: 'https://www.borger.dk/pas', label: { da: 'Bestil tid på borger.dk', en: 'Book on borger.dk' } },
  nonDigital: { da: 'Ring på {local:phone}.', en: 'Call {local:phone}.' },
  ready: [{ id: 'old', text: { da: 'Dit gamle pas', en: 'Your old passport' } }],
  steps: [
    {
      id: 'book',
      kind: 'do',
      actor: 'citizen',
      title: { da: 'Bestil tid', en: 'Book a time' },
      text: { da: 'Vælg en dag. Børn betaler {fact:child}.', en: 'Choose a day. Children pay {fact:child}.' },
      ifWrong: { da: 'Ring på {local:phone}.', en: 'Call {local:phone}.' },
      minutes: 5,
      needs: ['old'],
      leadsToEntry: true,
      sources: ['borger'],
      lines: [
        {
          stage: 'open',
          say: { da: 'Har du dit gamle pas?' },
          ifCitizenSays: [{ says: { da: 'Nej' }, goTo: 'stop:no-pass' }],
        },
      ],
    },
    {
      id: 'come',
      kind: 'go',
      actor: 'citizen',
      title: { da: 'Mød op' },
      text: { da: 'Kom på <b>rådhuset</b>.' },
      sources: ['borger'],
      lines: [{ stage: 'finish', say: { da: 'Vi ses på rådhuset.' } }],
    },
  ],
  stopRules: [
    { id: 'no-pass', when: { da: 'Intet gammelt pas.' }, offer: { da: 'Tag et andet bevis.' }, law: 'attend' },
  ],
  law: [
    {
      id: 'attend',
      kind: 'attendance',
      applies: 'yes',
      statement: { da: 'Du skal møde op.', en: 'You must come in person.' },
      law: 'Pasloven',
      source: 'borger',
      checked: '2026-11-01',
    },
  ],
  facts: [
    {
      id: 'price',
      kind: 'amount',
      value: { da: '893 kr.', en: 'DKK 893' },
      validFrom: '2026-01-01',
      validTo: '2026-12-31',
      source: 'borger',
      checked: '2026-11-01',
    },
    {
      id: 'child',
      kind: 'amount',
      value: { da: '183 kr.', en: 'DKK 183' },
      validFrom: '2026-01-01',
      source: 'borger',
      checked: '2026-11-01',
    },
  ],
  localFields: [{ id: 'phone', kind: 'phone', label: { da: 'Telefon' }, why: { da: 'Til dem uden net' } }],
  sources: [{ id: 'borger', title: 'borger.dk: Pas', url: 'https://www.borger.dk/pas', checked: '2026-11-01' }],
  checked: { date: '2026-11-01', by: 'Borgerservice' },
  related: ['koerekort'],
  ...changes,
});

/** A short entry: no steps. */
export const shortService = (slug: string, title: string, changes: Partial<ServiceText> = {}): ServiceText => ({
  ...sampleService(),
  slug,
  title: { da: title },
  plainTitle: { da: title },
  atAGlance: { digital: { da: 'Ja' }, price: { da: 'Gratis' }, time: { da: 'Kort' } },
  nonDigital: { da: 'Kom forbi.' },
  steps: [],
  stopRules: [],
  law: [],
  facts: [],
  localFields: [],
  related: [],
  ...changes,
});
