/**
 * The shown page, built again in a frame of the one who sees it: no scripts, no addresses but our own style sheets and built
 * pictures, nothing that can be pressed. Only nodes that page-message.ts has read come here, and their attributes are asked
 * about once more when the element is known.
 */
import {
  type Attributes,
  type Child,
  type ElementPart,
  type FieldValue,
  mayShow,
  type PageMessage,
  type Part,
  shownAttributes,
  shownElements,
  shownInputs,
  svgElements,
  type View,
} from './page-message.ts';

/** The frame's own document before anything is in it. Its policy is narrower than the page's that holds it. */
export const emptyFrame = `<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'"></head><body></body></html>`;

/** Links have no address here, and would not look like links. Weaker than any rule of the page's own. */
const look = ':where(a) { text-decoration: underline } .page-focus { outline: 3px solid #b3004b; outline-offset: 2px }';

function addLook(page: Document): void {
  const sheet = new (page.defaultView as Window & typeof globalThis).CSSStyleSheet();
  sheet.replaceSync(look);
  page.adoptedStyleSheets = [sheet];
}

const svg = 'http://www.w3.org/2000/svg';

export type Thing = {
  readonly i: number;
  readonly kind: 'heading' | 'field' | 'choice' | 'button' | 'link';
  readonly name: string;
  /** Masked, or nothing to write in. */
  readonly closed: boolean;
};

export type Mirror = {
  readonly generation: () => number;
  readonly view: () => View | null;
  readonly title: () => string;
  /** True while she is on a page that is not shown. */
  readonly away: () => boolean;
  /** False: it did not fit what is there; the whole is needed again. */
  readonly take: (message: PageMessage) => boolean;
  readonly nodeOf: (number: number) => Node | null;
  /** The number of the element at a point of the frame, and where in it. */
  readonly at: (x: number, y: number) => { readonly id: number; readonly x: number; readonly y: number } | null;
  /** What can be pointed out by name, in reading order. */
  readonly things: () => readonly Thing[];
  /** What stands in a field as far as it may be seen. */
  readonly heldIn: (number: number) => FieldValue | null;
};

