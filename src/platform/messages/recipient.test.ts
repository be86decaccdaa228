import { expect, test } from 'vitest';
import { readMailAddress, readPhone } from './recipient.ts';

test.each([
  ['12 34 56 78', '+4512345678'],
  ['02 34 56 78', null],
  ['22 34 56 78', '+4522345678'],
  ['22345678', '+4522345678'],
  [' 2234-5678 ', '+4522345678'],
  ['+45 22 34 56 78', '+4522345678'],
  ['0045 22345678', '+4522345678'],
  ['4522345678', '+4522345678'],
  ['+46 70 123 45 67', '+46701234567'],
  ['004670 1234567', '+46701234567'],
  ['+299 12 34 56', '+299123456'],
  ['', null],
  ['2234567', null],
  ['223456789', null],
  ['+45 2234567', null],
  ['010190-1234', null],
  ['112', null],
  ['ring til mig', null],
  ['+0012345678', null],
  ['22345678\nBcc: x', null],
])('%j is the phone number %j', (written, phone) => expect(readPhone(written)).toBe(phone));

test.each([
  ['anna@eksempel.dk', 'anna@eksempel.dk'],
  [' anna.b+x@post.eksempel.dk ', 'anna.b+x@post.eksempel.dk'],
  ['søren@blåbær.dk', 'søren@blåbær.dk'],
  ['anna', null],
  ['anna@eksempel', null],
  ['@eksempel.dk', null],
  ['anna@@eksempel.dk', null],
  ['anna@eksempel.dk, bo@eksempel.dk', null],
  ['Anna <anna@eksempel.dk>', null],
  ['anna@eksempel.dk\nBcc: bo@eksempel.dk', null],
  ['anna..b@eksempel.dk', null],
  [`${'a'.repeat(65)}@eksempel.dk`, null],
])('%j is the address %j', (written, address) => expect(readMailAddress(written)).toBe(address));
