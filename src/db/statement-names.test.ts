import { describe, expect, test } from 'vitest';
import { StatementNames } from './statement-names.ts';

const asked = (names: StatementNames, text: string, times: number) =>
  Array.from({ length: times }, () => names.nameOf(text)).at(-1);

describe('a statement’s name', () => {
  test('comes with use, is the same for the same text and another for another', () => {
    const names = new StatementNames();
    expect(names.nameOf('select a from t')).toBeNull();
    const name = asked(names, 'select a from t', 20);
    expect(name).toMatch(/^m0_8_[0-9a-f]{24}$/);
    expect(names.nameOf('select a from t')).toBe(name);
    expect(asked(names, 'select b from t', 20)).not.toBe(name);
  });
  test.each(['select * from t', 'select "t".* from t', 'delete from t returning *', 'select a, * from t'])(
    'is not given to %s: a column that is added would make its answer another',
    (text) => expect(asked(new StatementNames(), text, 50)).toBeNull(),
  );
  test('is given where a star stands for no columns', () => {
    expect(asked(new StatementNames(), 'select count(*), a * 2 from t', 20)).not.toBeNull();
  });
  test('is another after five hundred times: what was planned when all was empty is planned again', () => {
    const names = new StatementNames();
    const first = asked(names, 'select a from t', 499);
    const later = asked(names, 'select a from t', 1);
    expect([first, later]).toEqual([expect.stringMatching(/^m0_8_/), expect.stringMatching(/^m0_500_/)]);
    expect(asked(names, 'select a from t', 1_000)).toBe(later);
  });
  test('is given to so many and no more, whatever comes', () => {
    const names = new StatementNames();
    const given = Array.from({ length: 5_000 }, (_, at) => asked(names, `select ${at} from t`, 10));
    expect(given.filter((one) => one !== null)).toHaveLength(250);
  });
  test('is another after the database says that an answer has changed, and none after it knows of no names', () => {
    const names = new StatementNames();
    const name = asked(names, 'select a from t', 20);
    names.heard({ code: '0A000', message: 'cached plan must not change result type' });
    expect(asked(names, 'select a from t', 20)).toMatch(/^m1_/);
    expect(asked(names, 'select a from t', 20)).not.toBe(name);
    names.heard({ code: '26000', message: 'prepared statement "m1_" does not exist' });
    expect(asked(names, 'select a from t', 20)).toBeNull();
  });
});
