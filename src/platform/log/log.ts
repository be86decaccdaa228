import { pino } from 'pino';
import { redactCpr } from '../../kernel/index.ts';

/**
 * error = somebody was failed; warn = it mended itself; info = one line for each start, stop and change of state;
 * debug = the rest. A line never holds a name, a number, a text that somebody wrote, or an address with its query.
 */
export type Log = {
  readonly error: (event: string, fields?: LogFields) => void;
  readonly warn: (event: string, fields?: LogFields) => void;
  readonly info: (event: string, fields?: LogFields) => void;
  readonly debug: (event: string, fields?: LogFields) => void;
};
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

export type LogLevel = 'silent' | 'error' | 'warn' | 'info' | 'debug';

/** One JSON line an event. The last net under all callers: CPR-shaped text is taken out of every string. */
export function createLog(level: LogLevel, write: (line: string) => void = (line) => process.stdout.write(line)): Log {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, { write });
  const clean = (fields: LogFields): LogFields =>
    Object.fromEntries(
      Object.entries(fields).map(([key, value]) => [key, typeof value === 'string' ? redactCpr(value) : value]),
    );
  const at =
    (name: 'error' | 'warn' | 'info' | 'debug') =>
    (event: string, fields: LogFields = {}) =>
      logger[name](clean(fields), redactCpr(event));
  return { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') };
}

/** What may be said of an error: its class, code and where in our own code; never its message, which can quote data. */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const place =
    error.stack
      ?.split('\n')
      .find((line) => line.trim().startsWith('at '))
      ?.trim() ?? '';
  return { error: error.name, code: String((error as { code?: unknown }).code ?? ''), at: place };
}
