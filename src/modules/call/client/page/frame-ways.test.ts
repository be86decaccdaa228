import { expect, test } from 'vitest';
import { wayOf } from './frame-ways.ts';

const page = 'https://hjaelp.example/fjordby/pas';

test.each([
  ['/fjordby/mitid', 'here'],
  ['#trin-2', 'here'],
  ['?svar=1', 'here'],
  ['/fjordby', 'here'],
  ['/fjordby/en/passport', 'here'],
  ['/fjordby/hjaelp?emne=pas', 'call'],
  ['/fjordby/en/hjaelp', 'call'],
  ['/fjordby/hjaelpemidler', 'here'],
  ['/andeby/pas', 'outside'],
  ['/fjordbyen', 'outside'],
  ['/skranke', 'outside'],
  ['https://www.borger.dk/', 'outside'],
  ['https://hjaelp.example.evil.example/fjordby/pas', 'outside'],
  ['/fjordby/pas/ark.pdf', 'outside'],
  ['tel:12345678', 'device'],
  ['mailto:a@b.dk', 'device'],
  ['http://[', 'here'],
])('%s leads %s', (href, way) => expect(wayOf(href, page, '/fjordby')).toBe(way));
