import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entrance } from './entrance.ts';
import { decodeCsv, readInventoryCsv, writeInventoryCsv } from './inventory-csv.ts';
import { planImport } from './plan-import.ts';
import { entrance, idOf } from './testing.fixture.ts';

const read = (text: string) => {
  const found = readInventoryCsv(text);
  if (!found.ok) throw new Error(JSON.stringify(found.reason));
  return found.value;
};
const back = (entrances: readonly Entrance[]) => read(writeInventoryCsv(entrances)).map(({ row: _, ...one }) => one);
const faultsOf = (text: string) => {
  const found = readInventoryCsv(text);
  return found.ok ? [] : found.reason.map(({ row, column, kind }) => `${row} ${column} ${kind}`);
};

describe('a file', () => {
  test('that was written is read back the same', () => {
    const all = [
      entrance(1, { name: 'Skranken "midt i"; Ålborg', note: 'To\nlinjer', kle: '23.05.10' }),
      entrance(2, { status: 'retired', replacedBy: idOf(1), checked: null, services: [], version: 7 }),
      entrance(3, { kind: 'mailbox', address: "o'hara@fjordby.example", name: "'citat'" }),
    ];
    expect(back(all)).toEqual(all);
  });

  test('holds no cell that a spreadsheet would run, and loses none of its signs', () => {
    const names = ['=1+1', '+45', '-1', '@SUM(A1)', "'=1+1", '|x', '%0A', "''"];
    const all = names.map((name, at) => entrance(at + 1, { name: `${name} navn` }));
    const text = writeInventoryCsv(all);
    for (const cell of text.split(/[;\r\n]/)) expect(cell.replace(/^"/, '')).not.toMatch(/^[=+\-@\t]/);
    expect(back(all).map(({ name }) => name)).toEqual(all.map(({ name }) => name));
  });

  test('survives any text that an editor may write', () => {
    const text = fc
      .string({ unit: 'grapheme', minLength: 2, maxLength: 60 })
      .map((one) => one.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '').trim())
      .filter((one) => one.length >= 2 && one.length <= 100 && !/\d{2}/.test(one) && !one.includes('@'));
    fc.assert(
      fc.property(text, text, text, (name, unit, note) => {
        const one = entrance(1, { name, unit, note });
        expect(back([one])).toEqual([one]);
      }),
      { numRuns: 300 },
    );
  });

  test('with commas, or its columns in another order, is read too', () => {
    const [heading = '', row = ''] = writeInventoryCsv([entrance(1)])
      .replace('\ufeff', '')
      .split('\r\n');
    const turned = [heading, row].map((line) => line.split(';').reverse().join(',')).join('\n');
    expect(read(turned)[0]?.name).toBe('Indgang 1');
  });
});

describe('a file that is not as it should be is refused whole, and says where', () => {
  const good = writeInventoryCsv([entrance(1), entrance(2)]);
  const lines = good.split('\r\n');
  const withRow = (change: (cells: string[]) => string[]) =>
    [lines[0], lines[1], change((lines[2] ?? '').split(';')).join(';')].join('\r\n');
  const at = (column: string) => (lines[0] ?? '').replace('\ufeff', '').split(';').indexOf(column);
  const set = (column: string, value: string) =>
    withRow((cells) => cells.map((cell, index) => (index === at(column) ? value : cell)));

  test.each([
    ['art', 'fax', '3 art choose'],
    ['status', 'måske', '3 status choose'],
    ['adresse', 'ring i morgen', '3 adresse phone'],
    ['ejer', 'mette@fjordby.example', '3 ejer person'],
    ['bemærkning', 'Ring til 010190-1234', '3 bemærkning cpr'],
    ['cyklus', '0', '3 cyklus choose'],
    ['cyklus', '12 måneder', '3 cyklus choose'],
    ['kle', '1.2.3', '3 kle kle'],
    ['kontrolleret', '2026-02-30', '3 kontrolleret date'],
    ['id', '42', '3 id id'],
    ['id', idOf(1), '3 id twice'],
    ['version', '-1', '3 version version'],
    ['ydelser', '../etc/passwd', '3 ydelser services'],
    ['navn', '', '3 navn missing'],
  ])('%s: %s', (column, value, expected) => {
    expect(faultsOf(set(column, value))).toContain(expected);
  });

  test('a missing or unknown heading', () => {
    expect(faultsOf(good.replace('ejer', 'ansvarlig'))).toEqual([
      '1 ejer heading-missing',
      '1 ansvarlig heading-unknown',
    ]);
  });
  test('too few cells, a stray quotation mark, nothing at all', () => {
    expect(faultsOf(withRow((cells) => cells.slice(1)))).toEqual(['3  cells']);
    expect(faultsOf(`${good}"aldrig lukket`)).toEqual(['0  unreadable']);
    expect(faultsOf('')).toEqual(['0  empty']);
  });
  test('too many rows, too many bytes, letters in another alphabet', () => {
    const many = [lines[0], ...Array.from({ length: 2001 }, () => ';;;;;;;;;;;;;;;;;;')].join('\r\n');
    expect(faultsOf(many)).toEqual(['0  too-large']);
    expect(decodeCsv(new Uint8Array(201 * 1024))).toMatchObject({ ok: false, reason: [{ kind: 'too-large' }] });
    expect(decodeCsv(Buffer.from('æøå', 'latin1'))).toMatchObject({ ok: false, reason: [{ kind: 'not-utf8' }] });
  });
  test('a hostile file names at most fifty faults', () => {
    const bad = [lines[0], ...Array.from({ length: 500 }, () => 'x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x;x')].join('\r\n');
    expect(faultsOf(bad).length).toBeLessThanOrEqual(50);
  });
});

describe('an import', () => {
  const known = [entrance(1), entrance(2, { status: 'retired' }), entrance(3)];
  const plan = (rows: readonly Entrance[], more = '') => planImport(read(writeInventoryCsv(rows) + more), known);

  test('changes what differs, leaves the rest, and adds what has no id', () => {
    const added = writeInventoryCsv([entrance(9, { name: 'Ny', checked: null })]).split('\r\n')[1] ?? '';
    const outcome = plan(
      [entrance(1, { ownerRole: 'Byg' }), entrance(2, { status: 'retired' })],
      `${added.replace(idOf(9), '').replace(';1;', ';;')}\r\n`,
    );
    expect(outcome).toMatchObject({
      ok: true,
      value: { add: [{ name: 'Ny' }], change: [{ before: { id: idOf(1) }, fields: ['ownerRole'] }], same: 1 },
    });
  });
  test.each([
    ['an entrance that is not here', entrance(8), 'id unknown-id'],
    ['one that somebody changed since', entrance(1, { version: 4 }), 'version changed-since'],
    ['a check', entrance(1, { checked: { on: '2026-11-24', role: 'x', how: 'y' } }), 'kontrolleret read-only'],
    ['a closing', entrance(1, { status: 'retired' }), 'status retired'],
    ['a reopening', entrance(2), 'status retired'],
    ['a replacement', entrance(1, { replacedBy: idOf(3) }), 'afløst af read-only'],
  ])('of %s is refused with its row', (_, row, expected) => {
    const outcome = plan([entrance(3), row]);
    expect(outcome.ok ? [] : outcome.reason.map((fault) => `${fault.row} ${fault.column} ${fault.kind}`)).toContain(
      `3 ${expected}`,
    );
  });
});
