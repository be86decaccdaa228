/**
 * Watches one document and tells what others may see of it: the whole once, then what changes. Nothing is told that
 * read-element.ts has not masked. Numbers stand for nodes; a node keeps its number for as long as the document is watched.
 */

import { maskText } from './mask.ts';
import {
  type Child,
  dots,
  type ElementPart,
  isStyleSheet,
  type PageMessage,
  type Part,
  type View,
} from './page-message.ts';
import {
  attributesOf,
  changesPrivacy,
  heldIn,
  isElement,
  isField,
  isLeftOut,
  isPrivate,
  isSecret,
  isText,
  shownTag,
  tagOf,
  textOf,
} from './read-element.ts';

const gatherMs = 60;
/** A value that a script has set tells nobody: fields are looked at again. */
const fieldsAgainMs = 400;

export type Capture = {
  /** Everything, as it is now. What changed before it has been told to all. */
  readonly whole: () => PageMessage;
  readonly nodeOf: (number: number) => Node | null;
  readonly stop: () => void;
};

export function captureDocument(page: Document, g: number, tell: (message: PageMessage) => void): Capture {
  const window = page.defaultView as (Window & typeof globalThis) | null;
  const numbers = new WeakMap<Node, number>();
  const nodes = new Map<number, Node>();
  /** What the others have of each element's children, of each text and of each field. */
  const children = new Map<number, readonly number[]>();
  const told = new Map<number, string>();
  const dirty = { children: new Set<Node>(), attributes: new Set<Element>(), texts: new Set<Node>() };
  // No number means two nodes, whichever document it is from.
  let next = g * 1_000_000 + 1;
  let lastView = '';
  let gather = 0;

  const numberOf = (node: Node): number => {
    const found = numbers.get(node);
    if (found !== undefined) return found;
    numbers.set(node, next);
    nodes.set(next, node);
    next += 1;
    return next - 1;
  };
  const shownChildren = (element: Element): Node[] => [...element.childNodes].filter((node) => !isLeftOut(node));

  function part(node: Node): Part {
    const i = numberOf(node);
    if (isText(node)) {
      const x = textOf(node);
      told.set(i, x);
      return { i, x };
    }
    const element = node as HTMLElement;
    const attributes = attributesOf(element);
    const base = { i, n: shownTag(element), a: attributes };
    told.set(i, JSON.stringify(attributes));
    if (element.hasAttribute('data-private')) {
      children.set(i, []);
      // Number 0 is nobody's: what stands in a private region can be neither changed nor pointed out.
      return { ...base, m: true, c: isField(element) ? [] : [{ i: 0, x: dots }] };
    }
    if (!isField(element)) return { ...base, c: kept(i, shownChildren(element).map(part)) };
    const secret = isSecret(element);
    const f = heldIn(element);
    told.set(-i, JSON.stringify(f));
    const options = tagOf(element) === 'select' && !secret ? shownChildren(element).map(part) : [];
    return { ...base, c: kept(i, options), ...(f ? { f } : {}), ...(secret ? { m: true as const } : {}) };
  }
  function kept(i: number, parts: readonly Part[]): readonly Part[] {
    children.set(
      i,
      parts.map((one) => one.i),
    );
    return parts;
  }
  function forget(i: number): void {
    for (const child of children.get(i) ?? []) forget(child);
    children.delete(i);
    told.delete(i);
    told.delete(-i);
    const node = nodes.get(i);
    if (node && !node.isConnected) {
      nodes.delete(i);
      numbers.delete(node);
    }
  }
  /** Among what the others have, and not in what they have only as dots. */
  const isKnown = (node: Node): boolean => {
    const i = numbers.get(node);
    return i !== undefined && nodes.has(i) && node.isConnected && !isPrivate(node);
  };

  function tellChildren(node: Node): void {
    if (!isElement(node) || !isKnown(node) || tagOf(node) === 'textarea') return;
    if (tagOf(node) === 'select' && isSecret(node as HTMLSelectElement)) return;
    const i = numberOf(node);
    const before = children.get(i) ?? [];
    const now = shownChildren(node);
    const list: Child[] = now.map((child) => {
      const number = numbers.get(child);
      return number !== undefined && before.includes(number) && nodes.has(number) ? number : part(child);
    });
    const after = list.map((one) => (typeof one === 'number' ? one : one.i));
    if (after.length === before.length && after.every((one, index) => one === before[index])) return;
    for (const gone of before) if (!after.includes(gone)) forget(gone);
    children.set(i, after);
    tell({ t: 'children', g, i, c: list });
  }
  function tellText(node: Node): void {
    if (!isKnown(node)) return;
    const i = numberOf(node);
    const x = textOf(node);
    if (told.get(i) === x) return;
    told.set(i, x);
    tell({ t: 'text', g, i, x });
  }
  function tellAttributes(element: Element): void {
    const root = element === page.documentElement;
    if (!root && !isKnown(element)) return;
    const i = root ? 0 : numberOf(element);
    const a = attributesOf(element);
    if (told.get(i) === JSON.stringify(a)) return;
    told.set(i, JSON.stringify(a));
    tell({ t: 'attributes', g, i, a });
  }
  function tellFields(): void {
    for (const node of nodes.values()) {
      if (!isField(node) || !isKnown(node)) continue;
      const i = numberOf(node);
      const f = heldIn(node);
      const json = JSON.stringify(f);
      if (f === null || told.get(-i) === json) continue;
      told.set(-i, json);
      tell({ t: 'field', g, i, f });
    }
  }
  /** A neighbour may have made a part of a number of what stood there before. */
  function tellTextsAround(node: Node): void {
    const around = node.parentElement?.parentElement ?? node.parentElement;
    if (!around || (around.textContent ?? '').length > 2000) {
      tellText(node);
      return;
    }
    const walk = page.createTreeWalker(around, 4);
    for (let one = walk.nextNode(); one; one = walk.nextNode()) if (numbers.has(one)) tellText(one);
  }

  function flush(): void {
    clearTimeout(gather);
    gather = 0;
    for (const node of dirty.children) tellChildren(node);
    for (const node of dirty.children) if (isElement(node) && node.firstChild) tellTextsAround(node.firstChild);
    for (const node of dirty.texts) tellTextsAround(node);
    for (const element of dirty.attributes) tellAttributes(element);
    for (const set of Object.values(dirty)) set.clear();
    tellFields();
  }
  const soon = () => {
    gather ||= setTimeout(flush, gatherMs) as unknown as number;
  };

  /** Told as if it were another element: what was known of it no longer holds. */
  function again(element: Element): void {
    const i = numbers.get(element);
    if (i === undefined) return;
    forget(i);
    nodes.delete(i);
    numbers.delete(element);
    if (element.parentNode) dirty.children.add(element.parentNode);
  }
  const observer = new MutationObserver((records) => {
    for (const { type, target, attributeName } of records) {
      if (type === 'childList') dirty.children.add(target);
      else if (type === 'characterData') dirty.texts.add(target);
      else if (attributeName === 'data-private' || (isField(target) && changesPrivacy(attributeName ?? '')))
        again(target as Element);
      else dirty.attributes.add(target as Element);
    }
    soon();
  });

  const viewNow = (): View => ({
    w: Math.round(window?.innerWidth ?? 0),
    h: Math.round(window?.innerHeight ?? 0),
    x: Math.max(0, Math.round(window?.scrollX ?? 0)),
    y: Math.max(0, Math.round(window?.scrollY ?? 0)),
  });
  function tellView(): void {
    const view = viewNow();
    // A frame that is not drawn has no size.
    if (view.w === 0 || view.h === 0 || lastView === JSON.stringify(view)) return;
    lastView = JSON.stringify(view);
    tell({ t: 'view', g, v: view });
  }
  function tellFocus(): void {
    const node = page.activeElement;
    const i = node && node !== page.body && isKnown(node) ? (numbers.get(node) ?? null) : null;
    tell({ t: 'focus', g, i });
  }
  const onToggle = (event: Event) => {
    if (isElement(event.target as Node)) dirty.attributes.add(event.target as Element);
    soon();
  };

  const heard: readonly [EventTarget | null, string, (event: Event) => void][] = [
    [page, 'input', soon],
    [page, 'change', soon],
    [page, 'reset', soon],
    [page, 'toggle', onToggle],
    [page, 'focusin', tellFocus],
    [page, 'focusout', tellFocus],
    [window, 'scroll', tellView],
    [window, 'resize', tellView],
  ];
  for (const [target, name, hear] of heard) target?.addEventListener(name, hear, { capture: true, passive: true });
  observer.observe(page.documentElement, { subtree: true, childList: true, attributes: true, characterData: true });
  const timer = setInterval(() => {
    tellFields();
    tellView();
  }, fieldsAgainMs);

  return {
    whole: () => {
      flush();
      const view = viewNow();
      const styles = [...page.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')]
        .map((link) => link.getAttribute('href') ?? '')
        .filter(isStyleSheet);
      return {
        t: 'whole',
        g,
        title: maskText(page.title).slice(0, 300),
        styles,
        root: attributesOf(page.documentElement),
        body: part(page.body) as ElementPart,
        view: { ...view, w: Math.max(1, view.w), h: Math.max(1, view.h) },
      };
    },
    nodeOf: (number) => {
      const node = nodes.get(number);
      // A private region is seen to be there, and can be pointed at; nothing in it can.
      return node?.isConnected && (!node.parentElement || !isPrivate(node.parentElement)) ? node : null;
    },
    stop: () => {
      observer.disconnect();
      clearInterval(timer);
      clearTimeout(gather);
      for (const [target, name, hear] of heard) target?.removeEventListener(name, hear, { capture: true });
    },
  };
}
