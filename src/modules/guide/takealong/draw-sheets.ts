/** Draws sheets with pdfkit: tagged, with title and language, our own typeface inside (docs/third-party.md). Runs in a worker. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import PDFDocument from 'pdfkit';
import type { ContentLanguage } from '../../../kernel/language.ts';
import { lineHeight } from './estimate-height.ts';
import { type Fit, fitSheet } from './fit-sheet.ts';
import { texts } from './messages.ts';
import { qrPath } from './qr.ts';
import { type Sheet, scannedAddress } from './sheet.ts';
import {
  type Item,
  type Measure,
  type Part,
  type PlacedItem,
  paper,
  smallestPoints,
  textWidth,
} from './sheet-layout.ts';

type Doc = PDFKit.PDFDocument;
export type DrawnSheets = {
  readonly bytes: Uint8Array;
  /** Sides used by each sheet, before any blank one. */
  readonly sides: readonly number[];
};

const fonts = join(dirname(createRequire(import.meta.url).resolve('dkfds')), '../fonts/IBMPlexSans/complete/ttf');
const regular = readFileSync(join(fonts, 'IBMPlexSans-Regular.ttf'));
const semibold = readFileSync(join(fonts, 'IBMPlexSans-SemiBold.ttf'));
const tagOf = (language: ContentLanguage): string =>
  language === 'da' ? 'da-DK' : language === 'en' ? 'en-GB' : language;

/** All sheets as one document; with several, each begins on paper of its own when it is printed on both sides. */
export async function drawSheets(sheets: readonly Sheet[], title: string): Promise<DrawnSheets> {
  const language = sheets[0]?.language ?? 'da';
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    pdfVersion: '1.7',
    subset: 'PDF/UA' as 'PDF/A-1',
    tagged: true,
    lang: tagOf(language),
    displayTitle: true,
    autoFirstPage: false,
    font: null as unknown as string,
    info: { Title: title, Author: sheets[0]?.municipality ?? '' },
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
  const sides = sheets.map((sheet, index) => {
    const fit = fitSheet(sheet, measureWith(doc));
    drawSheet(doc, root, fit);
    const used = fit.layout.sides.length;
    if (used % 2 === 1 && index < sheets.length - 1) doc.addPage();
    return used;
  });
  root.end();
  doc.end();
  await ended;
  return { bytes: new Uint8Array(Buffer.concat(chunks)), sides };
}

const fontOf = (bold: boolean): string => (bold ? 'semibold' : 'regular');

/** What pdfkit adds between lines beyond the typeface's own height, so that they stand `lineHeight` apart. */
const gapOf = (doc: Doc, size: number): number => size * lineHeight - doc.currentLineHeight(false);

const measureWith =
  (doc: Doc): Measure =>
  (text, { label, bold, size, width }) => {
    const indent = label === '' ? 0 : doc.font('semibold').fontSize(size).widthOfString(label);
    doc.font(fontOf(bold)).fontSize(size);
    return doc.heightOfString(text, { width, indent, lineGap: gapOf(doc, size) });
  };

function drawSheet(doc: Doc, root: PDFKit.PDFStructureElement, { sheet, layout }: Fit): void {
  const t = texts(sheet.language).sheet;
  for (const [index, side] of layout.sides.entries()) {
    doc.addPage();
    if (index === 0) {
      for (const placed of layout.head) drawItem(doc, root, sheet.language, placed);
      drawQr(doc, root, sheet);
    }
    drawSide(doc, root, sheet.language, side);
    if (layout.sides.length > 1) {
      doc.markContent('Artifact', { type: 'Pagination' });
      doc.font('regular').fontSize(smallestPoints).fillColor('#454545');
      const words = t.side(sheet.title.text, index + 1, layout.sides.length);
      const at = paper.height - paper.margin - smallestPoints;
      doc.text(words, paper.margin, at, {
        width: textWidth,
        height: smallestPoints * 1.5,
        ellipsis: true,
        lineBreak: false,
      });
      doc.endMarkedContent();
    }
  }
}

