import { createHash } from 'node:crypto';

/** Asked so often, a statement is worth a name. */
const often = 8;
/**
 * The database plans a named statement once, and where tables are new and empty all their indexes look alike to it. So it gets
 * another name, and is planned again, when it has been asked so often: by then there is something in them. Statistics, which
 * the database gathers from time to time, have the same effect later on.
 */
const renewed: readonly number[] = [500, 10_000];
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
  readonly #names = new Map<string, { name: string; asked: number }>();
  readonly #asked = new Map<string, number>();
  #generation = 0;
  #stopped = false;

  /** Null: this one goes without a name. The same text has the same name on every connection. */
  nameOf(text: string): string | null {
    const found = this.#names.get(text);
    if (found !== undefined) {
      found.asked += 1;
      if (renewed.includes(found.asked)) found.name = this.#make(text, found.asked);
      return found.name;
    }
    if (this.#stopped || this.#names.size >= mostNames) return null;
    const asked = (this.#asked.get(text) ?? 0) + 1;
    if (asked < often || everyColumn.test(text)) {
      if (this.#asked.size >= mostCounted) this.#asked.clear();
      this.#asked.set(text, asked);
      return null;
    }
    this.#asked.delete(text);
    const name = this.#make(text, asked);
    this.#names.set(text, { name, asked });
    return name;
  }

  #make(text: string, asked: number): string {
    return `m${this.#generation}_${asked}_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
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
