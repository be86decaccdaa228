import type { House, Sweep } from '../../../platform/index.ts';
import type { Directory } from '../../tenancy/index.ts';

/** What time does to what is being agreed: answers that did not come, seats and times that go to the next, series ahead. */
export function agreeingSweeps(_house: House, _directory: Directory): readonly Sweep[] {
  return [];
}
