/** What somebody who holds the other page might send: rubbish, and messages of every kind with something wrong in them. */
import fc from 'fast-check';

const odd = fc.oneof(
  fc.constantFrom(null, true, -1, 1e21, Number.MAX_SAFE_INTEGER, '', '__proto__', 'on', 'paused', [], {}),
  fc.string({ maxLength: 40 }),
  fc.integer(),
  fc.double(),
  fc.array(fc.integer(), { maxLength: 4 }),
  fc.string({ minLength: 9_000, maxLength: 12_000 }),
);
const op = fc.oneof(
  fc.tuple(fc.constantFrom('e', 'h', 'x'), odd, odd, odd, odd, odd),
  fc.tuple(fc.constant('e'), fc.nat(), fc.nat(), fc.nat(), fc.string(), fc.constant(0)),
);
const topic = fc.constantFrom(
  'pointer',
  'guide',
  'page',
  'page-hand',
  'document',
  'table',
  'agreed',
  'captions',
  'identity',
  'keep-text',
  'keys',
  'lab',
  '__proto__',
  '',
);

const message = fc.oneof(
  fc.record({
    w: fc.record({ k: fc.constantFrom('ops', 'ack', 'again', 'x'), s: odd, n: odd, o: fc.array(op, { maxLength: 5 }) }),
  }),
  fc.record({ w: odd }),
  fc.record({ r: fc.record({ microphone: odd, camera: odd, hears: odd, screen: odd, signing: odd }) }),
  fc.record({ r: odd }),
  fc.record({ m: fc.tuple(topic, fc.oneof(odd, fc.dictionary(fc.string(), odd))) }),
  fc.record({ m: odd }),
  odd,
);

export const badMessages: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: message.map((one) => JSON.stringify(one) ?? 'null'), weight: 6 },
  { arbitrary: fc.string({ maxLength: 200 }), weight: 1 },
  { arbitrary: fc.constantFrom('{', '[[[[', '{"__proto__":{"w":1}}', '\u0000', '{"w":{"k":"ops"'), weight: 1 },
);
