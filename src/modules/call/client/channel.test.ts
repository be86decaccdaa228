import { expect, test } from 'vitest';
import { createChannel } from './channel.ts';
import { personOf } from './testing/channel-pair.ts';

test('what is larger than a piece arrives whole and in order on the bulk lane', async () => {
  const heard: (number | null)[] = [];
  const receiver = createChannel({ sendData: () => true, sendBulk: async () => true });
  const sender = createChannel({
    sendData: () => true,
    sendBulk: async (_, piece) => {
      receiver.receivedBulk(personOf(1, 'citizen'), piece.slice());
      return true;
    },
  });
  sender.reached(personOf(2, 'employee'));
  receiver.reached(personOf(1, 'citizen'));
  receiver.open<number | null>({
    name: 'document',
    lane: 'bulk',
    read: (_, bytes) => (bytes === null ? -1 : bytes.every((byte) => byte === 7) ? bytes.length : null),
    onMessage: (_, length) => heard.push(length),
  });
  const topic = sender.open<object>({ name: 'document', lane: 'bulk', read: () => null, onMessage: () => undefined });
  topic.send({ words: 'x'.repeat(40_000) });
  for (const length of [0, 1, 14_990, 15_000, 100_000]) topic.send({}, undefined, new Uint8Array(length).fill(7));
  topic.send({});
  await expect.poll(() => heard).toEqual([-1, 0, 1, 14_990, 15_000, 100_000, -1]);
});
