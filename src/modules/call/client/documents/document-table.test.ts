import { describe, expect, test } from 'vitest';
import { limits } from '../../documents/limits.ts';
import type { PersonView } from '../../protocol.ts';
import { channelsFor, personOf } from '../testing/channel-pair.ts';
import { createDocumentTable } from './document-table.ts';
import type { DocumentTable, NewDocument, TableEvent } from './table-types.ts';
import { pagePicture } from './testing/page-picture.ts';

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
const paper = (title = 'Papir 1', pages = 2, bytes = 64): NewDocument => ({
  title,
  pages: Array.from({ length: pages }, (_, index) => ({
    bytes: pagePicture(80, 60, bytes),
    text: `side ${index + 1}`,
    caption: '',
  })),
  proof: null,
  maySave: false,
});
const proof = { sha256: 'a'.repeat(64), kind: 'pdf', proof: 'b'.repeat(64) } as const;

function tablesFor(...people: readonly PersonView[]) {
  const room = channelsFor(...people);
  let ids = 0;
  const events: TableEvent[][] = people.map(() => []);
  const tabs: (string | null)[] = people.map(() => null);
  const open = (index: number): DocumentTable =>
    createDocumentTable({
      channel: room.channels[index] as (typeof room.channels)[number],
      me: people[index] as PersonView,
      newId: () => `document-${++ids}`,
      confirm: async (one) => one.proof === proof.proof,
      memory: {
        read: () => tabs[index] ?? null,
        keep: (text) => {
          tabs[index] = text;
        },
      },
      onChange: () => undefined,
      onEvent: (event) => events[index]?.push(event),
    });
  /** Her page is loaded anew: what it had is gone, what its tab remembers is not. */
  const reload = (index: number): DocumentTable => {
    const who = people[index]?.who ?? 0;
    room.leave(who);
    const again = open(index);
    room.join(who);
    return again;
  };
  return { ...room, open, reload, tabs, tables: people.map((_, index) => open(index)), events };
}
const citizen = personOf(1, 'citizen');
const employee = personOf(2, 'employee');
const interpreter = personOf(3, 'interpreter');
const titles = (table: DocumentTable | undefined) => table?.state().documents.map(({ title }) => title);

