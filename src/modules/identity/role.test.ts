import { describe, expect, test } from 'vitest';
import { type Area, areasFor, landing, mayDo, type Role, roles } from './role.ts';

describe('what a role may do', () => {
  test('each role has one area and no other; the administrator is no exception', () => {
    const table = Object.fromEntries(roles.map((role) => [role, areasFor([role])]));
    expect(table).toEqual({
      employee: ['desk'],
      editor: ['editing'],
      'national-editor': ['editing'],
      leader: ['figures'],
      administrator: ['administration'],
    });
  });
  test('roles add up, and none means none', () => {
    expect(areasFor(['leader', 'employee'])).toEqual(['desk', 'figures']);
    expect((['desk', 'editing', 'figures', 'administration'] satisfies Area[]).some((area) => mayDo([], area))).toBe(
      false,
    );
  });
});

describe('where somebody lands after login', () => {
  const cases: readonly [Role[], string, string][] = [
    [['employee'], '/skranke', '/skranke'],
    [['leader'], '/skranke', '/ledelse'],
    [['leader'], '/en/skranke?x=1', '/en/ledelse'],
    [['editor'], '/skranke/noget', '/redaktion'],
    [['administrator'], '/en/ledelse', '/en/administration'],
    [['leader', 'employee'], '/ledelse?uge=2026-W47', '/ledelse?uge=2026-W47'],
    [['leader'], '/fjordby/pas', '/fjordby/pas'],
    [['leader'], '/skrankebord', '/skrankebord'],
    [['leader'], '/enhed', '/enhed'],
    [[], '/skranke', '/'],
  ];
  test.each(cases)('%j going to %s: %s', (held, wanted, path) => expect(landing(held, wanted)).toBe(path));
});
