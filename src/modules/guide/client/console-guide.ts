import { type ConsoleAnswer, consoleAnswer } from '../desk/console-answer.ts';
import type { ConsoleData } from '../desk/console-data.ts';
import type { ConsoleOutline } from '../desk/console-outline.ts';
import { type EmergencyLine, emergencyLines } from '../emergency-lines.ts';
import { emergencyRoute } from '../search/emergency-route.ts';
import { loadSearchIndex } from '../search/search-index.ts';

export type Found = {
  readonly answer: ConsoleAnswer;
  /** Numbers to say first; empty unless the words tell of danger. */
  readonly emergency: readonly EmergencyLine[];
};

/** The guide in the browser: what is typed is searched here and is sent nowhere. */
export type ConsoleGuide = {
  readonly find: (query: string) => Found;
  readonly outline: (slug: string) => ConsoleOutline | null;
};

export function openConsoleGuide({ index, services }: ConsoleData): ConsoleGuide {
  const search = loadSearchIndex(index);
  const bySlug = new Map(services.map((service) => [service.slug, service]));
  return {
    find: (query) => {
      const danger = emergencyRoute(query);
      return {
        answer: consoleAnswer(search.search(query)),
        emergency: danger === null ? [] : emergencyLines[danger],
      };
    },
    outline: (slug) => bySlug.get(slug) ?? null,
  };
}
