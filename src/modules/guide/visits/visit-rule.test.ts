import { describe, expect, test } from 'vitest';
import { freshEntrance, markLinks } from './visit-rule.ts';

const chromium: Record<string, string> = {
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
  'sec-ch-ua': '"Chromium";v="141"',
  'sec-ch-ua-mobile': '?0',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-dest': 'document',
  'sec-fetch-site': 'cross-site',
  'sec-fetch-user': '?1',
};
const without = (headers: Record<string, string>, ...names: readonly string[]) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
const entrance = (headers: Record<string, string>, marked: string | null = null, method = 'GET') =>
  freshEntrance({ method, header: (name) => headers[name], marked });

describe('a visit begins', () => {
  test.each(['none', 'cross-site', 'same-site'])('with a page asked for from outside (%s)', (site) => {
    expect(entrance({ ...chromium, 'sec-fetch-site': site })).toBe('web');
    expect(entrance({ ...chromium, 'sec-fetch-site': site }, 'qr')).toBe('qr');
  });
  test('with a marked link on our own page, and with no other', () => {
    expect(entrance({ ...chromium, 'sec-fetch-site': 'same-origin' }, 'kiosk')).toBe('kiosk');
    expect(entrance({ ...chromium, 'sec-fetch-site': 'same-origin' })).toBeNull();
  });
  test('with a key that is none as web', () => {
    for (const marked of ['<script>', 'Q R', 'x'.repeat(31), '']) expect(entrance(chromium, marked)).toBe('web');
  });
  test('in a browser that does not tell what a person asked for, as Safari', () => {
    const safari = {
      ...without(chromium, 'sec-ch-ua', 'sec-ch-ua-mobile', 'sec-fetch-user'),
      'user-agent': 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15',
    };
    expect(entrance(safari)).toBe('web');
  });
  test('with a code scanned by a phone', () => {
    const scanned = { ...without(chromium, 'sec-fetch-user'), 'sec-fetch-site': 'none', 'sec-ch-ua-mobile': '?1' };
    expect(entrance(scanned, 'qr')).toBe('qr');
  });
  test('on a telephone whose maker is called Cubot', () => {
    expect(entrance({ ...chromium, 'user-agent': 'Mozilla/5.0 (Linux; Android 13; CUBOT NOTE 21) Chrome/141' })).toBe(
      'web',
    );
  });
});

describe('nothing begins', () => {
  test.each<[string, Record<string, string>]>([
    ['going back', without(chromium, 'sec-fetch-user')],
    ['a reload', { ...chromium, 'cache-control': 'max-age=0' }],
    ['something fetched in advance', { ...chromium, 'sec-purpose': 'prefetch;prerender' }],
    ['a frame', { ...chromium, 'sec-fetch-dest': 'iframe' }],
    ['a script', { ...chromium, 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' }],
    ['a program without these headers', { 'user-agent': chromium['user-agent'] ?? '' }],
    ['a program without a name', without(chromium, 'user-agent')],
    ['a session at work', { ...chromium, cookie: 'x=1; mb_staff=abc' }],
    ['a session at work, encrypted', { ...chromium, cookie: '__Host-mb_staff=abc' }],
    ['a browser driven by a program', { ...chromium, 'user-agent': 'Mozilla/5.0 HeadlessChrome/141.0' }],
    ['a search engine', { ...chromium, 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://x)' }],
    ['a picture of a link', { ...chromium, 'user-agent': 'facebookexternalhit/1.1' }],
  ])('by %s', (_, headers) => {
    expect(entrance(headers)).toBeNull();
    expect(entrance(headers, 'qr')).toBeNull();
  });
  test('by a form that is sent', () => expect(entrance(chromium, null, 'POST')).toBeNull());
});

test('links that stay in the municipality carry the entrance, others do not', () => {
  const page = [
    '<link rel="alternate" href="/fjordby/en">',
    '<a class="x" href="/fjordby/mitid">a</a>',
    '<a href="/fjordby/en/soeg?q=pas">b</a>',
    '<a href="/fjordby/hjaelp#telefon">c</a>',
    '<a href="/fjordbyen/mitid">d</a>',
    '<a href="https://www.borger.dk/">e</a>',
    '<a href="/fjordby/pas?fra=qr">f</a>',
    '<form class="search" method="get" action="/fjordby/soeg"><input name="q"></form>',
  ].join('\n');
  expect(markLinks(page, '/fjordby', 'web').split('\n')).toEqual([
    '<link rel="alternate" href="/fjordby/en">',
    '<a class="x" href="/fjordby/mitid?fra=web">a</a>',
    '<a href="/fjordby/en/soeg?q=pas&amp;fra=web">b</a>',
    '<a href="/fjordby/hjaelp?fra=web#telefon">c</a>',
    '<a href="/fjordbyen/mitid">d</a>',
    '<a href="https://www.borger.dk/">e</a>',
    '<a href="/fjordby/pas?fra=qr">f</a>',
    '<form class="search" method="get" action="/fjordby/soeg"><input type="hidden" name="fra" value="web"/><input name="q"></form>',
  ]);
});
