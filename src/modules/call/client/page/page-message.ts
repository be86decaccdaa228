/**
 * What goes between the page that is shown and those who see it. Whoever holds the other page may send anything: only what is
 * read here is ever built, and only elements, attributes and addresses on these lists are read.
 */

/** In place of everything that is masked: always as long as this, so that nobody learns how long the secret is. */
export const dots = '••••••';

/** Elements that are shown as they are. What is not here is shown as a plain box, or not at all. */
export const shownElements: ReadonlySet<string> = new Set(
  (
    'a abbr address article aside b blockquote body br button caption cite code dd del details dialog div dl dt em fieldset figcaption ' +
    'figure footer form h1 h2 h3 h4 h5 h6 header hr i img input ins kbd label legend li main mark meter nav ol optgroup option ' +
    'output p pre progress q s samp section select small span strong sub summary sup table tbody td textarea tfoot th thead time ' +
    'tr u ul var wbr svg g path circle ellipse line polyline polygon rect'
  ).split(' '),
);
export const svgElements: ReadonlySet<string> = new Set(
  'svg g path circle ellipse line polyline polygon rect'.split(' '),
);
/** Kinds of input that are shown; any other is shown as a line of text. */
export const shownInputs: ReadonlySet<string> = new Set(
  'text search email tel url number date time month week datetime-local checkbox radio range color file password submit button reset'.split(
    ' ',
  ),
);

