import { describe, expect, test } from 'vitest';
import { scriptedCaptions, writtenCaptions } from '../../captions/caption-source.ts';
import { channelsFor, personOf } from '../testing/channel-pair.ts';
import { type Captions, openCaptions } from './open-captions.ts';

const settled = async () => {
  for (let at = 0; at < 3; at += 1) await new Promise((resolve) => setTimeout(resolve, 0));
};
const people = [
  personOf(1, 'citizen'),
  personOf(2, 'employee', { name: 'Kim' }),
  personOf(3, 'interpreter', { name: 'Ole' }),
] as const;

async function room() {
  const here = new Set([1, 2, 3]);
  const made = channelsFor(...people);
  let names = 0;
  const pages = made.channels.map((channel, at) =>
    openCaptions({
      channel,
      people: () => people.filter(({ who }) => who !== at + 1 && here.has(who)),
      random: () => {
        names += 1;
        return `s${names}`;
      },
    }),
  );
  const [citizen, employee, ole] = pages as [Captions, Captions, Captions];
  await settled();
  return { ...made, here, citizen, employee, ole };
}
const texts = (page: Captions) => page.state().heard.captions.map(({ text }) => text);
/** A source whose captions the test gives by hand. */
function byHand(place: 'here' | 'outside') {
  const log: string[] = [];
  const steps: (() => void)[] = [];
  const source = scriptedCaptions(
    { place, maker: 'Kommunens talegenkendelse' },
    [{ afterMs: 0, caption: { number: 1, speaker: 2, text: 'Goddag', done: true, language: null } }],
    (_ms, then) => {
      log.push('starts');
      steps.push(then);
      return () => log.push('stops');
    },
  );
  return { source, log, steps };
}

describe('captions that somebody writes', () => {
  test('are seen by the others while they grow, and say who writes them', async () => {
    const { citizen, employee, ole } = await room();
    const written = writtenCaptions('Ole');
    ole.begin(written.source);
    written.write('God', 2);
    await settled();
    expect(texts(citizen)).toEqual(['God']);
    expect(citizen.state().heard.sources).toMatchObject([{ by: 3, on: true, place: 'here', maker: 'Ole' }]);
    written.write('Goddag', 2);
    written.finish();
    written.write('Hvad', 1);
    await settled();
    for (const page of [citizen, employee]) expect(texts(page)).toEqual(['Goddag', 'Hvad']);
    expect(texts(ole)).toEqual(['Goddag', 'Hvad']);
    ole.end();
    await settled();
    expect(citizen.state().heard.sources).toEqual([]);
    expect(texts(citizen)).toHaveLength(2);
  });

  test('travel on their own topic, from page to page', async () => {
    const { ole, wire } = await room();
    const written = writtenCaptions('Ole');
    ole.begin(written.source);
    written.write('Goddag', null);
    await settled();
    expect(new Set(wire.filter(({ json }) => json.includes('Goddag')).map(({ topic }) => topic))).toEqual(
      new Set(['captions']),
    );
  });

  test('one who comes late is given the last of them', async () => {
    const { channels, ole } = await room();
    const written = writtenCaptions('Ole');
    ole.begin(written.source);
    written.write('Goddag', null);
    written.finish();
    await settled();
    const [channel] = channels;
    if (!channel) throw new Error('channel');
    const late = openCaptions({ channel, people: () => people.slice(1), random: () => 'late' });
    await settled();
    expect(texts(late)).toEqual(['Goddag']);
  });
});

describe('captions that are made outside the browsers', () => {
  test('begin when everybody has been told and has said yes, not before', async () => {
    const { citizen, employee, ole } = await room();
    const { source, log, steps } = byHand('outside');
    employee.begin(source);
    await settled();
    expect(log).toEqual([]);
    expect(citizen.state().heard.sources).toMatchObject([{ on: false, place: 'outside' }]);
    expect(citizen.state().outside.asks).toBe(2);
    citizen.answer('yes');
    await settled();
    expect(log).toEqual([]);
    ole.answer('yes');
    await settled();
    expect(log).toEqual(['starts']);
    steps[0]?.();
    await settled();
    expect(texts(citizen)).toEqual(['Goddag']);
  });

  test('stop when one takes it back, and nothing goes out any more', async () => {
    const { citizen, employee, ole } = await room();
    const { source, log, steps } = byHand('outside');
    employee.begin(source);
    citizen.answer('yes');
    ole.answer('yes');
    await settled();
    citizen.answer('no');
    await settled();
    expect(log).toEqual(['starts', 'stops']);
    expect(employee.state().own?.state).toBe('waits');
    steps[0]?.();
    await settled();
    expect(texts(citizen)).toEqual([]);
  });

  test('wait when somebody comes who has not been asked', async () => {
    const { citizen, employee, ole, here } = await room();
    here.delete(3);
    const { source, log } = byHand('outside');
    employee.begin(source);
    citizen.answer('yes');
    await settled();
    expect(log).toEqual(['starts']);
    here.add(3);
    employee.peopleChanged();
    expect(log).toEqual(['starts', 'stops']);
    ole.answer('yes');
    await settled();
    expect(log).toEqual(['starts', 'stops', 'starts']);
  });

  test('a source that fails says so to all', async () => {
    const { citizen, ole } = await room();
    let fail: () => void = () => {};
    ole.begin({
      place: 'here',
      maker: 'Ole',
      start: ({ onFailed }) => {
        fail = onFailed;
        return () => {};
      },
    });
    await settled();
    fail();
    await settled();
    expect(citizen.state().heard.sources).toEqual([]);
    expect(ole.state().own?.state).toBe('failed');
  });
});