describe('the table', () => {
  test('what one puts on it all see, page by page, and she alone takes it off', async () => {
    const { tables, wire, events } = tablesFor(citizen, employee, interpreter);
    await settled();
    expect(tables[0]?.put(paper())).toEqual([2, 3]);
    await settled();
    for (const table of tables) {
      expect(titles(table)).toEqual(['Papir 1']);
      expect(table.state().documents[0]?.contents.map((page) => page?.text)).toEqual(['side 1', 'side 2']);
      expect(table.state().shown).toEqual({ id: 'document-1', n: 1 });
    }
    expect(events[1]).toContainEqual({ t: 'put', who: 1, title: 'Papir 1' });
    expect(wire.filter(({ json }) => json.includes('"bytes":[')).length).toBe(0);
    tables[2]?.remove('document-1');
    await settled();
    expect(titles(tables[0])).toEqual(['Papir 1']);
    tables[0]?.remove('document-1');
    await settled();
    for (const table of tables) expect(titles(table)).toEqual([]);
  });

  test('the employee may clear away what somebody else has put there', async () => {
    const { tables } = tablesFor(citizen, employee);
    await settled();
    tables[0]?.put(paper());
    await settled();
    tables[1]?.remove('document-1');
    await settled();
    expect(titles(tables[0])).toEqual([]);
  });

  test('who comes later gets it; another browser of hers lacks her own, which the others keep', async () => {
    const room = tablesFor(citizen, employee);
    await settled();
    room.tables[0]?.put(paper('Hendes'));
    room.tables[1]?.put(paper('Medarbejderens'));
    await settled();
    room.tables[0]?.close();
    expect(room.tabs[0]).toBeNull();
    const again = room.open(0);
    await settled();
    expect(titles(again)).toEqual(['Medarbejderens']);
    expect(again.state().documents.every(({ contents }) => contents.every((page) => page !== null))).toBe(true);
    expect(titles(room.tables[1])).toEqual(['Medarbejderens', 'Hendes']);
    expect(room.tables[1]?.state().documents[1]?.owner).toBe(1);
  });

  test('who loads her page anew gets her own back, once, from one of those who keep it', async () => {
    const room = tablesFor(citizen, employee, interpreter);
    await settled();
    room.tables[0]?.put({ ...paper(' Hendes\u0007 '), proof });
    room.tables[0]?.put(paper('Væk igen'));
    await settled();
    room.tables[0]?.remove('document-2');
    expect(room.tabs[0]).not.toContain('Hendes');
    const before = room.wire.length;
    const again = room.reload(0);
    await settled();
    const [mine] = again.state().documents;
    expect(mine).toMatchObject({ id: 'document-1', owner: 1, title: 'Hendes', confirmed: true });
    expect(mine?.contents.map((page) => page?.text)).toEqual(['side 1', 'side 2']);
    expect(titles(again)).toHaveLength(1);
    expect(again.state().shown).toEqual({ id: 'document-1', n: 1 });
    expect(room.events[0]).toContainEqual({ t: 'back', title: 'Hendes' });
    expect(room.wire.slice(before).filter(({ json }) => json.includes('"t":"put"'))).toHaveLength(1);
    // Hers as before: she takes it off the table of all.
    again.remove('document-1');
    await settled();
    expect(titles(room.tables[2])).toEqual([]);
    expect(room.tabs[0]).toBeNull();
  });

  test('she is given it by the next when the first leaves', async () => {
    const room = tablesFor(citizen, employee, personOf(4, 'representative'));
    await settled();
    room.tables[0]?.put(paper('Hendes'));
    await settled();
    // The first one says that she has it, and does not give it when she is asked.
    const silent = room.channels[1]?.open<unknown>({
      name: 'document',
      lane: 'bulk',
      read: (json) => json,
      onMessage: () => undefined,
      onJoin: () => silent?.send({ t: 'hello', have: ['document-1'] }),
    });
    const again = room.reload(0);
    await settled();
    expect(titles(again)).toEqual([]);
    room.leave(2);
    await settled();
    expect(titles(again)).toEqual(['Hendes']);
  });

  test('after a lost line nothing is sent twice', async () => {
    const { tables, wire, leave, join } = tablesFor(citizen, employee);
    await settled();
    tables[0]?.put(paper());
    await settled();
    const before = wire.filter(({ json }) => json.includes('"t":"page"')).length;
    leave(2);
    join(2);
    await settled();
    expect(wire.filter(({ json }) => json.includes('"t":"page"')).length).toBe(before);
  });

  test('pages are turned together by who follows; others look on their own', async () => {
    const { tables, events } = tablesFor(citizen, employee, interpreter);
    await settled();
    tables[1]?.put(paper());
    await settled();
    tables[0]?.follow(false);
    tables[1]?.show('document-1', 2);
    await settled();
    expect(tables[2]?.state().shown?.n).toBe(2);
    expect(events[2]).toContainEqual({ t: 'turned', who: 2, n: 2 });
    expect(tables[0]?.state().shown?.n).toBe(1);
    tables[0]?.follow(true);
    expect(tables[0]?.state().shown?.n).toBe(2);
    // An interpreter turns for herself alone.
    tables[2]?.show('document-1', 1);
    await settled();
    expect(tables[2]?.state()).toMatchObject({ following: false, shown: { n: 1 } });
    expect(tables[0]?.state().shown?.n).toBe(2);
  });

  test('two who turn at once end on the same page', async () => {
    const { tables } = tablesFor(citizen, employee);
    await settled();
    tables[0]?.put(paper('Papir', 3));
    await settled();
    tables[0]?.show('document-1', 2);
    tables[1]?.show('document-1', 3);
    await settled();
    expect(tables[0]?.state().shown).toEqual(tables[1]?.state().shown);
  });

  test('pointers, gone when their owner is', async () => {
    const { tables, leave } = tablesFor(citizen, employee);
    await settled();
    tables[0]?.put(paper());
    await settled();
    tables[1]?.point({ x: 0.5, y: 0.25 });
    await settled();
    expect(tables[0]?.state().pointers).toEqual([{ who: 2, id: 'document-1', n: 1, x: 0.5, y: 0.25 }]);
    leave(2);
    expect(tables[0]?.state().pointers).toEqual([]);
  });

  test('checked is said only when our server confirms it', async () => {
    const { tables } = tablesFor(citizen, employee);
    await settled();
    tables[0]?.put({ ...paper('Ægte'), proof });
    tables[0]?.put({ ...paper('Falsk'), proof: { ...proof, proof: 'c'.repeat(64) } });
    tables[0]?.put(paper('Uden'));
    await settled();
    expect(tables[1]?.state().documents.map(({ title, confirmed }) => [title, confirmed])).toEqual([
      ['Ægte', true],
      ['Falsk', false],
      ['Uden', null],
    ]);
  });
});

