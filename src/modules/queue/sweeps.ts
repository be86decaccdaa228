import type { House, Sweep } from '../../platform/index.ts';
import { type Directory, eachMunicipality, type Municipality } from '../tenancy/index.ts';
import { forgetAlarms } from './company/alarm.ts';
import { employeeLost } from './desk.ts';
import { deskWentQuiet, removeQuietDesks } from './desk-presence-store.ts';
import { dropUnserved } from './help.ts';
import { forgetInvitations } from './invitation.ts';
import { keepPlaceSeconds } from './presence.ts';
import { releaseReservations, type Ticket, ticketsOfLostEmployees, ticketsThatLostTheirPlace } from './store.ts';

const sweepSeconds = 3;
/** A quiet desk's row is kept past every grace, then removed. */
const quietDeskMs = 10 * 60_000;

/**
 * What time does to a line: places given up, employees lost, desks gone quiet. While the program or its database was away
 * nobody could show a sign of life, so everybody gets the two minutes anew.
 */
export function queueSweeps(house: House, directory: Directory): readonly Sweep[] {
  const each = (work: (municipality: Municipality) => Promise<void>) => eachMunicipality(directory, work);
  const within = <Value>(municipality: Municipality, work: () => Promise<Value>) =>
    house.database.inMunicipality(municipality.id, work);
  /** One ticket a transaction: counting holds the municipality's figures until it ends. */
  const oneByOne = async (
    municipality: Municipality,
    find: (now: Date) => Promise<readonly Ticket[]>,
    settle: (ticket: Ticket) => Promise<void>,
  ) => {
    const settleFirst = () =>
      within(municipality, async () => {
        const [ticket] = await find(house.clock.now());
        if (ticket) await settle(ticket);
        return ticket !== undefined;
      });
    while (await settleFirst());
  };
  return [
    {
      name: 'queue places',
      everySeconds: sweepSeconds,
      run: async (watchingSince) => {
        if (house.clock.now().getTime() - watchingSince.getTime() < keepPlaceSeconds * 1000) return;
        await each(async (municipality) => {
          await oneByOne(municipality, ticketsThatLostTheirPlace, (ticket) =>
            dropUnserved(house, municipality, ticket),
          );
          await oneByOne(municipality, ticketsOfLostEmployees, (ticket) => employeeLost(house, municipality, ticket));
        });
      },
    },
    {
      name: 'queue desks',
      everySeconds: sweepSeconds,
      run: () =>
        each((municipality) =>
          within(municipality, async () => {
            const now = house.clock.now();
            await forgetInvitations(now);
            await forgetAlarms(now);
            // As long as an open page keeps its place: then she who was invited is anybody's to help.
            const away = new Date(now.getTime() - keepPlaceSeconds * 1000);
            if (await releaseReservations(away)) await house.bus.notify(`line:${municipality.id}`);
            await removeQuietDesks(new Date(now.getTime() - quietDeskMs));
            // Twice the period, so that a run which comes late still tells those who wait that nobody is left.
            const quietSince = new Date(now.getTime() - sweepSeconds * 2000);
            if (await deskWentQuiet(quietSince, now)) await house.bus.notify(`line:${municipality.id}`);
          }),
        ),
    },
  ];
}
