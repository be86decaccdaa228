import { expect, test } from 'vitest';
import type { Entrance } from './entrance.ts';
import { checkReplacement, successor } from './replacement.ts';
import { entrance, idOf } from './testing.fixture.ts';

const known = (...entrances: Entrance[]) => new Map(entrances.map((one) => [one.id, one]));
const closed = (number: number, by: number | null) =>
  entrance(number, { status: 'retired', replacedBy: by === null ? null : idOf(by) });

test('what works may replace', () => {
  expect(checkReplacement(idOf(1), idOf(2), known(entrance(1), entrance(2)))).toMatchObject({ ok: true });
});
test('nothing replaces itself, and what is not there replaces nothing', () => {
  expect(checkReplacement(idOf(1), idOf(1), known(entrance(1)))).toMatchObject({ reason: { kind: 'itself' } });
  expect(checkReplacement(idOf(1), idOf(2), known(entrance(1)))).toMatchObject({ reason: { kind: 'unknown' } });
});
test('a chain that would come back is refused, also over others', () => {
  const two = known(entrance(1), closed(2, 1));
  expect(checkReplacement(idOf(1), idOf(2), two)).toMatchObject({ reason: { kind: 'circle' } });
  const three = known(entrance(1), closed(2, 3), closed(3, 1));
  expect(checkReplacement(idOf(1), idOf(2), three)).toMatchObject({ reason: { kind: 'circle' } });
});
test('a circle that is already there ends the search', () => {
  const round = known(entrance(1), closed(2, 3), closed(3, 2));
  expect(checkReplacement(idOf(1), idOf(2), round)).toMatchObject({ reason: { kind: 'circle' } });
  expect(successor(closed(2, 3), round)).toBeNull();
});
test('what is closed is refused with what came after it', () => {
  const chain = known(entrance(1), closed(2, 3), entrance(3));
  expect(checkReplacement(idOf(1), idOf(2), chain)).toMatchObject({
    reason: { kind: 'retired', better: { id: idOf(3) } },
  });
});
