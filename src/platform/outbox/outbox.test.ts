import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fjordby, hedelund, openTestHouse, type TestHouse } from '../../../test/support/test-house.ts';
import { db } from '../../db/index.ts';
import { newId } from '../../kernel/index.ts';
import type { House } from '../house.ts';
import { afterHandover, mostAttempts, mostUnknown } from './back-off.ts';
import { claimMs } from './claim.ts';
import {
  type CarrierOutcome,
  type Carriers,
  cancelMessages,
  clearOutbox,
  createOutboxSender,
  enqueue,
  mostADay,
  type NewMessage,
  outboxSweeps,
  recordsAbout,
  sendAgain,
  setDelivery,
  unsettledMessages,
} from './index.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});

const accepted: CarrierOutcome = { kind: 'accepted', externalId: null };
const inFjordby = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);
const minutes = (count: number) => new Date(house.clock.now().getTime() + count * 60_000);

/** An SMS that is due now and useful for an hour, to a number of its own. */
let numbers = 10_000_000;
const nextNumber = () => {
  numbers += 1;
  return `+45${numbers}`;
};
const message = (change: Partial<NewMessage> = {}): NewMessage => ({
  about: newId(),
  person: null,
  kind: 'booked',
  body: { channel: 'sms', to: nextNumber(), text: 'Fjordby Kommune: Du har et møde.' },
  notBefore: house.clock.now(),
  latestUseful: minutes(60),
  ...change,
});
const write = (one: NewMessage) => inFjordby(() => enqueue(house, one, house.clock.now()));

/** A gateway whose answers a test decides, and what it was given. */
class Gateway {
  readonly given: { readonly key: string; readonly at: Date }[] = [];
  answer: (key: string) => CarrierOutcome | Promise<CarrierOutcome> = () => accepted;
  readonly carriers: Carriers = {
    sms: async (_body, key) => {
      this.given.push({ key, at: house.clock.now() });
      return this.answer(key);
    },
    mail: null,
    'digital-post': null,
    letter: null,
  };
}
const everything = async (messages: readonly { readonly id: string }[]) => new Set(messages.map(({ id }) => id));
const senderOf = (gateway: Gateway, on: House = house) =>
  createOutboxSender(on, {
    carriers: gateway.carriers,
    municipalities: async () => [{ id: fjordby }, { id: hedelund }],
    stillHolds: everything,
    random: () => 0.5,
  });
const stateOf = async (about: string) =>
  (await inFjordby(() => recordsAbout(about))).map(({ state, failure, maybeDouble }) => ({
    state,
    failure,
    maybeDouble,
  }));
const outbox = () => inFjordby(() => db().selectFrom('message_outbox').selectAll().execute());

let gateway: Gateway;
beforeEach(async () => {
  gateway = new Gateway();
  await inFjordby(() => db().deleteFrom('message_outbox').execute());
});

