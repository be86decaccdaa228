import { describe, expect, test } from 'vitest';
import { parseRobots } from './robots.ts';

const allows = (text: string, path: string) => parseRobots(text, 'medbetjening-linkkontrol').allows(path);

describe('robots.txt', () => {
  test('of nothing allows all', () => {
    expect(allows('', '/a')).toBe(true);
    expect(allows('User-agent: *\nDisallow:\n', '/a')).toBe(true);
    expect(allows('<!doctype html><p>Disallow: /', '/a')).toBe(true);
  });
  test('forbids by the beginning of a path; the longest rule decides, and of two as long the one that allows', () => {
    const text = 'User-agent: *\nDisallow: /intern\nAllow: /intern/blanket\nDisallow: /x\nAllow: /x';
    expect(allows(text, '/intern/a')).toBe(false);
    expect(allows(text, '/intern/blanket/1')).toBe(true);
    expect(allows(text, '/offentlig')).toBe(true);
    expect(allows(text, '/x')).toBe(true);
  });
  test('for us comes before that for all, also when several names share it', () => {
    const text =
      'User-agent: *\nDisallow: /\n\nUser-agent: andre\nUser-agent: Medbetjening-Linkkontrol\nDisallow: /kun-her';
    expect(allows(text, '/a')).toBe(true);
    expect(allows(text, '/kun-her')).toBe(false);
  });
  test('knows * and a last $', () => {
    expect(allows('User-agent: *\nDisallow: /*.pdf$', '/blanket.pdf')).toBe(false);
    expect(allows('User-agent: *\nDisallow: /*.pdf$', '/blanket.pdf?x')).toBe(true);
    expect(allows('User-agent: *\nDisallow: /*?s=', '/soeg?s=1')).toBe(false);
    expect(allows('User-agent: *\nDisallow: /helt$', '/helt')).toBe(false);
    expect(allows('User-agent: *\nDisallow: /helt$', '/helt/mere')).toBe(true);
  });
  test('may ask for a pause', () => {
    expect(parseRobots('User-agent: *\nCrawl-delay: 7', 'x').delay).toBe(7);
  });
  test('that is hostile takes no time', () => {
    const text = `User-agent: *\nDisallow: /${'*a'.repeat(5000)}$`;
    const before = performance.now();
    allows(text, `/${'a'.repeat(2000)}`);
    expect(performance.now() - before).toBeLessThan(500);
  });
});
