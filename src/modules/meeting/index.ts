/** Later: what can be agreed, when, with whom and with what; what is told to whom; what was held. */
export { mayRing } from './agreeing/ring.ts';
export { readSeries } from './agreeing/series.ts';
export type { Meeting } from './booking/booking-types.ts';
export { finishMeeting, personsOf, readMeeting } from './booking/bookings.ts';
export { type HeldMeeting, heldMeeting } from './citizen/held-meeting.ts';
export { employeesWith, skillsOf } from './skills.ts';
export { meetingSweeps } from './sweeps.ts';
export { seedDemonstrationMeetings } from './types/demonstration.ts';
