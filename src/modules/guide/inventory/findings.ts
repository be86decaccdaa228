/** What is wrong with the inventory, found by rule. Pure: the inventory, the guide, the roles and the date are given. */
import { byDanishOrder, type DateString, type EntranceId } from '../../../kernel/index.ts';
import { type Entrance, isDigitalForm, isOtherWay, phoneDigits, shouldBeAlone } from './entrance.ts';
import type { GuideLink, GuidePicture } from './guide-picture.ts';
import type { LinkState } from './links/link-state.ts';
import { successor } from './replacement.ts';
import { isOverdue } from './review.ts';

export const findingKinds = [
  'no-owner',
  'owner-unknown',
  'check-overdue',
  'duplicate',
  'paper-without-digital',
  'digital-without-other',
  'replacement-retired',
  'service-not-offered',
  'link-broken',
  'link-moved',
  'service-without-entrance',
  'phone-not-listed',
  'guide-link-broken',
  'guide-link-moved',
] as const;
export type FindingKind = (typeof findingKinds)[number];

/** Something about one entrance. `services` are slugs, `others` the entrances it collides with or leads to. */
export type EntranceFinding = {
  readonly kind: FindingKind;
  readonly entrance: Entrance;
  readonly services: readonly string[];
  readonly others: readonly Entrance[];
  /** A moved link's new address, or an unknown role's name. */
  readonly detail: string;
};

/** Something about a service of the guide. `detail` is a phone number or an address. */
export type GuideFinding = {
  readonly kind: FindingKind;
  readonly service: string;
  readonly title: string;
  readonly field: string;
  readonly detail: string;
  readonly movedTo: string | null;
  /** The retired phone line that still has this number. */
  readonly retired: boolean;
};

export type Findings = {
  readonly byEntrance: ReadonlyMap<EntranceId, readonly EntranceFinding[]>;
  readonly guide: readonly GuideFinding[];
  readonly counts: ReadonlyMap<FindingKind, number>;
};

export type Inspected = {
  readonly entrances: readonly Entrance[];
  readonly guide: GuidePicture;
  readonly roles: readonly string[];
  readonly links: ReadonlyMap<string, LinkState>;
  readonly today: DateString;
};

export function findFaults(inspected: Inspected): Findings {
  const context = contextOf(inspected);
  const byEntrance = new Map<EntranceId, readonly EntranceFinding[]>();
  for (const entrance of inspected.entrances) {
    const found = entranceFindings(entrance, context);
    if (found.length > 0) byEntrance.set(entrance.id, found);
  }
  const guide = [...withoutEntrance(context), ...phonesNotListed(context), ...guideLinks(context)];
  const counts = new Map<FindingKind, number>();
  for (const { kind } of [...[...byEntrance.values()].flat(), ...guide]) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return { byEntrance, guide, counts };
}

type Context = Inspected & {
  readonly byId: ReadonlyMap<EntranceId, Entrance>;
  readonly offered: ReadonlySet<string>;
  readonly known: ReadonlySet<string>;
  readonly inUse: readonly Entrance[];
  /** Entrances in use by the service they serve: one pass, so that a thousand entrances are no million comparisons. */
  readonly serving: ReadonlyMap<string, readonly Entrance[]>;
};

function contextOf(inspected: Inspected): Context {
  const inUse = inspected.entrances.filter((one) => one.status === 'in-use');
  const serving = new Map<string, Entrance[]>();
  for (const one of inUse)
    for (const service of one.services) {
      const others = serving.get(service);
      if (others) others.push(one);
      else serving.set(service, [one]);
    }
  return {
    ...inspected,
    byId: new Map(inspected.entrances.map((one) => [one.id, one])),
    offered: new Set(inspected.guide.services.map((service) => service.slug)),
    known: new Set(inspected.roles),
    inUse,
    serving,
  };
}

type Rule = (entrance: Entrance, context: Context) => Omit<EntranceFinding, 'entrance'> | null;

const finding = (
  kind: FindingKind,
  more: Partial<Omit<EntranceFinding, 'kind' | 'entrance'>> = {},
): Omit<EntranceFinding, 'entrance'> => ({ kind, services: [], others: [], detail: '', ...more });

const living = (entrance: Entrance): boolean => entrance.status !== 'retired';

