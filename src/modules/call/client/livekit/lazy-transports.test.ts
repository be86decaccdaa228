import { describe, expect, test } from 'vitest';
import type { CallTransport, Opposite, TransportEvents, Transports } from '../call-transport.ts';
import { lazyTransports } from './lazy-transports.ts';

const opposite: Opposite = { who: 2, seat: 1, offers: true, sendSignal: () => {} };
const events: TransportEvents = {
  onState: () => {},
  onRemote: () => {},
  onData: () => {},
  onBulk: () => {},
  onDataOpen: () => {},
};
const settled = () => new Promise((done) => setTimeout(done, 0));

function real() {
  const asked: string[] = [];
  const way = new Proxy({} as CallTransport, {
    get: (_, name) => (given: unknown) => {
      asked.push(`${String(name)} ${typeof given === 'object' ? '' : (given ?? '')}`.trim());
      return name === 'state' ? 'open' : name === 'sendData' ? true : undefined;
    },
  });
  const transports: Transports = {
    open: () => {
      asked.push('open');
      return way;
    },
    close: () => void asked.push('close all'),
  };
  return { asked, transports };
}

describe('transports that are fetched when they are needed', () => {
  test('do what was asked before they came, in order, and carry nothing until then', async () => {
    const { asked, transports } = real();
    let give: (one: Transports) => void = () => {};
    const lazy = lazyTransports(() => new Promise((done) => (give = done)));
    const way = lazy.open(opposite, events);
    way.publish('audio', null);
    way.begin();
    way.receiveSignal('x');
    expect(way.state()).toBe('idle');
    expect(way.sendData('Hej')).toBe(false);
    expect(await way.sample()).toBeNull();
    give(transports);
    await settled();
    expect(asked).toEqual(['open', 'publish audio', 'begin', 'receiveSignal x']);
    expect(way.state()).toBe('open');
    expect(way.sendData('Hej')).toBe(true);
  });

  test('are closed when the page is left before they came', async () => {
    const { asked, transports } = real();
    const lazy = lazyTransports(async () => transports);
    const way = lazy.open(opposite, events);
    way.close();
    lazy.close();
    await settled();
    expect(asked).toEqual(['close all']);
    expect(way.state()).toBe('closed');
  });

  test('are asked for again when the line was gone', async () => {
    const { asked, transports } = real();
    let tries = 0;
    const lazy = lazyTransports(async () => {
      tries += 1;
      if (tries === 1) throw new Error('offline');
      return transports;
    });
    lazy.open(opposite, events).begin();
    await expect.poll(() => asked, { timeout: 3_000 }).toEqual(['open', 'begin']);
  });
});
