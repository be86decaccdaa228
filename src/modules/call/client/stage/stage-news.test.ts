import { expect, test } from 'vitest';
import type { GuestView } from '../../protocol.ts';
import type { Person } from '../call-types.ts';
import { personOf } from '../testing/channel-pair.ts';
import { nameOf, namesOf } from './names.ts';
import { newsBetween } from './stage-news.ts';

const seen = (who: number, role: Person['role'], screen: unknown = null): Person =>
  ({ ...personOf(who, role), screen }) as unknown as Person;
const guest = (who: number, state: GuestView['state']): GuestView => ({
  ...personOf(who, 'companion'),
  id: `guest-${who}`,
  state,
});
const company = (people: readonly Person[], guests: readonly GuestView[] = [], phase: 'joining' | 'live' = 'live') => ({
  people,
  guests,
  phase,
});
const said = (...given: Parameters<typeof newsBetween>) =>
  newsBetween(...given).map(({ kind, person }) => `${kind} ${person.who}`);
const [employee, interpreter] = [seen(2, 'employee'), seen(3, 'interpreter')];

test('who comes and who goes is told, who stays is not', () => {
  expect(said(company([employee]), company([employee, interpreter]))).toEqual(['in 3']);
  expect(said(company([employee, interpreter]), company([employee]))).toEqual(['out 3']);
  expect(said(company([employee]), company([employee]))).toEqual([]);
});

test('coming in oneself is no news about the others', () => {
  const waiting = { ...company([]), phase: 'waiting' as const };
  expect(said(waiting, company([employee, interpreter]))).toEqual([]);
  expect(said(company([], [], 'joining'), company([employee], [], 'joining'))).toEqual([]);
});

test('hold and return are told to those who see the door', () => {
  expect(said(company([interpreter]), company([], [guest(3, 'held')]))).toEqual(['held 3']);
  expect(said(company([interpreter]), company([], [guest(3, 'lobby')]))).toEqual(['out 3']);
  expect(said(company([], [guest(3, 'held')]), company([interpreter]))).toEqual(['back 3']);
});

test('a screen that is shown and one that is not any more', () => {
  const showing = seen(2, 'employee', {});
  expect(said(company([employee]), company([showing]))).toEqual(['shows 2']);
  expect(said(company([showing]), company([employee]))).toEqual(['shows-no-more 2']);
});

test('names: given, else the role, and a number where two roles are alike', () => {
  const people = [
    personOf(1, 'citizen', { name: 'Karen' }),
    personOf(2, 'companion'),
    personOf(3, 'companion'),
    personOf(4, 'interpreter'),
  ];
  expect([...namesOf(people, 'da').values()]).toEqual(['Karen', 'Bisidderen 1', 'Bisidderen 2', 'Tolken']);
});

test('a name of ten thousand letters is cut, and not within a letter', () => {
  const name = nameOf(personOf(1, 'companion', { name: '👩🏽‍🚀'.repeat(10_000) }), 'da');
  expect([...name].length).toBe(61);
  expect(name.isWellFormed()).toBe(true);
  expect(nameOf(personOf(1, 'companion', { name: 'Åse' }), 'da')).toBe('Åse');
});
