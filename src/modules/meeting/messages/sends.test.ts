import { expect, test } from 'vitest';
import { sends } from './sends.ts';

const house = { config: { messages: { mail: null, sms: {} } } } as unknown as Parameters<typeof sends>[0];
test.each([
  ['mail', false, false],
  ['mail', true, true],
  ['sms', false, true],
  ['none', true, false],
  ['letter', false, true],
] as const)('by %s, in a demonstration: %s, something goes: %s', (channel, demonstration, goes) =>
  expect(sends(house, { demonstration }, channel)).toBe(goes),
);
