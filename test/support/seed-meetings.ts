import { type Database, db, type MeetingForm } from '../../src/db/index.ts';
import { type EmployeeId, type MunicipalityId, newId } from '../../src/kernel/index.ts';
import type { TimeWish } from '../../src/modules/meeting/availability/time-wish.ts';
import type { NewMeeting, NewPerson } from '../../src/modules/meeting/booking/booking-types.ts';
import type { MeetingRules, MeetingType, ResourceHours } from '../../src/modules/meeting/meeting-rules.ts';
import { nobody } from '../../src/modules/meeting/person-details.ts';
import { saveType, typeById } from '../../src/modules/meeting/types/store.ts';
import { fjordby } from './test-house.ts';

export const plainRules: MeetingRules = {
  formChosenBy: 'citizen',
  bookedBy: 'citizen',
  lengthMinutes: 30,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  noticeMinutes: 0,
  horizonDays: 90,
  changeNoticeMinutes: 60,
  freedDelayMinutes: 0,
  gridMinutes: 15,
  needs: [{ kind: 'employee', skills: [] }],
  seats: 1,
  description: { da: '', en: '' },
  bring: [],
  identity: 'told',
  companions: true,
  interpreter: true,
  documents: false,
  mostAhead: 3,
  noteDuty: false,
  retentionDays: 30,
  anonymous: false,
  evaluation: null,
  remindMinutes: [1440],
  screening: null,
};

/** Monday to Friday, with nothing else in the way. */
export const workingHours: ResourceHours = {
  patterns: [
    {
      from: null,
      to: null,
      everyWeeks: 1,
      anchor: null,
      weekly: {
        '1': [['08:00', '16:00']],
        '2': [['08:00', '16:00']],
        '3': [['08:00', '16:00']],
        '4': [['08:00', '16:00']],
        '5': [['08:00', '16:00']],
        '6': [],
        '7': [],
      },
    },
  ],
  exceptions: {},
};

type InHouse = { readonly database: Database };

/** A type in Fjordby, with these rules instead of the plain ones. */
export const seedType = (
  house: InHouse,
  rules: Partial<MeetingRules> = {},
  forms: readonly MeetingForm[] = ['video', 'phone', 'in-person'],
  municipality: MunicipalityId = fjordby,
): Promise<MeetingType> =>
  house.database.inMunicipality(municipality, async () => {
    const slug = `t-${newId().slice(0, 8)}`;
    const saved = await saveType({
      id: null,
      slug,
      title: { da: 'Møde', en: 'Meeting' },
      active: true,
      position: 0,
      rules: { ...plainRules, ...rules },
      forms: forms.map((form) => ({ form, allowed: true, law: 'Forvaltningsloven' })),
      version: 0,
    });
    const type = saved.ok ? await typeById(saved.value.id) : null;
    if (!type) throw new Error('no type');
    return type;
  });

/** A resource; an employee comes with an account of her own. */
export const seedResource = (
  house: InHouse,
  resource: {
    readonly kind?: 'employee' | 'room' | 'kiosk' | 'interpreter';
    readonly name?: string;
    readonly skills?: readonly string[];
    readonly languages?: readonly string[];
    readonly hours?: ResourceHours;
    readonly placeId?: string | null;
  } = {},
  municipality: MunicipalityId = fjordby,
): Promise<{ readonly id: string; readonly employeeId: EmployeeId | null }> =>
  house.database.inMunicipality(municipality, async () => {
    const kind = resource.kind ?? 'employee';
    const name = resource.name ?? 'Mette';
    const employeeId = kind === 'employee' ? newId<'employee'>() : null;
    if (employeeId)
      await db()
        .insertInto('employee')
        .values({
          id: employeeId,
          municipality_id: municipality,
          issuer: 'test',
          subject: employeeId,
          name,
          roles: '["employee"]',
        })
        .execute();
    const id = newId();
    await db()
      .insertInto('meeting_resource')
      .values({
        id,
        municipality_id: municipality,
        kind,
        employee_id: employeeId,
        place_id: resource.placeId ?? null,
        name,
        skills: JSON.stringify(resource.skills ?? []),
        languages: JSON.stringify(resource.languages ?? []),
        hours: JSON.stringify(resource.hours ?? workingHours),
      })
      .execute();
    return { id, employeeId };
  });

export const wishFor = (type: MeetingType, over: Partial<TimeWish> = {}): TimeWish => ({
  type,
  form: type.forms[0]?.form ?? 'video',
  language: 'da',
  interpreter: null,
  with: null,
  place: null,
  minutes: null,
  by: 'citizen',
  instead: null,
  contactKey: null,
  ...over,
});

/** Invented, with a number of her own. */
export const someone = (phone = '+4520304050', over: Partial<NewPerson> = {}): NewPerson => ({
  role: 'citizen',
  details: { ...nobody, name: 'Karen Prøve', phone },
  channel: 'sms',
  protected: false,
  ...over,
});

export const meetingFor = (wish: TimeWish, startsAt: Date, over: Partial<NewMeeting> = {}): NewMeeting => ({
  wish,
  startsAt,
  pageLanguage: 'da',
  topic: null,
  step: null,
  person: someone(),
  others: [],
  hiddenAddresses: false,
  requestKey: null,
  ...over,
});
