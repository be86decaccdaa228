import type { MunicipalityId } from '../../../kernel/index.ts';
import { errorFields, type House } from '../../../platform/index.ts';
import type { Directory } from '../../tenancy/index.ts';
import { offerEarlier } from './earlier-offers.ts';

/**
 * Gives what has become free to who waits for an earlier time, as soon as the change that freed it has committed. What is freed
 * while times are being given is looked at once more afterwards. A notice that is lost, and a time that its kind keeps closed
 * for a while, are the sweep's.
 */
export async function passFreedOn(house: House, directory: Directory): Promise<{ readonly stop: () => Promise<void> }> {
  const running = new Map<MunicipalityId, Promise<void>>();
  const again = new Set<MunicipalityId>();
  let stopping = false;
  const wake = (id: MunicipalityId): void => {
    if (stopping) return;
    if (running.has(id)) {
      again.add(id);
      return;
    }
    const run = offerEarlier(house, id, house.clock.now())
      .then(() => {})
      .catch((error) => house.log.error('a freed time was not given on', errorFields(error)))
      .finally(() => {
        running.delete(id);
        if (again.delete(id)) wake(id);
      });
    running.set(id, run);
  };
  const off = (await directory.all()).map(({ id }) => house.bus.subscribe(`freed:${id}`, () => wake(id)));
  return {
    stop: async () => {
      stopping = true;
      for (const one of off) one();
      await Promise.all(running.values());
    },
  };
}
