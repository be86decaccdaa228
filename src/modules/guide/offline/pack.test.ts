import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pack, unpack } from './pack.ts';

test('whatever is packed comes back', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const sent = JSON.parse(JSON.stringify(value));
      expect(unpack(JSON.parse(JSON.stringify(pack(sent))))).toEqual(sent);
    }),
  );
});

test('a field that is sometimes a list, sometimes text, sometimes missing', () => {
  const value = [{ a: 'x' }, { a: ['x', 'y'] }, { b: null }, {}, { a: { a: [] } }];
  expect(unpack(pack(value))).toEqual(value);
});

test('what JSON would leave out is left out', () => {
  expect(unpack(pack({ a: undefined, b: 1 }))).toEqual({ b: 1 });
});
