import { expect, test } from 'vitest';
import { decidePlace, placeActs, type Standing } from './decide-place.ts';
import { cleanName, longestName, sameNameAs } from './guest-name.ts';
import { newGuestToken, readGuestToken, spokenGuestToken } from './guest-token.ts';

const employee: Standing = { who: 2, role: 'employee', state: 'admitted' };
const guest = (state: Standing['state'], dutyConfirmed = true, role: Standing['role'] = 'companion') => ({
  who: 3,
  role,
  state,
  dutyConfirmed,
});
const told = (result: ReturnType<typeof decidePlace>) => (result.ok ? result.value : result.reason);

test('a guest goes from the lobby in, out for a while and back, and away for good; pressed twice it is done once', () => {
  expect(told(decidePlace(employee, guest('lobby'), 'admit'))).toBe('admitted');
  expect(told(decidePlace(employee, guest('admitted'), 'hold'))).toBe('held');
  expect(told(decidePlace(employee, guest('held'), 'back'))).toBe('admitted');
  for (const state of ['lobby', 'admitted', 'held'] as const)
    expect(told(decidePlace(employee, guest(state), 'remove'))).toBe('removed');
  expect(told(decidePlace(employee, guest('admitted'), 'admit'))).toBe('admitted');
  expect(told(decidePlace(employee, guest('lobby'), 'hold'))).toBe('changed');
  for (const act of ['admit', 'hold', 'back'] as const)
    expect(told(decidePlace(employee, guest('removed'), act))).toBe('changed');
});

test('only whoever may admit and is inside does it', () => {
  for (const role of ['citizen', 'companion', 'representative', 'interpreter'] as const)
    for (const act of placeActs)
      expect(told(decidePlace({ who: 1, role, state: 'admitted' }, guest('lobby'), act))).toBe('not-yours');
  for (const state of ['lobby', 'held', 'removed'] as const)
    expect(told(decidePlace({ ...employee, state }, guest('lobby'), 'admit'))).toBe('not-yours');
});

test('no host is locked out, by another or by herself, and the citizen is not sent away from her own conversation', () => {
  const colleague: Standing = { who: 4, role: 'colleague', state: 'admitted' };
  for (const act of ['hold', 'remove'] as const) {
    expect(told(decidePlace(colleague, { ...employee, dutyConfirmed: false }, act))).toBe('not-a-guest');
    expect(told(decidePlace(employee, { ...employee, dutyConfirmed: false }, act))).toBe('not-a-guest');
    expect(told(decidePlace(employee, guest('admitted', true, 'citizen'), act))).toBe('not-a-guest');
  }
  expect(told(decidePlace(employee, guest('held', true, 'citizen'), 'back'))).toBe('admitted');
});

test('an interpreter who has not confirmed her duty is let in by no door', () => {
  expect(told(decidePlace(employee, guest('lobby', false, 'interpreter'), 'admit'))).toBe('not-confirmed');
  expect(told(decidePlace(employee, guest('held', false, 'interpreter'), 'back'))).toBe('not-confirmed');
  expect(told(decidePlace(employee, guest('lobby', false, 'interpreter'), 'remove'))).toBe('removed');
});

test('a name is cut to what a name is', () => {
  expect(cleanName('  Karen \n  Holm ')).toBe('Karen Holm');
  expect(cleanName('a'.repeat(10_000))).toHaveLength(longestName);
  expect(cleanName('\u202Eettem\u202C\u0000 \u200Bx\uFEFF')).toBe('ettem x');
  expect(cleanName('\u3164\u2800 \u200B')).toBeNull();
  expect(cleanName('Karen 010190-1234')).toBe('Karen [fjernet]');
  expect(cleanName('Karen 0101\u200B90-12\u200B34')).toBe('Karen [fjernet]');
  expect(cleanName(`Ka${'\u0301'.repeat(500)}ren`)?.length).toBeLessThan(10);
  expect(cleanName('𝓚'.repeat(200))).toBe('𝓚'.repeat(longestName));
  expect(cleanName('')).toBeNull();
});

test("somebody else's name is recognised, also written otherwise", () => {
  const others = [
    { name: 'Mette Holm', who: 2 },
    { name: 'Karen', who: 1 },
    { name: null, who: 3 },
  ];
  for (const name of [
    'Mette Holm',
    'METTE  HÖLM',
    'Mette Holm (kommunen)',
    'Меttе Ноlm',
    'Holm, Mette',
    'M\u0435tte H0lm',
  ])
    expect(sameNameAs(name, others)?.who, name).toBe(2);
  expect(sameNameAs('karen', others)?.who).toBe(1);
  for (const name of ['Mette', 'Ole Hansen', 'Karenina', null]) expect(sameNameAs(name, others), `${name}`).toBeNull();
});

test('a token holds 128 bits and more, and is read as it is spoken', () => {
  const token = newGuestToken((below) => below - 1);
  expect(token).toHaveLength(27);
  expect(27 * Math.log2(30)).toBeGreaterThan(128);
  expect(readGuestToken(` ${spokenGuestToken(token).toLowerCase()} `)).toBe(token);
  for (const wrong of ['', token.slice(1), `${token}Z`, token.replace('Z', 'O'), 'x'.repeat(10_000)])
    expect(readGuestToken(wrong)).toBeNull();
});