const rules: readonly Rule[] = [
  (one) => (living(one) && one.ownerRole === '' ? finding('no-owner') : null),
  (one, { known }) =>
    living(one) && one.ownerRole !== '' && !known.has(one.ownerRole)
      ? finding('owner-unknown', { detail: one.ownerRole })
      : null,
  (one, { today }) =>
    (one.status === 'in-use' || one.status === 'paused') && isOverdue(one.checked?.on ?? null, one.cycleMonths, today)
      ? finding('check-overdue')
      : null,
  (one, { serving }) => {
    if (one.status !== 'in-use' || !shouldBeAlone.has(one.kind)) return null;
    const others = new Set<Entrance>();
    const services = one.services.filter((service) => {
      const same = (serving.get(service) ?? []).filter(
        (other) => other.id !== one.id && other.kind === one.kind && other.purpose === one.purpose,
      );
      for (const other of same) others.add(other);
      return same.length > 0;
    });
    return services.length === 0 ? null : finding('duplicate', { services, others: sorted(others) });
  },
  (one, { serving }) => {
    if (one.status !== 'in-use' || one.kind !== 'paper-form') return null;
    const without = one.services.filter(
      (service) =>
        !(serving.get(service) ?? []).some((other) => isDigitalForm(other.kind) && other.purpose === one.purpose),
    );
    // A form that serves nothing in the guide has no digital way that anybody could be led to.
    return without.length > 0 || one.services.length === 0
      ? finding('paper-without-digital', { services: without })
      : null;
  },
  (one, { serving }) => {
    if (one.status !== 'in-use' || !isDigitalForm(one.kind)) return null;
    const without = one.services.filter(
      (service) => !(serving.get(service) ?? []).some(({ kind }) => isOtherWay(kind)),
    );
    return without.length > 0 || one.services.length === 0
      ? finding('digital-without-other', { services: without })
      : null;
  },
  (one, { byId }) => {
    if (one.replacedBy === null) return null;
    const next = byId.get(one.replacedBy);
    if (next && next.status !== 'retired') return null;
    const better = successor(one, byId);
    return finding('replacement-retired', { others: better ? [better] : [] });
  },
  (one, { offered }) => {
    const gone = living(one) ? one.services.filter((service) => !offered.has(service)) : [];
    return gone.length > 0 ? finding('service-not-offered', { services: gone }) : null;
  },
  (one, { links }) => {
    const link = living(one) ? links.get(one.address) : undefined;
    return link?.state === 'broken' ? finding('link-broken') : null;
  },
  (one, { links }) => {
    const link = living(one) ? links.get(one.address) : undefined;
    return link?.state === 'moved' ? finding('link-moved', { detail: link.movedTo ?? '' }) : null;
  },
];

function entranceFindings(entrance: Entrance, context: Context): readonly EntranceFinding[] {
  return rules.flatMap((rule) => {
    const found = rule(entrance, context);
    return found === null ? [] : [{ ...found, entrance }];
  });
}

const sorted = (entrances: Iterable<Entrance>): readonly Entrance[] =>
  [...entrances].sort(byDanishOrder((one) => one.name));

const guideFinding = (
  kind: FindingKind,
  service: { readonly slug: string; readonly title: string },
  more: Partial<GuideFinding> = {},
): GuideFinding => ({
  kind,
  service: service.slug,
  title: service.title,
  field: '',
  detail: '',
  movedTo: null,
  retired: false,
  ...more,
});

const withoutEntrance = ({ guide, serving }: Context): readonly GuideFinding[] =>
  guide.services
    .filter((service) => !serving.has(service.slug))
    .map((service) => guideFinding('service-without-entrance', service));

/** A number that citizens are given must be one that somebody looks after. */
function phonesNotListed({ guide, entrances }: Context): readonly GuideFinding[] {
  const phones = entrances.filter((one) => one.kind === 'phone');
  const listed = new Set(phones.filter(living).map((one) => phoneDigits(one.address)));
  const retired = new Set(phones.filter((one) => !living(one)).map((one) => phoneDigits(one.address)));
  return guide.services.flatMap((service) =>
    service.phones
      .filter(({ digits }) => !listed.has(digits))
      .map(({ digits, field }) =>
        guideFinding('phone-not-listed', service, {
          field: `local ${field}`,
          detail: digits.replace(/(\d{2})(?=\d)/g, '$1 '),
          retired: retired.has(digits),
        }),
      ),
  );
}

function guideLinks({ guide, links }: Context): readonly GuideFinding[] {
  const kinds = { broken: 'guide-link-broken', moved: 'guide-link-moved' } as const;
  return [...guide.services, ...guide.referred].flatMap((service) =>
    service.links.flatMap((link: GuideLink) => {
      const state = links.get(link.url);
      if (state?.state !== 'broken' && state?.state !== 'moved') return [];
      const field = link.id === '' ? link.kind : `${link.kind} ${link.id}`;
      return guideFinding(kinds[state.state], service, { field, detail: link.url, movedTo: state.movedTo });
    }),
  );
}
