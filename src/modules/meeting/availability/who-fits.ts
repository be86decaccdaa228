import type { ResourceKind } from '../../../db/index.ts';
import type { TimeWish } from './time-wish.ts';

/** Somebody or something that can be booked. */
export type Resource = {
  readonly id: string;
  readonly kind: ResourceKind;
  readonly name: string;
  readonly place: string | null;
  readonly skills: readonly string[];
  readonly languages: readonly string[];
};

export type Need = {
  readonly kind: ResourceKind;
  readonly skills: readonly string[];
  /** BCP 47 of what must be spoken; null where it does not matter. */
  readonly language: string | null;
  /** Nothing said about languages fits anybody; an interpreter's must be said. */
  readonly said: boolean;
  readonly only: string | null;
};

/**
 * What a wish needs. Always an employee. A room is for meeting in person alone, and a kiosk for meeting at one, where it is
 * needed whether or not the type says so. An interpreter is needed where she asks for one.
 */
export function needsOf({ type, form, language, interpreter, with: asked }: TimeWish): readonly Need[] {
  const named = type.rules.needs.filter(
    ({ kind }) => (kind !== 'room' || form === 'in-person') && (kind !== 'kiosk' || form === 'kiosk'),
  );
  const has = (kind: ResourceKind) => named.some((one) => one.kind === kind);
  const all = [
    ...(has('employee') ? [] : [{ kind: 'employee' as const, skills: [] }]),
    ...named,
    ...(form === 'kiosk' && !has('kiosk') ? [{ kind: 'kiosk' as const, skills: [] }] : []),
    ...(interpreter !== null && !has('interpreter') ? [{ kind: 'interpreter' as const, skills: [] }] : []),
  ].sort((a, b) => Number(b.kind === 'employee') - Number(a.kind === 'employee'));
  const first = all.findIndex(({ kind }) => kind === 'employee');
  return all.map(({ kind, skills }, at) => {
    const leads = at === first && asked !== null;
    return {
      kind,
      skills: leads && 'skill' in asked ? [...skills, asked.skill] : skills,
      language: kind === 'employee' ? language : kind === 'interpreter' ? interpreter : null,
      said: kind === 'interpreter',
      only: leads && 'resource' in asked ? asked.resource : null,
    };
  });
}

/** `ar` covers `ar-SY`, and the other way: who writes down a language seldom writes the same part of it twice. */
const covers = (spoken: string, wished: string): boolean =>
  spoken === wished || spoken.startsWith(`${wished}-`) || wished.startsWith(`${spoken}-`);

/** What a resource lacks for a need, of those it is asked for at all. */
export function lacks(resource: Resource, need: Need): 'skill' | 'language' | null {
  if (!need.skills.every((skill) => resource.skills.includes(skill))) return 'skill';
  const { language, said } = need;
  if (language === null || (resource.languages.length === 0 && !said)) return null;
  return resource.languages.some((one) => covers(one.toLowerCase(), language.toLowerCase())) ? null : 'language';
}

export const isAskedFor = (resource: Resource, need: Need): boolean =>
  resource.kind === need.kind && (need.only === null || need.only === resource.id);

/** Those who meet, and where; null is no place in particular. */
export type Site = { readonly place: string | null; readonly resources: readonly Resource[] };

/**
 * In person, everybody must be at one place: each place is a site of its own, with those who belong to no place at every
 * one. Over a line nobody need be anywhere, but a kiosk stands where it stands.
 */
export function sitesOf(resources: readonly Resource[], { form, place }: TimeWish): readonly Site[] {
  if (form !== 'in-person') {
    const elsewhere = (one: Resource) => one.kind === 'kiosk' && place !== null && one.place !== place;
    return [{ place: null, resources: resources.filter((one) => !elsewhere(one)) }];
  }
  const at = (where: string | null): Site => ({
    place: where,
    resources: resources.filter((one) => one.place === null || one.place === where),
  });
  if (place !== null) return [at(place)];
  const known = new Set(resources.flatMap((one) => (one.place === null ? [] : [one.place])));
  return [null, ...known].map(at);
}
