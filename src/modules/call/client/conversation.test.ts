import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Conversation } from './conversation.ts';
import type { WireText } from './real-time-text.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Pages with a way between each two of them, that loses what is sent while it is closed. Places are numbered from 1. */
function pagesOf(count: number) {
  let open = true;
  const places = Array.from({ length: count }, (_, at) => at + 1);
  const seats = new Map(places.map((who) => [who, 1]));
  const pages = new Map<number, Conversation>();
  const make = (who: number, session: string): Conversation => {
    const page = new Conversation({
      session,
      send: (to, text: WireText) => {
        if (open) pages.get(to)?.receive(who, JSON.parse(JSON.stringify(text)) as WireText);
        return open;
      },
      onChange: () => {},
    });
    pages.set(who, page);
    return page;
  };
  for (const who of places) make(who, `page-of-${who}`);
  const page = (who: number) => pages.get(who) as Conversation;
  return {
    page,
    /** Those named are admitted; the newest page hears of it first, as one that is welcomed does. */
    meet: (...here: readonly number[]) => {
      for (const who of [...here].reverse())
        page(who).people(
          { who, seat: seats.get(who) ?? 1 },
          here.filter((one) => one !== who).map((one) => ({ who: one, seat: seats.get(one) ?? 1, connected: true })),
        );
    },
    alone: (who: number) => page(who).people({ who, seat: seats.get(who) ?? 1 }, []),
    /** Another page of the same place. */
    reload: (who: number, session: string) => {
      seats.set(who, (seats.get(who) ?? 1) + 1);
      return make(who, session);
    },
    put: (who: number, old: Conversation) => {
      seats.set(who, (seats.get(who) ?? 1) + 1);
      pages.set(who, old);
    },
    way: (is: boolean) => {
      open = is;
    },
  };
}
const texts = (page: Conversation) => page.state().lines.map((line) => `${line.from} ${line.text}`);
const says = (page: Conversation, text: string) => {
  page.type(text);
  page.sendLine();
};

test('what is written before they meet, and while the way is closed, arrives once', () => {
  const { page, meet, alone, way } = pagesOf(2);
  alone(1);
  says(page(1), 'Hej');
  page(1).type('jeg');
  meet(1, 2);
  expect([texts(page(2)), page(2).state().others]).toEqual([['1 Hej'], [{ who: 1, text: 'jeg' }]]);
  way(false);
  says(page(1), 'jeg venter');
  expect(page(1).state().pending).toBe(true);
  way(true);
  vi.advanceTimersByTime(3_000);
  expect(texts(page(2))).toEqual(['1 Hej', '1 jeg venter']);
  expect(page(1).state().pending).toBe(false);
});

test('who sends on Enter shows nothing before it', () => {
  const { page, meet } = pagesOf(2);
  meet(1, 2);
  page(1).setLetterByLetter(false);
  page(1).type('hemmeligt');
  expect(page(2).state().others).toEqual([]);
  page(1).sendLine();
  expect(texts(page(2))).toEqual(['1 hemmeligt']);
  page(1).setLetterByLetter(true);
  page(1).type('å');
  page(1).setLetterByLetter(false);
  expect(page(2).state().others).toEqual([]);
});

test('an empty line is not sent, and its spaces do not stay on the other side', () => {
  const { page, meet } = pagesOf(2);
  meet(1, 2);
  page(1).type('   ');
  page(1).sendLine();
  expect([texts(page(2)), page(2).state().others]).toEqual([[], []]);
});

test('a page loaded anew is told all that was said; the place taken back drops what stood there', () => {
  const { page, meet, reload, put } = pagesOf(2);
  meet(1, 2);
  says(page(1), 'Goddag');
  says(page(2), 'Hej');
  says(page(1), 'Ja');
  const first = page(2);
  reload(2, 'the-newer');
  meet(1, 2);
  expect(texts(page(2))).toEqual(['1 Goddag', 'me Hej', '1 Ja']);
  expect(
    page(2)
      .state()
      .lines.every((line) => line.retold),
  ).toBe(true);
  says(page(1), 'nyt');
  expect(page(2).state().lines.at(-1)?.retold).toBeUndefined();
  says(page(2), 'fra den nye');
  put(2, first);
  meet(1, 2);
  expect(texts(page(2))).toEqual(['1 Goddag', 'me Hej', '1 Ja', '1 nyt', 'me fra den nye']);
  page(2).type('og igen');
  expect(page(1).state().others).toEqual([{ who: 2, text: 'og igen' }]);
});

test('what the server kept is restored before what is being written, and goes on as her own', () => {
  const { page, meet } = pagesOf(2);
  page(1).type('!');
  page(1).restore({ lines: ['Goddag'], live: 'jeg' });
  expect([texts(page(1)), page(1).state().own]).toEqual([['me Goddag'], 'jeg!']);
  meet(1, 2);
  expect([texts(page(2)), page(2).state().others]).toEqual([['1 Goddag'], [{ who: 1, text: 'jeg!' }]]);
});

