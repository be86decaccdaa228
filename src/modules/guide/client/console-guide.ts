import { wallClock } from '../../../kernel/copenhagen.ts';
import { type ConsoleAnswer, type ConsoleHit, consoleAnswer } from '../desk/console-answer.ts';
import type { ConsoleData } from '../desk/console-data.ts';
import type { ConsoleOutline } from '../desk/console-outline.ts';
import { type EmergencyLine, emergencyLines } from '../emergency-lines.ts';
import { emergencyRoute } from '../search/emergency-route.ts';
import { loadSearchIndex } from '../search/search-index.ts';
import { applyPins } from '../words/pins.ts';
import type { WordToAvoid } from '../words/words-to-avoid.ts';

export type Found = {
  readonly answer: ConsoleAnswer;
  /** Numbers to say first; empty unless the words tell of danger. */
  readonly emergency: readonly EmergencyLine[];
};

/** The guide in the browser: what is typed is searched here and is sent nowhere. */
export type ConsoleGuide = {
  readonly find: (query: string) => Found;
  readonly outline: (slug: string) => ConsoleOutline | null;
  /** What not to say of a service, with what to say instead. */
  readonly avoid: (slug: string) => readonly WordToAvoid[];
};

export function openConsoleGuide({ index, services, pins, avoid }: ConsoleData): ConsoleGuide {
  const search = loadSearchIndex(index);
  const bySlug = new Map(services.map((service) => [service.slug, service]));
  const withPins = (query: string) => {
    const answer = search.search(query);
    const found = { kind: answer.kind, hits: answer.hits, didYouMean: answer.didYouMean ?? null };
    return applyPins<ConsoleHit>(found, query, pins, wallClock(new Date()).date, (slug) =>
      bySlug.has(slug) ? { slug, score: 1, why: 'exact' } : null,
    );
  };
  return {
    find: (query) => {
      const danger = emergencyRoute(query);
      return {
        answer: consoleAnswer(withPins(query)),
        emergency: danger === null ? [] : emergencyLines[danger],
      };
    },
    outline: (slug) => bySlug.get(slug) ?? null,
    avoid: (slug) => avoid[slug] ?? [],
  };
}