describe('a page that means harm', () => {
  const head = { t: 'put', id: 'document-x', owner: 1, title: 'X', pages: 1, proof: null, maySave: false } as const;
  const hostile = (role: PersonView['role'], me: PersonView['role'] = 'employee', remembered: string | null = null) => {
    const room = channelsFor(personOf(1, role), personOf(2, me));
    const events: TableEvent[] = [];
    const table = createDocumentTable({
      channel: room.channels[1] as (typeof room.channels)[number],
      me: personOf(2, me),
      newId: () => 'document-mine',
      confirm: async () => false,
      memory: { read: () => remembered, keep: () => undefined },
      onChange: () => undefined,
      onEvent: (event) => events.push(event),
    });
    const attacker = room.channels[0] as (typeof room.channels)[number];
    const say = (name: string) =>
      attacker.open<unknown>({ name, lane: 'bulk', read: (json) => json, onMessage: () => undefined });
    return { table, events, bulk: say('document'), live: say('table'), wire: room.wire };
  };
  test('without the right, nothing of hers is shown', async () => {
    const { table, bulk, live } = hostile('companion');
    bulk.send(head);
    live.send({ t: 'point', id: 'document-x', n: 1, at: { x: 0, y: 0 } });
    await settled();
    expect(table.state()).toMatchObject({ documents: [], pointers: [] });
  });
  test('not in another’s name, not over another’s document', async () => {
    const { table, bulk } = hostile('citizen');
    bulk.send({ ...head, owner: 3 });
    // Nor in the name of whoever holds the page it is sent to.
    bulk.send({ ...head, id: 'document-y', owner: 2 });
    table.put(paper('Mit', 1));
    const mine = table.state().documents[0];
    bulk.send({ ...head, id: 'document-mine', title: 'Overtaget' });
    bulk.send({ t: 'gone', id: 'document-mine' });
    bulk.send({ t: 'page', id: 'document-mine', n: 1, text: 'byttet', caption: '' }, undefined, pagePicture(9, 9));
    await settled();
    expect(table.state().documents).toEqual([mine]);
  });
  test('nothing is given back to me that I did not put there', async () => {
    for (const digest of ['0'.repeat(64), '']) {
      const { table, bulk } = hostile('citizen', 'employee', JSON.stringify([['document-mine', digest]]));
      await settled();
      bulk.send({ t: 'hello', have: ['document-mine'] });
      bulk.send({ ...head, id: 'document-mine', owner: 2 });
      bulk.send({ t: 'page', id: 'document-mine', n: 1, text: 'falsk', caption: '' }, undefined, pagePicture(9, 9));
      await settled();
      expect(table.state().documents).toEqual([]);
    }
  });
  test('nobody is given what another put there', async () => {
    const { table, bulk, wire } = hostile('citizen');
    await settled();
    table.put(paper('Mit', 1));
    await settled();
    const before = wire.length;
    bulk.send({ t: 'back', ids: ['document-mine'] });
    await settled();
    expect(wire.slice(before).filter(({ from }) => from === 2)).toEqual([]);
  });
  test('no more documents and no more bytes than there is room for', async () => {
    const { table, bulk, events } = hostile('citizen');
    for (let n = 0; n < 100; n++) bulk.send({ ...head, id: `document-${n}`, pages: 50 });
    await settled();
    expect(table.state().documents).toHaveLength(limits.documentsOfOne);
    expect(events).toContainEqual({ t: 'full' });
    const large = pagePicture(80, 60, limits.pageBytes);
    for (let n = 0; n < 2; n++)
      for (let page = 1; page <= 50; page++)
        bulk.send({ t: 'page', id: `document-${n}`, n: page, text: '', caption: '' }, undefined, large);
    await settled();
    const held = table
      .state()
      .documents.flatMap(({ contents }) => contents)
      .reduce((sum, page) => sum + (page?.bytes.length ?? 0), 0);
    expect(held).toBeLessThanOrEqual(limits.tableBytes);
  });
  test('who says hello without end is not sent everything without end', async () => {
    const { table, bulk, wire } = hostile('citizen');
    await settled();
    table.put(paper());
    for (let n = 0; n < 500; n++) bulk.send({ t: 'hello', have: [] });
    await settled();
    expect(wire.filter(({ from, json }) => from === 2 && json.includes('"t":"put"')).length).toBeLessThan(40);
  });
  test('a page turned beyond the last stays where it is', async () => {
    const { table, bulk, live } = hostile('citizen');
    bulk.send(head);
    live.send({ t: 'turn', id: 'document-x', n: 9, clock: 5 });
    await settled();
    expect(table.state().shown).toEqual({ id: 'document-x', n: 1 });
  });
});
