import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Conversation } from './conversation.ts';
import type { WireText } from './real-time-text.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Two pages and a way between them that can be closed, and that loses what is sent while it is. */
function two() {
  let open = true;
  const notes: string[] = [];
  const make = (session: string, to: () => Conversation): Conversation =>
    new Conversation({
      session,
      send: (text: WireText) => {
        if (open) to().receive(JSON.parse(JSON.stringify(text)) as WireText);
        return open;
      },
      onChange: () => {},
      onNote: (note) => notes.push(note.value),
    });
  const pages = { a: null as unknown as Conversation, b: null as unknown as Conversation };
  pages.a = make('a', () => pages.b);
  pages.b = make('b', () => pages.a);
  const meet = (seatA = 1, seatB = 1) => {
    // Who is welcomed knows her seat before the other side hears of it.
    pages.b.seats(seatB, { seat: seatA, connected: true });
    pages.a.seats(seatA, { seat: seatB, connected: true });
  };
  const way = (is: boolean) => {
    open = is;
  };
  return { pages, notes, meet, make, way };
}
const texts = (page: Conversation) => page.state().lines.map((line) => `${line.from} ${line.text}`);

test('what is written before they meet, and while the way is closed, arrives once', () => {
  const { pages, way, meet, notes } = two();
  way(false);
  pages.a.type('Hej');
  pages.a.sendLine();
  pages.a.type('jeg');
  way(true);
  meet();
  expect([texts(pages.b), pages.b.state().other]).toEqual([['other Hej'], 'jeg']);
  way(false);
  pages.a.type('jeg venter');
  pages.a.sendLine();
  pages.a.sendNote({ kind: 'step', value: '3' });
  expect(pages.a.state().pending).toBe(true);
  way(true);
  vi.advanceTimersByTime(3_000);
  expect(texts(pages.b)).toEqual(['other Hej', 'other jeg venter']);
  expect(notes).toEqual(['3']);
  expect(pages.a.state().pending).toBe(false);
});

test('who sends on Enter shows nothing before it', () => {
  const { pages, meet } = two();
  meet();
  pages.a.setLetterByLetter(false);
  pages.a.type('hemmeligt');
  expect(pages.b.state().other).toBe('');
  pages.a.sendLine();
  expect(texts(pages.b)).toEqual(['other hemmeligt']);
  pages.a.setLetterByLetter(true);
  pages.a.type('å');
  pages.a.setLetterByLetter(false);
  expect(pages.b.state().other).toBe('');
});

test('an empty line is not sent, and its spaces do not stay on the other side', () => {
  const { pages, meet } = two();
  meet();
  pages.a.type('   ');
  pages.a.sendLine();
  expect([texts(pages.b), pages.b.state().other]).toEqual([[], '']);
});

test('a page loaded anew is told all that was said; the place taken back drops what stood there', () => {
  const { pages, meet, make } = two();
  meet();
  for (const [page, text] of [
    ['a', 'Goddag'],
    ['b', 'Hej'],
    ['a', 'Ja'],
  ] as const) {
    pages[page].type(text);
    pages[page].sendLine();
  }
  const first = pages.b;
  pages.b = make('b2', () => pages.a);
  meet(1, 2);
  expect(texts(pages.b)).toEqual(['other Goddag', 'me Hej', 'other Ja']);
  pages.b.type('fra den nye');
  pages.b.sendLine();
  pages.b = first;
  meet(1, 3);
  expect(texts(pages.b)).toEqual(['other Goddag', 'me Hej', 'other Ja', 'me fra den nye']);
  pages.b.type('og igen');
  expect(pages.a.state().other).toBe('og igen');
});

test('what the server kept is restored before what is being written, and goes on as her own', () => {
  const { pages, meet } = two();
  pages.a.type('!');
  pages.a.restore({ lines: ['Goddag'], live: 'jeg' });
  expect([texts(pages.a), pages.a.state().own]).toEqual([['me Goddag'], 'jeg!']);
  meet();
  expect([texts(pages.b), pages.b.state().other]).toEqual([['other Goddag'], 'jeg!']);
});

test('whatever is written while the way opens and closes, both end with the same lines', () => {
  const deed = fc.oneof(
    fc.record({
      who: fc.constantFrom('a' as const, 'b' as const),
      text: fc.string({ unit: 'grapheme', maxLength: 20 }),
    }),
    fc.record({ way: fc.boolean() }),
    fc.record({ wait: fc.integer({ min: 1, max: 5_000 }) }),
  );
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 30 }), (deeds) => {
      const { pages, way, meet } = two();
      meet();
      for (const one of deeds)
        if ('way' in one) way(one.way);
        else if ('wait' in one) vi.advanceTimersByTime(one.wait);
        else {
          pages[one.who].type(one.text);
          if (one.text.length % 2) pages[one.who].sendLine();
        }
      way(true);
      vi.advanceTimersByTime(30_000);
      for (const [from, to] of [
        [pages.a, pages.b],
        [pages.b, pages.a],
      ] as const) {
        expect(
          to
            .state()
            .lines.filter((line) => line.from === 'other')
            .map((line) => line.text),
        ).toEqual(
          from
            .state()
            .lines.filter((line) => line.from === 'me')
            .map((line) => line.text),
        );
        expect(to.state().other).toBe(from.state().own);
      }
      pages.a.close();
      pages.b.close();
    }),
    { numRuns: 60 },
  );
});
