import { byDanishOrder, type DateString } from '../../../kernel/index.ts';
import { composer, factsOf } from '../publication/embed-facts.ts';
import type { Publication, Told } from '../publication/publication.ts';
import { phonesIn } from './entrance.ts';

/** What the inventory must know of a service that is offered here. */
export type PictureService = LinkedService & {
  readonly checkedOn: DateString;
  /** Who looks after the text, where that is said in it. */
  readonly owner: { readonly role: string; readonly cycleMonths: number | null } | null;
  /** Every phone number in what the municipality has written itself, as digits, with where it stands. */
  readonly phones: readonly { readonly digits: string; readonly field: string }[];
  /** The law that makes it digital; null where none does. */
  readonly mandatory: { readonly statement: string; readonly law: string } | null;
};

export type LinkedService = {
  readonly slug: string;
  readonly title: string;
  /** Every address that leads a citizen or an editor somewhere. */
  readonly links: readonly GuideLink[];
};

export type GuideLink = {
  readonly url: string;
  readonly kind: 'entry' | 'local' | 'fact' | 'source' | 'referral';
  /** The id of the field, fact or source; empty for the entry and a referral. */
  readonly id: string;
};

export type GuidePicture = {
  /** What is offered, in Danish order. */
  readonly services: readonly PictureService[];
  /** What the municipality refers elsewhere for. */
  readonly referred: readonly LinkedService[];
};

const webAddress = /https?:\/\/[^\s<>"')\]]+/g;
/** Without the full stop that ends a sentence. */
const addressesIn = (text: string): readonly string[] =>
  [...text.matchAll(webAddress)].map(([found]) => found.replace(/[.,;:!?]+$/, ''));

/** The guide as the inventory sees it: numbers, addresses and duties of what is told. */
export function pictureOf(told: readonly Told[], today: DateString): GuidePicture {
  const inOrder = [...told].sort(byDanishOrder(({ service }) => service.title.da));
  return {
    services: inOrder.filter(({ variant }) => variant.offered).map((one) => serviceOf(one, today)),
    referred: inOrder
      .filter(({ variant }) => !variant.offered)
      .map(({ service, variant }) => ({
        slug: service.slug,
        title: service.title.da,
        links: variant.referral?.url ? [{ url: variant.referral.url, kind: 'referral', id: '' }] : [],
      })),
  };
}

function serviceOf({ service, variant, embedded }: Told, today: DateString): PictureService {
  const text = composer(service, embedded, 'da', today);
  const written = Object.entries(variant.local).map(([field, value]) => ({ field, text: text(value).text }));
  const mandatory = service.law.find(
    (law) =>
      law.kind === 'mandatory-digital' && law.applies !== 'no' && (law.validTo === undefined || law.validTo >= today),
  );
  const seen = new Set<string>();
  const links: readonly GuideLink[] = [
    { url: service.entry.url, kind: 'entry' as const, id: '' },
    ...written.flatMap(({ field, text }) =>
      addressesIn(text).map((url) => ({ url, kind: 'local' as const, id: field })),
    ),
    ...factsOf(service, embedded, today).flatMap(({ id, version }) => [
      ...addressesIn(version.value.da).map((url) => ({ url, kind: 'fact' as const, id })),
      ...(typeof version.source === 'object' ? [{ url: version.source.url, kind: 'source' as const, id }] : []),
    ]),
    ...service.sources.map((source) => ({ url: source.url, kind: 'source' as const, id: source.id })),
  ];
  return {
    slug: service.slug,
    title: service.title.da,
    checkedOn: service.checked.date,
    owner: service.owner ? { role: service.owner.role, cycleMonths: service.owner.cycleMonths ?? null } : null,
    phones: written.flatMap(({ field, text }) => phonesIn(text).map((digits) => ({ digits, field }))),
    links: links.filter(({ url }) => !seen.has(url) && seen.add(url)),
    mandatory: mandatory ? { statement: text(mandatory.statement).text, law: mandatory.law } : null,
  };
}

const pictures = new WeakMap<Publication, GuidePicture>();

/** Drawn once for each publication: a guide that is published anew gives a new picture. */
export function pictureFor(publication: Publication): GuidePicture {
  let found = pictures.get(publication);
  if (!found) {
    found = pictureOf(publication.told(), publication.date);
    pictures.set(publication, found);
  }
  return found;
}
