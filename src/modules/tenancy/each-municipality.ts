import type { Directory } from './directory.ts';
import type { Municipality } from './store.ts';

/**
 * What time does, in one municipality after the other. One that fails does not hold the others back: what went wrong first is
 * thrown when all have had their turn.
 */
export async function eachMunicipality(
  directory: Pick<Directory, 'all'>,
  work: (municipality: Municipality) => Promise<unknown>,
): Promise<void> {
  const wrong: unknown[] = [];
  for (const municipality of await directory.all())
    try {
      await work(municipality);
    } catch (error) {
      wrong.push(error);
    }
  if (wrong.length > 0) throw wrong[0];
}
