import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addLine,
  changeBetween,
  clockOf,
  framesOf,
  fromWire,
  type Op,
  TextReceiver,
  TextSender,
  type WireText,
} from './real-time-text.ts';

/** Any text: letters, combining marks, emoji, lone surrogates, control characters. */
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 }).map((units) => String.fromCharCode(...units)),
);
const deed = fc.oneof(
  anyText.map((text) => ({ kind: 'type' as const, text })),
  anyText.map((text) => ({ kind: 'finish' as const, text })),
);
const overTheWire = (frame: WireText): readonly Op[] => {
  const read = JSON.parse(new TextDecoder().decode(new TextEncoder().encode(JSON.stringify(frame)))) as WireText;
  return read.k === 'ops' ? read.o.map(fromWire) : [];
};

describe('changeBetween', () => {
  test('applied to the first text it gives the second', () => {
    fc.assert(
      fc.property(anyText, anyText, (before, after) => {
        const change = changeBetween(before, after);
        const made = change
          ? before.slice(0, change.from) + change.ins + before.slice(change.from + change.del)
          : before;
        expect(made).toBe(after);
      }),
    );
  });

  test('never leaves half a surrogate pair in between', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
        const change = changeBetween(before, after);
        if (change) expect(change.ins.isWellFormed()).toBe(true);
      }),
    );
    expect(changeBetween('a😀', 'a😁')).toEqual({ from: 1, del: 2, ins: '😁' });
  });
});

describe('writing and reading', () => {
  test('whatever is lost, repeated or sent again over a new way, the reader ends with what was written, once', () => {
    fc.assert(
      fc.property(
        fc.array(deed, { maxLength: 25 }),
        fc.infiniteStream(fc.constantFrom('arrives', 'lost', 'twice', 'arrives and is confirmed', 'everything again')),
        (deeds, fates) => {
          const sender = new TextSender('s1');
          const receiver = new TextReceiver();
          const lines: string[] = [];
          const deliver = (ops: readonly Op[]) => {
            for (const frame of framesOf(sender.session, ops)) {
              const got = receiver.receive('s1', overTheWire(frame));
              lines.push(...got.finished.map((line) => line.text));
            }
          };
          const written: string[] = [];
          let live = '';
          for (const { kind, text } of deeds) {
            const ops = kind === 'type' ? sender.line(text) : sender.finish(text, `${written.length + 1}-1-p`);
            if (kind === 'finish') written.push(text);
            live = kind === 'type' ? text : '';
            const fate = fates.next().value;
            if (fate === 'lost') continue;
            if (fate === 'everything again') {
              deliver(sender.unacknowledged());
              continue;
            }
            deliver(ops);
            if (fate === 'twice') deliver(ops);
            if (fate === 'arrives and is confirmed') sender.acknowledged('s1', receiver.applied);
          }
          deliver(sender.unacknowledged());
          expect(lines).toEqual(written);
          expect(receiver.live).toBe(live);
          sender.acknowledged('s1', receiver.applied);
          expect(sender.unacknowledged()).toEqual([]);
        },
      ),
    );
  });

  test('a gap is noticed, and nothing after it is applied', () => {
    const sender = new TextSender('s');
    const receiver = new TextReceiver();
    sender.line('a');
    const later = sender.line('ab');
    expect(receiver.receive('s', later).gap).toBe(true);
    expect(receiver.live).toBe('');
    expect(receiver.receive('s', sender.unacknowledged()).gap).toBe(false);
    expect(receiver.live).toBe('ab');
  });

  test('10,000 characters of any script arrive whole, in messages that the bus can carry', () => {
    for (const unit of ['a', 'å', '漢', '👩🏽‍🚀', '\u0000', '\ud800', '"\\']) {
      const text = unit.repeat(Math.ceil(10_000 / unit.length));
      const sender = new TextSender('session-of-22-characters');
      const receiver = new TextReceiver();
      for (const frame of framesOf(sender.session, sender.finish(text, '1-1-p'))) {
        const json = JSON.stringify(frame);
        expect(new TextEncoder().encode(json).length).toBeLessThan(4_000);
        const { finished } = receiver.receive(sender.session, overTheWire(frame));
        if (finished.length > 0) expect(finished).toEqual([{ id: '1-1-p', who: null, text }]);
      }
      expect(receiver.applied).toBeGreaterThan(1);
      expect(receiver.live).toBe('');
    }
  });

  test("the writer's new page keeps the half-written line of the old one, and late messages of the old one are ignored", () => {
    const receiver = new TextReceiver();
    const old = new TextSender('old');
    const late = old.line('Jeg mangler');
    receiver.receive('old', late);
    const fresh = new TextSender('new');
    expect(receiver.receive('new', fresh.line('Hej')).finished).toEqual([{ id: null, who: null, text: 'Jeg mangler' }]);
    receiver.receive('old', old.line('Jeg mangler noget'));
    expect(receiver.live).toBe('Hej');
  });

  test("the reader's new page is told all that was said, in order, with both sides' lines", () => {
    const history = [
      { id: '1-1-p', who: 1, text: 'Goddag' },
      { id: '2-2-q', who: 2, text: 'Hej'.repeat(500) },
      { id: '3-1-p', who: 1, text: 'Ja' },
    ];
    const sender = new TextSender('b', history, 'og s');
    const receiver = new TextReceiver();
    const got = receiver.receive('b', sender.unacknowledged());
    expect(got.finished).toEqual(history.map(({ id, who, text }) => ({ id, who, text })));
    expect(receiver.live).toBe('og s');
  });

  test('lines stand in the order of their clocks, each once, whoever tells them', () => {
    const line = (id: string) => ({ id, who: Number(id.split('-')[1]), text: id });
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 3 })), {
          selector: ([clock, who]) => `${clock}-${who}`,
        }),
        fc.infiniteStream(fc.nat()),
        (ids, dice) => {
          const lines = ids.map(([clock, who]) => line(`${clock}-${who}-p`));
          const shuffled = [...lines, ...lines].sort(() => (dice.next().value % 2 === 0 ? 1 : -1));
          let kept: readonly ReturnType<typeof line>[] = [];
          for (const one of shuffled) kept = addLine(kept, one);
          const expected = [...lines].sort((a, b) => clockOf(a.id) - clockOf(b.id) || a.who - b.who);
          expect(kept.map((one) => one.id)).toEqual(expected.map((one) => one.id));
        },
      ),
    );
  });

  test('a writer without bounds does not fill the reader', () => {
    const receiver = new TextReceiver();
    for (let seq = 1; seq <= 400; seq += 1)
      receiver.receive('s', [{ seq, kind: 'edit', from: 1e9, del: 0, ins: 'x'.repeat(500), done: null }]);
    expect(receiver.live.length).toBe(100_000);
  });
});
