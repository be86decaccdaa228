import { afterAll, describe, expect, test } from 'vitest';
import { createLog } from '../../../platform/index.ts';
import type { Sheet } from './sheet.ts';
import { createSheetPress } from './sheet-press.ts';

const logged: string[] = [];
const press = createSheetPress(createLog('debug', (line) => void logged.push(line)));
afterAll(() => press.close());

const da = (text: string) => ({ text, language: 'da' });
const sheet = (title: string): Sheet => ({
  language: 'da',
  municipality: 'Fjordby Kommune',
  slug: 'pas',
  title: da(title),
  official: null,
  summary: da('Kort sagt – på æ, ø og å: “citat”, 893 kr., én, 1½, §, →.'),
  facts: [],
  ready: [da('Dit gamle pas')],
  steps: [{ number: 1, title: da('Bestil tid'), text: da('Ring.'), trouble: null, goTo: 'borger.dk/pas' }],
  goTo: null,
  otherWay: da('Kom forbi.'),
  place: ['Rådhuset, Rådhuspladsen 1.'],
  authority: da('Kommunen'),
  address: 'https://x.example/fjordby/pas',
  notes: ['Kontrolleret 1. november 2026.'],
  cut: false,
});
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

describe('a PDF', () => {
  test('is tagged, says its title and language, and brings its typeface', async () => {
    const pressed = await press.press([sheet('Få nyt pas')], 'Få nyt pas – Fjordby Kommune');
    if (pressed.kind !== 'made') throw new Error(pressed.kind);
    const pdf = text(pressed.bytes);
    expect(pdf).toMatch(/^%PDF-1\.7/);
    expect(pdf).toContain('/Marked true');
    expect(pdf).toMatch(/\/Lang \(da-DK\)/);
    expect(pdf).toContain('/DisplayDocTitle true');
    expect(pdf).toContain('/FontFile2');
    expect(pdf).toContain('IBMPlexSans');
    for (const tag of ['Document', 'H1', 'H2', 'P', 'L', 'LI', 'Figure'])
      expect(pdf).toMatch(new RegExp(`/S /${tag}\\b`));
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);
  });
  test('is made once for the same words, and again for others', async () => {
    const [one, two] = await Promise.all([press.press([sheet('A')], 'A'), press.press([sheet('A')], 'A')]);
    expect(one).toBe(two);
    expect(await press.press([sheet('A')], 'A')).toBe(one);
    const other = await press.press([sheet('B')], 'B');
    expect(other.kind === 'made' && one?.kind === 'made' && other.tag !== one.tag).toBe(true);
  });
  test('of several sheets begins each on paper of its own', async () => {
    const pressed = await press.press([sheet('A'), sheet('B'), sheet('C')], 'Emne');
    if (pressed.kind !== 'made') throw new Error(pressed.kind);
    // The last needs no blank back.
    expect(text(pressed.bytes).match(/\/Type \/Page\b/g)).toHaveLength(5);
  });
  test('is not made of letters that the typeface does not have', async () => {
    expect(await press.press([sheet('جواز سفر جديد')], 'x')).toEqual({ kind: 'letters' });
  });
  test('that fails is told, and the next is made; the words are in no log', async () => {
    const broken = { ...sheet('Hemmelig titel'), steps: null } as unknown as Sheet;
    expect(await press.press([broken], 'Hemmelig titel')).toEqual({ kind: 'busy' });
    expect((await press.press([sheet('C')], 'C')).kind).toBe('made');
    expect(logged.join('\n')).toContain('a sheet could not be made');
    expect(logged.join('\n')).not.toContain('Hemmelig');
  });
  test('is refused when too many wait', async () => {
    const all = await Promise.all(Array.from({ length: 40 }, (_, i) => press.press([sheet(`Nummer ${i}`)], 'x')));
    const made = all.filter((one) => one.kind === 'made').length;
    expect(made).toBeGreaterThanOrEqual(24);
    expect(all.length - made).toBeGreaterThan(0);
  });
});

test('the program goes on while a set of sheets is made', async () => {
  const own = createSheetPress(createLog('silent'));
  let longest = 0;
  let last = performance.now();
  const beat = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 10);
  const sheets = Array.from({ length: 20 }, (_, i) => sheet(`Ark ${i}`));
  expect((await own.press(sheets, 'Emne')).kind).toBe('made');
  clearInterval(beat);
  await own.close();
  // An event stream may pause for 250 ms (docs/architecture.md); starting a thread is the longest of it.
  expect(longest).toBeLessThan(250);
});
