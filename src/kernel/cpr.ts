/** Ten digits without a hyphen. Personal data: sealed wherever it lies, never in an address, a log, an SMS or an e-mail. */
export type Cpr = string & { readonly cpr: unique symbol };

export type CprRefusal =
  /** Not ten digits. */
  | 'digits'
  /** No calendar has that day. */
  | 'date'
  /** A replacement number, where none is taken. */
  | 'replacement';

export type ReadCpr =
  | { readonly ok: true; readonly value: { readonly cpr: Cpr; readonly born: string; readonly replacement: boolean } }
  | { readonly ok: false; readonly reason: CprRefusal };

/**
 * Reads a CPR number as people write it. A possible date by the century table and nothing else: modulus 11 is no test, since
 * valid numbers fail it from 2007 on (docs/evidence.md, "CPR numbers"). The day of a replacement number is raised by 60; such
 * a number is local to one organisation, so it is taken only where `replacement` says so. `born` is `1990-01-31`.
 */
export function readCpr(text: string, { replacement }: { readonly replacement: boolean }): ReadCpr {
  const digits = /^\s*(\d{6})\s?[-–—‐‑.]?\s?(\d{4})\s*$/.exec(text);
  if (digits === null) return { ok: false, reason: 'digits' };
  const number = `${digits[1]}${digits[2]}`;
  const written = Number(number.slice(0, 2));
  const raised = written > 60;
  const day = raised ? written - 60 : written;
  const month = Number(number.slice(2, 4));
  const year = birthYear(Number(number.slice(4, 6)), Number(number[6]));
  const born = new Date(Date.UTC(year, month - 1, day));
  if (born.getUTCMonth() !== month - 1 || born.getUTCDate() !== day) return { ok: false, reason: 'date' };
  if (raised && !replacement) return { ok: false, reason: 'replacement' };
  return { ok: true, value: { cpr: number as Cpr, born: born.toISOString().slice(0, 10), replacement: raised } };
}

/** The seventh digit names the century (the CPR office's table). */
function birthYear(yy: number, seventh: number): number {
  if (seventh <= 3) return 1900 + yy;
  if (seventh === 4 || seventh === 9) return yy <= 36 ? 2000 + yy : 1900 + yy;
  return yy <= 57 ? 2000 + yy : 1800 + yy;
}
