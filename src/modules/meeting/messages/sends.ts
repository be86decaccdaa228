import type { House } from '../../../platform/index.ts';
import type { Municipality } from '../../tenancy/index.ts';
import type { MeetingPerson } from '../person-details.ts';

/** Is there a way by which such a message goes? In a demonstration messages are taken and thrown away. Pure. */
export function sends(
  { config: { messages } }: Pick<House, 'config'>,
  { demonstration }: Pick<Municipality, 'demonstration'>,
  channel: MeetingPerson['channel'],
): boolean {
  if (channel === 'mail') return messages.mail !== null || demonstration;
  if (channel === 'sms') return messages.sms !== null || demonstration;
  return channel !== 'none';
}

/** Does the municipality send Digital Post? Without it what is meant for a digital mail box is a letter that is printed. Pure. */
export const sendsDigitalPost = (
  { digitalPost }: Pick<House, 'digitalPost'>,
  { slug }: Pick<Municipality, 'slug'>,
): boolean => (digitalPost?.tenant(slug) ?? null) !== null;
