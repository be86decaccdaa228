import { sql } from 'kysely';
import * as v from 'valibot';
import { currentMunicipality, db, type MeetingForm } from '../../../db/index.ts';
import { newId, ok, type Result, refuse } from '../../../kernel/index.ts';
import { lockHours } from '../booking/occupy.ts';
import { type MeetingRules, type MeetingType, meetingForms, meetingRulesSchema } from '../meeting-rules.ts';

type FormRow = { readonly form: MeetingForm; readonly allowed: boolean; readonly law: string };
type Row = {
  readonly id: string;
  readonly slug: string;
  readonly title_da: string;
  readonly title_en: string;
  readonly active: boolean;
  readonly position: number;
  readonly rules: unknown;
  readonly version: number;
  readonly forms: readonly FormRow[];
};

const inOrder = (forms: readonly FormRow[]): readonly FormRow[] =>
  [...forms].sort((a, b) => meetingForms.indexOf(a.form) - meetingForms.indexOf(b.form));

const typeOf = (row: Row): MeetingType => ({
  id: row.id,
  slug: row.slug,
  title: { da: row.title_da, en: row.title_en },
  active: row.active,
  position: row.position,
  rules: v.parse(meetingRulesSchema, row.rules),
  forms: inOrder(row.forms)
    .filter(({ allowed }) => allowed)
    .map(({ form, law }) => ({ form, law })),
  version: row.version,
});

/** One statement for a type with its forms: a booking reads it each time. */
const rows = () =>
  db()
    .selectFrom('meeting_type')
    .select(['id', 'slug', 'title_da', 'title_en', 'active', 'position', 'rules', 'version'])
    .select(
      sql<
        FormRow[]
      >`(select coalesce(json_agg(json_build_object('form', f.form, 'allowed', f.allowed, 'law', f.law)), '[]')
        from meeting_type_form f where f.type_id = meeting_type.id)`.as('forms'),
    );

/** All kinds of meetings, also those that are put away; in the order in which they are offered. */
export async function allTypes(): Promise<readonly MeetingType[]> {
  const found = await rows().orderBy('position').orderBy('slug').execute();
  return found.map(typeOf);
}

export async function typeBySlug(slug: string): Promise<MeetingType | null> {
  const row = await rows().where('slug', '=', slug).executeTakeFirst();
  return row ? typeOf(row) : null;
}

export async function typeById(id: string): Promise<MeetingType | null> {
  const row = await rows().where('id', '=', id).executeTakeFirst();
  return row ? typeOf(row) : null;
}

/** Every form that a type has or has had, those that are not allowed too; for whoever decides about them. */
export async function formsOfType(id: string): Promise<readonly FormRow[]> {
  const row = await rows().where('id', '=', id).executeTakeFirst();
  return row ? inOrder(row.forms) : [];
}

export type TypeToSave = {
  /** Null is a new one. */
  readonly id: string | null;
  readonly slug: string;
  readonly title: { readonly da: string; readonly en: string };
  readonly active: boolean;
  readonly position: number;
  readonly rules: MeetingRules;
  readonly forms: readonly FormRow[];
  /** What the writer had before her; ignored for a new one. */
  readonly version: number;
};

/**
 * Writes a kind of meeting as a whole. A form that is left out is no longer allowed; its law stays, since meetings refer to
 * it. `changed`: somebody else saved meanwhile. Bookings that have read a type are waited for. The caller has checked the slug's shape and writes the audit.
 */
export async function saveType(type: TypeToSave): Promise<Result<{ readonly id: string }, 'changed' | 'slug-taken'>> {
  await lockHours();
  const municipality_id = currentMunicipality();
  const same = await db()
    .selectFrom('meeting_type')
    .select('id')
    .where('slug', '=', type.slug)
    .where('id', '!=', type.id ?? '00000000-0000-0000-0000-000000000000')
    .executeTakeFirst();
  if (same) return refuse('slug-taken');
  const id = type.id ?? newId();
  const values = {
    slug: type.slug,
    title_da: type.title.da,
    title_en: type.title.en,
    active: type.active,
    position: type.position,
    rules: JSON.stringify(type.rules),
  };
  if (type.id === null)
    await db()
      .insertInto('meeting_type')
      .values({ id, municipality_id, ...values })
      .execute();
  else {
    const saved = await db()
      .updateTable('meeting_type')
      .set((eb) => ({ ...values, version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .where('version', '=', type.version)
      .executeTakeFirst();
    if (saved.numUpdatedRows === 0n) return refuse('changed');
  }
  await saveForms(id, type.forms);
  return ok({ id });
}

async function saveForms(typeId: string, forms: readonly FormRow[]): Promise<void> {
  const kept = forms.map(({ form }) => form);
  const others = db().updateTable('meeting_type_form').set({ allowed: false }).where('type_id', '=', typeId);
  await (kept.length > 0 ? others.where('form', 'not in', kept) : others).execute();
  if (forms.length === 0) return;
  await db()
    .insertInto('meeting_type_form')
    .values(forms.map((form) => ({ municipality_id: currentMunicipality(), type_id: typeId, ...form })))
    .onConflict((conflict) =>
      conflict
        .columns(['type_id', 'form'])
        .doUpdateSet((eb) => ({ allowed: eb.ref('excluded.allowed'), law: eb.ref('excluded.law') })),
    )
    .execute();
}
