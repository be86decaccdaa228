import type * as v from 'valibot';
import {
  HoldOut,
  MeetingBookedOut,
  MeetingTimeOut,
  MeetingTimesQuery,
  MeetingTypeOut,
  NewHoldBody,
  NewMeetingBody,
  NoteOut,
  NoteTakenBody,
  NoteWaitingOut,
} from '../../modules/meeting/index.ts';
import {
  CountsQuery,
  HelpRequestBody,
  HelpRequestOut,
  LanguageQuery,
  MunicipalityOut,
  OutcomeBody,
  Problem,
  QueueOut,
  SearchOut,
  SearchQuery,
  ServiceOut,
  ServiceSummary,
  WaitingOut,
} from './schemas.ts';

type Answer = { readonly description: string; readonly schema?: v.GenericSchema; readonly list?: boolean };

/** One operation, described once: the routes validate with its schemas and the document is generated from them. */
export type Operation = {
  readonly id: string;
  readonly method: 'get' | 'post' | 'delete';
  readonly path: string;
  readonly summary: string;
  readonly tag: 'guide' | 'help' | 'meetings' | 'figures';
  readonly security?: 'ticket' | 'staff' | 'program';
  readonly query?: v.GenericSchema;
  readonly body?: v.GenericSchema;
  readonly answers: Readonly<Record<number, Answer>>;
};

const problems = (...statuses: readonly number[]): Record<number, Answer> => {
  const words: Record<number, string> = {
    401: 'Not logged in, or no valid token',
    403: 'Logged in without the role',
    404: 'No such municipality, service or place in line',
    409: 'It cannot be done now; the title says why',
    422: 'The input is wrong; `errors` names the field',
    429: 'Too many requests',
  };
  return Object.fromEntries(
    statuses.map((status) => [status, { description: words[status] ?? 'Problem', schema: Problem }]),
  );
};

