import { describe, expect, test } from 'vitest';
import { fjordby, hedelund } from '../../../test/support/test-house.ts';
import type { Municipality } from '../tenancy/index.ts';
import { type Claims, staffFromClaims } from './staff-claims.ts';

const municipality = (id: typeof fjordby, slug: string, name: string) =>
  ({ id, slug, name, fullName: `${name} Kommune`, host: null, colour: '#000000', demonstration: true }) as Municipality;
const known = [municipality(fjordby, 'fjordby', 'Fjordby'), municipality(hedelund, 'hedelund', 'Hedelund')];
const names = { roles: 'roles', municipality: 'municipality', name: 'name' };
const read = (claims: Claims, claimNames = names) => staffFromClaims(claims, claimNames, known);
const good = { name: 'Mette Medarbejder', roles: ['employee'], municipality: 'fjordby' };

describe('who may come in', () => {
  test('a known role in a known municipality', () => {
    expect(read(good)).toEqual({
      ok: true,
      value: { name: 'Mette Medarbejder', roles: ['employee'], municipality: known[0] },
    });
  });
  test('roles as one text; unknown ones and repeats are ignored, the order is ours', () => {
    expect(read({ ...good, roles: 'offline_access leader, employee superuser leader' })).toMatchObject({
      value: { roles: ['employee', 'leader'] },
    });
  });
  test('nobody without a role, and the municipality is told for its audit', () => {
    for (const roles of [undefined, [], '', ['superuser'], ['Leader'], [7, null], { employee: true }, 'employees'])
      expect(read({ ...good, roles })).toEqual({ ok: false, reason: { kind: 'no role', municipality: known[0] } });
  });
  test('nobody without exactly one known municipality', () => {
    for (const claimed of [
      undefined,
      '',
      'andeby',
      ['fjordby', 'hedelund'],
      'fjordby hedelund',
      '*',
      'fjord',
      7,
      null,
      {},
    ])
      expect(read({ ...good, municipality: claimed })).toEqual({ ok: false, reason: { kind: 'no municipality' } });
  });
  test('a municipality by slug in any case, by id, or alone in a list', () => {
    for (const claimed of ['Hedelund', hedelund, ['hedelund'], ['hedelund', 'andeby']])
      expect(read({ ...good, municipality: claimed })).toMatchObject({ value: { municipality: known[1] } });
  });
});

describe('claims under other names', () => {
  test('a path into objects, as Keycloak tells roles', () => {
    const claims = { ...good, roles: ['leader'], realm_access: { roles: ['employee'] } };
    expect(read(claims, { ...names, roles: 'realm_access.roles' })).toMatchObject({ value: { roles: ['employee'] } });
  });
  test('a name with dots of its own is taken whole', () => {
    const uri = 'https://data.gov.dk/roles';
    expect(read({ ...good, [uri]: ['editor'] }, { ...names, roles: uri })).toMatchObject({
      value: { roles: ['editor'] },
    });
  });
  test('what every object inherits is no claim', () => {
    for (const roles of ['constructor', '__proto__', 'constructor.name', 'toString'])
      expect(read(good, { ...names, roles })).toMatchObject({ ok: false });
  });
});

describe('the name that citizens see', () => {
  const name = (claims: Claims) => {
    const found = read({ ...good, ...claims });
    return found.ok ? found.value.name : null;
  };
  test('is the alias where there is one', () => {
    expect(name({ nickname: 'Metusalem' })).toBe('Metusalem');
    expect(name({ pseudonym: 'M-17' })).toBe('M-17');
    expect(name({ 'nemlogin.alias': 'Pseudonym' })).toBe('Pseudonym');
    expect(name({ nickname: ' ' })).toBe('Mette Medarbejder');
  });
  test('holds no CPR number, no control characters, and not more than a line', () => {
    expect(name({ name: 'Mette 010190-1234' })).toBe('Mette [fjernet]');
    expect(name({ name: ' Mette\u0000\n\u202eMed  arbejder ' })).toBe('Mette Med arbejder');
    expect(name({ name: 'x'.repeat(500) })).toHaveLength(80);
  });
  test('is never empty', () => {
    expect(name({ name: undefined })).toBe('Medarbejder');
    expect(name({ name: ['x'] })).toBe('Medarbejder');
  });
});
