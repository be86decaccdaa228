import type { Config } from '../../kernel/index.ts';
import type { Role } from './roles.ts';

/** Browser to browser everyone sends to everyone: a modest computer and line bear three others. */
export const directPlaces = 4;
const livekitPlaces = 32;

/** How many people one conversation bears. */
export const placesOf = (transport: 'direct' | 'livekit'): number =>
  transport === 'direct' ? directPlaces : livekitPlaces;

/** How many seats a group meeting by video can have here, beside the employee who holds it. */
export const videoSeatsAtMost = ({ livekit }: Pick<Config, 'livekit'>): number =>
  placesOf(livekit ? 'livekit' : 'direct') - 1;

/**
 * Is there a place for one more, where `here` are and `kept` places wait for those who have a seat and who holds the meeting?
 * Nobody but the employee comes before whoever has a seat. Pure.
 */
export function hasPlaceFor(comes: Role, here: readonly Role[], kept: number, places: number): boolean {
  const came = here.filter((one) => one === 'participant' || one === 'employee').length;
  const employeeMissing = kept > 0 && !here.includes('employee') ? 1 : 0;
  const missing = comes === 'participant' ? employeeMissing : Math.max(0, kept - came);
  return here.length + missing < places;
}