export function createMirror(page: Document): Mirror {
  let nodes = new Map<number, Node>();
  let numbers = new WeakMap<Node, number>();
  let masked = new WeakSet<Node>();
  let generation = -1;
  let view: View | null = null;
  let title = '';
  let away = false;
  let focused: Element | null = null;
  try {
    addLook(page);
  } catch {
    // An older browser: the page is seen all the same.
  }

  function setAttributes(element: Element, given: Attributes): void {
    const tag = element.nodeName.toLowerCase();
    for (const name of shownAttributes) {
      const value = Object.hasOwn(given, name) ? given[name] : undefined;
      if (value !== undefined && mayShow(name, value, tag)) {
        if (name === 'type' && tag === 'input') setKind(element, value);
        else element.setAttribute(name, value);
      } else if (element.hasAttribute(name) && !(name === 'type' && tag === 'input')) element.removeAttribute(name);
    }
  }
  /** A field that opens something of the employee's own computer is shown as a line of text instead. */
  function setKind(element: Element, kind: string): void {
    element.setAttribute('type', shownInputs.has(kind) && kind !== 'file' && kind !== 'password' ? kind : 'text');
  }
  function setField(node: Node, { v, k, s }: FieldValue): void {
    if (v !== undefined && 'value' in node) (node as HTMLInputElement).value = v;
    if (k !== undefined && 'checked' in node) (node as HTMLInputElement).checked = k;
    if (s !== undefined && 'selectedIndex' in node) (node as HTMLSelectElement).selectedIndex = s;
  }
  function build(part: Part): Node {
    const node = 'n' in part ? buildElement(part) : page.createTextNode(part.x);
    if (part.i > 0) {
      nodes.set(part.i, node);
      numbers.set(node, part.i);
    }
    return node;
  }
  function buildElement(part: ElementPart): Element {
    const tag = shownElements.has(part.n) ? part.n : 'div';
    const element = svgElements.has(tag) ? page.createElementNS(svg, tag) : page.createElement(tag);
    setAttributes(element, part.a);
    // Nothing in the copy takes the keyboard: what can be done with it is done beside it.
    if (/^(a|input|textarea|select|button|summary)$/.test(tag)) element.setAttribute('tabindex', '-1');
    if (part.m) masked.add(element);
    element.append(...part.c.map(build));
    if (part.f) setField(element, part.f);
    return element;
  }
  function forget(node: Node): void {
    const i = numbers.get(node);
    if (i !== undefined && nodes.get(i) === node) nodes.delete(i);
    for (const child of node.childNodes) forget(child);
  }

  function takeWhole(message: Extract<PageMessage, { t: 'whole' }>): void {
    nodes = new Map();
    numbers = new WeakMap();
    masked = new WeakSet();
    generation = message.g;
    title = message.title;
    away = false;
    focused = null;
    setAttributes(page.documentElement, message.root);
    for (const old of page.head.querySelectorAll('link')) old.remove();
    for (const address of message.styles) {
      const link = page.createElement('link');
      link.rel = 'stylesheet';
      link.href = address;
      page.head.append(link);
    }
    page.body.replaceWith(build(message.body));
    takeView(message.view);
  }
  function takeView(next: View): void {
    view = next;
    page.defaultView?.scrollTo(next.x, next.y);
  }
  function takeChildren(i: number, list: readonly Child[]): boolean {
    const parent = nodes.get(i);
    if (parent?.nodeType !== 1) return false;
    const before = new Set(parent.childNodes);
    const next: Node[] = [];
    for (const child of list) {
      const node = typeof child === 'number' ? nodes.get(child) : build(child);
      // A parent inside its own child, or a child of somebody else's, comes from nobody who means well.
      if (!node || node.contains(parent) || (typeof child === 'number' && node.parentNode !== parent)) return false;
      next.push(node);
    }
    for (const node of before) if (!next.includes(node)) forget(node as Node);
    (parent as Element).replaceChildren(...next);
    return true;
  }

  return {
    generation: () => generation,
    view: () => view,
    title: () => title,
    away: () => away,
    take: (message) => {
      if (message.t === 'off') return true;
      if (message.t === 'whole') {
        takeWhole(message);
        return true;
      }
      if (message.t === 'away') {
        away = true;
        generation = message.g;
        return true;
      }
      if (message.g !== generation || away) return message.g < generation;
      if (message.t === 'view') {
        takeView(message.v);
        return true;
      }
      if (message.t === 'children') return takeChildren(message.i, message.c);
      if (message.t === 'focus') {
        focused?.classList.remove('page-focus');
        const node = message.i === null ? null : nodes.get(message.i);
        focused = node?.nodeType === 1 ? (node as Element) : null;
        focused?.classList.add('page-focus');
        return true;
      }
      if (message.t === 'attributes' && message.i === 0) {
        setAttributes(page.documentElement, message.a);
        return true;
      }
      const node = nodes.get(message.i);
      if (!node) return false;
      if (message.t === 'text') {
        if (node.nodeType !== 3) return false;
        node.nodeValue = message.x;
      } else if (node.nodeType !== 1) return false;
      else if (message.t === 'attributes') setAttributes(node as Element, message.a);
      else setField(node, message.f);
      return true;
    },
    nodeOf: (number) => nodes.get(number) ?? null,
    at: (x, y) => {
      let node: Node | null = page.elementFromPoint(x, y);
      while (node && !numbers.has(node)) node = node.parentNode;
      if (node?.nodeType !== 1) return null;
      const { left, top, width, height } = (node as Element).getBoundingClientRect();
      const within = (value: number) => Math.min(1, Math.max(0, Number.isFinite(value) ? value : 0));
      return { id: numbers.get(node) ?? 0, x: within((x - left) / width), y: within((y - top) / height) };
    },
    things: () => thingsOf(page, numbers, masked),
    heldIn: (number) => {
      const node = nodes.get(number) as Partial<HTMLInputElement> | undefined;
      if (!node) return null;
      if (node.type === 'checkbox' || node.type === 'radio') return { k: node.checked === true };
      if ('selectedIndex' in node) return { s: (node as unknown as HTMLSelectElement).selectedIndex };
      return { v: node.value ?? '' };
    },
  };
}

const words = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim().slice(0, 120);

function thingsOf(page: Document, numbers: WeakMap<Node, number>, masked: WeakSet<Node>): Thing[] {
  const found: Thing[] = [];
  for (const element of page.body.querySelectorAll('h1, h2, h3, h4, input, textarea, select, button, a, summary')) {
    const i = numbers.get(element);
    // Not drawn, not to be pointed at.
    if (i === undefined || element.getClientRects().length === 0) continue;
    const tag = element.nodeName.toLowerCase();
    const field = element as HTMLInputElement;
    const type = tag === 'input' ? field.type : '';
    const pressed = tag === 'button' || tag === 'summary' || /^(submit|button|reset)$/.test(type);
    const kind: Thing['kind'] = /^h/.test(tag)
      ? 'heading'
      : tag === 'a'
        ? 'link'
        : pressed
          ? 'button'
          : type === 'checkbox' || type === 'radio' || tag === 'select'
            ? 'choice'
            : 'field';
    const isField = kind === 'field' || kind === 'choice';
    const name =
      words(element.getAttribute('aria-label')) ||
      words(isField ? field.labels?.[0]?.textContent : type ? field.value : element.textContent) ||
      words(element.getAttribute('placeholder'));
    if (name === '') continue;
    found.push({ i, kind, name, closed: !isField || masked.has(element) || field.disabled || field.readOnly === true });
  }
  return found;
}
