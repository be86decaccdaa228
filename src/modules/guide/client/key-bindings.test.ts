import { describe, expect, test } from 'vitest';
import { changeKey, keyActions, readKeys, usualKeys } from './key-bindings.ts';

describe('keys', () => {
  test('are each used once, and none is the one that calls the next citizen', () => {
    const used = keyActions.map((action) => usualKeys[action]);
    expect(new Set(used).size).toBe(used.length);
    expect(used).not.toContain('n');
  });

  test('can be changed to one that is free, and say what has it when it is not', () => {
    expect(changeKey(usualKeys, 'send', 'T')).toMatchObject({ ok: true, keys: { send: 't' } });
    expect(changeKey(usualKeys, 'send', 'j')).toEqual({ ok: false, takenBy: 'next' });
    expect(changeKey(usualKeys, 'send', 's')).toMatchObject({ ok: true });
    for (const none of ['', ' ', 'ab', 'n', 'N'])
      expect(changeKey(usualKeys, 'send', none)).toEqual({ ok: false, takenBy: null });
  });

  test('are remembered, also two that were exchanged; what is not ours is passed over', () => {
    const swapped = { ...usualKeys, next: 'k', previous: 'j' };
    expect(readKeys(JSON.stringify({ ...swapped, previous: 'p' }))).toMatchObject({ next: 'k', previous: 'p' });
    expect(readKeys('{"send":"t","unknown":"x","invite":7}')).toEqual({ ...usualKeys, send: 't' });
    for (const broken of [null, '', 'x{', '[]', '"s"', 'null']) expect(readKeys(broken)).toEqual(usualKeys);
  });
});
