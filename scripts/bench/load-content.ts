import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../src/db/index.ts';
import type { MunicipalityId } from '../../src/kernel/index.ts';
import type { GuideContent } from '../../src/modules/guide/content/load-guide-content.ts';
import { writeGuideContent } from '../../src/modules/guide/content/write-guide-content.ts';
import { fieldPolicy } from '../../src/modules/guide/local/field-policy.ts';
import { type LocalText, nothingLocal } from '../../src/modules/guide/local/local-text.ts';
import type { LocalisedText, ServiceText } from '../../src/modules/guide/service-text.ts';
import { drawnBy, seeded, wordChanger } from './search-corpus.ts';

type Municipality = GuideContent['municipalities'][number];
type Random = () => number;

/** A municipality's word for a service, as `local_term` holds it. */
type Word = { readonly service: string; readonly term: string };

export type ManyContent = {
  readonly content: GuideContent;
  /** By municipality. */
  readonly words: ReadonlyMap<MunicipalityId, readonly Word[]>;
};

const beginnings = [
  'Ager',
  'Birke',
  'Dyb',
  'Ege',
  'Fugle',
  'Gran',
  'Hav',
  'Kilde',
  'Lind',
  'Mose',
  'Nord',
  'Sol',
  'Ves',
];
const endings = ['bjerg', 'borg', 'by', 'dal', 'holm', 'lev', 'lund', 'rup', 'sted', 'vang'];

/** How much a municipality says itself (issue 3: about ten fields otherwise, five words, one or two services of its own). */
const overrides = 10;
const ownWords = 5;
const notOffered = 3;

/**
 * The real content and as many generated services and municipalities as are missing. A generated service is a real one, with
 * its facts, steps and lines, whose words are partly invented; a generated municipality fills every required field and says
 * ten fields otherwise. What is `untouched` every municipality offers, and tells as the national text does.
 */
export function manyContent(
  real: GuideContent,
  count: {
    readonly municipalities: number;
    readonly services: number;
    readonly untouched: (service: ServiceText) => boolean;
  },
  seed = 98,
): ManyContent {
  const random = seeded(seed);
  const { services, concepts } = nationalTexts(real, count.services, random);
  const open = services.filter((service) => !count.untouched(service));
  const words = new Map<MunicipalityId, readonly Word[]>();
  const shipped = real.municipalities.slice(0, count.municipalities);
  const names = beginnings.flatMap((beginning) => endings.map((ending) => `${beginning}${ending}`));
  const drawn = names
    .map((name) => ({ name, at: random() }))
    .sort((a, b) => a.at - b.at)
    .slice(0, Math.max(0, count.municipalities - shipped.length));
  const like = real.municipalities[1] ?? real.municipalities[0];
  if (!like) throw new Error('content/ has no municipality');
  const municipalities = [
    ...shipped.map((one) => ({ ...one, local: filled(services, one.local, one.record.name) })),
    ...drawn.map(({ name }, at) => {
      const made = municipality(name, at, like, { services, open }, random);
      words.set(made.record.id as MunicipalityId, wordsOf(services, random));
      return made;
    }),
  ];
  return { content: { ...real, services, concepts, municipalities }, words };
}

function nationalTexts(real: GuideContent, count: number, random: Random): Pick<GuideContent, 'services' | 'concepts'> {
  const pick = drawnBy(random);
  const changed = wordChanger(random);
  const services = [...real.services];
  const concepts = [...real.concepts];
  for (let number = services.length; number < count; number += 1) {
    const like = pick(real.services);
    const slug = `${like.slug}-${number}`;
    services.push({ ...danishOf(like, changed), slug });
    for (const concept of real.concepts.filter((one) => one.service === like.slug))
      concepts.push({
        ...concept,
        service: slug,
        preferred: { da: changed(concept.preferred.da) },
        terms: concept.terms.map((term) => ({ ...term, term: changed(term.term) })),
      });
  }
  return { services, concepts };
}

/** Every Danish text within, changed; what is not text (ids, dates, addresses) stays. */
function danishOf<Value>(value: Value, changed: (text: string) => string): Value {
  if (Array.isArray(value)) return value.map((one) => danishOf(one, changed)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      key === 'da' && typeof one === 'string' ? changed(one) : danishOf(one, changed),
    ]),
  ) as Value;
}

