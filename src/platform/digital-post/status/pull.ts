import type { MunicipalityId } from '../../../kernel/index.ts';
import type { House } from '../../house.ts';
import { type SetDelivery, takeStatus } from './take-status.ts';

/** An event that its queue keeps until it is settled, and gives again when it is put back or the line is lost. */
export type QueuedEvent = {
  readonly xml: string;
  readonly settle: () => Promise<void>;
  readonly putBack: () => Promise<void>;
};

/**
 * A municipality's queue of statuses ("BeskedHent": AMQP over TLS with a SAML token as its credential); null where it is empty.
 * Bounded in time by itself. There is no carrier behind this port: `statuses: pull` in the settings is refused at start.
 */
export type StatusQueue = () => Promise<QueuedEvent | null>;

/** In one go; the rest waits for the next, so that one municipality's backlog holds no other's. */
const mostAtOnce = 500;

/**
 * Empties a queue as the pushed events are read: what was kept is settled, and so is what cannot be read, or it would stand
 * before all others for ever. Where our database does not answer the event is put back and the rest is left. How many were
 * settled.
 */
export async function pullStatuses(
  house: Pick<House, 'database' | 'log' | 'clock'>,
  setDelivery: SetDelivery,
  municipality: MunicipalityId,
  next: StatusQueue,
): Promise<number> {
  for (let settled = 0; settled < mostAtOnce; settled += 1) {
    const event = await next();
    if (event === null) return settled;
    if ((await takeStatus(house, setDelivery, municipality, event.xml)) === 'again') {
      await event.putBack();
      return settled;
    }
    await event.settle();
  }
  return mostAtOnce;
}
