import { afterEach, describe, expect, it } from 'vitest';
import type { Bytes } from '../keys/bytes.ts';
import { toText } from '../keys/bytes.ts';
import type { Member } from '../keys/key-message.ts';
import { createRoomKeys, type RoomKeys } from './room-keys.ts';
import { createSealedLane, type SealedLane } from './sealed-lane.ts';

type Page = {
  readonly id: Member;
  readonly keys: RoomKeys;
  /** What this page encrypts under, oldest first. */
  readonly own: string[];
  /** Every key of another that it was ever given. */
  readonly theirs: Map<Member, string[]>;
};

const open: { close: () => void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

function room(ids: readonly Member[], lossy = () => false) {
  const pages = new Map<Member, Page>();
  const wire: string[] = [];
  for (const id of ids) {
    const own: string[] = [];
    const theirs = new Map<Member, string[]>();
    const keys = createRoomKeys({
      me: id,
      onOwnKey: (key: Bytes) => own.push(toText(key)),
      onTheirKey: (member, key) => theirs.set(member, [...(theirs.get(member) ?? []), toText(key)]),
      onReady: () => {},
      onWords: () => {},
      againMs: 20,
      graceMs: 10,
      betweenMs: 10,
    });
    open.push(keys);
    pages.set(id, { id, keys, own, theirs });
  }
  const page = (id: Member) => pages.get(id) as Page;
  const join = (of: Member, whom: Member) =>
    page(of).keys.join(whom, (body) => {
      wire.push(body);
      if (!lossy()) queueMicrotask(() => page(whom).keys.receive(of, body));
    });
  const meet = (...those: readonly Member[]) => {
    for (const of of those) for (const whom of those) if (of !== whom) join(of, whom);
  };
  return { page, meet, join, wire };
}
const inUse = (page: Page) => page.own.at(-1) ?? '';
const reads = (page: Page, from: Page) => page.theirs.get(from.id)?.includes(inUse(from)) === true;

describe('keys of a room', () => {
  it('reach everybody, and stand nowhere on the way', async () => {
    const { page, meet, wire } = room(['1.1', '2.1', '3.1']);
    meet('1.1', '2.1', '3.1');
    const three = ['1.1', '2.1', '3.1'].map(page);
    for (const one of three)
      for (const other of three) if (one !== other) await expect.poll(() => reads(one, other)).toBe(true);
    expect(page('1.1').keys.ready('2.1')).toBe(true);
    for (const { own } of three) for (const key of own) expect(wire.join()).not.toContain(key.slice(0, 20));
  });

  it('are new when somebody comes, and she is given none from before', async () => {
    const { page, meet, join } = room(['1.1', '2.1', '3.1']);
    meet('1.1', '2.1');
    const [a, b, c] = [page('1.1'), page('2.1'), page('3.1')];
    await expect.poll(() => reads(b, a)).toBe(true);
    const before = inUse(a);
    for (const [of, whom] of [
      ['1.1', '3.1'],
      ['2.1', '3.1'],
      ['3.1', '1.1'],
      ['3.1', '2.1'],
    ] as const)
      join(of, whom);
    await expect.poll(() => reads(c, a) && reads(b, a) && inUse(a) !== before).toBe(true);
    expect(c.theirs.get('1.1')).not.toContain(before);
  });

  it('are new when somebody leaves, and she is not given them', async () => {
    const { page, meet } = room(['1.1', '2.1', '3.1']);
    meet('1.1', '2.1', '3.1');
    const [a, b, c] = [page('1.1'), page('2.1'), page('3.1')];
    await expect.poll(() => reads(c, a) && reads(b, a) && reads(c, b)).toBe(true);
    const before = inUse(a);
    a.keys.leave('3.1');
    b.keys.leave('3.1');
    await expect.poll(() => inUse(a) !== before && reads(b, a) && reads(a, b)).toBe(true);
    expect(reads(c, a)).toBe(false);
    expect(reads(c, b)).toBe(false);
  });

  it('come although messages are lost, and although she was out for a moment', async () => {
    let count = 0;
    const { page, meet, join } = room(['1.1', '2.1'], () => {
      count += 1;
      return count % 3 === 1;
    });
    meet('1.1', '2.1');
    const [a, b] = [page('1.1'), page('2.1')];
    await expect.poll(() => reads(a, b) && reads(b, a), { timeout: 3_000 }).toBe(true);
    a.keys.leave('2.1');
    b.keys.leave('1.1');
    join('1.1', '2.1');
    await new Promise((done) => setTimeout(done, 30));
    join('2.1', '1.1');
    await expect
      .poll(() => reads(a, b) && reads(b, a) && a.keys.ready('2.1') && b.keys.ready('1.1'), { timeout: 3_000 })
      .toBe(true);
  });

  it('of somebody who sends nonsense are none', async () => {
    const { page, meet } = room(['1.1', '2.1']);
    meet('1.1', '2.1');
    await expect.poll(() => reads(page('1.1'), page('2.1'))).toBe(true);
    const before = page('1.1').theirs.get('2.1')?.length;
    for (const body of ['', '{"m":""}', '{"m":1}', `{"m":"${toText(new Uint8Array(57))}"}`, '{"want":2}'])
      page('1.1').keys.receive('2.1', body);
    await new Promise((done) => setTimeout(done, 20));
    expect(page('1.1').theirs.get('2.1')?.length).toBe(before);
  });
});

type Side = {
  readonly lane: SealedLane;
  readonly got: { readonly texts: string[]; readonly bulk: number[]; readonly open: boolean[] };
};

describe('a sealed lane', () => {
  async function lanes() {
    const { page, meet } = room(['1.1', '2.1']);
    meet('1.1', '2.1');
    await expect.poll(() => page('1.1').keys.ready('2.1') && page('2.1').keys.ready('1.1')).toBe(true);
    const wire = { cut: false, packets: [] as Uint8Array[] };
    const side = (me: Member, other: Member, far: () => Side): Side => {
      const got = { texts: [] as string[], bulk: [] as number[], open: [] as boolean[] };
      const lane = createSealedLane({
        pair: () => page(me).keys.pair(other),
        send: async (sealed) => {
          wire.packets.push(sealed);
          if (!wire.cut) far().lane.received(sealed);
          return true;
        },
        onText: (text) => got.texts.push(text),
        onBulk: (bytes) => got.bulk.push(bytes.length),
        onOpen: (isOpen) => got.open.push(isOpen),
        greetMs: 10,
      });
      open.push({ close: lane.stop });
      return { lane, got };
    };
    const a: Side = side('1.1', '2.1', () => b);
    const b: Side = side('2.1', '1.1', () => a);
    return { a, b, wire };
  }

  it('opens when each has heard the other, and carries long texts and pieces whole and in order', async () => {
    const { a, b, wire } = await lanes();
    a.lane.begin();
    await new Promise((done) => setTimeout(done, 30));
    expect(a.lane.isOpen()).toBe(false);
    b.lane.begin();
    await expect.poll(() => a.lane.isOpen() && b.lane.isOpen()).toBe(true);
    const long = 'æ🙂x'.repeat(4_000);
    a.lane.text('Hej');
    a.lane.text(long);
    await a.lane.bulk(new Uint8Array(15_000));
    await expect.poll(() => b.got.bulk).toEqual([15_000]);
    expect(b.got.texts).toEqual(['Hej', long]);
    expect(Math.max(...wire.packets.map(({ length }) => length))).toBeLessThan(15_100);
    expect(wire.packets.some((packet) => new TextDecoder().decode(packet).includes('Hej'))).toBe(false);
  });

  it('is told to both when one begins anew', async () => {
    const { a, b } = await lanes();
    a.lane.begin();
    b.lane.begin();
    await expect.poll(() => a.lane.isOpen() && b.lane.isOpen()).toBe(true);
    a.lane.begin();
    await expect.poll(() => b.got.open).toEqual([true, false, true]);
    await expect.poll(() => a.got.open).toEqual([true, false, true]);
  });

  it('takes nothing twice', async () => {
    const { a, b, wire } = await lanes();
    a.lane.begin();
    b.lane.begin();
    await expect.poll(() => a.lane.isOpen() && b.lane.isOpen()).toBe(true);
    wire.packets.length = 0;
    a.lane.text('en gang');
    await expect.poll(() => b.got.texts).toEqual(['en gang']);
    for (const packet of wire.packets) b.lane.received(packet);
    await new Promise((done) => setTimeout(done, 20));
    expect(b.got.texts).toEqual(['en gang']);
  });
});
