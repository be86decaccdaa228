import type { House, Sweep } from '../../../platform/index.ts';
import { type Directory, eachMunicipality } from '../../tenancy/index.ts';
import { forgetInvitations } from './invitations.ts';

/** Each hour, so that nobody's name outlives her invitation by more. */
export const invitationSweeps = (house: House, directory: Directory): readonly Sweep[] => [
  {
    name: 'meetings: invitations that ran out',
    everySeconds: 3600,
    run: () =>
      eachMunicipality(directory, ({ id }) =>
        house.database.inMunicipality(id, () => forgetInvitations(house.clock.now())),
      ),
  },
];
