import { describe, expect, test } from 'vitest';
import { personOf } from '../testing/channel-pair.ts';
import {
  heights,
  largeOf,
  readSizes,
  sizesAtFirst,
  withHeight,
  withoutPick,
  withPick,
  withShare,
} from './stage-plan.ts';

const employee = personOf(2, 'employee');
const companion = personOf(3, 'companion');
const interpreter = personOf(4, 'interpreter', { signs: true });
const spoken = personOf(5, 'interpreter');

describe('who is seen large', () => {
  test('alone with one: that one; nobody there: nobody', () => {
    expect(largeOf({ people: [employee], main: 2, picks: null, signing: false })).toEqual([2]);
    expect(largeOf({ people: [], main: null, picks: null, signing: true })).toEqual([]);
  });
  test('of several, whom the page is about; an interpreter of spoken words stays small', () => {
    const people = [employee, companion, spoken];
    expect(largeOf({ people, main: 2, picks: null, signing: false })).toEqual([2]);
  });
  test('where hands speak, interpreter and counterpart stand together', () => {
    const people = [employee, companion, interpreter];
    expect(largeOf({ people, main: 2, picks: null, signing: true })).toEqual([2, 4]);
    expect(
      largeOf({ people: [employee, personOf(3, 'interpreter'), interpreter], main: 2, picks: null, signing: true }),
    ).toEqual([2, 4]);
    expect(largeOf({ people: [companion, employee, spoken], main: 2, picks: null, signing: true })).toEqual([2, 5]);
  });
  test('an interpreter sees the one who signs beside the employee', () => {
    const citizen = personOf(1, 'citizen', { signs: true });
    expect(largeOf({ people: [citizen, employee], main: 2, picks: null, signing: true })).toEqual([1, 2]);
  });
  test('her own choice holds, also when one of them is gone for a while', () => {
    const picks = [3, 4];
    expect(largeOf({ people: [employee, companion, interpreter], main: 2, picks, signing: true })).toEqual([3, 4]);
    expect(largeOf({ people: [employee, companion], main: 2, picks, signing: true })).toEqual([3]);
    expect(largeOf({ people: [employee], main: 2, picks, signing: true })).toEqual([2]);
  });
});

describe('choosing', () => {
  test('one more stands beside the one who is there, and a third takes the place of the oldest', () => {
    expect(withPick([2], null, 3)).toEqual([2, 3]);
    expect(withPick([2, 3], [2, 3], 4)).toEqual([3, 4]);
    expect(withPick([3, 4], [4, 3], 2)).toEqual([3, 2]);
  });
  test('one becomes small again', () => expect(withoutPick([2, 3], 2)).toEqual([3]));
});

describe('sizes', () => {
  test('stay within what can be seen', () => {
    expect(withShare(sizesAtFirst, 3).share).toBe(20);
    expect(withShare(sizesAtFirst, 97).share).toBe(80);
    expect(withShare(sizesAtFirst, 64).share).toBe(60);
    expect(withHeight({ share: 50, height: 0 }, -1).height).toBe(0);
    expect(withHeight({ share: 50, height: heights.length - 1 }, 1).height).toBe(heights.length - 1);
  });
  test('what was kept is read again, and nothing else', () => {
    expect(readSizes('{"share":70,"height":2}')).toEqual({ share: 70, height: 2 });
    for (const kept of [null, '', 'x', 'null', '{}', '{"share":70,"height":99}', '{"share":null,"height":1}'])
      expect(readSizes(kept)).toEqual(sizesAtFirst);
    expect(readSizes('{"share":700,"height":1}').share).toBe(80);
  });
});