describe('a message', () => {
  test('is sent once it has been kept, under its own id, and its words are gone then', async () => {
    const one = message();
    const id = await write(one);
    expect((await outbox())[0]?.sealed).not.toContain('møde');
    expect(await senderOf(gateway).sendDue(fjordby)).toBe(1);
    expect(gateway.given.map(({ key }) => key)).toEqual([id]);
    expect(await stateOf(one.about)).toEqual([{ state: 'accepted', failure: null, maybeDouble: 0 }]);
    expect(await outbox()).toMatchObject([{ state: 'sent', sealed: '' }]);
    house.clock.advance(23 * 3600 + 60);
    await inFjordby(() => clearOutbox(house.clock.now()));
    expect(await outbox()).toEqual([]);
    expect(await stateOf(one.about)).toHaveLength(1);
  });

  test('has left the outbox a day after it was sent, whenever the sweep comes round', async () => {
    const municipalities = async () => [{ id: hedelund }, { id: fjordby }];
    const [sweep, ...more] = outboxSweeps(house, municipalities);
    expect(more).toEqual([]);
    if (!sweep) throw new Error('no sweep');
    for (const elsewhere of [fjordby, hedelund]) {
      const one = message();
      const id = await house.database.inMunicipality(elsewhere, () => enqueue(house, one, house.clock.now()));
      await senderOf(gateway).sendDue(elsewhere);
      const there = () =>
        house.database.inMunicipality(elsewhere, () =>
          db().selectFrom('message_outbox').select('id').where('id', '=', id).execute(),
        );
      // The last run within the day may come as early as this.
      house.clock.advance(24 * 3600 - sweep.everySeconds);
      expect(await there()).toHaveLength(1);
      await sweep.run(house.clock.now());
      expect(await there()).toEqual([]);
      expect(await house.database.inMunicipality(elsewhere, () => recordsAbout(one.about))).toHaveLength(1);
    }
  });

  test('that was accepted is never sent again, whoever asks', async () => {
    await write(message());
    for (let round = 0; round < 3; round += 1) {
      await senderOf(gateway).sendDue(fjordby);
      house.clock.advance(claimMs / 1000 + 1);
    }
    expect(gateway.given).toHaveLength(1);
  });

  test('of a change that was rolled back is not there', async () => {
    const one = message();
    await inFjordby(async () => {
      await enqueue(house, one, house.clock.now());
      throw new Error('no room');
    }).catch(() => {});
    expect(await senderOf(gateway).sendDue(fjordby)).toBe(0);
    expect(await stateOf(one.about)).toEqual([]);
  });

  test('belongs to its municipality', async () => {
    await write(message());
    expect(await senderOf(gateway).sendDue(hedelund)).toBe(0);
  });

  test('waits until it is due', async () => {
    await write(message({ notBefore: minutes(10) }));
    expect(await senderOf(gateway).sendDue(fjordby)).toBe(0);
    house.clock.advance(601);
    expect(await senderOf(gateway).sendDue(fjordby)).toBe(1);
  });

  test('takes the place of one that waits, and of no other', async () => {
    const one = message({ person: newId() });
    const [first, , third] = [
      await write(one),
      await write({ ...one, kind: 'reminder-60' }),
      await write({ ...one, body: { channel: 'sms', to: '+4599999999', text: 'nyt' } }),
    ];
    expect((await outbox()).map(({ id }) => id)).not.toContain(first);
    await senderOf(gateway).sendDue(fjordby);
    expect(gateway.given).toHaveLength(2);
    expect(gateway.given.map(({ key }) => key)).toContain(third);
  });
});

