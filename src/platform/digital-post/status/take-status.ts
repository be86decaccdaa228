import type { MunicipalityId } from '../../../kernel/index.ts';
import type { House } from '../../house.ts';
import { errorFields } from '../../log/log.ts';
import { type PostStatus, readStatusEvent } from './read-status.ts';

/** The outbox's own: by the message's id, or by the carrier's number. In the municipality's transaction. */
export type SetDelivery = (
  of: { readonly id: string } | { readonly channel: 'digital-post'; readonly externalId: string },
  state: NonNullable<PostStatus['state']>,
  at: Date,
) => Promise<boolean>;

/**
 * What became of an event: `taken`, also one that changes nothing; `unreadable` is no status; `again`: our database did not
 * answer, and it must come once more.
 */
export type Taken = 'taken' | 'unreadable' | 'again';

/**
 * Takes one event, whichever way it came. Statuses come twice, late and in any order, and of messages that other systems sent:
 * all are taken, or they would be kept for us and come for ever.
 */
export async function takeStatus(
  house: Pick<House, 'database' | 'log' | 'clock'>,
  setDelivery: SetDelivery,
  municipality: MunicipalityId,
  xml: string,
): Promise<Taken> {
  const read = readStatusEvent(xml);
  if (!read.ok) {
    house.log.warn('a status could not be read', { why: read.reason });
    return 'unreadable';
  }
  const { messageId, transmissionId, state, at } = read.value;
  if (state === null) {
    house.log.info('a status with an unknown code');
    return 'taken';
  }
  // A clock ahead of ours must not put a message into the future.
  const when = new Date(Math.min(at.getTime(), house.clock.now().getTime()));
  try {
    await house.database.inMunicipality(municipality, async () => {
      if (messageId !== null && (await setDelivery({ id: messageId }, state, when))) return;
      if (transmissionId !== null)
        await setDelivery({ channel: 'digital-post', externalId: transmissionId }, state, when);
    });
  } catch (error) {
    house.log.error('a status was not kept', errorFields(error));
    return 'again';
  }
  return 'taken';
}
