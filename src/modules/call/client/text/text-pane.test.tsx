import { render } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import type { Call, CallState, Person, TextLine } from '../call-types.ts';
import type { RoomChannel } from '../room-channel.ts';
import { channelsFor, personOf } from '../testing/channel-pair.ts';
import { KeepText, keepTextOf } from './keep-text.tsx';
import { TextPane } from './text-pane.tsx';

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
const kim = personOf(2, 'employee', { name: 'Kim' });
const ole = personOf(3, 'interpreter', { name: 'Ole' });
const bo = personOf(4, 'companion');
const room = (...others: readonly (typeof kim)[]) => channelsFor(personOf(1, 'citizen'), ...others);
const here = (person: typeof kim): Person => ({
  ...person,
  microphone: 'none',
  camera: 'none',
  active: false,
  remote: null,
  seen: false,
  framesPerSecond: null,
  screen: null,
  path: 'direct',
  line: [],
});
const stateWith = (people: readonly (typeof kim)[], text: Partial<CallState['text']> = {}): CallState => ({
  phase: 'live',
  endedBy: null,
  me: { who: 1, role: 'citizen', identity: 'none' },
  people: people.map(here),
  other: null,
  known: [...people],
  guests: [],
  relayOnly: false,
  microphone: 'none',
  camera: 'none',
  line: [],
  lineWho: null,
  text: { lines: [], own: '', others: [], letterByLetter: true, pending: false, ...text },
  path: 'direct',
  sharing: false,
  words: { state: 'waiting', words: null },
});
const callOn = (channel: Call['channel'] | undefined): Call => {
  if (!channel) throw new Error('channel');
  const nothing = new Proxy({}, { get: () => () => {} }) as Call['actions'];
  return { state: () => stateWith([]), channel, actions: nothing, soundBlocked: () => {}, close: () => {} };
};
const lines: readonly TextLine[] = [
  { id: '1-2-a', from: 2, text: 'Goddag' },
  { id: '2-me', from: 'me', text: 'Hej' },
  { id: '3-3-b', from: 3, text: '<b>مرحبا</b>' },
  { id: '4-9-c', from: 9, text: 'før\uFFFDefter' },
];
const drawn = (state: CallState, channel = room(kim).channels[0]) =>
  render(<TextPane call={callOn(channel)} state={state} language="da" />);
const words = (html: string) =>
  html
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replace(/\s+/g, ' ');
const part = (html: string, of: RegExp) => of.exec(html)?.[0] ?? '';

describe('the text of a conversation', () => {
  test('says who wrote each line and in which role, and is silent as a whole', () => {
    const html = drawn(stateWith([kim, ole], { lines }));
    const log = part(html, /<div role="log".*?<\/ol>/s);
    expect(log).toContain('aria-live="off"');
    expect(words(log)).toContain('Medarbejder Kim: Goddag');
    expect(words(log)).toContain('Dig: Hej');
    expect(words(log)).toContain('Tolk Ole: <b>مرحبا</b>');
    expect(words(log)).toContain('En deltager: før[her mangler noget tekst]efter');
    expect(log.match(/call-written--me/g)).toHaveLength(1);
    for (const [, name] of log.matchAll(/aria-labelledby="([^"]+)"/g))
      for (const id of (name ?? '').split(' ')) expect(log).toContain(`id="${id}"`);
  });

  test('shows what several are writing, outside the log', () => {
    const html = drawn(
      stateWith([kim, bo], {
        lines,
        others: [
          { who: 2, text: 'jeg ser' },
          { who: 4, text: 'vent' },
        ],
      }),
    );
    expect(words(part(html, /<div role="log".*?<\/ol>/s))).not.toContain('jeg ser');
    expect(words(html)).toContain('Medarbejder Kim skriver nu: jeg ser');
    expect(words(html)).toContain('Bisidderen skriver nu: vent');
    expect(html).toContain('<span data-live="2"><bdi>jeg ser</bdi></span>');
  });

  test('says for good that others read along, and otherwise when the line is sent', () => {
    expect(words(drawn(stateWith([])))).toContain('Når I er forbundet, kan de andre læse med');
    expect(words(drawn(stateWith([kim])))).toContain('Medarbejder Kim kan læse med, mens du skriver');
    expect(words(drawn(stateWith([kim, ole])))).toContain('De andre kan læse med, mens du skriver');
    expect(words(drawn(stateWith([kim], { letterByLetter: false })))).toContain(
      'De andre ser linjen, når du trykker Enter',
    );
  });

  test('English is whole', () => {
    const html = render(
      <TextPane call={callOn(room(kim).channels[0])} state={stateWith([kim], { lines })} language="en" />,
    );
    expect(words(html)).toContain('Employee Kim: Goddag');
    expect(words(html)).not.toMatch(/skriv|linje|tekst/);
  });

  test('offers the file when everybody has said yes, and to an interpreter never', async () => {
    const { channels } = room(kim, ole);
    const [citizen, employee, interpreter] = channels;
    if (!citizen || !employee || !interpreter) throw new Error('channels');
    for (const channel of channels) keepTextOf(channel);
    await settled();
    const state = stateWith([kim, ole], { lines });
    const asked = (now: CallState, channel: RoomChannel) =>
      words(render(<KeepText call={callOn(channel)} state={now} language="da" />));
    const atCitizen = () => asked(state, citizen);
    expect(atCitizen()).toContain('Spørg, om teksten må gemmes');
    keepTextOf(employee).answer('yes');
    await settled();
    expect(atCitizen()).toContain('Medarbejder Kim spørger: Må teksten gemmes?');
    expect(atCitizen()).not.toContain('Hent teksten');
    keepTextOf(citizen).answer('yes');
    await settled();
    expect(atCitizen()).toContain('Hent teksten som fil');
    // Somebody comes who has not been asked yet.
    expect(asked(stateWith([kim, ole, bo], { lines }), citizen)).not.toContain('Hent teksten');
    const asOle = stateWith([kim], { lines });
    expect(asked({ ...asOle, me: { who: 3, role: 'interpreter', identity: 'link' } }, interpreter)).not.toContain(
      'gemmes?',
    );
    // The call is over, and the page is still open.
    expect(asked({ ...state, phase: 'ended', people: [] }, citizen)).toContain('Hent teksten som fil');
    keepTextOf(employee).answer(null);
    await settled();
    expect(atCitizen()).not.toContain('Hent teksten');
  });
});
