import { currentMunicipality, db } from '../../../db/index.ts';
import { type Place, places } from '../../tenancy/index.ts';
import type { LifeEvent, LocalValues } from '../content/load-guide-content.ts';
import type { ServiceText } from '../service-text.ts';
import type { Concept } from '../vocabulary.ts';

/** All that a municipality's guide is made of, as stored. */
export type StoredGuide = {
  /** Only what the municipality offers. */
  readonly services: readonly { readonly service: ServiceText; readonly local: LocalValues }[];
  readonly lifeEvents: readonly LifeEvent[];
  readonly concepts: readonly Concept[];
  readonly places: readonly Place[];
};

/** Reads the guide of the current municipality. The bodies were held to their schemas when they were written. */
export async function readGuide(): Promise<StoredGuide> {
  const events = await db().selectFrom('life_event').selectAll().orderBy('position').execute();
  const services = await db().selectFrom('guide_service').select(['slug', 'body']).execute();
  const concepts = await db().selectFrom('vocabulary_concept').select('body').execute();
  const variants = await db()
    .selectFrom('guide_variant')
    .selectAll()
    .where('municipality_id', '=', currentMunicipality())
    .execute();
  const own = new Map(variants.map((variant) => [variant.service, variant]));
  return {
    services: services
      .filter(({ slug }) => own.get(slug)?.offered ?? true)
      .map(({ slug, body }) => ({ service: body as ServiceText, local: own.get(slug)?.local ?? {} })),
    lifeEvents: events.map(({ id, title }) => ({ id, title })),
    concepts: concepts.map(({ body }) => body as Concept),
    places: await places(),
  };
}
