import fc from 'fast-check';
import { expect, test } from 'vitest';
import { channelsFor, personOf } from '../testing/channel-pair.ts';
import { mayGuide, type ReadGuide, readGuideMessage } from './guide-place.ts';
import { createGuideTogether, followGuide } from './guide-together.ts';

const guides: Record<string, ReadGuide> = Object.fromEntries(
  ['flytning', 'pas'].map((slug) => [
    slug,
    {
      slug,
      title: slug,
      href: `/fjordby/${slug}`,
      steps: ['a', 'b', 'c'].map((id, at) => ({ id, number: at + 1, title: id, text: id })),
    },
  ]),
);
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

function together() {
  const { channels, join, leave } = channelsFor(
    personOf(1, 'citizen'),
    personOf(2, 'employee'),
    personOf(3, 'interpreter'),
  );
  const ticked: string[][] = [];
  const citizen = createGuideTogether({
    first: guides.flytning ?? null,
    step: null,
    done: ['a'],
    load: async (slug) => guides[slug] ?? null,
    onTick: (done) => ticked.push([...done]),
    onChange: () => {},
  });
  if (channels[0]) citizen.connect(channels[0]);
  const employee = followGuide({
    channel: channels[1] as never,
    load: async (slug) => guides[slug] ?? null,
    onChange: () => {},
  });
  const interpreter = followGuide({
    channel: channels[2] as never,
    load: async (slug) => guides[slug] ?? null,
    onChange: () => {},
  });
  return { citizen, employee, interpreter, ticked, join, leave };
}

test('what the citizen ticks is seen by the others, who come when they come', async () => {
  const { citizen, employee, interpreter, ticked } = together();
  await settled();
  expect(employee.state().place).toEqual({ service: 'flytning', step: 'b', done: ['a'], pointed: null });
  citizen.tick('b', true);
  await settled();
  expect(employee.state().place?.done).toEqual(['a', 'b']);
  expect(interpreter.state().place?.step).toBe('c');
  expect(interpreter.state().guide?.title).toBe('flytning');
  expect(ticked).toEqual([['a', 'b']]);
});

test('the employee shows another guide and points at a step; what was ticked in the first is kept', async () => {
  const { citizen, employee } = together();
  await settled();
  employee.show('pas', 'c');
  await settled();
  await settled();
  expect(citizen.state()).toMatchObject({ guide: { slug: 'pas' }, place: { step: 'c', done: [], pointed: 'c' } });
  employee.show('flytning', null);
  await settled();
  await settled();
  expect(citizen.state()).toMatchObject({ guide: { slug: 'flytning' }, place: { done: ['a'], step: 'b' } });
});

test('an unknown guide changes nothing, and an interpreter shows none', async () => {
  const { citizen, employee, interpreter } = together();
  await settled();
  employee.show('findes-ikke', null);
  interpreter.show('pas', null);
  await settled();
  await settled();
  expect(citizen.state().guide?.slug).toBe('flytning');
});

test('only the citizen tells where she is, and only who may point shows', () => {
  const is = { k: 'is', service: 'pas', step: null, done: [], pointed: null } as const;
  expect(mayGuide('citizen', is)).toBe(true);
  expect(mayGuide('employee', is)).toBe(false);
  expect(mayGuide('companion', { k: 'show', service: 'pas', step: null })).toBe(false);
  expect(mayGuide('colleague', { k: 'point', step: null })).toBe(true);
});

test('rubbish is no message', () => {
  fc.assert(fc.property(fc.anything(), (json) => void readGuideMessage(json)));
  for (const bad of [
    { k: 'show', service: '../../etc', step: null },
    { k: 'is', service: 'pas', step: null, done: Array(41).fill('a'), pointed: null },
    { k: 'is', service: 'pas', step: null, done: ['<b>'], pointed: null },
    { k: 'point', step: 3 },
  ])
    expect(readGuideMessage(bad)).toBeNull();
});
