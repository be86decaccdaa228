/** What the desk keeps beside the line: names, places, alarms, and who is asked into whose conversation. */
import type { Generated } from 'kysely';
import type { EmployeeId, MunicipalityId, ParticipantId, TicketId } from '../kernel/index.ts';
import type { Instant, MaybeInstant } from './columns.ts';

export type DeskAliasTable = {
  municipality_id: MunicipalityId;
  employee_id: EmployeeId;
  /** `help` for any conversation, or the group of services that the name is for. */
  kind: string;
  alias: string;
};

export type DeskStationTable = {
  municipality_id: MunicipalityId;
  employee_id: EmployeeId;
  place_id: string | null;
  /** Which desk or room, in her own words. */
  spot: Generated<string>;
};

export type DeskAlarmContactTable = { municipality_id: MunicipalityId; place_id: string; employee_id: EmployeeId };

export type DeskAlarmTable = {
  id: string;
  municipality_id: MunicipalityId;
  employee_id: EmployeeId;
  place_id: string | null;
  raised_at: Instant;
  answered_by: EmployeeId | null;
  answered_at: MaybeInstant;
};

export type TransferState = 'open' | 'declined' | 'citizen-no' | 'moved';

export type DeskTransferTable = {
  ticket_id: TicketId;
  municipality_id: MunicipalityId;
  from_employee: EmployeeId;
  /** One colleague; null while it is anybody who is free. */
  to_employee: EmployeeId | null;
  /** Whoever is free at this place; null for anywhere. */
  to_place: string | null;
  /** What the employee writes for whoever comes. The citizen is shown it. */
  line: string;
  /** Both as the citizen is to see them: the one who asks, and the one who is named or the place. */
  shown_from: string;
  shown_to: string | null;
  asked_at: Instant;
  /** The citizen has said yes: nobody need wait until she has read it. */
  agreed: Generated<boolean>;
  state: TransferState;
};

export type DeskCompanionTable = {
  municipality_id: MunicipalityId;
  ticket_id: TicketId;
  employee_id: EmployeeId;
  state: 'asked' | 'in' | 'declined';
  participant_id: ParticipantId | null;
};
