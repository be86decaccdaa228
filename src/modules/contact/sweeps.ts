import type { House, Sweep } from '../../platform/index.ts';
import { type Directory, eachMunicipality } from '../tenancy/index.ts';
import { forgetSpentTokens } from './answers.ts';

/** What time does to the right to answer: a hash of one that has run out proves nothing and is removed. */
export function contactSweeps(house: House, directory: Directory): readonly Sweep[] {
  return [
    {
      name: 'spent answers',
      everySeconds: 3600,
      run: () =>
        eachMunicipality(directory, ({ id }) =>
          house.database.inMunicipality(id, () => forgetSpentTokens(house.clock.now())),
        ),
    },
  ];
}