const word = /^[\w -]{0,200}$/;
const id = /^[\w:.-]{1,80}$/;
const number = /^-?\d{1,6}(\.\d{1,6})?$/;
const text = /^[\s\S]{0,2000}$/;
const flag = /^(true|false|page|step|location|date|time|mixed|polite|assertive|off)?$/;
const paint = /^(none|currentcolor|#[0-9a-f]{3,8}|[a-z]{3,20})$/i;
const drawing = /^[\d\s.,a-z-]{0,8000}$/i;

/** The form that each attribute's value must have. No address of anything, no handler, no style is among them. */
const attributes: Readonly<Record<string, RegExp>> = {
  class: word,
  id,
  for: id,
  type: /^[a-z-]{1,20}$/,
  role: /^[a-z]{1,20}$/,
  lang: /^[\w-]{1,20}$/,
  dir: /^(ltr|rtl|auto)$/,
  hidden: /^(|hidden|until-found)$/,
  open: /^$/,
  disabled: /^$/,
  readonly: /^$/,
  required: /^$/,
  multiple: /^$/,
  reversed: /^$/,
  start: number,
  colspan: number,
  rowspan: number,
  scope: /^(row|col|rowgroup|colgroup)$/,
  rows: number,
  cols: number,
  size: number,
  min: number,
  max: number,
  value: number,
  label: text,
  placeholder: text,
  title: text,
  alt: text,
  'aria-label': text,
  'aria-labelledby': /^[\w:. -]{1,300}$/,
  'aria-describedby': /^[\w:. -]{1,300}$/,
  'aria-hidden': flag,
  'aria-current': flag,
  'aria-expanded': flag,
  'aria-checked': flag,
  'aria-selected': flag,
  'aria-pressed': flag,
  'aria-invalid': flag,
  'aria-required': flag,
  'aria-disabled': flag,
  'aria-level': number,
  'data-scripts': /^\w{0,10}$/,
  'data-text': /^[1-3]$/,
  'data-stage': /^[a-z]{1,20}$/,
  'data-layout': /^[a-z-]{1,20}$/,
  viewBox: /^[\d\s.-]{1,60}$/,
  width: number,
  height: number,
  d: drawing,
  points: drawing,
  cx: number,
  cy: number,
  r: number,
  rx: number,
  ry: number,
  x: number,
  y: number,
  x1: number,
  x2: number,
  y1: number,
  y2: number,
  fill: paint,
  stroke: paint,
  'stroke-width': number,
  'stroke-linecap': /^[a-z]{1,10}$/,
  'stroke-linejoin': /^[a-z]{1,10}$/,
};
/** Pictures and style sheets: those that the program itself is built with, and the municipality's colour. */
const builtFile = /^\/static\/[\w./-]{1,120}$/;
const styleSheet = /^(\/static\/[\w-]{1,80}\.css|\/[a-z0-9-]{1,60}\/farve\.css\?v=[0-9a-f]{3,8})$/;

export const isStyleSheet = (address: string): boolean => styleSheet.test(address);
export const isBuiltFile = (address: string): boolean => builtFile.test(address) && !address.includes('..');
/** May this attribute be shown with this value? */
export const mayShow = (name: string, value: string, tag: string): boolean =>
  name === 'src'
    ? tag === 'img' && isBuiltFile(value)
    : // The name is looked up among own properties only: `constructor` is no attribute of ours.
      name === 'value'
      ? (tag === 'meter' || tag === 'progress' || tag === 'li') && number.test(value)
      : Object.hasOwn(attributes, name) && attributes[name]?.test(value) === true;
export const shownAttributes: readonly string[] = [...Object.keys(attributes), 'src'];

export type Attributes = Readonly<Record<string, string>>;
/** What a field holds: `v` written text, `k` ticked, `s` the chosen option. */
export type FieldValue = { readonly v?: string; readonly k?: boolean; readonly s?: number };
export type TextPart = { readonly i: number; readonly x: string };
export type ElementPart = {
  readonly i: number;
  readonly n: string;
  readonly a: Attributes;
  readonly c: readonly Part[];
  readonly f?: FieldValue;
  /** Masked: it can neither be seen nor be written in by anybody but its owner. */
  readonly m?: true;
};
export type Part = TextPart | ElementPart;
/** A child that is there already, by its number, or a new one. */
export type Child = number | Part;
export type View = { readonly w: number; readonly h: number; readonly x: number; readonly y: number };

/** From the page that is shown. `g` counts the documents that have been shown: what was said of an earlier one is dropped. */
export type PageMessage =
  | {
      readonly t: 'whole';
      readonly g: number;
      readonly title: string;
      readonly styles: readonly string[];
      readonly root: Attributes;
      readonly body: ElementPart;
      readonly view: View;
    }
  | { readonly t: 'children'; readonly g: number; readonly i: number; readonly c: readonly Child[] }
  | { readonly t: 'text'; readonly g: number; readonly i: number; readonly x: string }
  /** Number 0 is the document itself. */
  | { readonly t: 'attributes'; readonly g: number; readonly i: number; readonly a: Attributes }
  | { readonly t: 'field'; readonly g: number; readonly i: number; readonly f: FieldValue }
  | { readonly t: 'view'; readonly g: number; readonly v: View }
  | { readonly t: 'focus'; readonly g: number; readonly i: number | null }
  /** She is on a page that is not shown. */
  | { readonly t: 'away'; readonly g: number }
  | { readonly t: 'off' };

const object = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
const whole = (value: unknown, most = 1e9): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most;
const isText = (value: unknown, most = 20_000): value is string => typeof value === 'string' && value.length <= most;

function readAttributes(value: unknown, tag: string): Attributes | null {
  const given = object(value);
  if (!given) return null;
  const kept: Record<string, string> = {};
  for (const [name, one] of Object.entries(given))
    if (typeof one === 'string' && mayShow(name, one, tag)) kept[name] = one;
  return kept;
}

function readField(value: unknown): FieldValue | null {
  const given = object(value);
  if (!given) return null;
  return {
    ...(isText(given.v) ? { v: given.v } : {}),
    ...(typeof given.k === 'boolean' ? { k: given.k } : {}),
    ...(whole(given.s, 10_000) ? { s: given.s } : {}),
  };
}

const mostParts = 30_000;
const deepest = 120;

function readPart(value: unknown, left: { parts: number }, depth: number): Part | null {
  const given = object(value);
  left.parts -= 1;
  if (!given || !whole(given.i) || left.parts < 0 || depth > deepest) return null;
  if (given.n === undefined) return isText(given.x, 100_000) ? { i: given.i, x: given.x } : null;
  if (typeof given.n !== 'string' || !shownElements.has(given.n) || !Array.isArray(given.c)) return null;
  const read = readAttributes(given.a, given.n);
  if (!read) return null;
  const children: Part[] = [];
  for (const one of given.c) {
    const child = readPart(one, left, depth + 1);
    if (child) children.push(child);
  }
  const field = given.f === undefined ? null : readField(given.f);
  return {
    i: given.i,
    n: given.n,
    a: read,
    c: children,
    ...(field ? { f: field } : {}),
    ...(given.m === true ? { m: true as const } : {}),
  };
}

function readView(value: unknown): View | null {
  const given = object(value);
  if (!given) return null;
  const { w, h, x, y } = given;
  return whole(w, 10_000) && whole(h, 10_000) && w > 0 && h > 0 && whole(x, 1e6) && whole(y, 1e6)
    ? { w, h, x, y }
    : null;
}

/** A message of the page that is shown, or null. Never throws. */
export function readPageMessage(json: unknown): PageMessage | null {
  const given = object(json);
  if (!given) return null;
  if (given.t === 'off') return { t: 'off' };
  const { g, i } = given;
  if (!whole(g)) return null;
  const left = { parts: mostParts };
  switch (given.t) {
    case 'away':
      return { t: 'away', g };
    case 'whole': {
      const body = readPart(given.body, left, 0);
      const root = readAttributes(given.root, 'html');
      const view = readView(given.view);
      if (!body || !('n' in body) || body.n !== 'body' || !root || !view) return null;
      if (!isText(given.title, 500) || !Array.isArray(given.styles)) return null;
      const styles = given.styles.filter((one): one is string => isText(one, 200) && isStyleSheet(one)).slice(0, 12);
      return { t: 'whole', g, title: given.title, styles, root, body, view };
    }
    case 'children': {
      if (!whole(i) || !Array.isArray(given.c)) return null;
      const children = given.c.map((one): Child | null => (whole(one) ? one : readPart(one, left, 0)));
      return { t: 'children', g, i, c: children.filter((one): one is Child => one !== null) };
    }
    case 'text':
      return whole(i) && isText(given.x, 100_000) ? { t: 'text', g, i, x: given.x } : null;
    case 'attributes': {
      // Which element it is, only its builder knows: it asks once more.
      const read = { ...readAttributes(given.a, 'img'), ...readAttributes(given.a, 'li') };
      return whole(i) ? { t: 'attributes', g, i, a: read } : null;
    }
    case 'field': {
      const read = readField(given.f);
      return whole(i) && read ? { t: 'field', g, i, f: read } : null;
    }
    case 'view': {
      const view = readView(given.v);
      return view ? { t: 'view', g, v: view } : null;
    }
    case 'focus':
      return i === null || whole(i) ? { t: 'focus', g, i } : null;
    default:
      return null;
  }
}

/** Small things, both ways. The first group goes to the one who shows her page, the second comes from her. */
export type HandMessage =
  | { readonly t: 'ask' }
  /** The whole page again: something did not fit. */
  | { readonly t: 'again' }
  | { readonly t: 'may'; readonly g: number; readonly i: number }
  | { readonly t: 'set'; readonly g: number; readonly i: number; readonly f: FieldValue }
  | { readonly t: 'done'; readonly g: number; readonly i: number }
  | { readonly t: 'no' }
  | { readonly t: 'answer'; readonly g: number; readonly i: number; readonly yes: boolean }
  | { readonly t: 'over'; readonly g: number; readonly i: number };

/** A message of the hand, or null. Never throws. */
export function readHandMessage(json: unknown): HandMessage | null {
  const given = object(json);
  if (!given) return null;
  const { t, g, i } = given;
  if (t === 'ask' || t === 'again' || t === 'no') return { t };
  if (!whole(g)) return null;
  if (!whole(i)) return null;
  if (t === 'may' || t === 'done' || t === 'over') return { t, g, i };
  if (t === 'answer') return typeof given.yes === 'boolean' ? { t, g, i, yes: given.yes } : null;
  if (t !== 'set') return null;
  const field = readField(given.f);
  return field && (field.v?.length ?? 0) <= 4000 ? { t, g, i, f: field } : null;
}
