import { wallClock } from '../../../kernel/index.ts';
import type { House, Sweep } from '../../../platform/index.ts';
import { type Directory, eachMunicipality } from '../../tenancy/index.ts';
import { closeDueStudies } from './study-store.ts';
import { forgetOldSearches } from './suggestion-store.ts';

/** What time does here: searches that never reached the floor are dropped, studies close on their day. */
export function wordSweeps(house: House, directory: Directory): readonly Sweep[] {
  return [
    {
      name: 'old searches and studies',
      everySeconds: 3600,
      run: () =>
        eachMunicipality(directory, ({ id }) =>
          house.database.inMunicipality(id, async () => {
            const { date } = wallClock(house.clock.now());
            await forgetOldSearches(date);
            await closeDueStudies(date);
          }),
        ),
    },
  ];
}
