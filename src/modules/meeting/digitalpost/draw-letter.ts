/** Draws a letter with pdfkit: tagged, with title and language, our own typeface inside (docs/third-party.md). Runs in a worker. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import PDFDocument from 'pdfkit';
import type { Letter } from './letter.ts';
import { texts } from './messages.ts';

type Doc = PDFKit.PDFDocument;
type Parent = PDFKit.PDFStructureElement;

const mm = (millimetres: number): number => (millimetres * 72) / 25.4;

/**
 * Where things stand, in millimetres from the paper's upper left corner. The address lies where the windows of DL-like (E6/5,
 * C6/5, M65) and C5 envelopes overlap, 20–110 by 44–70 (docs/evidence.md, "Messages"); nothing else stands in any of them.
 */
export const letterPaper = {
  width: 210,
  height: 297,
  margin: 20,
  /** The window itself, with room for paper that has slid. */
  window: { left: 12, top: 36, right: 125, bottom: 82 },
  address: { left: 20, top: 46, width: 88, line: 4.7 },
  sender: { top: 15 },
  date: { left: 135, top: 46 },
  body: 92,
  foot: 275,
  folds: [99, 148.5],
} as const;

const size = { text: 12, title: 17, address: 11, small: 10 };

const fonts = join(dirname(createRequire(import.meta.url).resolve('dkfds')), '../fonts/IBMPlexSans/complete/ttf');
const regular = readFileSync(join(fonts, 'IBMPlexSans-Regular.ttf'));
const semibold = readFileSync(join(fonts, 'IBMPlexSans-SemiBold.ttf'));

export async function drawLetter(letter: Letter): Promise<Uint8Array> {
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    pdfVersion: '1.7',
    subset: 'PDF/UA' as 'PDF/A-1',
    tagged: true,
    lang: letter.language === 'da' ? 'da-DK' : 'en-GB',
    displayTitle: true,
    bufferPages: true,
    font: null as unknown as string,
    info: { Title: letter.title, Author: letter.sender[0] ?? '' },
  });
  const chunks: Buffer[] = [];
  const ended = new Promise<void>((done, fail) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', done);
    doc.on('error', fail);
  });
  doc.registerFont('regular', regular as unknown as string);
  doc.registerFont('semibold', semibold as unknown as string);
  const root = doc.struct('Document');
  doc.addStructure(root);
  drawHead(doc, root, letter);
  drawBody(doc, root, letter);
  drawSides(doc, letter);
  root.end();
  doc.end();
  await ended;
  return new Uint8Array(Buffer.concat(chunks));
}

function drawHead(doc: Doc, root: Parent, letter: Letter): void {
  const line = (text: string, left: number, top: number, bold: boolean, points: number) =>
    root.add(
      doc.struct('P', {}, () => {
        doc
          .font(bold ? 'semibold' : 'regular')
          .fontSize(points)
          .fillColor('#000000');
        doc.text(text, mm(left), mm(top), { lineBreak: false });
      }),
    );
  for (const [index, text] of letter.sender.slice(0, 4).entries())
    line(text, letterPaper.margin, letterPaper.sender.top + index * 4.7, index === 0, index === 0 ? 12 : size.small);
  const { left, top, width, line: high } = letterPaper.address;
  for (const [index, text] of letter.address.entries()) {
    doc.font('regular').fontSize(size.address);
    // A name that is wider than the window is set smaller, not cut.
    const points = Math.max(7, size.address * Math.min(1, mm(width) / doc.widthOfString(text)));
    line(text, left, top + index * high, false, points);
  }
  line(letter.date, letterPaper.date.left, letterPaper.date.top, false, size.small);
}

