import { expect, test } from 'vitest';
import { type Identity, roles } from '../roles.ts';
import { decideAttest, decideRequest, decideSay, nextState, type Standing, stateAt } from './decide-raise.ts';

const employee: Standing = { who: 2, role: 'employee', state: 'admitted', identity: 'staff' };
const citizen = (identity: Identity, state: Standing['state'] = 'admitted'): Standing => ({
  who: 1,
  role: 'citizen',
  state,
  identity,
});
const told = (result: { ok: true; value: string } | { ok: false; reason: string }) =>
  result.ok ? result.value : result.reason;

test('somebody goes up a level at a time or over one, never down and never twice', () => {
  for (const identity of ['none', 'told', 'link'] as const) {
    expect(told(decideAttest(employee, citizen(identity)))).toBe('known');
    expect(told(decideRequest(employee, citizen(identity)))).toBe('mitid');
    expect(told(decideSay(citizen(identity)))).toBe('told');
  }
  expect(told(decideAttest(employee, citizen('known')))).toBe('not-higher');
  expect(told(decideRequest(employee, citizen('known')))).toBe('mitid');
  expect(told(decideAttest(employee, citizen('mitid')))).toBe('not-higher');
  expect(told(decideRequest(employee, citizen('mitid')))).toBe('not-higher');
  for (const identity of ['known', 'mitid'] as const) expect(told(decideSay(citizen(identity)))).toBe('not-higher');
});

test('only a host who is inside says that she knows somebody, and only of one who is inside', () => {
  for (const role of ['citizen', 'companion', 'representative', 'interpreter'] as const)
    expect(told(decideAttest({ ...employee, role }, citizen('none')))).toBe('not-yours');
  expect(told(decideAttest({ ...employee, state: 'held' }, citizen('none')))).toBe('not-yours');
  for (const state of ['lobby', 'held', 'removed'] as const) {
    expect(told(decideAttest(employee, citizen('none', state)))).toBe('not-this-person');
    expect(told(decideRequest(employee, citizen('none', state)))).toBe('not-this-person');
  }
});

test('nobody asks for another but a host; staff and interpreters are not identified in the conversation', () => {
  expect(told(decideRequest({ ...citizen('none'), who: 5, role: 'companion' }, citizen('none')))).toBe('not-yours');
  expect(told(decideRequest(citizen('none'), citizen('none')))).toBe('mitid');
  for (const role of roles.filter((one) => !['citizen', 'companion', 'representative'].includes(one)))
    expect(told(decideAttest(employee, { ...citizen('none'), who: 7, role })), role).toBe('not-this-person');
});

test('a step goes on by her own acceptance alone, and no further than its time, to the second', () => {
  const expiresAt = new Date('2026-11-24T10:10:00Z');
  const before = new Date('2026-11-24T10:09:59.999Z');
  const step = (state: Parameters<typeof stateAt>[0]['state']) => ({ state, expiresAt });
  expect(told(nextState(step('requested'), 'accept', before))).toBe('over');
  expect(told(nextState(step('requested'), 'begin', before))).toBe('begun');
  expect(told(nextState(step('begun'), 'begin', before))).toBe('begun');
  expect(told(nextState(step('begun'), 'accept', before))).toBe('done');
  expect(told(nextState(step('requested'), 'refuse', before))).toBe('refused');
  for (const state of ['requested', 'begun'] as const) {
    expect(stateAt(step(state), before)).toBe(state);
    expect(stateAt(step(state), expiresAt)).toBe('expired');
    for (const event of ['begin', 'accept', 'refuse'] as const)
      expect(told(nextState(step(state), event, expiresAt))).toBe('over');
  }
  for (const state of ['done', 'refused', 'expired'] as const) {
    expect(stateAt(step(state), expiresAt)).toBe(state);
    for (const event of ['begin', 'accept', 'refuse'] as const)
      expect(told(nextState(step(state), event, before))).toBe('over');
  }
});