/** Items in their order; neighbours that are steps, or bullets, become one list. */
function drawSide(
  doc: Doc,
  root: PDFKit.PDFStructureElement,
  language: ContentLanguage,
  side: readonly PlacedItem[],
): void {
  let list: PDFKit.PDFStructureElement | null = null;
  let listed: Item['role'] | null = null;
  for (const placed of side) {
    const { role } = placed.item;
    const inList = role === 'step' || role === 'bullet';
    if (list && listed !== role) {
      list.end();
      list = null;
    }
    listed = role;
    if (!inList) {
      drawItem(doc, root, language, placed);
      continue;
    }
    if (!list) {
      list = doc.struct('L');
      root.add(list);
    }
    const entry = doc.struct('LI');
    list.add(entry);
    drawItem(doc, entry, language, placed);
    entry.end();
  }
  list?.end();
}

function drawItem(doc: Doc, parent: PDFKit.PDFStructureElement, language: ContentLanguage, placed: PlacedItem): void {
  const { item, y, heights } = placed;
  const within = item.mark === null ? parent : doc.struct('LBody');
  if (item.mark !== null) {
    const { mark } = item;
    const first = item.parts[0];
    parent.add(
      doc.struct('Lbl', {}, () => {
        doc
          .font('semibold')
          .fontSize(first?.size ?? smallestPoints)
          .fillColor('#000000');
        doc.text(mark, paper.margin, y, { lineBreak: false });
      }),
    );
    parent.add(within);
  }
  let at = y;
  for (const [index, part] of item.parts.entries()) {
    const top = at;
    const tag = item.role === 'title' ? 'H1' : item.role === 'heading' ? 'H2' : 'P';
    const foreign = part.text.language === language ? {} : { lang: tagOf(part.text.language) };
    within.add(doc.struct(tag, foreign, () => drawPart(doc, part, placed, top)));
    at += heights[index] ?? 0;
  }
  if (item.mark !== null) within.end();
}

function drawPart(doc: Doc, part: Part, { item, width }: PlacedItem, y: number): void {
  const left = paper.margin + item.indent;
  doc.fillColor('#000000').fontSize(part.size);
  if (part.label !== null) {
    doc.font('semibold');
    doc.text(`${part.label} `, left, y, { width, lineGap: gapOf(doc, part.size), continued: true });
    doc.font(fontOf(part.bold)).text(part.text.text, { lineGap: gapOf(doc, part.size), continued: false });
    return;
  }
  doc.font(fontOf(part.bold));
  doc.text(part.text.text, left, y, { width, lineGap: gapOf(doc, part.size) });
}

function drawQr(doc: Doc, root: PDFKit.PDFStructureElement, sheet: Sheet): void {
  const t = texts(sheet.language).sheet;
  const { size, path } = qrPath(scannedAddress(sheet.address));
  const left = paper.width - paper.margin - paper.qr;
  const alt = `${t.qr}: ${sheet.address}`;
  const box: [number, number, number, number] = [left, paper.margin, left + paper.qr, paper.margin + paper.qr];
  root.add(
    doc.struct('Figure', { alt, bbox: box } as PDFKit.Mixins.StructureElementOptions, () => {
      doc.save();
      doc.translate(left, paper.margin).scale(paper.qr / size);
      doc.path(path).fill('#000000');
      doc.restore();
    }),
  );
  root.add(
    doc.struct('P', {}, () => {
      doc.font('regular').fontSize(smallestPoints).fillColor('#000000');
      doc.text(t.scan, left, paper.margin + paper.qr, { width: paper.qr, align: 'center' });
    }),
  );
}

/** Signs that our typeface does not have: Arabic, for one. Such a sheet is printed by the browser, which knows more letters. */
export function unknownLetters(sheets: readonly Sheet[]): boolean {
  const doc = new PDFDocument({ autoFirstPage: false, font: null as unknown as string });
  doc.registerFont('regular', regular as unknown as string);
  doc.font('regular');
  const face = (doc as unknown as { _font: { font: { hasGlyphForCodePoint: (point: number) => boolean } } })._font.font;
  const signs = new Set(JSON.stringify(sheets));
  return [...signs].some((sign) => !face.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0));
}
