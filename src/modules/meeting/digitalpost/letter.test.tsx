import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { renderToString } from 'preact-render-to-string';
import { afterAll, describe, expect, test } from 'vitest';
import { createLog } from '../../../platform/index.ts';
import { letterPaper } from './draw-letter.ts';
import { type Letter, letterOf } from './letter.ts';
import { LetterPage } from './letter-page.tsx';
import { createLetterPress } from './letter-press.ts';
import type { MeetingFacts } from './meeting-facts.ts';

const logged: string[] = [];
const press = createLetterPress(createLog('debug', (line) => void logged.push(line)));
afterAll(() => press.close());

const facts: MeetingFacts = {
  language: 'da',
  kind: 'moved',
  meeting: {
    uid: '0e0a0d0c-1b2c-4d3e-8f40-5a6b7c8d9e0f',
    startsAt: new Date('2026-12-01T09:00:00Z'),
    endsAt: new Date('2026-12-01T09:30:00Z'),
    form: 'in-person',
    place: 'Fjordby Borgerservice, Rådhuspladsen 1, 9999 Fjordby',
  },
  was: new Date('2026-11-26T12:15:00Z'),
  link: 'https://moede.fjordby.example/fjordby/m/abc123',
  code: 'KX7P2',
  phone: '10 20 30 40',
};
const letter = (change: Partial<Parameters<typeof letterOf>[1]> = {}, about: MeetingFacts = facts): Letter =>
  letterOf(about, {
    municipality: 'Fjordby Kommune',
    sender: ['Borgerservice', 'Rådhuspladsen 1, 9999 Fjordby'],
    address: ['Åse Ærø Østergård', 'Bakkevej 7, 2. tv.', '9999 Fjordby'],
    paragraphs: ['Dit møde har fået en ny tid', 'Vi har flyttet mødet.\nDu kan tage en bisidder med.'],
    bring: ['Pas eller kørekort', 'Brevet her'],
    now: new Date('2026-11-24T09:00:00Z'),
    ...change,
  });

type Piece = {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly right: number;
  readonly page: number;
};
/** What stands where, in millimetres from the paper's upper left corner; y is the baseline. */
async function piecesOf(bytes: Uint8Array): Promise<readonly Piece[]> {
  const loading = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const pdf = await loading.promise;
  const pieces: Piece[] = [];
  for (let page = 1; page <= pdf.numPages; page += 1) {
    const content = await (await pdf.getPage(page)).getTextContent();
    for (const item of content.items) {
      if (!('str' in item) || item.str.trim() === '') continue;
      const [x, y] = [Number(item.transform[4]), Number(item.transform[5])].map((points) => (points / 72) * 25.4);
      if (x === undefined || y === undefined) continue;
      pieces.push({ text: item.str, x, y: 297 - y, right: x + (item.width / 72) * 25.4, page });
    }
  }
  await loading.destroy();
  return pieces;
}
async function pressed(of: Letter): Promise<Uint8Array> {
  const made = await press.letterPdf(of);
  if (made.kind !== 'made') throw new Error(`${made.kind} ${logged.join()}`);
  return made.bytes;
}

