import { ok, type Result, refuse } from '../../../kernel/index.ts';

/** An element as it was read: names without prefixes, the namespace beside them, all text directly inside joined. */
export type XmlElement = {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
};

/** Larger and deeper than any answer we expect, smaller than a nuisance. */
export const xmlLimits = { letters: 2_000_000, depth: 50, elements: 20_000 };

const name = /[\p{L}_][\p{L}\p{N}_.-]*(?::[\p{L}_][\p{L}\p{N}_.-]*)?/uy;
const space = /[ \t\r\n]+/y;

class Unreadable extends Error {}

type Open = {
  readonly tag: string;
  readonly scope: Readonly<Record<string, string>>;
  readonly attributes: Record<string, string>;
  readonly children: XmlElement[];
  text: string;
};

/**
 * Reads one XML document, strictly and no more of XML than an honest answer needs: no document type (so no entities of its
 * own, and nothing is ever fetched), no processing instruction but the declaration, UTF-8. A message is the reason.
 */
export function readXml(source: string, limits: typeof xmlLimits = xmlLimits): Result<XmlElement, string> {
  if (source.length > limits.letters) return refuse('too long');
  try {
    return ok(new Reader(source.replace(/^\uFEFF/, ''), limits).document());
  } catch (error) {
    if (error instanceof Unreadable) return refuse(error.message);
    throw error;
  }
}

class Reader {
  readonly #source: string;
  readonly #limits: typeof xmlLimits;
  #at = 0;
  #elements = 0;

  constructor(source: string, limits: typeof xmlLimits) {
    this.#source = source;
    this.#limits = limits;
  }

