import { createHash } from 'node:crypto';

/** Asked so often, a statement is worth a name. */
const often = 8;
/** Each is kept by every connection, with its plan: tens of kilobytes in the database's process. */
const mostNames = 250;
/** Lists of every length make texts without end: of so many something is remembered, then all are counted anew. */
const mostCounted = 2_000;

/**
 * A statement that returns every column is not named: another process may add one while it runs, and the database refuses a
 * kept statement whose answer has changed ("cached plan must not change result type").
 */
const everyColumn = /(?:\bselect|\breturning|\.|,)\s*\*/i;

/** Names for the texts that one process sends again and again. */
export class StatementNames {
  readonly #names = new Map<string, string>();
  readonly #asked = new Map<string, number>();
  #generation = 0;
  #stopped = false;

  /** Null: this one goes without a name. The same text has the same name on every connection. */
  nameOf(text: string): string | null {
    const found = this.#names.get(text);
    if (found !== undefined) return found;
    if (this.#stopped || this.#names.size >= mostNames) return null;
    const asked = (this.#asked.get(text) ?? 0) + 1;
    if (asked < often || everyColumn.test(text)) {
      if (this.#asked.size >= mostCounted) this.#asked.clear();
      this.#asked.set(text, asked);
      return null;
    }
    this.#asked.delete(text);
    const name = `m${this.#generation}_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
    this.#names.set(text, name);
    return name;
  }

  /** What a named statement was answered with: what the database says of names themselves is not met twice. */
  heard(error: unknown): void {
    const { code, message } = error as { code?: string; message?: string };
    if (code === '0A000' && message?.includes('cached plan')) {
      this.#generation += 1;
      this.#names.clear();
    }
    // invalid_sql_statement_name, duplicate_prepared_statement: a pooler between us gives one connection to many.
    if (code === '26000' || code === '42P05') {
      this.#stopped = true;
      this.#names.clear();
    }
  }
}