describe('a carrier that', () => {
  test('is busy or away is asked again, later each time, and the message has the same key', async () => {
    const one = message({ latestUseful: minutes(600) });
    await write(one);
    gateway.answer = () => ({ kind: 'refused', why: gateway.given.length === 1 ? 'busy' : 'unreachable' });
    for (const wait of [30, 60, 120]) {
      await senderOf(gateway).sendDue(fjordby);
      house.clock.advance(wait - 1);
      expect(await senderOf(gateway).sendDue(fjordby)).toBe(0);
      house.clock.advance(2);
    }
    gateway.answer = () => accepted;
    await senderOf(gateway).sendDue(fjordby);
    expect(gateway.given).toHaveLength(4);
    expect(new Set(gateway.given.map(({ key }) => key)).size).toBe(1);
    expect(await stateOf(one.about)).toEqual([{ state: 'accepted', failure: null, maybeDouble: 0 }]);
  });

  test.each(['recipient', 'service', 'invalid'] as const)(
    'refuses (%s) leaves a dead letter that an employee sees',
    async (why) => {
      const one = message();
      const id = await write(one);
      gateway.answer = () => ({ kind: 'refused', why });
      await senderOf(gateway).sendDue(fjordby);
      house.clock.advance(30);
      expect(await senderOf(gateway).sendDue(fjordby)).toBe(0);
      expect(await stateOf(one.about)).toEqual([{ state: 'failed', failure: why, maybeDouble: 0 }]);
      const seen = () =>
        inFjordby(() => unsettledMessages(house.clock.now(), { unconfirmedBefore: house.clock.now(), confirming: [] }));
      expect((await seen()).failed.filter((each) => each.id === id)).toMatchObject([{ canBeSentAgain: true }]);
      gateway.answer = () => accepted;
      expect(await inFjordby(() => sendAgain(id, house.clock.now()))).toBe(true);
      await senderOf(gateway).sendDue(fjordby);
      expect(await stateOf(one.about)).toMatchObject([{ state: 'accepted' }]);
      expect((await seen()).failed.filter((each) => each.id === id)).toEqual([]);
    },
  );

  test('takes it and says nothing gets it again with the same key, counted, and not for ever', async () => {
    const one = message({ latestUseful: minutes(600) });
    await write(one);
    gateway.answer = () => ({ kind: 'unknown' });
    for (let round = 0; round < 6; round += 1) {
      await senderOf(gateway).sendDue(fjordby);
      house.clock.advance(1800);
    }
    expect(gateway.given).toHaveLength(mostUnknown);
    expect(new Set(gateway.given.map(({ key }) => key)).size).toBe(1);
    expect(await stateOf(one.about)).toEqual([{ state: 'failed', failure: 'unknown', maybeDouble: mostUnknown - 1 }]);
  });

  test('breaks is as one that says nothing, and nobody else waits for it', async () => {
    const broken = message();
    const whole = message();
    const id = await write(broken);
    await write(whole);
    gateway.answer = (key) => (key === id ? Promise.reject(new Error('+4512345678')) : accepted);
    await senderOf(gateway).sendDue(fjordby);
    expect(await stateOf(whole.about)).toMatchObject([{ state: 'accepted' }]);
    expect(await stateOf(broken.about)).toMatchObject([{ state: 'waiting', failure: 'unknown' }]);
    expect(house.logged.join('\n')).not.toContain('12345678');
  });

  test('is not set up leaves a dead letter that says so', async () => {
    const one = message({ body: { channel: 'mail', to: 'a@b.dk', subject: 'x', text: 'x', calendar: null } });
    await write(one);
    await senderOf(gateway).sendDue(fjordby);
    expect(await stateOf(one.about)).toMatchObject([{ state: 'failed', failure: 'not-set-up' }]);
  });
});

describe('a process that dies', () => {
  test('between handing over and writing it down: sent again with the same key, as a possible double', async () => {
    const one = message();
    await write(one);
    const stuck = Promise.withResolvers<CarrierOutcome>();
    gateway.answer = () => stuck.promise;
    const dying = senderOf(gateway).sendDue(fjordby);
    await expect.poll(() => gateway.given.length).toBe(1);
    // It is marked as being sent before it is handed over: nobody takes it meanwhile.
    expect(await outbox()).toMatchObject([{ state: 'sending', attempts: 1 }]);
    const after = new Gateway();
    expect(await senderOf(after).sendDue(fjordby)).toBe(0);
    house.clock.advance(claimMs / 1000 + 1);
    await senderOf(after).sendDue(fjordby);
    expect(after.given.map(({ key }) => key)).toEqual(gateway.given.map(({ key }) => key));
    expect(await stateOf(one.about)).toEqual([{ state: 'accepted', failure: null, maybeDouble: 1 }]);
    // The first one was only slow. What it says now takes nothing back.
    stuck.resolve({ kind: 'refused', why: 'busy' });
    await dying;
    expect(await stateOf(one.about)).toMatchObject([{ state: 'accepted' }]);
  });
});

