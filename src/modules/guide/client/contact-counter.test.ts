import { beforeEach, describe, expect, test } from 'vitest';
import {
  type CounterView,
  createContactCounter,
  type HeldContact,
  type SendResult,
  undoMs,
} from './contact-counter.ts';

const contact = { channel: 'phone', kind: 'help-to-self-service', outcome: 'together', task: 'flytning' } as const;

/** A browser with a clock, a storage and a line that a test holds. */
function browser() {
  let now = 1_000_000;
  let timers: { at: number; work: () => void }[] = [];
  let key = 0;
  const world = {
    stored: null as string | null,
    line: 'counted' as SendResult,
    sent: [] as { contact: HeldContact; leaving: boolean }[],
    view: { held: null, waiting: 0, last: null } as CounterView,
    open: () =>
      createContactCounter({
        send: async (sent, leaving) => {
          world.sent.push({ contact: sent, leaving });
          return world.line;
        },
        read: () => world.stored,
        write: (text) => {
          world.stored = text;
        },
        now: () => now,
        newKey: () => `key-${++key}`,
        after: (ms, work) => {
          const timer = { at: now + ms, work };
          timers.push(timer);
          return () => {
            timers = timers.filter((one) => one !== timer);
          };
        },
        onChange: (view) => {
          world.view = view;
        },
      }),
    pass: async (ms: number) => {
      now += ms;
      const due = timers.filter((timer) => timer.at <= now);
      timers = timers.filter((timer) => timer.at > now);
      for (const timer of due) timer.work();
      for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
    },
    /** The browser is gone; what was kept on the device is not. */
    close: () => {
      timers = [];
    },
  };
  return world;
}

let world: ReturnType<typeof browser>;
beforeEach(() => {
  world = browser();
});

describe('a contact closed with one key', () => {
  test('can be undone for ten seconds, and is then counted once', async () => {
    const counter = world.open();
    counter.hold(contact);
    expect(world.view.held).toMatchObject(contact);
    await world.pass(undoMs - 1);
    expect(world.sent).toEqual([]);
    await world.pass(1);
    expect(world.sent).toHaveLength(1);
    expect(world.view).toEqual({ held: null, waiting: 0, last: 'counted' });
    expect(JSON.parse(world.stored ?? '')).toEqual([]);
    await world.pass(100_000);
    expect(world.sent).toHaveLength(1);
  });

  test('that was undone is never counted, and comes back as it was', async () => {
    const counter = world.open();
    counter.hold(contact);
    expect(counter.undo()).toMatchObject(contact);
    await world.pass(undoMs * 2);
    counter.leave();
    expect(world.sent).toEqual([]);
    expect(JSON.parse(world.stored ?? '')).toEqual([]);
    expect(counter.undo()).toBeNull();
  });

  test('goes at once when the next is closed, or the page is left', async () => {
    const counter = world.open();
    counter.hold(contact);
    counter.hold({ ...contact, task: 'pas' });
    await world.pass(0);
    expect(world.sent.map(({ contact }) => contact.task)).toEqual(['flytning']);
    counter.leave();
    expect(world.sent.at(-1)).toMatchObject({ contact: { task: 'pas' }, leaving: true });
  });
});

describe('while the line is lost', () => {
  test('it waits, says so, and is sent under the same key until it is counted', async () => {
    const counter = world.open();
    world.line = 'lost';
    counter.hold(contact);
    await world.pass(undoMs);
    expect(world.view).toMatchObject({ waiting: 1 });
    await world.pass(2_000);
    await world.pass(5_000);
    world.line = 'counted';
    await world.pass(15_000);
    expect(world.view).toMatchObject({ waiting: 0, last: 'counted' });
    expect(new Set(world.sent.map(({ contact }) => contact.key)).size).toBe(1);
  });

  test('a page that was closed leaves it to the next one', async () => {
    const counter = world.open();
    world.line = 'lost';
    counter.hold(contact);
    counter.leave();
    await world.pass(0);
    world.close();
    await world.pass(60_000);
    world.line = 'counted';
    world.open();
    await world.pass(0);
    expect(new Set(world.sent.map(({ contact }) => contact.key)).size).toBe(1);
    expect(JSON.parse(world.stored ?? '')).toEqual([]);
  });

  test('what another tab still holds is left alone', async () => {
    world.open().hold(contact);
    world.open();
    await world.pass(1_000);
    expect(world.sent).toEqual([]);
  });

  test('one that the server refuses is told, not sent for ever', async () => {
    const counter = world.open();
    world.line = 'refused';
    counter.hold(contact);
    await world.pass(undoMs);
    await world.pass(100_000);
    expect(world.sent).toHaveLength(1);
    expect(world.view.last).toBe('refused');
  });
});
