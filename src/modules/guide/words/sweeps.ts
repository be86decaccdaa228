import { wallClock } from '../../../kernel/index.ts';
import type { House, Sweep } from '../../../platform/index.ts';
import type { Directory } from '../../tenancy/index.ts';
import { closeDueStudies } from './study-store.ts';
import { forgetOldSearches } from './suggestion-store.ts';

/** What time does here: searches that never reached the floor are dropped, studies close on their day. */
export function wordSweeps(house: House, directory: Directory): readonly Sweep[] {
  return [
    {
      name: 'old searches and studies',
      everySeconds: 3600,
      run: async () => {
        const { date } = wallClock(house.clock.now());
        for (const municipality of await directory.all())
          await house.database.inMunicipality(municipality.id, async () => {
            await forgetOldSearches(date);
            await closeDueStudies(date);
          });
      },
    },
  ];
}
