import { expect, test } from 'vitest';
import { isInvented, isPublicAddress } from './may-connect.ts';

test.each([
  '127.0.0.1',
  '127.8.8.8',
  '10.0.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '198.18.0.1',
  '::1',
  '::',
  'fe80::1',
  'fc00::1',
  'fd12:3456::1',
  'ff02::1',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  '2001:0:7f00:1::',
  '2001:db8::1',
  'localhost',
  '',
  '2130706433',
])('%s is not the open internet', (address) => expect(isPublicAddress(address)).toBe(false));

test.each(['8.8.8.8', '172.15.0.1', '172.32.0.1', '100.128.0.1', '2a00:1450:400f::1', '2606:4700::1'])(
  '%s is',
  (address) => expect(isPublicAddress(address)).toBe(true),
);

test('names kept for examples are known, names that only look like them are not', () => {
  for (const name of [
    'fjordby.example',
    'www.fjordby.EXAMPLE.',
    'a.test',
    'localhost',
    'example.com',
    'www.example.org',
  ])
    expect(isInvented(name), name).toBe(true);
  for (const name of ['www.borger.dk', 'example.dk', 'notexample.com', 'test.dk'])
    expect(isInvented(name), name).toBe(false);
});
