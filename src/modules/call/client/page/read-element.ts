/**
 * What of an element may be seen by others. The document lies in a frame with its own globals: elements are told apart by name,
 * never by `instanceof`.
 */
import { containsCpr, isPartOfNumber, isSecretField, maskDigits, maskText, maskTyped } from './mask.ts';
import { type Attributes, dots, type FieldValue, mayShow, shownAttributes, shownElements } from './page-message.ts';

/** Not shown, and nothing inside them either. */
const left =
  /^(script|style|noscript|template|link|meta|base|title|head|iframe|frame|frameset|object|embed|applet|portal|canvas|video|audio|source|track|map|area|datalist|use|foreignobject|animate|set|image)$/;
/** What hides the element from others, for good or because its kind is one of secrets. */
const privacy = /^(data-private|type|name|id|autocomplete|placeholder|aria-label|aria-labelledby|title)$/;
export const changesPrivacy = (attribute: string): boolean => privacy.test(attribute);

export const tagOf = (node: Node): string => node.nodeName.toLowerCase();
export const isElement = (node: Node): node is HTMLElement => node.nodeType === 1;
export const isText = (node: Node): boolean => node.nodeType === 3;

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
export const isField = (node: Node): node is Field => /^(input|textarea|select)$/.test(tagOf(node));
/** A button's words are its label, not something that was written. */
const isButtonInput = (field: Field): boolean => tagOf(field) === 'input' && /^(submit|button|reset)$/.test(field.type);

/** A field that once was secret stays so: a password that is made readable for its owner is not for the others. */
const secrets = new WeakSet<Element>();

/** Names, ids, labels and the legend around it: all that says what belongs in a field. */
function wordsOf(field: Field): string {
  const named = (field.getAttribute('aria-labelledby') ?? '')
    .split(/\s+/)
    .map((id) => (id === '' ? '' : (field.ownerDocument.getElementById(id)?.textContent ?? '')));
  const labels = [...(field.labels ?? [])].map((label) => label.textContent ?? '');
  const legend = field.closest('fieldset')?.querySelector('legend')?.textContent ?? '';
  const said = ['name', 'id', 'aria-label', 'placeholder', 'title'].map((name) => field.getAttribute(name) ?? '');
  return [...said, ...labels, ...named, legend].join(' ');
}

export function isSecret(field: Field): boolean {
  if (secrets.has(field)) return true;
  const tag = tagOf(field);
  const secret =
    !isButtonInput(field) &&
    !(tag === 'input' && /^(checkbox|radio)$/.test(field.type)) &&
    isSecretField({
      tag,
      type: field.type.toLowerCase(),
      autocomplete: field.getAttribute('autocomplete') ?? '',
      words: wordsOf(field),
    });
  if (secret) secrets.add(field);
  return secret;
}

/** In a region that its maker has called private. Nothing of it is seen but that it is there. */
export const isPrivate = (node: Node): boolean =>
  (isElement(node) ? node : node.parentElement)?.closest('[data-private]') != null;

/** Shown at all? A hidden field carries tokens; comments carry anything. */
export function isLeftOut(node: Node): boolean {
  if (isText(node)) return false;
  if (!isElement(node)) return true;
  const tag = tagOf(node);
  return left.test(tag) || (tag === 'input' && (node as HTMLInputElement).type === 'hidden');
}

/** Its name on the other side. What has no name there is a box. */
export const shownTag = (element: Element): string => {
  const tag = tagOf(element);
  return shownElements.has(tag) ? tag : 'div';
};

/** The attributes that may be seen, with their words masked. */
export function attributesOf(element: Element): Attributes {
  const tag = shownTag(element);
  if (element.hasAttribute('data-private')) {
    const look = element.getAttribute('class') ?? '';
    return mayShow('class', look, tag) && !containsCpr(look) ? { class: look } : {};
  }
  const seen: Record<string, string> = {};
  for (const name of shownAttributes) {
    const value = element.getAttribute(name);
    if (value === null) continue;
    const masked = maskText(value);
    // An address or a name that had to be masked is none any more.
    if (masked !== value && !/^(title|alt|label|placeholder|aria-label)$/.test(name)) continue;
    if (mayShow(name, masked, tag)) seen[name] = masked;
  }
  return seen;
}

function piecesOf(element: Element): Node[] {
  const walk = element.ownerDocument.createTreeWalker(element, 4);
  const pieces: Node[] = [];
  for (let node = walk.nextNode(); node; node = walk.nextNode()) pieces.push(node);
  return pieces;
}

/** The words of a text node. Where it is a part of a number that stands in several pieces, its digits are masked. */
export function textOf(node: Node): string {
  const text = node.nodeValue ?? '';
  const masked = maskText(text);
  if (!/\p{Nd}/u.test(masked)) return masked;
  let around = node.parentElement;
  for (let steps = 0; around && steps < 4; steps += 1) {
    if ((around.textContent ?? '').length > 400) break;
    const pieces = piecesOf(around);
    const at = pieces.indexOf(node);
    const texts = pieces.map((piece) => maskText(piece.nodeValue ?? ''));
    if (isPartOfNumber(texts, at)) return maskDigits(masked);
    around = around.parentElement;
  }
  return masked;
}

/** What a field holds, masked; null for what holds nothing to show. */
export function heldIn(field: Field): FieldValue | null {
  const tag = tagOf(field);
  if (tag === 'select') {
    if (isSecret(field)) return null;
    return { s: Math.max(0, (field as HTMLSelectElement).selectedIndex) };
  }
  const { type, value } = field;
  if (type === 'checkbox' || type === 'radio')
    return isSecret(field) ? null : { k: (field as HTMLInputElement).checked };
  if (type === 'hidden' || type === 'file' || type === 'image') return null;
  if (isButtonInput(field)) return { v: maskText(value) };
  if (isSecret(field)) return value === '' ? { v: '' } : { v: dots };
  const telephone = type === 'tel' || /(^|\s)tel(-|\s|$)/.test(field.getAttribute('autocomplete') ?? '');
  return { v: maskTyped(value, telephone) };
}

/** Fields that another may be allowed to write in: never a secret one, and never one that does something when it is pressed. */
export function mayBeAllowed(node: Node): node is Field {
  if (!isField(node) || isPrivate(node) || isSecret(node) || !node.isConnected) return false;
  if (node.disabled || ('readOnly' in node && node.readOnly)) return false;
  return !/^(submit|button|reset|image|file|hidden|password)$/.test(node.type);
}

/** What she calls the field, for the question whether it may be written in. */
export function nameOfField(field: Field): string {
  const label = field.labels?.[0]?.textContent ?? field.getAttribute('aria-label') ?? field.getAttribute('placeholder');
  return maskText((label ?? '').replace(/\s+/g, ' ').trim()).slice(0, 120);
}
