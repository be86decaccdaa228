/** The repository's folder. */
export const root: string;
/** Builds unless the last build was of the same sources; says which. */
export function buildIfStale(): Promise<'fresh' | 'built'>;
