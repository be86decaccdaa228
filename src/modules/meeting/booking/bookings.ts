/** What is done with meetings. Who begins transactions of its own says so; everything else runs in the caller's. */
export { bookMeeting } from './book.ts';
export {
  type Change,
  cancelMeeting,
  changeableUntil,
  finishMeeting,
  moveMeeting,
  wishOfMeeting,
} from './change.ts';
export { convertMeeting, type NewForm } from './convert.ts';
export {
  bookedWith,
  confirmHold,
  dropHold,
  type Held,
  type HoldWish,
  holdMinutes,
  holdTime,
  readHold,
  stillHeld,
  type WhoComes,
} from './hold.ts';
export { askForInterpreter, type InterpreterAnswer } from './interpreter.ts';
export { endOf } from './just-booked.ts';
export {
  contactKeyOf,
  isToken,
  linkOf,
  meetingOfCode,
  meetingOfToken,
  meetingsOfPhrase,
  newLink,
  type PersonFound,
  passOf,
  phraseKeyOf,
  readCode,
} from './links.ts';
export { addPerson, ownClash, type PersonHere, personRow, personsOf, refuseWhatLeadsToHer } from './people.ts';
export { becameOf, meetingsBetween, readMeeting } from './read-meeting.ts';
