import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findBelow, readXml, textBelow } from './read-xml.ts';
import { element, fitsXml } from './write-xml.ts';

const read = (source: string) => {
  const result = readXml(source);
  return result.ok ? result.value : `refused: ${result.reason}`;
};

describe('an XML document', () => {
  test('is read with its namespaces, attributes, comments and CDATA', () => {
    const root =
      read(`<?xml version="1.0" encoding="UTF-8"?><!-- a --><ns2:A xmlns="urn:x" xmlns:ns2='urn:y' b = "1&lt;">
      <B ns2:c='2'>æ &amp; &#248;<!-- no --><![CDATA[<å>]]></B><C/></ns2:A>\n`);
    expect(root).toMatchObject({
      name: 'A',
      namespace: 'urn:y',
      attributes: { b: '1<' },
      children: [
        { name: 'B', namespace: 'urn:x', attributes: { c: '2' }, text: 'æ & ø<å>', children: [] },
        { name: 'C', namespace: 'urn:x', text: '' },
      ],
    });
    if (typeof root === 'string') throw new Error(root);
    expect(textBelow(root, 'B')).toBe('æ & ø<å>');
    expect(findBelow(root, 'D')).toBeNull();
  });

  test.each([
    ['a document type', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
    ['a document type inside', '<a><!DOCTYPE b></a>'],
    ['an entity of its own', '<a>&x;</a>'],
    ['an entity that every object has', '<a>&constructor;</a>'],
    ['an entity without an end', '<a>&amp</a>'],
    ['a letter that XML has not', '<a>&#0;</a>'],
    ['half a letter', '<a>&#xD800;</a>'],
    ['a processing instruction', '<a><?php x ?></a>'],
    ['another encoding', '<?xml version="1.0" encoding="ISO-8859-1"?><a/>'],
    ['tags that cross', '<a><b></a></b>'],
    ['a cut', '<a><b>'],
    ['two roots', '<a/><b/>'],
    ['text around', 'x<a/>'],
    ['nothing', ''],
    ['an attribute twice', '<a b="1" b="2"/>'],
    ['an attribute without quotes', '<a b=1/>'],
    ['attributes without a gap', '<a b="1"c="2"/>'],
    ['a tag in an attribute', '<a b="<"/>'],
    ['a prefix from nowhere', '<x:a/>'],
    ['a prefix that every object has', '<constructor:a/>'],
    ['a comment with no end', '<a><!-- </a>'],
    ['HTML', '<!doctype html><html><body>502</body></html>'],
    ['JSON', '{"result":true}'],
    ['depth', '<a>'.repeat(60) + '</a>'.repeat(60)],
    ['elements', `<a>${'<b/>'.repeat(20_001)}</a>`],
    ['length', `<a>${'x'.repeat(2_000_001)}</a>`],
  ])('with %s is refused', (_what, source) => expect(read(source)).toMatch(/^refused: /));

  test('that we write is read back as it was, whatever the text', () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 });
    fc.assert(
      fc.property(text, (written) => {
        fc.pre(fitsXml(written));
        expect(read(element('a', [element('b', written)]))).toMatchObject({ children: [{ name: 'b', text: written }] });
      }),
    );
  });

  test('never breaks the reader', () => {
    const piece = fc.constantFrom(
      '<a',
      '>',
      '</a>',
      '/>',
      ' x="',
      '"',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '&',
      ';',
      'æ',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => void readXml(pieces.join(''))),
      { numRuns: 500 },
    );
  });
});
