import { describe, expect, test } from 'vitest';
import { namingPool, whoseRows } from './pool-clients.ts';

const fjordby = '11111111-1111-4111-8111-111111111111';

/** A client of a pool that writes down what it is sent. */
async function client(fails: (text: string) => boolean = () => false) {
  const sent: string[] = [];
  const pool = namingPool({
    options: {},
    connect: async () => ({
      query: async (what: string | { name?: string; text: string; values: unknown[] }) => {
        const text = typeof what === 'string' ? what : what.text;
        sent.push(typeof what === 'string' ? what : `${what.name ? 'named ' : ''}${what.text} ${what.values.join()}`);
        if (fails(text)) throw new Error(`failed: ${text}`);
        const answer = (one: string) => ({ command: 'SELECT', rowCount: 1, rows: [{ of: one }] });
        return text.includes(';') ? text.split(';').map(answer) : answer(text);
      },
      release: () => {},
    }),
    end: async () => {},
  });
  return { sent, client: await pool.connect() };
}

describe('a transaction’s beginning', () => {
  test('goes with whose rows it sees and a first question without values', async () => {
    const { sent, client: one } = await client();
    await one.query('begin', []);
    await one.query(whoseRows, [fjordby]);
    expect(sent).toEqual([]);
    expect((await one.query('select lock()', [])).rows).toEqual([{ of: 'select lock()' }]);
    await one.query('select $1', ['a']);
    await one.query('commit', []);
    expect(sent).toEqual([
      `begin;select set_config('app.municipality', '${fjordby}', true);select lock()`,
      'select $1 a',
      'commit',
    ]);
  });
  test('goes before a question with values', async () => {
    const { sent, client: one } = await client();
    await one.query('begin', []);
    await one.query('select $1', ['a']);
    expect(sent).toEqual(['begin', 'select $1 a']);
  });
  test('is never sent where nothing is asked', async () => {
    const { sent, client: one } = await client();
    for (const end of ['commit', 'rollback']) {
      await one.query('begin', []);
      expect((await one.query(end, [])).command).toBe(end.toUpperCase());
    }
    expect(sent).toEqual([]);
  });
  test('takes no text for an id that is none', async () => {
    const { sent, client: one } = await client();
    await one.query('begin', []);
    await one.query(whoseRows, [`x', true); drop table meeting; --`]);
    expect(sent[0]).toBe('begin');
    expect(sent[1]).toContain(whoseRows);
  });
  test('that fails is what is told, not that nothing could be taken back', async () => {
    const { client: one } = await client(() => true);
    await one.query('begin', []);
    await expect(one.query('select $1', ['a'])).rejects.toThrow('failed: begin');
    expect((await one.query('rollback', [])).command).toBe('ROLLBACK');
  });
  test('is forgotten with a client that is given back', async () => {
    const { sent, client: one } = await client();
    await one.query('begin', []);
    one.release();
    await one.query('select $1', ['a']);
    expect(sent).toEqual(['select $1 a']);
  });
});

test('what is asked often is asked by its name', async () => {
  const { sent, client: one } = await client();
  for (let at = 0; at < 10; at += 1) await one.query('select $1', [at]);
  expect(sent[0]).toBe('select $1 0');
  expect(sent[9]).toBe('named select $1 9');
});
