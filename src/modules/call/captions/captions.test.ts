import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readLook, usualLook, withChoice } from './caption-look.ts';
import { captionMessage, captionUnits, readCaptionMessage } from './caption-message.ts';
import type { Caption } from './caption-source.ts';
import { captionerGone, hearCaption, nothingHeard } from './captions-heard.ts';

const caption = (number: number, text: string, more: Partial<Caption> = {}): Caption => ({
  number,
  speaker: null,
  text,
  done: true,
  language: null,
  ...more,
});
const ole = { who: 3, role: 'interpreter' } as const;
const citizen = { who: 1, role: 'citizen' } as const;
const begun = { kind: 'source', source: 's', on: true, place: 'here', maker: 'Ole' } as const;

describe('a caption on the wire', () => {
  test('comes out as it went in', () => {
    for (const message of [
      begun,
      { kind: 'end', source: 's' } as const,
      { kind: 'ask' } as const,
      captionMessage('s', caption(2, 'Goddag', { speaker: 4, done: false, language: 'da-DK' })),
    ])
      expect(readCaptionMessage(JSON.parse(JSON.stringify(message)))).toEqual(message);
  });

  test('whatever else comes is none, and nothing throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(readCaptionMessage(json)).toBeNull();
      }),
    );
    const good = captionMessage('s', caption(1, 'x')) as Record<string, unknown>;
    for (const bad of [
      { number: 0 },
      { number: 1.5 },
      { text: 'x'.repeat(captionUnits + 1) },
      { text: 7 },
      { speaker: '1' },
      { speaker: undefined },
      { done: 1 },
      { language: 'javascript:' },
      { source: '' },
      { kind: 'source', on: true, place: 'elsewhere', maker: 'x' },
    ])
      expect(readCaptionMessage({ ...good, ...bad })).toBeNull();
  });

  test('is never longer than a reader takes, nor ends in half a letter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 400, maxLength: 700 }), (text) => {
        const message = captionMessage('s', caption(1, text));
        expect(readCaptionMessage(message)).toEqual(message);
        expect(message.kind === 'caption' && message.text.isWellFormed()).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});

describe('captions that are heard', () => {
  test('grow and are put right where they stand', () => {
    let heard = hearCaption(nothingHeard, ole, begun);
    for (const one of [
      caption(1, 'God', { done: false }),
      caption(1, 'Goddag'),
      caption(2, 'Hvad'),
      caption(1, 'Goddag Kim'),
    ])
      heard = hearCaption(heard, ole, captionMessage('s', one));
    expect(heard.captions.map(({ text }) => text)).toEqual(['Goddag Kim', 'Hvad']);
  });

  test('are none before their source has said what it is, or from a citizen’s page', () => {
    const said = captionMessage('s', caption(1, 'Kim siger ja'));
    expect(hearCaption(nothingHeard, ole, said).captions).toEqual([]);
    expect(hearCaption(hearCaption(nothingHeard, ole, { ...begun, on: false }), ole, said).captions).toEqual([]);
    expect(hearCaption(hearCaption(nothingHeard, citizen, begun), citizen, said)).toEqual(nothingHeard);
  });

  test('come from interpreters and those at work here, from nobody else’s page', () => {
    for (const [role, heard] of [
      ['interpreter', 1],
      ['employee', 1],
      ['colleague', 1],
      ['companion', 0],
      ['representative', 0],
      ['citizen', 0],
    ] as const)
      expect(hearCaption(nothingHeard, { who: 4, role }, begun).sources, role).toHaveLength(heard);
  });

  test('stay to be read when their maker has gone', () => {
    let heard = hearCaption(nothingHeard, ole, begun);
    heard = captionerGone(hearCaption(heard, ole, captionMessage('s', caption(1, 'Farvel'))), 3);
    expect(heard).toMatchObject({ sources: [], captions: [{ text: 'Farvel' }] });
    expect(hearCaption(heard, ole, captionMessage('s', caption(2, 'igen'))).captions).toHaveLength(1);
  });

  test('a page that goes on for ever does not fill mine', () => {
    let heard = hearCaption(nothingHeard, ole, begun);
    for (let at = 1; at <= 2_100; at += 1) heard = hearCaption(heard, ole, captionMessage('s', caption(at, 'x')));
    expect(heard.captions).toHaveLength(2_000);
  });
});

test('how captions look survives being kept, and whatever else was kept is as usual', () => {
  const look = withChoice(withChoice(usualLook, 'size', '4'), 'colours', 'yellow-on-black');
  expect(readLook(JSON.stringify(look))).toEqual(look);
  for (const kept of [null, '', '{', '7', 'null', '[]', '{"size":9,"colours":"red"}'])
    expect(readLook(kept)).toEqual(usualLook);
});
