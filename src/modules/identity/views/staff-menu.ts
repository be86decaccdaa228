import type { StaffArea } from '../../../ui/index.ts';
import { areaPaths, areasFor, type Role } from '../role.ts';

const inMenu: readonly string[] = ['skranke', 'ledelse', 'redaktion', 'administration'] satisfies readonly StaffArea[];

/** The areas that the staff menu shows to somebody with these roles. */
export const menuAreas = (held: readonly Role[]): readonly StaffArea[] =>
  areasFor(held)
    .map((area) => areaPaths[area].slice(1))
    .filter((path): path is StaffArea => inMenu.includes(path));