  document(): XmlElement {
    const declaration = /^<\?xml[ \t\r\n]+version=(["'])1\.\d\1([^?]*)\?>/.exec(this.#source);
    if (declaration) {
      const encoding = /encoding=["']([^"']*)["']/.exec(declaration[2] ?? '');
      if (encoding && !/^utf-8$/i.test(encoding[1] ?? '')) throw new Unreadable('not UTF-8');
      this.#at = declaration[0].length;
    }
    this.#between();
    const root = this.#tree();
    this.#between();
    if (this.#at < this.#source.length) throw new Unreadable('something after the end');
    return root;
  }

  /** Space and comments, which may stand around the root. */
  #between(): void {
    for (;;) {
      this.#take(space);
      if (!this.#source.startsWith('<!--', this.#at)) return;
      this.#comment();
    }
  }

  #comment(): void {
    const end = this.#source.indexOf('--', this.#at + 4);
    if (end === -1 || this.#source[end + 2] !== '>') throw new Unreadable('a comment without an end');
    this.#at = end + 3;
  }

  /** One element with all inside it; a stack of our own, because a deep document must not break the program's. */
  #tree(): XmlElement {
    const stack: Open[] = [];
    for (;;) {
      const inside = stack.at(-1);
      if (this.#source.startsWith('</', this.#at)) {
        const closed = this.#close(stack.pop());
        const parent = stack.at(-1);
        if (!parent) return closed;
        parent.children.push(closed);
      } else if (inside && this.#source.startsWith('<!--', this.#at)) {
        this.#comment();
      } else if (inside && this.#source.startsWith('<![CDATA[', this.#at)) {
        const end = this.#source.indexOf(']]>', this.#at);
        if (end === -1) throw new Unreadable('CDATA without an end');
        inside.text += checked(this.#source.slice(this.#at + 9, end));
        this.#at = end + 3;
      } else if (this.#source[this.#at] === '<') {
        const { open, empty } = this.#open(inside);
        if (!empty) {
          stack.push(open);
          if (stack.length > this.#limits.depth) throw new Unreadable('too deep');
        } else if (inside) inside.children.push(elementOf(open));
        else return elementOf(open);
      } else if (inside) {
        const end = this.#source.indexOf('<', this.#at);
        if (end === -1) throw new Unreadable('cut off');
        const raw = this.#source.slice(this.#at, end);
        if (raw.includes(']]>')) throw new Unreadable('a stray ]]>');
        inside.text += decoded(raw);
        this.#at = end;
      } else throw new Unreadable('no element');
    }
  }

  #open(parent: Open | undefined): { readonly open: Open; readonly empty: boolean } {
    this.#elements += 1;
    if (this.#elements > this.#limits.elements) throw new Unreadable('too many elements');
    this.#at += 1;
    const tag = this.#take(name);
    if (tag === null) throw new Unreadable('a tag without a name');
    const raw: Record<string, string> = Object.create(null);
    for (;;) {
      const gap = this.#take(space) !== null;
      const empty = this.#source.startsWith('/>', this.#at);
      if (empty || this.#source[this.#at] === '>') {
        this.#at += empty ? 2 : 1;
        return { open: { tag, ...scoped(raw, parent?.scope ?? {}), children: [], text: '' }, empty };
      }
      const attribute = gap ? this.#take(name) : null;
      if (attribute === null || attribute in raw) throw new Unreadable('a wrong attribute');
      const value = this.#take(/[ \t\r\n]*=[ \t\r\n]*("[^"<]*"|'[^'<]*')/y);
      if (value === null) throw new Unreadable('an attribute without a value');
      raw[attribute] = decoded(
        value
          .trim()
          .replace(/^=[ \t\r\n]*/, '')
          .slice(1, -1),
      );
    }
  }

  #close(open: Open | undefined): XmlElement {
    const found = this.#take(/<\/[^<>\s]+[ \t\r\n]*>/y);
    if (!open || found?.slice(2, -1).trim() !== open.tag) throw new Unreadable('tags that do not match');
    return elementOf(open);
  }

  #take(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#source);
    if (found === null) return null;
    this.#at = pattern.lastIndex;
    return found[0];
  }
}

/** Splits declarations of namespaces from the attributes that say something. */
function scoped(raw: Readonly<Record<string, string>>, outer: Readonly<Record<string, string>>) {
  const scope: Record<string, string> = { ...outer };
  const attributes: Record<string, string> = {};
  for (const [key, value] of Object.entries(raw)) {
    if (key === 'xmlns') scope[''] = value;
    else if (key.startsWith('xmlns:')) scope[key.slice(6)] = value;
    else attributes[key.slice(key.indexOf(':') + 1)] = value;
  }
  return { scope, attributes };
}

function elementOf({ tag, scope, attributes, children, text }: Open): XmlElement {
  const colon = tag.indexOf(':');
  const prefix = colon === -1 ? '' : tag.slice(0, colon);
  const namespace = Object.hasOwn(scope, prefix) ? scope[prefix] : undefined;
  if (namespace === undefined && prefix !== '') throw new Unreadable('a prefix that nobody declared');
  return { name: tag.slice(colon + 1), namespace: namespace ?? '', attributes, children, text };
}

const known: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decoded(raw: string): string {
  const read = raw.replace(/&([^;&]{0,10};?)/g, (_, rest: string) => {
    const entity = rest.endsWith(';') ? rest.slice(0, -1) : '';
    const number = /^#(?:(\d{1,7})|x([0-9a-fA-F]{1,6}))$/.exec(entity);
    const point = number ? (number[1] ? Number(number[1]) : Number.parseInt(number[2] ?? '', 16)) : -1;
    if (point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff)) return String.fromCodePoint(point);
    const plain = Object.hasOwn(known, entity) ? known[entity] : undefined;
    if (plain === undefined) throw new Unreadable('an entity of its own');
    return plain;
  });
  return checked(read);
}

function checked(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text))
    throw new Unreadable('letters that XML has not');
  return text;
}

/** The first element of this name below, however deep; null where there is none. Prefixes and namespaces do not matter. */
export function findBelow(within: XmlElement, named: string): XmlElement | null {
  for (const child of within.children) {
    const found = child.name === named ? child : findBelow(child, named);
    if (found) return found;
  }
  return null;
}

/** Its text without space around it, or null. */
export const textBelow = (within: XmlElement, named: string): string | null =>
  findBelow(within, named)?.text.trim() || null;
