import { createClamd } from './clamd.ts';

/** clean · infected, with the name that the scanner gives · unknown: no answer that can be believed. */
export type Finding =
  | { readonly is: 'clean' }
  | { readonly is: 'infected'; readonly name: string }
  | { readonly is: 'unknown' };

/** Looks through a file while it passes. Nothing of it is kept, on our side or in a log. Never throws. */
export type Antivirus = { readonly check: (file: AsyncIterable<Uint8Array>) => Promise<Finding> };

/** The scanner that the operator has named (`ANTIVIRUS`); null where there is none. */
export function openAntivirus(address: string | null): Antivirus | null {
  if (address === null) return null;
  const where = /^clamd:\/\/(?:\[([^\]]+)\]|([^:/]+))(?::(\d+))?$/.exec(address);
  if (where) return createClamd({ host: where[1] ?? where[2] ?? '', port: Number(where[3] ?? 3310) });
  return createClamd({ path: address.slice('clamd:'.length) });
}
