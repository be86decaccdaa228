/** The repository's folder. */
export const root: string;
/** Builds unless the last build was of the same sources; says which. */
export function buildIfStale(): Promise<'fresh' | 'built'>;
/** A script in one language and its later parts, by name and with their text; the script is the first. Nothing is written. */
export function spokenScript(file: string, language: 'da' | 'en'): Promise<ReadonlyMap<string, string>>;
