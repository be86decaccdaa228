import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ElementPart,
  isStyleSheet,
  mayShow,
  type Part,
  readHandMessage,
  readPageMessage,
  shownElements,
} from './page-message.ts';

const body = (c: unknown[]) => ({
  t: 'whole',
  g: 1,
  title: 'x',
  styles: [],
  root: {},
  body: { i: 1, n: 'body', a: {}, c },
  view: { w: 360, h: 640, x: 0, y: 0 },
});
const partsOf = (part: Part): readonly ElementPart[] => ('n' in part ? [part, ...part.c.flatMap(partsOf)] : []);

const hostileNames = [
  ...[
    'script',
    'iframe',
    'object',
    'embed',
    'link',
    'style',
    'meta',
    'base',
    'svg',
    'use',
    'image',
    'foreignObject',
    'a',
  ],
  ...[
    'img',
    'form',
    'input',
    'video',
    '__proto__',
    'constructor',
    'SCRIPT',
    'svg:script',
    'div',
    'body',
    'html',
    'x-y',
  ],
];
const hostileAttributes = [
  ...['onclick', 'onload', 'onerror', 'href', 'src', 'srcset', 'srcdoc', 'style', 'action', 'formaction', 'xlink:href'],
  ...[
    'http-equiv',
    'data',
    'poster',
    'background',
    'ping',
    'target',
    'class',
    'id',
    'type',
    '__proto__',
    'nonce',
    'value',
  ],
];
const hostileValues = [
  ...[
    'javascript:alert(1)',
    'https://evil.example/x',
    '//evil.example',
    'data:text/html,x',
    '/static/../logud',
    '/static/a.png',
  ],
  ...['url(https://evil.example)', 'expression(1)', 'image', 'x" onload="alert(1)', '0;url=https://evil.example', '1'],
];
const attributes = fc.dictionary(
  fc.oneof(fc.constantFrom(...hostileAttributes), fc.string()),
  fc.constantFrom(...hostileValues),
);
const { part } = fc.letrec((tie) => ({
  part: fc.oneof(
    { maxDepth: 4 },
    fc.record({ i: fc.nat(50), x: fc.string() }),
    fc.record({
      i: fc.nat(50),
      n: fc.constantFrom(...hostileNames),
      a: attributes,
      c: fc.array(tie('part'), { maxLength: 4 }),
      f: fc.anything(),
    }),
    fc.anything(),
  ),
}));

describe('what comes from the other page', () => {
  test('is read or dropped, whatever it is, and never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (json) => {
        readPageMessage(json);
        readHandMessage(json);
      }),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(
          'whole',
          'children',
          'text',
          'attributes',
          'field',
          'view',
          'focus',
          'away',
          'off',
          'set',
          'may',
        ),
        fc.object(),
        (t, rest) => {
          readPageMessage({ g: 1, i: 1, ...rest, t });
          readHandMessage({ g: 1, i: 1, ...rest, t });
        },
      ),
    );
  });

  test('holds no element and no attribute that could run or load anything', () => {
    fc.assert(
      fc.property(fc.array(part), (children) => {
        const message = readPageMessage(body(children));
        if (message?.t !== 'whole') throw new Error('not read');
        for (const { n, a } of partsOf(message.body)) {
          expect(shownElements.has(n)).toBe(true);
          for (const [name, value] of Object.entries(a)) {
            expect(name).not.toMatch(/^(on|href|srcset|srcdoc|style|action|formaction|xlink|http-equiv|target|ping)/);
            expect(value).not.toMatch(/evil|javascript:|data:|\.\./);
          }
        }
      }),
    );
  });

  test('names only our own style sheets and built pictures', () => {
    expect(isStyleSheet('/static/site-AB12.css')).toBe(true);
    expect(isStyleSheet('/fjordby/farve.css?v=1a5e63')).toBe(true);
    for (const address of [
      'https://evil.example/static/a.css',
      '//evil.example/a.css',
      '/static/../x.css',
      '/log-ud',
      'a.css',
    ])
      expect(isStyleSheet(address)).toBe(false);
    expect(mayShow('src', '/static/film.png', 'img')).toBe(true);
    expect(mayShow('src', '/static/film.png', 'input')).toBe(false);
    expect(mayShow('src', '/skranke/log-ud', 'img')).toBe(false);
  });

  test('is no larger and no deeper than a page is', () => {
    let deep: unknown = { i: 1, x: 'x' };
    for (let level = 0; level < 5000; level += 1) deep = { i: 2, n: 'div', a: {}, c: [deep] };
    const message = readPageMessage(body([deep]));
    expect(message?.t === 'whole' && partsOf(message.body).length).toBeLessThan(200);
    const wide = readPageMessage(body(Array.from({ length: 50_000 }, (_, i) => ({ i, n: 'p', a: {}, c: [] }))));
    expect(wide?.t === 'whole' && partsOf(wide.body).length).toBeLessThanOrEqual(30_000);
    expect(readHandMessage({ t: 'set', g: 1, i: 1, f: { v: 'x'.repeat(4001) } })).toBeNull();
  });
});
