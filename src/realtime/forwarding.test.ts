import { describe, expect, test } from 'vitest';
import type { RoomId } from '../kernel/index.ts';
import type { MediaServer, Role, RoomView, Seat, ToBrowser } from '../modules/call/index.ts';
import { createForwarding } from './forwarding.ts';

const roomId = '11111111-1111-4111-8111-111111111111' as RoomId;
const seatOf = (role: Role): Seat => ({ roomId, role, who: 2, seat: 3, connection: 1, participantId: 'x' as never });
const person = (who: number, seat: number) => ({ who, seat }) as RoomView['people'][number];
const viewOf = (more: Partial<RoomView>): RoomView => ({
  you: { who: 2, role: 'employee', identity: 'staff', state: 'admitted' },
  endedBy: null,
  transport: 'livekit',
  relayOnly: false,
  people: [person(1, 4)],
  guests: [],
  ...more,
});

function forwarding() {
  const asked: string[] = [];
  const sent: ToBrowser[] = [];
  let time = 0;
  const media: MediaServer = {
    access: async (_, { who, seat }) => ({ url: 'wss://media.example', token: `${who}.${seat} at ${time}` }),
    keepOnly: async (_, members) => {
      asked.push(`keep ${members.map(({ who, seat }) => `${who}.${seat}`).join()}`);
      return true;
    },
    putOut: async (_, { who, seat }) => Boolean(asked.push(`out ${who}.${seat}`)),
    end: async () => Boolean(asked.push('end')),
  };
  const made = createForwarding({ media, worker: '/static/w.js', send: (one) => sent.push(one), now: () => time });
  return { ...made, asked, sent, later: (ms: number) => (time += ms) };
}

describe('a page in a room that a server forwards', () => {
  test('gets its right when it is admitted, once, and a fresh one before it ends', async () => {
    const { look, sent, later } = forwarding();
    await look(seatOf('citizen'), viewOf({ people: [] }), false);
    expect(sent).toEqual([]);
    await look(seatOf('citizen'), viewOf({}), true);
    await look(seatOf('citizen'), viewOf({}), true);
    expect(sent).toEqual([{ t: 'media', url: 'wss://media.example', token: '2.3 at 0', worker: '/static/w.js' }]);
    later(5 * 60_000);
    await look(seatOf('citizen'), viewOf({}), true);
    expect(sent).toHaveLength(2);
  });

  test('of whoever lets people in sees to it that nobody else is there', async () => {
    const { look, asked } = forwarding();
    await look(seatOf('employee'), viewOf({ people: [person(1, 4), person(3, 1)] }), true);
    expect(asked).toEqual(['keep 2.3,1.4,3.1']);
    await look(seatOf('companion'), viewOf({}), true);
    expect(asked).toHaveLength(1);
  });

  test('is put out when it is on hold, and the room ended when it is over', async () => {
    const held = forwarding();
    await held.look(seatOf('companion'), viewOf({}), true);
    await held.look(seatOf('companion'), viewOf({ people: [] }), false);
    await held.look(seatOf('companion'), viewOf({ people: [] }), false);
    expect(held.asked).toEqual(['out 2.3']);
    const over = forwarding();
    await over.look(seatOf('companion'), viewOf({}), true);
    await over.look(seatOf('companion'), viewOf({ endedBy: 'citizen' }), false);
    expect(over.asked).toEqual(['end']);
  });

  test('gets nothing where the browsers are on their own', async () => {
    const { look, sent, asked } = forwarding();
    await look(seatOf('employee'), viewOf({ transport: 'direct' }), true);
    expect([...sent, ...asked]).toEqual([]);
  });
});
