/** An element with its children or its text; what is null is left out. */
export type Node = string | null;

/** Writes one element. Content that is not a list is text and is escaped; children are elements already written. */
export function element(name: string, content: string | readonly Node[], attributes = ''): string {
  const inner = typeof content === 'string' ? escapeXml(content) : content.filter((one) => one !== null).join('');
  return `<${name}${attributes}>${inner}</${name}>`;
}

/** A carriage return would be read back as a line feed, so it is written as a number. */
export const escapeXml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');

/** Can these letters stand in an XML 1.0 document at all, however they are written? */
export const fitsXml = (text: string): boolean =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  text.isWellFormed() && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text);
