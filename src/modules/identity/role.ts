/** What an identity provider may say about an employee; a word that is not here is ignored. */
export const roles = ['employee', 'editor', 'national-editor', 'leader', 'administrator'] as const;
export type Role = (typeof roles)[number];

/** The parts of the house that staff enter, and where each lives. */
export const areaPaths = {
  desk: '/skranke',
  editing: '/redaktion',
  figures: '/ledelse',
  administration: '/administration',
} as const;
export type Area = keyof typeof areaPaths;

/** Nobody has all of it: who sets the house up does not thereby see the line, and who leads does not edit the guide. */
const allowed: Readonly<Record<Area, readonly Role[]>> = {
  desk: ['employee'],
  editing: ['editor', 'national-editor'],
  figures: ['leader'],
  administration: ['administrator'],
};

/** May somebody with these roles work in this area? */
export const mayDo = (held: readonly Role[], area: Area): boolean => allowed[area].some((role) => held.includes(role));

const areas = Object.keys(areaPaths) as readonly Area[];

/** The areas open to these roles, in the order of the menu. */
export const areasFor = (held: readonly Role[]): readonly Area[] => areas.filter((area) => mayDo(held, area));

/**
 * Where somebody lands after login: where she was going, unless that is an area she may not enter; then the first that she
 * may, in the same language. So the one link "for staff" fits everybody, and a login never begins with a refusal.
 * `wanted` is one of our own paths.
 */
export function landing(held: readonly Role[], wanted: string): string {
  const [, prefix = '', path = ''] = /^(\/en(?=[/?]|$))?(.*)$/.exec(wanted) ?? [];
  const target = areas.find(
    (area) => path.startsWith(areaPaths[area]) && /^([/?]|$)/.test(path.slice(areaPaths[area].length)),
  );
  if (target === undefined || mayDo(held, target)) return wanted;
  const own = areasFor(held)[0];
  return own === undefined ? `${prefix}/` : `${prefix}${areaPaths[own]}`;
}
