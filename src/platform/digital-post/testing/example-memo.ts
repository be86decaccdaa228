import fc from 'fast-check';
import type { MemoAction, MemoFile, MemoMessage } from '../memo/memo.ts';

/** A replacement number (day + 60): no person has it. */
export const testCpr = '6101909996';

export const exampleMemo: Extract<MemoMessage, { type: 'DIGITALPOST' }> = {
  type: 'DIGITALPOST',
  uuid: '5b0d3f5a-6d6e-4c1e-9a3b-0f2f6f1d2c01',
  label: 'Indkaldelse til møde',
  notification: 'Du har fået en besked om et møde med kommunen.',
  reply: false,
  sender: { cvr: '12345678', label: 'Fjordby Kommune' },
  recipient: { cpr: testCpr },
  createdAt: new Date('2026-11-24T09:00:00Z'),
  files: [{ type: 'text/plain', name: 'Indkaldelse.txt', language: 'da', bytes: Buffer.from('Du er indkaldt.') }],
  actions: [
    {
      code: 'AFTALE',
      label: 'Læg mødet i din kalender',
      reservation: {
        uuid: '0e0a0d0c-1b2c-4d3e-8f40-5a6b7c8d9e0f',
        abstract: 'Møde med Fjordby Kommune',
        description: 'Videomøde. Du kan tage en bisidder med.',
        location: 'Video',
        startsAt: new Date('2026-12-01T09:00:00Z'),
        endsAt: new Date('2026-12-01T09:30:00Z'),
        organizer: 'Fjordby Kommune',
      },
    },
    {
      code: 'SELVBETJENING',
      label: 'Gå til mødet',
      url: 'https://moede.example.dk/m/abc123',
      from: new Date('2026-12-01T08:45:00Z'),
      until: new Date('2026-12-01T10:00:00Z'),
    },
  ],
  attachments: [],
};

export const exampleSms: MemoMessage = {
  type: 'NEMSMS',
  uuid: 'fcdcf318-59b6-427c-9879-4f0af833d593',
  label: 'Påmindelse',
  notification: 'Fjordby Kommune: Du har en aftale tirsdag den 1. december kl. 10.00.',
  sender: exampleMemo.sender,
  recipient: exampleMemo.recipient,
};

const text = (usual: string) =>
  fc.oneof(
    { weight: 12, arbitrary: fc.constant(usual) },
    { weight: 3, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }) },
    { weight: 2, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }) },
    { weight: 2, arbitrary: fc.stringMatching(/^[<>&"'\]\r\n\t a-zæøå]{1,40}$/) },
    { weight: 1, arbitrary: fc.constantFrom('', ' ', ']]>', '&amp;', '<!--', testCpr, '𝄞'.repeat(200), '\ud800') },
  );
const uuid = fc.oneof(
  { weight: 20, arbitrary: fc.uuid({ version: 4 }) },
  { weight: 1, arbitrary: fc.uuid({ version: 7 }) },
);
const at = (usual: string) =>
  fc.oneof(
    { weight: 30, arbitrary: fc.constant(new Date(usual)) },
    { weight: 5, arbitrary: fc.date({ min: new Date('2001-01-01'), max: new Date('2099-01-01') }) },
    { weight: 1, arbitrary: fc.date() },
  );
const file: fc.Arbitrary<MemoFile> = fc.record({
  type: fc.constantFrom('application/pdf', 'text/plain'),
  name: fc.oneof(text('Brev.pdf'), fc.constantFrom('a/b\\c:d*?.pdf', ` ${'ø'.repeat(400)}.pdf`, '???')),
  language: fc.oneof({ weight: 20, arbitrary: fc.constantFrom('da', 'en') }, fc.string()),
  bytes: fc.uint8Array({ maxLength: 40 }),
});
const url = fc.oneof(
  { weight: 8, arbitrary: fc.constant('https://moede.example.dk/m/abc123') },
  {
    weight: 3,
    arbitrary: fc.webUrl({ validSchemes: ['https', 'http'], withFragments: true, withQueryParameters: true }),
  },
  {
    weight: 3,
    arbitrary: fc.string({ unit: 'binary', maxLength: 30 }).map((tail) => `https://moede.example.dk/${tail}`),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '/m/abc',
      'javascript:alert(1)',
      'https://[::1]/',
      'https://a@b.dk/',
      'https://x.dk/#a#b',
    ),
  },
);
const action: fc.Arbitrary<MemoAction> = fc.oneof(
  fc.record({
    code: fc.constant('AFTALE' as const),
    label: text('Læg mødet i din kalender'),
    reservation: fc.record({
      uuid,
      abstract: text('Møde'),
      description: text('Et møde'),
      location: text('Rådhuset'),
      startsAt: at('2026-12-01T09:00:00Z'),
      endsAt: at('2026-12-01T09:30:00Z'),
      organizer: fc.option(text('Kommunen')),
    }),
  }),
  fc.record({
    code: fc.constantFrom('SELVBETJENING' as const, 'INFORMATION' as const),
    label: text('Gå til mødet'),
    url,
    from: fc.option(at('2026-12-01T08:45:00Z')),
    until: fc.option(at('2026-12-01T10:00:00Z')),
  }),
);
const frame = {
  uuid,
  label: text('Indkaldelse til møde'),
  sender: fc.record({
    cvr: fc.oneof({ weight: 20, arbitrary: fc.constant('12345678') }, fc.string()),
    label: text('Fjordby Kommune'),
  }),
  recipient: fc.record({ cpr: fc.oneof({ weight: 20, arbitrary: fc.constant(testCpr) }, fc.string()) }),
};

/** Any message at all; about a third can be sent. */
export const anyMemo: fc.Arbitrary<MemoMessage> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      ...frame,
      type: fc.constant('DIGITALPOST' as const),
      notification: fc.option(text('Du har fået en besked.')),
      reply: fc.boolean(),
      createdAt: at('2026-11-24T09:00:00Z'),
      files: fc.array(file, { minLength: 1, maxLength: 2 }),
      actions: fc.array(action, { maxLength: 2 }),
      attachments: fc.array(
        fc.record({ label: text('Bilag'), files: fc.array(file, { minLength: 1, maxLength: 1 }) }),
        { maxLength: 1 },
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      ...frame,
      type: fc.constant('NEMSMS' as const),
      notification: text('Din aftale er i morgen.'),
    }),
  },
);
