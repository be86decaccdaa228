import { describe, expect, test } from 'vitest';
import { afterKey, betweenCorners, burn, insidePage } from './rectangles.ts';
import { type TextPiece, textWithout } from './text-pieces.ts';

describe('what is blacked out is gone', () => {
  const white = (width: number, height: number) => ({
    data: new Uint8ClampedArray(width * height * 4).fill(200),
    width,
    height,
  });
  test('the pixels, whole ones outward', () => {
    const page = white(10, 10);
    burn(page, [{ x: 0.25, y: 0.25, width: 0.31, height: 0.2 }]);
    const at = (x: number, y: number) => [...page.data.subarray((y * 10 + x) * 4, (y * 10 + x) * 4 + 4)];
    for (let x = 2; x <= 5; x++) for (let y = 2; y <= 4; y++) expect(at(x, y)).toEqual([0, 0, 0, 255]);
    expect(at(1, 3)).toEqual([200, 200, 200, 200]);
    expect(at(6, 3)).toEqual([200, 200, 200, 200]);
    expect(at(3, 5)).toEqual([200, 200, 200, 200]);
  });
  test('an area over the edge burns to the edge and nowhere else', () => {
    const page = white(4, 2);
    burn(page, [{ x: 0.5, y: -1, width: 9, height: 9 }]);
    expect([...page.data.subarray(0, 8)]).toEqual(new Array(8).fill(200));
    expect([...page.data.subarray(8, 16)]).toEqual([0, 0, 0, 255, 0, 0, 0, 255]);
  });
  test('the text, a whole run of it when a corner is touched', () => {
    const pieces: TextPiece[] = [
      { text: 'CPR: 010203-1234', endsLine: true, x: 0.1, y: 0.1, width: 0.5, height: 0.03 },
      { text: 'Kære', endsLine: false, x: 0.1, y: 0.2, width: 0.1, height: 0.03 },
      { text: 'borger', endsLine: true, x: 0.21, y: 0.2, width: 0.1, height: 0.03 },
    ];
    expect(textWithout(pieces, [])).toBe('CPR: 010203-1234\nKære borger');
    expect(textWithout(pieces, [{ x: 0.55, y: 0.12, width: 0.3, height: 0.03 }])).toBe('Kære borger');
    expect(textWithout(pieces, [{ x: 0, y: 0, width: 1, height: 1 }])).toBe('');
  });
});

describe('areas by key', () => {
  const area = { x: 0.5, y: 0.5, width: 0.2, height: 0.1 };
  test('arrows move, with shift they change the size, others do nothing', () => {
    expect(afterKey(area, 'ArrowLeft', false, 0.1)).toEqual({ ...area, x: 0.4 });
    expect(afterKey(area, 'ArrowDown', true, 0.1)?.height).toBeCloseTo(0.2);
    expect(afterKey(area, 'a', false)).toBeNull();
  });
  test('never off the page, never too small to see', () => {
    expect(insidePage({ x: 0.9, y: -3, width: 0.5, height: 0 })).toEqual({ x: 0.5, y: 0, width: 0.5, height: 0.01 });
    expect(afterKey({ ...area, width: 0.01 }, 'ArrowLeft', true)?.width).toBe(0.01);
  });
  test('drawn in any direction', () => {
    expect(betweenCorners({ x: 0.5, y: 1.5 }, { x: 0.25, y: 0.5 })).toEqual({
      x: 0.25,
      y: 0.5,
      width: 0.25,
      height: 0.5,
    });
  });
});
