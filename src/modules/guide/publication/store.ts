import { currentMunicipality, db } from '../../../db/index.ts';
import { type Place, places } from '../../tenancy/index.ts';
import type { LifeEvent } from '../content/load-guide-content.ts';
import type { MunicipalFact, SharedFact } from '../facts/fact-records.ts';
import { newestRules } from '../inventory/channel-store.ts';
import { readTextCare, type TextCare } from '../inventory/store.ts';
import type { Ways } from '../inventory/ways.ts';
import type { LanguageRecord } from '../languages/language-record.ts';
import type { LocalText } from '../local/local-text.ts';
import type { ServiceText } from '../service-text.ts';
import type { Concept } from '../vocabulary.ts';
import type { LocalTerm } from '../words/local-term.ts';
import { readPins } from '../words/pin-store.ts';
import type { SearchPin } from '../words/pins.ts';
import { readLocalTerms } from '../words/term-store.ts';

export type NationalService = {
  readonly service: ServiceText;
  readonly revision: number;
  /** Withdrawn texts are kept: local ones may point at them, and their address says what became of them. */
  readonly withdrawn: boolean;
};

/** What is the same for every municipality, as stored. */
export type StoredNational = {
  readonly services: ReadonlyMap<string, NationalService>;
  readonly lifeEvents: readonly LifeEvent[];
  readonly concepts: readonly Concept[];
  readonly facts: ReadonlyMap<string, SharedFact>;
  /** Old name → name. */
  readonly redirects: ReadonlyMap<string, string>;
  /** What guides can be read in besides Danish and English. */
  readonly languages: readonly LanguageRecord[];
};

export type LocalVariant = { readonly text: LocalText; readonly revision: number };

/** What is one municipality's own, as stored. */
export type StoredLocal = {
  readonly variants: ReadonlyMap<string, LocalVariant>;
  readonly facts: ReadonlyMap<string, MunicipalFact>;
  readonly redirects: ReadonlyMap<string, string>;
  /** Its own words beside the national vocabulary. */
  readonly terms: readonly LocalTerm[];
  readonly pins: readonly SearchPin[];
  /** Who looks after a text here, and when somebody last did. */
  readonly care: ReadonlyMap<string, TextCare>;
  /** The ways it offers, by service; null where a decision was taken back, none where nothing was decided. */
  readonly ways: ReadonlyMap<string, Ways | null>;
  readonly places: readonly Place[];
};

/** Reads what is national. The bodies were held to their schemas when they were written. */
export async function readNational(): Promise<StoredNational> {
  const events = await db().selectFrom('life_event').selectAll().orderBy('position').execute();
  const services = await db().selectFrom('guide_service').select(['slug', 'body', 'revision', 'state']).execute();
  const concepts = await db().selectFrom('vocabulary_concept').select('body').execute();
  const facts = await db().selectFrom('guide_fact').select(['id', 'body']).execute();
  const redirects = await db().selectFrom('guide_redirect').selectAll().execute();
  const languages = await db().selectFrom('guide_language').select('body').orderBy('code').execute();
  return {
    services: new Map(
      services.map(({ slug, body, revision, state }) => [
        slug,
        { service: body as ServiceText, revision, withdrawn: state === 'withdrawn' },
      ]),
    ),
    lifeEvents: events.map(({ id, title }) => ({ id, title })),
    concepts: concepts.map(({ body }) => body as Concept),
    facts: new Map(facts.map(({ id, body }) => [id, body as SharedFact])),
    redirects: new Map(redirects.map(({ slug, service }) => [slug, service])),
    languages: languages.map(({ body }) => body as LanguageRecord),
  };
}

/** Reads what the current municipality says itself. */
export async function readLocal(): Promise<StoredLocal> {
  const here = currentMunicipality();
  const variants = await db()
    .selectFrom('guide_variant')
    .select(['service', 'body', 'revision'])
    .where('municipality_id', '=', here)
    .execute();
  const facts = await db()
    .selectFrom('municipal_fact')
    .select(['id', 'body'])
    .where('municipality_id', '=', here)
    .execute();
  const redirects = await db().selectFrom('local_redirect').selectAll().where('municipality_id', '=', here).execute();
  return {
    variants: new Map(variants.map(({ service, body, revision }) => [service, { text: body as LocalText, revision }])),
    facts: new Map(facts.map(({ id, body }) => [id, body as MunicipalFact])),
    redirects: new Map(redirects.map(({ slug, service }) => [slug, service])),
    terms: await readLocalTerms(),
    pins: await readPins(),
    care: await readTextCare(),
    ways: new Map([...(await newestRules())].map(([slug, rule]) => [slug, rule.withdrawn ? null : rule])),
    places: await places(),
  };
}
