import type { Kysely } from 'kysely';
import * as house from './0001-house.ts';
import * as audit from './0002-audit.ts';
import * as guideTexts from './0003-guide-texts.ts';
import * as visits from './0004-visits.ts';
import * as stepsHelped from './0005-steps-helped.ts';
import * as staffGuide from './0006-staff-guide.ts';
import * as inventory from './0007-inventory.ts';
import * as words from './0008-words.ts';
import * as films from './0009-films.ts';
import * as languages from './0010-languages.ts';
import * as callPeople from './0011-call-people.ts';
import * as callGuests from './0012-call-guests.ts';
import * as deskCompany from './0013-desk-company.ts';
import * as lineTests from './0014-line-tests.ts';
import * as meetings from './0015-meetings.ts';
import * as messages from './0016-messages.ts';
import * as calendars from './0017-calendars.ts';
import * as meetingHelp from './0018-meeting-help.ts';
import * as auditAtCommit from './0019-audit-at-commit.ts';
import * as meetingCitizens from './0021-meeting-citizens.ts';
import * as notePrograms from './0022-note-programs.ts';
import * as auditAsSaid from './0023-audit-as-said.ts';
import * as invitationsGo from './0025-invitations-go.ts';
import * as groupRooms from './0028-group-rooms.ts';
import * as invitationsByPost from './0029-invitations-by-post.ts';

/** In order; a migration that has left this repository is never changed, only followed. */
export const migrations: readonly { readonly name: string; readonly up: (kysely: Kysely<unknown>) => Promise<void> }[] =
  [
    { name: '0001-house', up: house.up },
    { name: '0002-audit', up: audit.up },
    { name: '0003-guide-texts', up: guideTexts.up },
    { name: '0004-visits', up: visits.up },
    { name: '0005-steps-helped', up: stepsHelped.up },
    { name: '0006-staff-guide', up: staffGuide.up },
    { name: '0007-inventory', up: inventory.up },
    { name: '0008-words', up: words.up },
    { name: '0009-films', up: films.up },
    { name: '0010-languages', up: languages.up },
    { name: '0011-call-people', up: callPeople.up },
    { name: '0012-call-guests', up: callGuests.up },
    { name: '0013-desk-company', up: deskCompany.up },
    { name: '0014-line-tests', up: lineTests.up },
    { name: '0015-meetings', up: meetings.up },
    { name: '0016-messages', up: messages.up },
    { name: '0017-calendars', up: calendars.up },
    { name: '0018-meeting-help', up: meetingHelp.up },
    { name: '0019-audit-at-commit', up: auditAtCommit.up },
    { name: '0021-meeting-citizens', up: meetingCitizens.up },
    { name: '0022-note-programs', up: notePrograms.up },
    { name: '0023-audit-as-said', up: auditAsSaid.up },
    { name: '0025-invitations-go', up: invitationsGo.up },
    { name: '0028-group-rooms', up: groupRooms.up },
    { name: '0029-invitations-by-post', up: invitationsByPost.up },
  ];
