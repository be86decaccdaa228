import { describe, expect, test } from 'vitest';
import { addDays } from '../../kernel/index.ts';
import { blockAt, blockBefore, blockOfWeek, parseBlock } from './periods.ts';

describe('blocks of four ISO weeks', () => {
  test('hold every day of twenty years exactly once', () => {
    let end: string | null = null;
    for (let day = '2019-12-30'; day < '2041-01-01'; ) {
      const block = blockAt(new Date(`${day}T12:00:00Z`));
      expect(block.first).toBe(day);
      if (end) expect(addDays(end, 1)).toBe(block.first);
      expect(block.weeks.every((week) => blockOfWeek(week) === block.id)).toBe(true);
      expect([4, 5]).toContain(block.weeks.length);
      end = block.last;
      day = addDays(end, 1);
    }
  });
  test('week 53 joins the last', () => {
    expect(parseBlock('2026-B13')).toMatchObject({
      weeks: ['2026-W49', '2026-W50', '2026-W51', '2026-W52', '2026-W53'],
      last: '2027-01-03',
    });
    expect(blockBefore(blockAt(new Date('2027-01-04T09:00:00Z'))).id).toBe('2026-B13');
  });
  test('an address that is none is none', () => {
    for (const text of [undefined, '', '2026-B14', '2026-B00', '2026-W47', "2026-B01'"])
      expect(parseBlock(text)).toBeNull();
  });
});