/** From top to foot, on as many sides as it takes; what belongs together is moved together. */
function drawBody(doc: Doc, root: Parent, letter: Letter): void {
  const t = texts(letter.language);
  const width = mm(letterPaper.width - 2 * letterPaper.margin);
  let y = mm(letterPaper.body);
  const height = (text: string, points: number, within: number) =>
    doc.fontSize(points).heightOfString(text, { width: within, lineGap: 2 });
  const room = (needed: number) => {
    if (y + needed <= mm(letterPaper.foot)) return;
    doc.addPage();
    y = mm(letterPaper.margin);
  };
  const text = (parent: Parent, tag: 'H1' | 'H2' | 'P', words: string, bold: boolean, points: number, indent = 0) => {
    doc.font(bold ? 'semibold' : 'regular');
    const high = height(words, points, width - indent);
    room(tag === 'P' ? high : high + 3 * points);
    const at = y;
    parent.add(
      doc.struct(tag, {}, () => {
        doc
          .font(bold ? 'semibold' : 'regular')
          .fontSize(points)
          .fillColor('#000000');
        doc.text(words, mm(letterPaper.margin) + indent, at, { width: width - indent, lineGap: 2 });
      }),
    );
    y = at + high;
  };

  text(root, 'H1', letter.title, true, size.title);
  y += 8;
  doc.font('semibold').fontSize(size.text);
  const labels = Math.max(0, ...letter.facts.map(({ label }) => doc.widthOfString(`${label}:`))) + 14;
  for (const fact of letter.facts) {
    doc.font('regular');
    const high = height(fact.text, size.text, width - labels);
    room(high);
    const at = y;
    root.add(
      doc.struct('P', {}, () => {
        doc.font('semibold').fontSize(size.text).fillColor('#000000');
        doc.text(`${fact.label}:`, mm(letterPaper.margin), at, { lineBreak: false });
        doc.font('regular').text(fact.text, mm(letterPaper.margin) + labels, at, { width: width - labels, lineGap: 2 });
      }),
    );
    y = at + high + 3;
  }
  if (letter.bring.length > 0) {
    y += 8;
    text(root, 'H2', t.bring, true, size.text + 1);
    const list = doc.struct('L');
    root.add(list);
    for (const one of letter.bring) {
      const entry = doc.struct('LI');
      list.add(entry);
      doc.font('regular');
      room(height(one, size.text, width - 14));
      const at = y;
      entry.add(
        doc.struct('Lbl', {}, () => {
          doc.font('regular').fontSize(size.text).fillColor('#000000');
          doc.text('•', mm(letterPaper.margin), at, { lineBreak: false });
        }),
      );
      const body = doc.struct('LBody');
      entry.add(body);
      text(body, 'P', one, false, size.text, 14);
      body.end();
      entry.end();
      y += 2;
    }
    list.end();
  }
  y += 8;
  for (const paragraph of letter.paragraphs) {
    for (const part of inParts(paragraph)) text(root, 'P', part, false, size.text);
    y += 7;
  }
  y += 3;
  for (const sentence of letter.ending) {
    text(root, 'P', sentence, true, size.text);
    y += 3;
  }
}

/** A paragraph in parts of at most some twenty lines, so that one which is longer than a side goes on overleaf. */
function inParts(paragraph: string): readonly string[] {
  const parts: string[] = [];
  let part = '';
  let lines = 0;
  for (const word of paragraph.split(/(?<=\s)/)) {
    part += word;
    lines += word.endsWith('\n') ? 1 : word.length / 80;
    if (lines < 18) continue;
    parts.push(part.trimEnd());
    part = '';
    lines = 0;
  }
  return [...parts, part.trimEnd()].filter((one) => one !== '');
}

/** Numbers of sides where there are several, and two small marks where the first is folded: no part of what is read. */
function drawSides(doc: Doc, letter: Letter): void {
  const { start, count } = doc.bufferedPageRange();
  for (let index = 0; index < count; index += 1) {
    doc.switchToPage(start + index);
    doc.markContent('Artifact', { type: 'Pagination' });
    if (count > 1) {
      doc.font('regular').fontSize(size.small).fillColor('#454545');
      doc.text(texts(letter.language).side(index + 1, count), mm(letterPaper.margin), mm(283), { lineBreak: false });
    }
    if (index === 0)
      for (const fold of letterPaper.folds)
        doc.moveTo(mm(4), mm(fold)).lineTo(mm(7), mm(fold)).lineWidth(0.4).strokeColor('#767676').stroke();
    doc.endMarkedContent();
  }
}

/** Signs that our typeface does not have; such a letter is printed by the browser, which knows more letters. */
export function unknownLetters(letter: Letter): boolean {
  const doc = new PDFDocument({ autoFirstPage: false, font: null as unknown as string });
  doc.registerFont('regular', regular as unknown as string);
  doc.font('regular');
  const face = (doc as unknown as { _font: { font: { hasGlyphForCodePoint: (point: number) => boolean } } })._font.font;
  const words = JSON.stringify(letter).replace(/\\[nrt]/g, '');
  return [...new Set(words)].some((sign) => !face.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0));
}
