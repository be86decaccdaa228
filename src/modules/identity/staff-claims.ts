import { ok, type Result, redactCpr, refuse } from '../../kernel/index.ts';
import type { Municipality } from '../tenancy/index.ts';
import { type Role, roles } from './role.ts';

export type Claims = Readonly<Record<string, unknown>>;
export type ClaimNames = { readonly roles: string; readonly municipality: string; readonly name: string };

export type ClaimedStaff = {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly municipality: Municipality;
};
/** `municipality` is known where only a role is missing: the refusal belongs in its audit. */
export type ClaimRefusal =
  | { readonly kind: 'no municipality' }
  | { readonly kind: 'no role'; readonly municipality: Municipality };

/** A claim by its exact name, or by a path into objects (`realm_access.roles`): names may themselves hold dots. */
function claim(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  let found: unknown = claims;
  for (const part of name.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, part)) return undefined;
    found = (found as Claims)[part];
  }
  return found;
}

/** A list, or one text with words between spaces or commas: providers do both. */
function words(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.filter((one) => typeof one === 'string');
  return typeof value === 'string' ? value.split(/[\s,]+/).filter((one) => one !== '') : [];
}

/** Where a person's name stands when her own shall not be seen (docs/evidence.md, "Identity and login"). */
const aliasClaims = ['nickname', 'pseudonym', 'nemlogin.alias'] as const;
const longestName = 80;
const namelessStaff = 'Medarbejder';

/** The name that citizens see: the alias if there is one. Without control characters, and never a CPR number. */
function displayName(claims: Claims, nameClaim: string): string {
  for (const name of [...aliasClaims, nameClaim]) {
    const value = claim(claims, name);
    if (typeof value !== 'string') continue;
    const clean = redactCpr(
      value
        .replace(/\p{C}+/gu, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    );
    if (clean !== '') return clean.slice(0, longestName);
  }
  return namelessStaff;
}

/** Who the identity provider says this is. Without a known municipality and at least one known role nobody gets in. */
export function staffFromClaims(
  claims: Claims,
  names: ClaimNames,
  municipalities: readonly Municipality[],
): Result<ClaimedStaff, ClaimRefusal> {
  const said = words(claim(claims, names.municipality)).map((word) => word.toLowerCase());
  const named = municipalities.filter((one) => said.includes(one.slug) || said.includes(one.id));
  const municipality = named[0];
  // Two at once would make one of them a guess.
  if (municipality === undefined || named.length > 1) return refuse({ kind: 'no municipality' });
  const given = words(claim(claims, names.roles));
  const held = roles.filter((role) => given.includes(role));
  if (held.length === 0) return refuse({ kind: 'no role', municipality });
  return ok({ name: displayName(claims, names.name), roles: held, municipality });
}