describe('too late', () => {
  test('is never sent: a gateway that was down until after the meeting', async () => {
    const one = message({ latestUseful: minutes(30) });
    await write(one);
    gateway.answer = () => ({ kind: 'refused', why: 'unreachable' });
    for (let round = 0; round < 6; round += 1) {
      await senderOf(gateway).sendDue(fjordby);
      house.clock.advance(360);
    }
    const tries = gateway.given.length;
    gateway.answer = () => accepted;
    await senderOf(gateway).sendDue(fjordby);
    expect(gateway.given).toHaveLength(tries);
    expect(await stateOf(one.about)).toMatchObject([{ state: 'too-late' }]);
    expect(await outbox()).toEqual([]);
  });

  test('is looked at once more at the last moment', async () => {
    const one = message({ latestUseful: minutes(1) });
    await write(one);
    const ticking = { ...house, clock: { now: slowClock(house.clock.now(), 61_000) } };
    await senderOf(gateway, ticking).sendDue(fjordby);
    expect(gateway.given).toEqual([]);
    expect(await stateOf(one.about)).toMatchObject([{ state: 'too-late' }]);
  });
});
/** The first look is at the claim, the next a minute later. */
const slowClock = (start: Date, laterMs: number) => {
  let looks = 0;
  return () => new Date(start.getTime() + (looks++ === 0 ? 0 : laterMs));
};

describe('a cancelled meeting', () => {
  test('takes back what has not been sent, all or some of it', async () => {
    const person = newId();
    const one = message({ person });
    await write(one);
    await write({ ...one, person: newId() });
    await write({ ...one, kind: 'reminder-60', notBefore: minutes(30) });
    const back = (kinds?: string[], persons?: string[]) =>
      inFjordby(() => cancelMessages(one.about, house.clock.now(), kinds, persons));
    expect(await back(['reminder-'])).toBe(1);
    expect(await back(undefined, [person])).toBe(1);
    expect(await back()).toBe(1);
    house.clock.advance(3600);
    expect(await senderOf(gateway).sendDue(fjordby)).toBe(0);
    expect((await stateOf(one.about)).map(({ state }) => state)).toEqual(['cancelled', 'cancelled', 'cancelled']);
  });

  test('is asked for again in the claim', async () => {
    const one = message();
    await write(one);
    const sender = createOutboxSender(house, {
      carriers: gateway.carriers,
      municipalities: async () => [],
      stillHolds: async () => new Set(),
    });
    expect(await sender.sendDue(fjordby)).toBe(0);
    expect(gateway.given).toEqual([]);
    expect(await stateOf(one.about)).toMatchObject([{ state: 'cancelled' }]);
  });

  test('while it is being handed over: not tried again, and told as sent if it was', async () => {
    for (const [outcome, state] of [
      [{ kind: 'refused', why: 'busy' }, 'cancelled'],
      [accepted, 'accepted'],
    ] as const) {
      const one = message();
      await write(one);
      const stuck = Promise.withResolvers<CarrierOutcome>();
      gateway.answer = () => stuck.promise;
      const before = gateway.given.length;
      const sending = senderOf(gateway).sendDue(fjordby);
      await expect.poll(() => gateway.given.length).toBe(before + 1);
      await inFjordby(() => cancelMessages(one.about, house.clock.now()));
      stuck.resolve(outcome);
      await sending;
      house.clock.advance(3600);
      gateway.answer = () => accepted;
      expect(await senderOf(gateway).sendDue(fjordby)).toBe(0);
      expect(await stateOf(one.about)).toMatchObject([{ state }]);
    }
  });
});

test('one number gets no more than its share of a kind in a day', async () => {
  const to = '+4520202020';
  const abouts: string[] = [];
  for (let count = 0; count < mostADay.sms + 2; count += 1) {
    const one = message({ body: { channel: 'sms', to, text: 'x' } });
    abouts.push(one.about);
    await write(one);
  }
  await write(message({ kind: 'cancelled', body: { channel: 'sms', to, text: 'x' } }));
  await senderOf(gateway).sendDue(fjordby);
  expect(gateway.given).toHaveLength(mostADay.sms + 1);
  const failures = (await Promise.all(abouts.map(stateOf))).flat().filter(({ state }) => state === 'failed');
  expect(failures.map(({ failure }) => failure)).toEqual(['many', 'many']);
  house.clock.advance(24 * 3600 + 1);
  await write(message({ body: { channel: 'sms', to, text: 'x' } }));
  await senderOf(gateway).sendDue(fjordby);
  expect(gateway.given).toHaveLength(mostADay.sms + 2);
});

