/** Later: what can be agreed, when, with whom and with what; what is told to whom; what was held. */

export { agreedAt, pointLetters, pointsAtMost, writeAgreed } from './after/agreed.ts';
export { giveRightToAnswer } from './after/evaluation.ts';
export { sentPapers } from './after/sent-papers.ts';
export { passFreedOn } from './agreeing/freed.ts';
export { checkIn, seatedIn } from './agreeing/groups.ts';
export { mayRing } from './agreeing/ring.ts';
export { readSeries } from './agreeing/series.ts';
export { meetingApi } from './booking/api-routes.ts';
export {
  HoldOut,
  MeetingBookedOut,
  MeetingTimeOut,
  MeetingTimesQuery,
  MeetingTypeOut,
  NewHoldBody,
  NewMeetingBody,
} from './booking/api-schemas.ts';
export { noteArrival } from './booking/arrivals.ts';
export type { Meeting } from './booking/booking-types.ts';
export { finishMeeting, personsOf, readMeeting } from './booking/bookings.ts';
export { doorCloses, type MeetingDoor, meetingDoor } from './booking/meeting-door.ts';
export { calendarFeedRoutes } from './calendars/feed-routes.ts';
export { type HeldMeeting, heldMeeting } from './citizen/held-meeting.ts';
export { paperUpload } from './citizen/papers-routes.tsx';
export { meetingCitizenRoutes, reservedTypeSlugs } from './citizen/routes.tsx';
export { meetingHoursRoutes } from './hours/routes.ts';
export { type MessageTold, messagesTo } from './messages/messages-to.ts';
export { meetingMessageRoutes } from './messages/routes.ts';
export { stillHolds } from './messages/still-holds.ts';
export { noteApi } from './notes/api-routes.ts';
export { NoteOut, NoteTakenBody, NoteWaitingOut } from './notes/api-schemas.ts';
export { openNotesPath } from './notes/leader-routes.tsx';
export { countNotesDue } from './notes/open-notes.ts';
export { employeesWith, skillsOf } from './skills.ts';
export { meetingStaffRoutes } from './staff/routes.tsx';
export { meetingSweeps } from './sweeps.ts';
export { seedDemonstrationMeetings } from './types/demonstration.ts';