describe('a letter', () => {
  test('says when, how, where, the code, the phone, what to bring, and that it cannot be answered digitally', async () => {
    const text = (await piecesOf(await pressed(letter()))).map((piece) => piece.text).join(' ');
    for (const words of [
      'Fjordby Kommune',
      '24. november 2026',
      'Dit møde har fået en ny tid',
      'Du kan tage en bisidder med.',
      'tirsdag den 1. december 2026 kl. 10.00–10.30',
      'torsdag den 26. november 2026 kl. 13.15',
      'Du møder op',
      'Rådhuspladsen 1',
      'KX7P2',
      '10 20 30 40',
      'Pas eller kørekort',
      'Du kan ikke svare digitalt på dette brev.',
    ])
      expect(text).toContain(words);
  });

  test('shows the address in the window, and nothing else of it', async () => {
    const long = letter({
      address: [
        'Maximiliane-Alexandrine von Østergård-Rasmussen til Nørre Bjerregård',
        'c/o Bo',
        'Vej 1',
        'Sal 2',
        'By',
        '9999 Fjordby',
      ],
      paragraphs: ['Overskrift', 'Tekst. '.repeat(900)],
    });
    for (const one of [letter(), long]) {
      const { left, top, right, bottom } = letterPaper.window;
      const pieces = (await piecesOf(await pressed(one))).filter(({ page }) => page === 1);
      const seen = pieces.filter(({ x, y, right: end }) => end > left && x < right && y > top && y < bottom);
      expect(seen.map(({ text }) => text)).toEqual(one.address);
      // Where all windows overlap.
      for (const { x, y, right: end } of seen) {
        expect(x).toBeGreaterThan(19.9);
        expect(end).toBeLessThanOrEqual(110);
        expect(y).toBeGreaterThan(44);
        expect(y).toBeLessThan(70);
      }
    }
  });

  test('keeps the postal district of a long address', () => {
    expect(letter({ address: ['A', 'B', 'C', 'D', 'E', 'F', '9999 Fjordby'] }).address).toEqual([
      'A',
      'B',
      'C',
      'D, E, F',
      '9999 Fjordby',
    ]);
  });

  test('goes on overleaf in the middle of a paragraph that is longer than a side', async () => {
    const pieces = await piecesOf(await pressed(letter({ paragraphs: ['Overskrift', `${'ord '.repeat(3000)}slut`] })));
    expect(pieces.every(({ y }) => y < 290)).toBe(true);
    expect(pieces.some(({ text }) => text.includes('slut'))).toBe(true);
    expect(pieces.some(({ text }) => text.includes('Du kan ikke svare digitalt'))).toBe(true);
    // One line upon another would stand at the same height of the same side.
    const lines = pieces.filter(({ text }) => text.startsWith('ord')).map(({ page, y }) => `${page} ${y.toFixed(1)}`);
    expect(new Set(lines).size).toBe(lines.length);
  });

  test('takes more sides when it must, inside the paper, and numbers them', async () => {
    const pieces = await piecesOf(
      await pressed(
        letter({
          paragraphs: ['Overskrift', ...Array.from({ length: 40 }, (_, n) => `Afsnit ${n}. ${'ord '.repeat(40)}`)],
        }),
      ),
    );
    const last = Math.max(...pieces.map(({ page }) => page));
    expect(last).toBeGreaterThan(1);
    expect(pieces.some(({ text }) => text === `Side 2 af ${last}`)).toBe(true);
    expect(pieces.every(({ y, right }) => y < 290 && right < 195)).toBe(true);
    expect(pieces.map(({ text }) => text).join(' ')).toContain('Afsnit 39.');
  });

  test('is tagged, says its title and language, and brings its typeface', async () => {
    const pdf = Buffer.from(await pressed(letter())).toString('latin1');
    for (const sign of ['%PDF-1.7', '/Marked true', '/Lang (da-DK)', '/DisplayDocTitle true', '/FontFile2'])
      expect(pdf).toContain(sign);
    for (const tag of ['Document', 'H1', 'H2', 'P', 'L', 'LI']) expect(pdf).toMatch(new RegExp(`/S /${tag}\\b`));
    expect(Buffer.from(await pressed(letter({}, { ...facts, language: 'en' }))).toString('latin1')).toContain(
      '/Lang (en-GB)',
    );
  });

  test('holds no link and no CPR number', async () => {
    const one = letter({ paragraphs: ['Møde', 'Dit nummer er 610190-9996.'], bring: ['Sag 6101909996'] });
    const text = (await piecesOf(await pressed(one))).map((piece) => piece.text).join(' ');
    expect(text).not.toMatch(/610190|https:/);
    expect(renderToString(<LetterPage letter={one} pdf="/x.pdf" />)).not.toMatch(/610190|https:/);
  });

  test('as a page says the same', () => {
    const page = renderToString(<LetterPage letter={letter()} pdf="/brev.pdf" />);
    for (const words of [
      'Bakkevej 7, 2. tv.',
      'KX7P2',
      'Pas eller kørekort',
      'Du kan ikke svare digitalt',
      'href="/brev.pdf"',
      '<h1>',
    ])
      expect(page).toContain(words);
  });

  test('in letters that our typeface does not have is printed by the browser', async () => {
    expect(await press.letterPdf(letter({ address: ['محمد', '9999 Fjordby'] }))).toEqual({ kind: 'letters' });
  });

  test('of many at once all are made, and too many wait for nobody', async () => {
    const all = await Promise.all(Array.from({ length: 25 }, () => press.letterPdf(letter())));
    expect(all.filter(({ kind }) => kind === 'made')).toHaveLength(20);
    expect(all.filter(({ kind }) => kind === 'busy')).toHaveLength(5);
  }, 40_000);
});
