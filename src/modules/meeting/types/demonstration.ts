import { currentMunicipality, db } from '../../../db/index.ts';
import { addDays, type EmployeeId, instantOf, type MunicipalityId, newId, wallClock } from '../../../kernel/index.ts';
import type { House } from '../../../platform/index.ts';
import { type Municipality, places } from '../../tenancy/index.ts';
import { groupsAhead, openGroup } from '../agreeing/groups.ts';
import type { TimeWish } from '../availability/time-wish.ts';
import type { Interval, ResourceHours } from '../meeting-rules.ts';
import { demonstrationTypes } from './demonstration-types.ts';
import { allTypes, saveType } from './store.ts';

const day: Interval[] = [['08:00', '20:00']];
const weekend: Interval[] = [['10:00', '18:00']];

/** Longer than anybody works, since a demonstration is tried at any hour. */
const hours = {
  patterns: [
    {
      from: null,
      to: null,
      everyWeeks: 1,
      anchor: null,
      weekly: { '1': day, '2': day, '3': day, '4': day, '5': day, '6': weekend, '7': weekend },
    },
  ],
  exceptions: {},
} as unknown as ResourceHours;

const allSkills = ['borgerservice', 'bostøtte', 'jobcenter', 'familie', 'rådgivning'];
/** What each invented employee can; who is not named can all of it. */
const skillsOfPerson: Readonly<Record<string, readonly string[]>> = {
  mette: ['borgerservice', 'bostøtte', 'familie'],
  ali: ['borgerservice', 'bostøtte', 'jobcenter', 'rådgivning'],
};
const languagesOfPerson: Readonly<Record<string, readonly string[]>> = {
  mette: ['da', 'en'],
  ali: ['da', 'en', 'ar'],
};

const things = [
  { kind: 'room', name: 'Mødelokale 1', languages: [] },
  { kind: 'room', name: 'Mødelokale 2', languages: [] },
  { kind: 'kiosk', name: 'Skærmen på biblioteket', languages: [] },
  { kind: 'interpreter', name: 'Tolk i dansk tegnsprog', languages: ['sgn'] },
  { kind: 'interpreter', name: 'Tolk i arabisk', languages: ['ar'] },
] as const;

/** Ahead, so that the list of courses is not empty; and no sooner than somebody can read about it. */
const firstCourseDay = 8;
const lastCourseDay = 21;

/** One course that can be joined, as long as none is ahead. Begins its own transactions. */
async function openCourse(house: House, municipality: MunicipalityId): Promise<void> {
  const now = house.clock.now();
  const type = await house.database.inMunicipality(municipality, async () => {
    const course = (await allTypes()).find(({ active, rules }) => active && rules.seats > 1);
    return course && (await groupsAhead(course.id, now)).length === 0 ? course : undefined;
  });
  const form = type?.forms[0]?.form;
  if (!type || !form) return;
  const wish: TimeWish = {
    type,
    form,
    language: 'da',
    interpreter: null,
    with: null,
    place: null,
    minutes: null,
    by: 'employee',
    instead: null,
    contactKey: null,
  };
  for (let days = firstCourseDay; days <= lastCourseDay; days += 1) {
    const startsAt = instantOf(addDays(wallClock(now).date, days), '13:00');
    if ((await openGroup(house, municipality, { wish, startsAt, seats: null }, { by: 'system' }, now)).ok) return;
  }
}

/** An invented employee of the demonstration; `subject` is her name with its login. */
export type DemonstrationEmployee = { readonly id: EmployeeId; readonly subject: string; readonly name: string };

/**
 * Kinds of meetings and who can hold them, so that agreeing can be tried. What is there already is left as it is; employees
 * who are new get a calendar.
 */
export async function seedDemonstrationMeetings(
  house: House,
  { id, demonstration }: Municipality,
  employees: readonly DemonstrationEmployee[],
): Promise<void> {
  if (!demonstration) return;
  await house.database.inMunicipality(id, async () => {
    if ((await allTypes()).length === 0) await seedTypes();
    const resources = await db().selectFrom('meeting_resource').select(['kind', 'employee_id']).execute();
    const [place] = await places();
    if (!resources.some(({ kind }) => kind !== 'employee'))
      for (const thing of things)
        await seedResource({
          ...thing,
          employee: null,
          place: thing.kind === 'interpreter' ? null : (place?.id ?? null),
        });
    for (const { id: employee, subject, name } of employees)
      if (!resources.some(({ employee_id }) => employee_id === employee))
        await seedResource({
          kind: 'employee',
          name,
          employee,
          place: null,
          skills: skillsOfPerson[subject] ?? allSkills,
          languages: languagesOfPerson[subject] ?? ['da', 'en'],
        });
  });
  await openCourse(house, id);
}

async function seedTypes(): Promise<void> {
  for (const [position, { slug, title, rules, forms }] of demonstrationTypes.entries())
    await saveType({
      id: null,
      slug,
      title,
      active: true,
      position,
      rules,
      forms: forms.map(([form, law]) => ({ form, law, allowed: true })),
      version: 0,
    });
}

async function seedResource(resource: {
  readonly kind: 'employee' | 'room' | 'kiosk' | 'interpreter';
  readonly name: string;
  readonly employee: EmployeeId | null;
  readonly place: string | null;
  readonly skills?: readonly string[];
  readonly languages: readonly string[];
}): Promise<void> {
  await db()
    .insertInto('meeting_resource')
    .values({
      id: newId(),
      municipality_id: currentMunicipality(),
      kind: resource.kind,
      employee_id: resource.employee,
      place_id: resource.place,
      name: resource.name,
      skills: JSON.stringify(resource.skills ?? []),
      languages: JSON.stringify(resource.languages),
      hours: JSON.stringify(hours),
    })
    .execute();
}
