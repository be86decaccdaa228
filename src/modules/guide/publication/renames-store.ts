import { sql } from 'kysely';
import { currentMunicipality, db } from '../../../db/index.ts';
import type { Renames } from './follow-renames.ts';

/** As `renamesOf`, for the current municipality and without reading the texts. */
export async function readRenames(): Promise<Renames> {
  const { rows } = await sql<{ slug: string; service: string }>`
    select r.slug, r.service from guide_redirect r left join guide_service s on s.slug = r.slug
    where s.state is distinct from 'live' and not exists (
      select from guide_variant v
      where v.municipality_id = ${currentMunicipality()} and v.service = r.slug and v.body ? 'own')
    order by coalesce(s.revision, 0) desc, r.slug`.execute(db());
  return new Map(rows.map(({ slug, service }) => [slug, service]));
}

/** A service's name and those it had. */
export async function namesOf(service: string): Promise<readonly string[]> {
  return [service, ...[...(await readRenames())].flatMap(([old, now]) => (now === service ? [old] : []))];
}
