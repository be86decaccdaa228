import type { DateString, Language } from '../../../kernel/index.ts';
import { byDanishOrder } from '../../../kernel/language.ts';
import type { ComposedService } from '../publication/compose-service.ts';
import type { GuideHit, ServiceOutline } from '../publication/publication.ts';
import { loadSearchIndex, type SearchIndex } from '../search/search-index.ts';
import type { ReadablePublication } from '../views/view-context.ts';
import { applyPins } from '../words/pins.ts';
import { type GuideBundle, type KeptService, restored } from './guide-bundle.ts';
import { wholeIndex } from './kept-index.ts';
import { withChanges } from './text-change.ts';

/**
 * The kept guide as a publication that pages can be drawn from, true on `today`. In another language than its own it gives
 * what it has, and pages mark the words as Danish.
 */
export function openBundle(bundle: GuideBundle, today: DateString): ReadablePublication {
  const whole = new Map(bundle.services.map((one) => [one.slug, 'whole' in one ? one.whole : null]));
  const first = new Map(whole);
  for (const { slug, from, changes } of bundle.later)
    if (from <= today) whole.set(slug, withChanges(whole.get(slug), changes) as KeptService);
  const opened = new Map<string, ComposedService>();
  const service = (slug: string): ComposedService | null => {
    const kept = whole.get(slug);
    if (!kept) return null;
    const found = opened.get(slug) ?? restored(kept, bundle.language);
    opened.set(slug, found);
    return found;
  };
  const outlines = new Map(
    bundle.services.map((one) => [one.slug, 'outline' in one ? one.outline : outlineOf(service(one.slug))]),
  );
  const all = [...outlines.values()].filter((one) => one !== null).sort(byDanishOrder((one) => one.title.text));
  const pins = bundle.pins.map((pin) => ({ ...pin, id: '', ownerRole: '', reason: '', version: 0 }));
  let index: SearchIndex | null = null;
  return {
    date: today,
    places: bundle.places,
    service,
    outline: (slug) => outlines.get(slug) ?? null,
    all: () => all,
    lifeEvents: () =>
      bundle.lifeEvents.map((event) => ({ ...event, services: all.filter(({ lifeEvent }) => lifeEvent === event.id) })),
    ways: (slug) => bundle.ways.find((one) => one.slug === slug)?.ways ?? null,
    search: (query: string, _language: Language, limit?: number) => {
      index ??= loadSearchIndex(
        // The index was made of what the guide said on its first day.
        wholeIndex(bundle.index, (slug) => {
          const kept = first.get(slug);
          return kept ? restored(kept, bundle.language) : null;
        }),
      );
      const answer = index.search(query, limit);
      const hits = answer.hits.flatMap((hit) => {
        const found = outlines.get(hit.slug);
        return found ? [{ ...hit, service: found }] : [];
      });
      const found = {
        kind: hits.length === 0 ? ('none' as const) : answer.kind,
        hits,
        didYouMean: answer.didYouMean ?? null,
      };
      return applyPins<GuideHit>(found, query, pins, today, (slug) => {
        const service = outlines.get(slug);
        return service ? { slug, score: 1, why: 'exact', service } : null;
      });
    },
  };
}

function outlineOf(service: ComposedService | null): ServiceOutline | null {
  if (!service) return null;
  const { slug, title, plainTitle, lifeEvent, summary, steps, entry } = service;
  return {
    slug,
    title,
    plainTitle,
    lifeEvent,
    summary,
    published: true,
    full: steps.length > 0,
    entryUrl: entry.url,
    referral: null,
  };
}
