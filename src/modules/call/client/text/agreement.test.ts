import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { channelsFor, personOf } from '../testing/channel-pair.ts';
import { type Answer, openAgreement, standingOf } from './agreement.ts';

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
const people = [personOf(1, 'citizen'), personOf(2, 'employee'), personOf(3, 'interpreter')] as const;
const open = (count: number) => {
  const room = channelsFor(...people.slice(0, count));
  const pages = room.channels.map((channel) =>
    openAgreement({ channel, name: 'keep-text', asked: (person) => person.role !== 'interpreter' }),
  );
  return { ...room, pages };
};

describe('an agreement', () => {
  test('stands when both have said yes, at both pages, and falls when one takes it back', async () => {
    const { pages } = open(2);
    const [citizen, employee] = pages;
    if (!citizen || !employee) throw new Error('pages');
    await settled();
    employee.answer('yes');
    await settled();
    expect(standingOf(citizen.answers(), [2])).toMatchObject({ agreed: false, asks: 2 });
    expect(standingOf(employee.answers(), [1])).toMatchObject({ agreed: false, waitsFor: [1] });
    citizen.answer('yes');
    await settled();
    expect(standingOf(citizen.answers(), [2]).agreed).toBe(true);
    expect(standingOf(employee.answers(), [1]).agreed).toBe(true);
    citizen.answer(null);
    await settled();
    expect(standingOf(employee.answers(), [1]).agreed).toBe(false);
  });

  test('a page that opens later is told what stands', async () => {
    const room = channelsFor(people[0], people[1]);
    const [first, second] = room.channels;
    if (!first || !second) throw new Error('channels');
    const early = openAgreement({ channel: first, name: 'keep-text', asked: () => true });
    await settled();
    early.answer('yes');
    await settled();
    const late = openAgreement({ channel: second, name: 'keep-text', asked: () => true });
    await settled();
    expect(standingOf(late.answers(), [1]).asks).toBe(1);
  });

  test('a page loaded anew has said nothing', async () => {
    const { pages, channels } = open(2);
    await settled();
    pages[0]?.answer('yes');
    pages[1]?.answer('yes');
    await settled();
    const [channel] = channels;
    if (!channel) throw new Error('channel');
    openAgreement({ channel, name: 'keep-text', asked: () => true });
    await settled();
    const employee = pages[1];
    expect(employee && standingOf(employee.answers(), [1]).agreed).toBe(false);
  });

  test('who is not asked has no say', async () => {
    const { pages } = open(3);
    await settled();
    pages[2]?.answer('no');
    pages[0]?.answer('yes');
    pages[1]?.answer('yes');
    await settled();
    const citizen = pages[0];
    expect(citizen && standingOf(citizen.answers(), [2])).toMatchObject({ agreed: true, refusedBy: null });
  });

  test('what comes as no answer is none', async () => {
    const { channels, pages } = open(2);
    await settled();
    const sender = channels[1]?.open<unknown>({
      name: 'keep-text',
      lane: 'live',
      read: () => null,
      onMessage: () => {},
    });
    for (const message of [null, 'yes', {}, { answer: 'YES' }, { answer: true }, [{ answer: 'yes' }], { answer: {} }])
      sender?.send(message);
    await settled();
    expect([...(pages[0]?.answers().others.values() ?? [])].every((answer) => answer === null)).toBe(true);
  });

  test('never stands without my yes, with a no, or while somebody here has not answered', () => {
    const answer = fc.constantFrom<Answer>('yes', 'no', null);
    fc.assert(
      fc.property(
        answer,
        fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 12 }), answer), { selector: ([who]) => who }),
        fc.uniqueArray(fc.integer({ min: 1, max: 12 })),
        (mine, told, present) => {
          const others = new Map(told);
          const agreed =
            mine === 'yes' &&
            told.some(([, one]) => one === 'yes') &&
            told.every(([, one]) => one !== 'no') &&
            present.every((who) => others.get(who) === 'yes');
          expect(standingOf({ mine, others }, present).agreed).toBe(agreed);
        },
      ),
    );
  });
});
