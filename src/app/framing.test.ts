import { describe, expect, test } from 'vitest';
import { holdsCall, mayLieInOurFrame } from './framing.ts';

describe('in a frame of our own', () => {
  test.each([
    '/fjordby',
    '/fjordby/',
    '/fjordby/en',
    '/fjordby/pas',
    '/fjordby/en/passport',
    '/fjordby/soeg',
    '/fjordby/hjaelpemidler',
  ])('%s may lie', (path) => expect(mayLieInOurFrame(path)).toBe(true));
  test.each([
    ...[
      '/',
      '/skranke',
      '/en/skranke',
      '/redaktion/tekst/pas',
      '/administration',
      '/log-ind',
      '/demo-login',
      '/api/v1/fjordby',
    ],
    ...[
      '/was',
      '/static/site.css',
      '/fjordby/hjaelp',
      '/fjordby/en/hjaelp/vent',
      '/fjordby/samtale/gaest',
      '/ledelse',
      '//evil',
    ],
  ])('%s may not', (path) => expect(mayLieInOurFrame(path)).toBe(false));
});

test('only pages of a call hold frames', () => {
  for (const path of [
    '/fjordby/hjaelp/vent',
    '/fjordby/en/hjaelp/klar',
    '/fjordby/samtale/gaest',
    '/skranke',
    '/en/skranke',
  ])
    expect(holdsCall(path)).toBe(true);
  for (const path of ['/fjordby', '/fjordby/hjaelp', '/fjordby/hjaelp/strom', '/skranke/naeste', '/fjordby/samtale'])
    expect(holdsCall(path)).toBe(false);
});
