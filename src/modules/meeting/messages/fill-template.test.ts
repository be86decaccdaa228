import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { languages } from '../../../kernel/index.ts';
import { withEnding } from './endings.ts';
import { allowedIn, checkTemplate, fillTemplate, placeholders, sentSmsLength, type Values } from './fill-template.ts';
import { messageChannels, messageKinds } from './kinds.ts';
import { exampleValues, timeText } from './message-values.ts';
import { shippedTemplate } from './template-store.ts';

const none = Object.fromEntries(placeholders.map((name) => [name, null])) as unknown as Values;
const values = (known: Partial<Values>): Values => ({ ...none, ...known });

describe('filling in', () => {
  test.each([
    ['Møde {tid}.', { tid: 'i morgen' }, 'Møde i morgen.'],
    ['Møde.[ Kode {kode}.] Slut', {}, 'Møde. Slut'],
    ['Møde.[ Kode {kode}.] Slut', { kode: 'AB' }, 'Møde. Kode AB. Slut'],
    ['Først\n[Link: {link}]\nSidst', {}, 'Først\nSidst'],
    ['Først\n\n[Link: {link}]\n\nSidst', {}, 'Først\n\nSidst'],
    ['[{link} og {kode}]x', { link: 'a' }, 'x'],
    ['{tider}', { tider: '- a\n- b' }, '- a\n- b'],
  ] as const)('%j with %j is %j', (text, known, filled) => expect(fillTemplate(text, values(known))).toBe(filled));

  test('what a value holds is never read as a template', () =>
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }).filter((text) => text.trim() === text && !/[\r\n]/.test(text)),
        (sted) => {
          expect(fillTemplate('a {sted}.', values({ sted }))).toBe(`a ${sted}.`);
        },
      ),
    ));
});

const longest = {
  id: '1' as never,
  slug: 'ringkoebing-skjern',
  name: 'Ringkøbing-Skjern',
  // The longest name of a Danish municipality.
  fullName: 'Ringkøbing-Skjern Kommune',
  host: null,
  colour: '#000000',
  demonstration: false,
};
const place = { id: '1', name: 'Rådhuset', address: 'Ved Fjorden 6, 6950 Ringkøbing', phone: '99 74 24 24' } as never;
const house = { baseUrl: () => 'https://hjaelp.example.dk' };
const check = (channel: (typeof messageChannels)[number], subject: string, body: string, topics: string[] = []) =>
  checkTemplate(
    channel,
    { subject, body },
    { topics, longest: exampleValues(house, longest, place, channel, 'da'), asSent: (text) => text },
  ).map(({ field, fault }) => `${field} ${fault.kind}`);

describe('a text that ships with the program', () => {
  test.each(
    messageKinds.flatMap((kind) =>
      messageChannels.flatMap((channel) => languages.map((language) => [kind, channel, language] as const)),
    ),
  )('%s by %s in %s passes its own check, in the municipality with the longest name', (kind, channel, language) => {
    const example = exampleValues(house, longest, place, channel, language);
    const template = shippedTemplate(kind, channel, language);
    const asSent = (text: string) =>
      channel === 'mail' || channel === 'sms' ? withEnding(channel, text, example.telefon, language) : text;
    expect(checkTemplate(channel, template, { topics: ['Digital post'], longest: example, asSent })).toEqual([]);
    const written = asSent(fillTemplate(template.body, example));
    // Nobody reads answers to it: it says so, once, and where to ring instead.
    if (channel === 'mail' || channel === 'sms') {
      expect(written.match(/Ingen læser svar|Svar ikke her|Nobody reads|Do not reply/g)).toHaveLength(1);
      expect(written).toContain('99 74 24 24');
    }
    expect(written).not.toMatch(/[{}[\]]/);
    if (channel === 'sms') {
      expect(written.length).toBeLessThanOrEqual(sentSmsLength);
      expect(written).not.toMatch(/http|example/);
    }
    if (channel === 'mail' || channel === 'sms') expect(written).not.toMatch(/digital post/i);
  });
  test('reminds by SMS with time and municipality alone', () =>
    expect(
      fillTemplate(shippedTemplate('reminder', 'sms', 'da').body, exampleValues(house, longest, place, 'sms', 'da')),
    ).toBe(`Ringkøbing-Skjern Kommune: Husk dit møde ${timeText(new Date('2026-09-24T12:30:00Z'), 'da')}.`));
});

describe('a text of one’s own is refused that', () => {
  test.each([
    ['sms', '', 'Husk mødet {link}', ['body forbidden']],
    ['sms', '', 'Husk mødet, se www.kommune.dk', ['body link']],
    ['sms', '', 'Husk mødet, se kommune.dk', ['body link']],
    ['sms', '', 'Husk mødet om {type}', ['body forbidden']],
    ['sms', '', 'Borger 070161-1234: husk mødet', ['body cpr']],
    ['sms', '', 'Husk mødet 😀', ['body letter']],
    ['sms', '', `Husk mødet ${'x'.repeat(140)}`, ['body sms-length']],
    [
      'sms',
      '',
      '{kommune} {tid} {tidligere} {kode} {telefon} og lidt til, så det bliver for langt til en SMS',
      ['body sms-length'],
    ],
    ['sms', '', ' ', ['body empty']],
    ['mail', 'Møde', 'Vi taler om {type}', ['body forbidden']],
    ['mail', 'Møde {tid}', 'x', ['subject forbidden']],
    ['mail', 'Alkoholrådgivning', 'x', ['subject topic']],
    ['mail', 'Møde', 'Din alkoholrådgivning venter', ['body topic']],
    ['mail', 'Møde\nBcc: x', 'x', ['subject too-long']],
    ['mail', 'Møde', 'Hej {navn}', ['body unknown']],
    ['mail', 'Møde', 'Hej [{kode}', ['body brackets']],
    ['mail', 'Møde', 'Hej [a [{kode}] b]', ['body brackets']],
    ['letter', 'Møde', '{link}', ['body forbidden']],
    ['digital-post', 'Møde', 'Om {type}: {link}, {tid}', []],
    ['mail', 'Møde med {kommune}', '{link} {kode}', []],
  ] as const)('%s: %j, %j: %j', (channel, subject, body, faults) =>
    expect(check(channel, subject, body, ['Alkoholrådgivning'])).toEqual(faults),
  );

  test('no value that a channel must not carry is among those it may name', () => {
    expect(allowedIn('sms')).not.toEqual(expect.arrayContaining(['link']));
    for (const channel of ['sms', 'mail'] as const) expect(allowedIn(channel)).not.toContain('type');
  });
});

test('a text of one’s own has room for what is said after it', () => {
  const asSent = (text: string) => withEnding('sms', text, '99 74 24 24', 'da');
  const example = exampleValues(house, longest, place, 'sms', 'da');
  const faults = (body: string) =>
    checkTemplate('sms', { subject: '', body }, { topics: [], longest: example, asSent }).map(
      ({ fault }) => fault.kind,
    );
  expect(faults('x'.repeat(sentSmsLength - 33))).toEqual([]);
  expect(faults('x'.repeat(sentSmsLength - 32))).toEqual(['sms-length']);
});
