import { expect, test } from 'vitest';
import { sampleService } from '../testing/sample-service.ts';
import { textGaps } from './text-gaps.ts';

test('a text with an owner, a number to call and sound links lacks nothing', () => {
  expect(textGaps(sampleService(), 'Borgerservice', ['other'])).toEqual([]);
  expect(textGaps(sampleService({ nonDigital: { da: 'Ring på 10 20 30 40.' } }), 'Borgerservice', [])).toEqual([]);
});

test('what is missing is told, all of it', () => {
  const bare = sampleService({ nonDigital: { da: 'Spørg nogen.' }, stopRules: [] });
  expect(textGaps(bare, '', ['broken', 'moved'])).toEqual([
    'no-owner',
    'no-person',
    'no-stop-rule',
    'link-broken',
    'link-moved',
  ]);
});
