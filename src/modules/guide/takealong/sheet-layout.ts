/**
 * Where everything stands on the paper. Pure: how high a text becomes is asked of whoever knows the font, so the same
 * rules lay out the PDF exactly and the page that a browser prints by estimate.
 */
import type { ComposedText } from '../publication/compose-service.ts';
import { texts } from './messages.ts';
import type { Sheet, SheetStep } from './sheet.ts';

/** A4 in points, with room at the foot for the number of the side. */
export const paper = { width: 595.28, height: 841.89, margin: 40, foot: 22, qr: 96, qrGap: 18 } as const;
export const textWidth = paper.width - 2 * paper.margin;
/** Nothing on a sheet is smaller: large type begins at 14 points. */
export const smallestPoints = 14;

export type Part = {
  readonly label: string | null;
  readonly text: ComposedText;
  readonly bold: boolean;
  readonly size: number;
};
export type Item = {
  readonly role: 'title' | 'heading' | 'text' | 'bullet' | 'step';
  /** A number or a bullet, in the margin of the item. */
  readonly mark: string | null;
  readonly parts: readonly Part[];
  readonly indent: number;
  readonly before: number;
  /** Never the last on a side. */
  readonly keep: boolean;
};
export type PlacedItem = {
  readonly item: Item;
  readonly y: number;
  /** Of the lines, to the right of the indent. */
  readonly width: number;
  /** Of each part. */
  readonly heights: readonly number[];
};
/** How high a text becomes after its label, which is bold and stands on the first line. */
export type Measure = (
  text: string,
  style: { readonly label: string; readonly bold: boolean; readonly size: number; readonly width: number },
) => number;

export type Layout = {
  readonly head: readonly PlacedItem[];
  readonly sides: readonly (readonly PlacedItem[])[];
};

const small = (size: number): number => Math.max(smallestPoints, size * 0.8);

/** The words beside the QR code: whose it is and what it is about. */
function headItems(sheet: Sheet, size: number): readonly Item[] {
  const plain = (text: string): ComposedText => ({ text, language: sheet.language });
  const item = (role: Item['role'], text: ComposedText, bold: boolean, points: number, before: number): Item => ({
    role,
    mark: null,
    parts: [{ label: null, text, bold, size: points }],
    indent: 0,
    before,
    keep: true,
  });
  const official = sheet.official && {
    ...sheet.official,
    text: texts(sheet.language).sheet.official(sheet.official.text),
  };
  return [
    item('text', plain(sheet.municipality), true, small(size), 0),
    item('title', sheet.title, true, size * 1.6, size * 0.3),
    ...(official ? [item('text', official, false, small(size), size * 0.2)] : []),
    item('text', sheet.summary, false, size, size * 0.4),
  ];
}

/** All that comes under the head, in its order. */
function bodyItems(sheet: Sheet, size: number): readonly Item[] {
  const t = texts(sheet.language).sheet;
  const plain = (text: string): ComposedText => ({ text, language: sheet.language });
  const part = (text: ComposedText, more: Partial<Part> = {}): Part => ({
    label: null,
    text,
    bold: false,
    size,
    ...more,
  });
  const text = (parts: readonly Part[], before = size * 0.2): Item => ({
    role: 'text',
    mark: null,
    parts,
    indent: 0,
    before,
    keep: false,
  });
  const heading = (words: string): Item => ({
    ...text([part(plain(words), { bold: true, size: size * 1.15 })], size * 0.6),
    role: 'heading',
    keep: true,
  });
  const stepParts = (step: SheetStep): Part[] => [
    part(step.title, { bold: true }),
    ...(step.text ? [part(step.text)] : []),
    ...(step.goTo === null ? [] : [part(plain(t.goTo(step.goTo)), { bold: true })]),
    ...(step.trouble ? [part(step.trouble, { label: t.trouble })] : []),
  ];
  const goTo = sheet.goTo === null ? [] : [text([part(plain(t.goTo(sheet.goTo)), { bold: true })], size * 0.5)];
  return [
    ...sheet.facts.map((fact, place) =>
      text([part(fact.text, { label: `${fact.label}:` })], size * (place ? 0.25 : 0.6)),
    ),
    ...(sheet.ready.length === 0 ? [] : [heading(t.ready)]),
    ...sheet.ready.map((one): Item => ({ ...text([part(one)], size * 0.15), role: 'bullet', mark: '•', indent: size })),
    ...(sheet.steps.length === 0 ? [] : [heading(t.steps)]),
    ...sheet.steps.map(
      (step): Item => ({
        ...text(stepParts(step), size * 0.35),
        role: 'step',
        mark: `${step.number}.`,
        indent: size * 1.7,
      }),
    ),
    ...goTo,
    heading(t.otherWay),
    text([part(sheet.otherWay)]),
    ...(sheet.place.length === 0 ? [] : [text([part(plain(sheet.place.join(' ')), { bold: true })])]),
    text([part(sheet.authority, { label: t.authority })], size * 0.5),
    text([part(plain(sheet.address.replace(/^https?:\/\//, '')), { label: t.online, bold: true })], size * 0.5),
    text([part(plain([...(sheet.cut ? [t.cut] : []), ...sheet.notes].join(' ')), { size: small(size) })], size * 0.6),
  ];
}

/** The sheet in one size of type. An item is never split over two sides, unless it is higher than a side. */
export function layoutSheet(sheet: Sheet, size: number, measure: Measure): Layout {
  const bottom = paper.height - paper.margin - paper.foot;
  const place = (item: Item, y: number, width: number): PlacedItem => ({
    item,
    y,
    width: width - item.indent,
    heights: item.parts.map((part) =>
      measure(part.text.text, {
        label: part.label === null ? '' : `${part.label} `,
        bold: part.bold,
        size: part.size,
        width: width - item.indent,
      }),
    ),
  });
  const height = (placed: PlacedItem) => placed.heights.reduce((sum, one) => sum + one, 0);

  let y: number = paper.margin;
  const head: PlacedItem[] = [];
  for (const item of headItems(sheet, size)) {
    const placed = place(item, y + item.before, textWidth - paper.qr - paper.qrGap);
    head.push(placed);
    y = placed.y + height(placed);
  }
  y = Math.max(y, paper.margin + paper.qr + smallestPoints * 1.6);

  const sides: PlacedItem[][] = [[]];
  const items = bodyItems(sheet, size).map((item) => place(item, 0, textWidth));
  for (const [index, placed] of items.entries()) {
    const { item } = placed;
    const side = sides.at(-1) ?? [];
    const top = side.length === 0 && sides.length > 1 ? paper.margin : y + item.before;
    const own = height(placed);
    const next = item.keep ? items[index + 1] : undefined;
    const needed = own + (next ? next.item.before + height(next) : 0);
    // The head alone on a side would be worse than an item that runs over.
    const fits = top + needed <= bottom || (side.length === 0 && sides.length > 1);
    if (!fits) sides.push([]);
    const at = fits ? top : paper.margin;
    sides.at(-1)?.push({ ...placed, y: at });
    y = at + own;
  }
  return { head, sides };
}