test('who comes later is not told what was said before, and is told what is said from then on', () => {
  const { page, meet } = pagesOf(3);
  meet(1, 2);
  says(page(1), 'kun til dig');
  says(page(2), 'ja');
  meet(1, 2, 3);
  says(page(2), 'nu er I tre');
  says(page(3), 'goddag');
  expect(texts(page(3))).toEqual(['2 nu er I tre', 'me goddag']);
  expect(texts(page(1))).toEqual(['me kun til dig', '2 ja', '2 nu er I tre', '3 goddag']);
});

test('who was sent out hears nothing meanwhile, also after coming back and after loading her page anew', () => {
  const { page, meet, alone, reload } = pagesOf(3);
  meet(1, 2, 3);
  says(page(1), 'alle');
  meet(1, 2);
  alone(3);
  says(page(1), 'kun vi to');
  says(page(3), 'for mig selv');
  meet(1, 2, 3);
  says(page(2), 'alle igen');
  expect(texts(page(3))).toEqual(['1 alle', 'me for mig selv', '2 alle igen']);
  reload(3, 'the-newer');
  meet(1, 2, 3);
  expect(texts(page(3)).filter((line) => line.includes('kun vi to'))).toEqual([]);
  expect(texts(page(3))).toContain('1 alle');
  expect(texts(page(3))).toContain('2 alle igen');
});

test('nobody is believed about what a third person wrote', () => {
  const { page, meet } = pagesOf(3);
  meet(1, 2, 3);
  page(1).receive(2, { k: 'ops', s: 'forged', o: [['h', 1, 3, '9-3-x', 'Jeg siger ja', 1]] });
  expect(texts(page(1))).toEqual([]);
});

test('a clock that leaps leaves numbers for what comes after', () => {
  const { page, meet } = pagesOf(2);
  meet(1, 2);
  page(1).receive(2, { k: 'ops', s: 'leaps', o: [['e', 1, 0, 0, 'langt frem', '999999999-2-x']] });
  says(page(1), 'et');
  says(page(1), 'to');
  says(page(2), 'tre');
  expect(texts(page(1)).slice().sort()).toEqual(['2 langt frem', '2 tre', 'me et', 'me to']);
  expect(texts(page(2))).toEqual(['1 et', '1 to', 'me tre']);
});

test('a first page is told by nobody what it wrote', () => {
  const { page, meet } = pagesOf(2);
  meet(1, 2);
  page(1).receive(2, { k: 'ops', s: 'forged', o: [['h', 1, 1, '9-1-x', 'Jeg siger ja', 1]] });
  expect(texts(page(1))).toEqual([]);
});

test('three who write at once see the same lines in the same order', () => {
  const { page, meet, way } = pagesOf(3);
  meet(1, 2, 3);
  way(false);
  says(page(1), 'et');
  says(page(2), 'to');
  says(page(3), 'tre');
  way(true);
  vi.advanceTimersByTime(5_000);
  const named = (who: number) => texts(page(who)).map((line) => line.replace('me', String(who)));
  expect(named(1)).toEqual(['1 et', '2 to', '3 tre']);
  expect(named(2)).toEqual(named(1));
  expect(named(3)).toEqual(named(1));
});

test('whatever is written while the ways open and close, all end with the same lines', () => {
  const deed = fc.oneof(
    fc.record({ who: fc.constantFrom(1, 2, 3), text: fc.string({ unit: 'grapheme', maxLength: 20 }) }),
    fc.record({ way: fc.boolean() }),
    fc.record({ wait: fc.integer({ min: 1, max: 5_000 }) }),
  );
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 30 }), (deeds) => {
      const { page, way, meet } = pagesOf(3);
      meet(1, 2, 3);
      for (const one of deeds)
        if ('way' in one) way(one.way);
        else if ('wait' in one) vi.advanceTimersByTime(one.wait);
        else {
          page(one.who).type(one.text);
          if (one.text.length % 2) page(one.who).sendLine();
        }
      way(true);
      vi.advanceTimersByTime(40_000);
      const named = (who: number) =>
        page(who)
          .state()
          .lines.map(({ id, from, text }) => ({ id, text, from: from === 'me' ? who : from }));
      for (const who of [2, 3]) expect(named(who)).toEqual(named(1));
      for (const [to, from] of [
        [1, 2],
        [2, 3],
        [3, 1],
      ] as const)
        expect(
          page(to)
            .state()
            .others.find((one) => one.who === from)?.text ?? '',
        ).toBe(page(from).state().own);
      for (const who of [1, 2, 3]) page(who).close();
    }),
    { numRuns: 60 },
  );
});