function municipality(
  name: string,
  at: number,
  like: Municipality,
  { services, open }: Readonly<Record<'services' | 'open', readonly ServiceText[]>>,
  random: Random,
): Municipality {
  const pick = drawnBy(random);
  const slug = name.toLowerCase();
  const local = filled(services, new Map(), name);
  const amend = (one: string, change: (text: LocalText) => LocalText) =>
    local.set(one, change(local.get(one) ?? nothingLocal));
  for (let number = 0; number < overrides; number += 1) {
    const service = pick(open);
    const path = pick(['plainTitle', 'summary', 'nonDigital', ...service.steps.map((step) => `steps.${step.id}.text`)]);
    if (fieldPolicy(service, path) === 'locked') continue;
    const text: LocalisedText = { da: `Sådan gør vi i ${name}. Spørg os, hvis du er i tvivl.` };
    amend(service.slug, (before) => ({
      ...before,
      changes: [...before.changes.filter((one) => one.path !== path), { path, text, base: 1 }],
    }));
  }
  for (let number = 0; number < notOffered; number += 1)
    amend(pick(open).slug, (before) => ({
      ...before,
      offered: false,
      referral: { text: { da: 'Nabokommunen gør det for os.' }, url: 'https://nabo.example/' },
    }));
  for (let number = 0; number <= at % 2; number += 1) {
    const own = `${slug}-faerge-${number}`;
    const base = pick(open.filter((service) => service.steps.length === 0));
    const text = { ...danishOf(base, wordChanger(random)), slug: own };
    local.set(own, { ...nothingLocal, local: valuesOf(text, name), own: text });
  }
  return {
    ...like,
    record: {
      ...like.record,
      id: uuid(`municipality ${at}`),
      slug,
      name,
      fullName: `${name} Kommune`,
      demonstration: false,
      host: undefined,
      places: like.record.places.map((place, which) => ({ ...place, id: uuid(`place ${at} ${which}`) })),
    },
    local,
    inventory: null,
  };
}

/** With a value for every required field of every service, so that each guide is published. */
const filled = (services: readonly ServiceText[], local: ReadonlyMap<string, LocalText>, name: string) =>
  new Map([
    ...local,
    ...services.map((service): [string, LocalText] => {
      const before = local.get(service.slug) ?? nothingLocal;
      return [service.slug, { ...before, local: { ...valuesOf(service, name), ...before.local } }];
    }),
  ]);

const valuesOf = ({ localFields }: ServiceText, name: string): LocalText['local'] =>
  Object.fromEntries(
    localFields.map(({ id, kind }) => {
      const da = kind === 'phone' ? '10 20 30 40' : kind === 'link' ? `https://${name.toLowerCase()}.example/` : name;
      return [id, { da, en: da }];
    }),
  );

function wordsOf(services: readonly ServiceText[], random: Random): readonly Word[] {
  const pick = drawnBy(random);
  const changed = wordChanger(random);
  return Array.from({ length: ownWords }, (_, at) => ({
    service: pick(services).slug,
    term: `${changed('egnsord herfra dernede')} ${at}`,
  }));
}

/** The same on every machine and in every run. */
function uuid(of: string): string {
  const hex = createHash('sha256').update(of).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

/** Writes it as the owner of the database. Local texts go in by the hundred: one by one they took minutes. */
export async function writeManyContent(owner: Kysely<Tables>, { content, words }: ManyContent): Promise<void> {
  const bare = content.municipalities.map((one) => ({ ...one, local: new Map<string, LocalText>() }));
  await writeGuideContent(owner, { ...content, municipalities: bare });
  for (const { record, local } of content.municipalities) {
    const id = record.id as MunicipalityId;
    await owner.transaction().execute(async (tx) => {
      await sql`select set_config('app.municipality', ${id}, true)`.execute(tx);
      const texts = [...local].map(([service, text]) => ({ municipality_id: id, service, body: JSON.stringify(text) }));
      for (let from = 0; from < texts.length; from += 100) {
        const some = texts.slice(from, from + 100);
        await tx
          .insertInto('guide_variant')
          .values(some.map((one) => ({ ...one, revision: 1 })))
          .execute();
        await tx
          .insertInto('guide_variant_revision')
          .values(some.map((one) => ({ ...one, revision: 1, published_at: sql`now()`, author: null })) as never)
          .execute();
      }
      const own = words.get(id) ?? [];
      if (own.length > 0)
        await tx
          .insertInto('local_term')
          .values(
            own.map(({ service, term }) => ({
              municipality_id: id,
              id: uuid(`${id} ${term}`),
              service,
              term,
              plain: term,
              relation: 'synonym',
              strength: 2,
              lang: 'da' as const,
              region: '',
              say_instead: '',
              sensitive: false,
              source: 'other',
              source_note: '',
              study_id: null,
              seen: 0,
              noted_on: '2026-11-22',
            })),
          )
          .execute();
    });
  }
}
