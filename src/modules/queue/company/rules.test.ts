import { describe, expect, test } from 'vitest';
import { mayReceive, readAlias, readingSeconds, readLine, shownName, transferReadyAt } from './rules.ts';

describe('an alias', () => {
  test('is kept as written, without what nobody can see', () => {
    expect(readAlias('  Rådgiver\u200b  12 ', [])).toEqual({ ok: true, value: 'Rådgiver 12' });
  });
  test('is taken back by an empty field', () => expect(readAlias(' ', ['Ali'])).toEqual({ ok: true, value: null }));
  test.each([
    ['M', 'short'],
    ['x'.repeat(41), 'long'],
    ['Mette 010190-1234', 'cpr'],
    ['ali medarbejder', 'taken'],
  ])('%s is refused as %s', (written, reason) => {
    expect(readAlias(written, ['Ali Medarbejder'])).toEqual({ ok: false, reason });
  });
  test('for a group of services comes before the one for all; without any it is her name', () => {
    const aliases = new Map([
      ['help', 'Mette'],
      ['boernefamilie', 'Rådgiver 12'],
    ]);
    expect(shownName(aliases, 'boernefamilie', 'Mette Medarbejder')).toBe('Rådgiver 12');
    expect(shownName(aliases, 'bolig', 'Mette Medarbejder')).toBe('Mette');
    expect(shownName(new Map(), 'bolig', 'Mette Medarbejder')).toBe('Mette Medarbejder');
  });
});

describe('a transfer', () => {
  test('waits until the citizen has had the time to say no, unless she says yes', () => {
    const asked = new Date(1_000_000);
    expect(transferReadyAt(asked, false).getTime() - asked.getTime()).toBe(readingSeconds * 1000);
    expect(transferReadyAt(asked, true)).toEqual(asked);
  });
  test('may be taken by the one who is named, or by anybody at the place, and never by the one who asks', () => {
    const ali = { employee: 'ali', place: 'torvet' };
    expect(mayReceive({ employee: 'ali', place: null }, 'mette', ali)).toBe(true);
    expect(mayReceive({ employee: 'ida', place: null }, 'mette', ali)).toBe(false);
    expect(mayReceive({ employee: null, place: 'torvet' }, 'mette', ali)).toBe(true);
    expect(mayReceive({ employee: null, place: 'havnen' }, 'mette', ali)).toBe(false);
    expect(mayReceive({ employee: null, place: null }, 'mette', ali)).toBe(true);
    expect(mayReceive({ employee: null, place: null }, 'ali', ali)).toBe(false);
  });
  test('takes a line along, short and without a CPR number', () => {
    expect(readLine('Har\nprøvet NemKonto 010190-1234 ')).toBe('Har prøvet NemKonto [fjernet]');
    expect(readLine('a'.repeat(1000))).toHaveLength(280);
  });
});
