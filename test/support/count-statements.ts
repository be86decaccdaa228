import { DefaultQueryExecutor } from 'kysely';
import { vi } from 'vitest';

/** How many statements the work asks of the database, transactions' own beginnings and ends left out. */
export async function countStatements<Value>(
  work: () => Promise<Value>,
): Promise<{ readonly value: Value; readonly statements: number }> {
  const asked = vi.spyOn(DefaultQueryExecutor.prototype, 'executeQuery');
  try {
    const value = await work();
    return { value, statements: asked.mock.calls.length };
  } finally {
    asked.mockRestore();
  }
}