export const operations = {
  municipalities: {
    id: 'municipalities',
    method: 'get',
    path: '/v1/municipalities',
    summary: 'The municipalities of this installation',
    tag: 'guide',
    answers: { 200: { description: 'All of them', schema: MunicipalityOut, list: true } },
  },
  services: {
    id: 'services',
    method: 'get',
    path: '/v1/{municipality}/services',
    summary: 'Every service in the guide',
    tag: 'guide',
    query: LanguageQuery,
    answers: { 200: { description: 'In Danish order', schema: ServiceSummary, list: true }, ...problems(404, 422) },
  },
  service: {
    id: 'service',
    method: 'get',
    path: '/v1/{municipality}/services/{slug}',
    summary: 'One service with its steps',
    tag: 'guide',
    query: LanguageQuery,
    answers: { 200: { description: 'The guide as a citizen reads it', schema: ServiceOut }, ...problems(404, 422) },
  },
  search: {
    id: 'search',
    method: 'get',
    path: '/v1/{municipality}/search',
    summary: 'Find a service in the citizen’s own words',
    tag: 'guide',
    query: SearchQuery,
    answers: { 200: { description: 'Best first', schema: SearchOut }, ...problems(404, 422) },
  },
  queue: {
    id: 'queue',
    method: 'get',
    path: '/v1/{municipality}/queue',
    summary: 'How the counter stands',
    tag: 'help',
    answers: { 200: { description: 'Open with a wait, or closed with a reason', schema: QueueOut }, ...problems(404) },
  },
  askForHelp: {
    id: 'askForHelp',
    method: 'post',
    path: '/v1/{municipality}/help-requests',
    summary: 'Take a place in line',
    tag: 'help',
    body: HelpRequestBody,
    answers: {
      201: { description: 'A place, with the token that proves it', schema: HelpRequestOut },
      ...problems(404, 409, 422, 429),
    },
  },
  myHelp: {
    id: 'myHelp',
    method: 'get',
    path: '/v1/{municipality}/help-requests/mine',
    summary: 'Where one stands; asking is a sign of life, and a place without one for two minutes is given up',
    tag: 'help',
    security: 'ticket',
    answers: { 200: { description: 'The state', schema: WaitingOut }, ...problems(401, 404) },
  },
  leaveLine: {
    id: 'leaveLine',
    method: 'delete',
    path: '/v1/{municipality}/help-requests/mine',
    summary: 'Give up the place',
    tag: 'help',
    security: 'ticket',
    answers: { 204: { description: 'Given up' }, ...problems(401, 404) },
  },
  meetingTypes: {
    id: 'meetingTypes',
    method: 'get',
    path: '/v1/{municipality}/meeting-types',
    summary: 'Kinds of meetings that a citizen can book, with their forms and the law behind each',
    tag: 'meetings',
    answers: { 200: { description: 'In the order of the page', schema: MeetingTypeOut, list: true }, ...problems(404) },
  },
  meetingTimes: {
    id: 'meetingTimes',
    method: 'get',
    path: '/v1/{municipality}/meeting-times',
    summary: 'Times that can be booked',
    tag: 'meetings',
    query: MeetingTimesQuery,
    answers: { 200: { description: 'In order', schema: MeetingTimeOut, list: true }, ...problems(404, 422) },
  },
  holdTime: {
    id: 'holdTime',
    method: 'post',
    path: '/v1/{municipality}/meeting-holds',
    summary: 'Keep a time for ten minutes',
    tag: 'meetings',
    body: NewHoldBody,
    answers: { 201: { description: 'Kept', schema: HoldOut }, ...problems(404, 409, 422, 429) },
  },
  bookMeeting: {
    id: 'bookMeeting',
    method: 'post',
    path: '/v1/{municipality}/meetings',
    summary: 'Book a meeting',
    tag: 'meetings',
    body: NewMeetingBody,
    answers: {
      201: { description: 'Booked; the confirmation is on its way', schema: MeetingBookedOut },
      ...problems(404, 409, 422, 429),
    },
  },
  notesWaiting: {
    id: 'notesWaiting',
    method: 'get',
    path: '/v1/{municipality}/meeting-notes',
    summary: 'Notes of meetings that wait for the case system, at most 100, the oldest first',
    tag: 'meetings',
    security: 'program',
    answers: { 200: { description: 'Without their words', schema: NoteWaitingOut, list: true }, ...problems(401, 404) },
  },
  note: {
    id: 'note',
    method: 'get',
    path: '/v1/{municipality}/meeting-notes/{meeting}',
    summary: 'One note with the steps of its meeting; fetching it changes nothing',
    tag: 'meetings',
    security: 'program',
    answers: { 200: { description: 'The note', schema: NoteOut }, ...problems(401, 404) },
  },
  noteTaken: {
    id: 'noteTaken',
    method: 'post',
    path: '/v1/{municipality}/meeting-notes/{meeting}/taken',
    summary: 'The case system has the note: its words are deleted here. Said twice is said once',
    tag: 'meetings',
    security: 'program',
    body: NoteTakenBody,
    answers: { 204: { description: 'Deleted here' }, ...problems(401, 404, 409, 422) },
  },
  closeContact: {
    id: 'closeContact',
    method: 'post',
    path: '/v1/{municipality}/outcomes',
    summary: 'Close the contact one has taken, with its outcome',
    tag: 'help',
    security: 'staff',
    body: OutcomeBody,
    answers: { 204: { description: 'Counted and forgotten' }, ...problems(401, 403, 404, 409, 422) },
  },
  counts: {
    id: 'counts',
    method: 'get',
    path: '/v1/{municipality}/counts',
    summary: 'Counted contacts of one report period, small numbers hidden by rule',
    tag: 'figures',
    security: 'staff',
    query: CountsQuery,
    answers: {
      200: { description: 'Figures as the leader’s page shows them; null is hidden' },
      ...problems(401, 403, 404, 422),
    },
  },
} as const satisfies Record<string, Operation>;
