import { expect, test } from 'vitest';
import { createMessageGate } from './message-gate.ts';

/** Lets what is ready run. */
const turn = () => new Promise((resolve) => setTimeout(resolve, 60));

function gateOf(costOfEach: number) {
  const handled: string[] = [];
  const gate = createMessageGate({
    handle: async (data) => {
      handled.push(data);
      return costOfEach;
    },
    pause: () => {},
    resume: () => {},
  });
  return { gate, handled };
}

test('what costs more is let through less often, and in its order', async () => {
  const cheap = gateOf(1);
  const dear = gateOf(10);
  for (let n = 0; n < 250; n += 1) {
    cheap.gate.arrived(`${n}`);
    dear.gate.arrived(`${n}`);
  }
  await turn();
  expect(cheap.handled).toHaveLength(250);
  expect(dear.handled.length).toBeGreaterThanOrEqual(30);
  expect(dear.handled.length).toBeLessThan(40);
  expect(dear.handled).toEqual(dear.handled.map((_, n) => `${n}`));
  cheap.gate.close();
  dear.gate.close();
});
