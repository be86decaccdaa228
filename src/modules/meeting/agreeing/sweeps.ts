import type { MunicipalityId } from '../../../kernel/index.ts';
import type { House, Sweep } from '../../../platform/index.ts';
import { type Directory, eachMunicipality } from '../../tenancy/index.ts';
import { offerEarlier } from './earlier-offers.ts';
import { passSeatsOn } from './groups.ts';
import { expireProposals } from './proposals.ts';
import { makeSeriesAhead } from './series-ahead.ts';

/** What time does to what is being agreed: answers that did not come, seats and times that go to the next, series ahead. */
export function agreeingSweeps(house: House, directory: Directory): readonly Sweep[] {
  const each = (work: (house: House, municipality: MunicipalityId, now: Date) => Promise<number>) => () =>
    eachMunicipality(directory, ({ id }) => work(house, id, house.clock.now()));
  return [
    { name: 'meetings: proposals without an answer', everySeconds: 60, run: each(expireProposals) },
    { name: 'meetings: seats to the next', everySeconds: 60, run: each(passSeatsOn) },
    { name: 'meetings: earlier times', everySeconds: 120, run: each(offerEarlier) },
    { name: 'meetings: series ahead', everySeconds: 3600, run: each(makeSeriesAhead) },
  ];
}
