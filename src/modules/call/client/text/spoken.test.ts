import { describe, expect, test } from 'vitest';
import type { TextLine } from '../call-types.ts';
import { spokenOf } from './spoken.ts';

const line = (id: string, from: TextLine['from'], text = 'ord'): TextLine => ({ id, from, text });

describe('what a screen reader says', () => {
  test('others’ finished lines, once, and never my own', () => {
    const lines = [line('a', 2), line('b', 'me'), line('c', 3)];
    expect(spokenOf(lines, new Set(['a']))).toEqual({ kind: 'lines', lines: [lines[2]] });
    expect(spokenOf(lines, new Set(['a', 'c']))).toEqual({ kind: 'lines', lines: [] });
  });

  test('nothing that was said before this page was loaded', () => {
    const lines = [{ ...line('a', 2), retold: true }, line('b', 2)];
    expect(spokenOf(lines, new Set())).toEqual({ kind: 'lines', lines: [lines[1]] });
  });

  test('a line that is put in among older ones is said as well', () => {
    const lines = [line('late', 3), line('a', 2)];
    expect(spokenOf(lines, new Set(['a']))).toEqual({ kind: 'lines', lines: [lines[0]] });
  });

  test('a whole conversation at once is only counted', () => {
    const lines = Array.from({ length: 40 }, (_, at) => line(`l${at}`, at % 2 === 0 ? 'me' : 2));
    expect(spokenOf(lines, new Set())).toEqual({ kind: 'many', count: 20 });
  });
});
