import type { Guide } from '../modules/guide/index.ts';
import type { Directory } from '../modules/tenancy/index.ts';

/** After the content folder was read: what all share, and each municipality's own, are read again in every process. */
export async function announceContent(
  guide: Pick<Guide, 'announce' | 'announceNational'>,
  directory: Pick<Directory, 'all'>,
): Promise<void> {
  await guide.announceNational();
  for (const municipality of await directory.all()) await guide.announce(municipality.id);
}
