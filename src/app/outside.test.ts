import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { outsideOf } from './outside.ts';

const from = (remoteAddress: string, forwarded?: string) =>
  ({
    socket: { remoteAddress },
    headers: forwarded ? { 'x-forwarded-for': forwarded } : {},
  }) as unknown as IncomingMessage;

test('who sits in the nets is inside, everybody else outside', () => {
  const outside = outsideOf({ municipalNets: ['10.20.0.0/16', '2001:db8::/32'], trustedProxies: 'loopback' });
  expect(outside(from('10.20.3.4'))).toBe(false);
  expect(outside(from('::ffff:10.20.3.4'))).toBe(false);
  expect(outside(from('2001:db8::7'))).toBe(false);
  expect(outside(from('10.21.0.1'))).toBe(true);
  expect(outside(from('2001:db9::7'))).toBe(true);
  expect(outside(from('127.0.0.1', '203.0.113.5'))).toBe(true);
  expect(outside(from('127.0.0.1', '10.20.0.9'))).toBe(false);
  expect(outside(from('203.0.113.5', '10.20.0.9'))).toBe(true);
  expect(outside(from(''))).toBe(true);
});

test('where the nets are not told, nobody is outside', () => {
  expect(outsideOf({ municipalNets: [], trustedProxies: 'none' })(from('203.0.113.5'))).toBe(false);
});