test('several processes send each message once', async () => {
  for (let count = 0; count < 120; count += 1) await write(message());
  gateway.answer = async () => {
    await new Promise((next) => setTimeout(next, 1));
    return accepted;
  };
  await Promise.all([1, 2, 3].map(() => senderOf(gateway).sendDue(fjordby)));
  expect(gateway.given).toHaveLength(120);
  expect(new Set(gateway.given.map(({ key }) => key)).size).toBe(120);
});

test('a sender that listens hears of a message as soon as it is kept', async () => {
  const sender = createOutboxSender(house, {
    carriers: gateway.carriers,
    municipalities: async () => [{ id: fjordby }],
    stillHolds: everything,
    everyMs: 3_600_000,
  });
  sender.start();
  await new Promise((next) => setTimeout(next, 200));
  await write(message());
  await expect.poll(() => gateway.given.length, { timeout: 5_000 }).toBe(1);
  await sender.stop();
  await write(message());
  expect(gateway.given).toHaveLength(1);
});

describe('what a carrier tells afterwards', () => {
  const sent = async () => {
    const one = message();
    const id = await write(one);
    await senderOf(gateway).sendDue(fjordby);
    return { id, about: one.about };
  };
  const tell = (id: string, state: 'accepted' | 'received' | 'delivered' | 'failed') =>
    inFjordby(() => setDelivery({ id }, state, house.clock.now()));

  test.each([
    [['received', 'delivered'], 'delivered'],
    [['delivered', 'received', 'accepted'], 'delivered'],
    [['delivered', 'delivered'], 'delivered'],
    [['failed', 'received'], 'failed'],
    [['failed', 'delivered'], 'delivered'],
    [['delivered', 'failed'], 'delivered'],
  ] as const)('%j: it is %s', async (words, state) => {
    const { id, about } = await sent();
    for (const word of words) await tell(id, word);
    expect(await stateOf(about)).toMatchObject([{ state }]);
  });

  test('may come before we know that it was accepted', async () => {
    const one = message();
    await write(one);
    gateway.answer = async (key) => {
      await tell(key, 'delivered');
      return { kind: 'accepted', externalId: 'abc' };
    };
    await senderOf(gateway).sendDue(fjordby);
    expect(await stateOf(one.about)).toMatchObject([{ state: 'delivered' }]);
    expect(await inFjordby(() => setDelivery({ channel: 'sms', externalId: 'abc' }, 'failed', house.clock.now()))).toBe(
      false,
    );
  });

  test('that it did not arrive is shown to an employee', async () => {
    const { id } = await sent();
    await tell(id, 'failed');
    const { failed } = await inFjordby(() =>
      unsettledMessages(house.clock.now(), { unconfirmedBefore: house.clock.now(), confirming: [] }),
    );
    expect(failed.filter((one) => one.id === id)).toMatchObject([{ failure: 'undelivered', canBeSentAgain: false }]);
  });
});

test('the wait grows to half an hour and ends in a dead letter', () => {
  const now = house.clock.now();
  const after = (attempts: number) =>
    afterHandover({ kind: 'refused', why: 'busy' }, { attempts, unknownBefore: 0 }, now, 0.5);
  const waits = Array.from({ length: mostAttempts - 1 }, (_, at) => {
    const next = after(at + 1);
    return next.kind === 'again' ? (next.at.getTime() - now.getTime()) / 1000 : null;
  });
  expect(waits.slice(0, 8)).toEqual([30, 60, 120, 240, 480, 960, 1800, 1800]);
  expect(after(mostAttempts)).toEqual({ kind: 'dead', failure: 'busy' });
  expect(afterHandover(accepted, { attempts: mostAttempts, unknownBefore: 9 }, now, 0)).toEqual(accepted);
});
