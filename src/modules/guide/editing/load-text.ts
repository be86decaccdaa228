import * as v from 'valibot';
import { employeeNames } from '../../identity/index.ts';
import { municipalFacts, sharedFacts } from '../facts/fact-store.ts';
import { readLinks } from '../inventory/links/link-store.ts';
import { readTextCare } from '../inventory/store.ts';
import { type FieldStanding, fieldStandings } from '../local/field-states.ts';
import { LocalText, type LocalText as LocalTextType, nothingLocal } from '../local/local-text.ts';
import type { Embedded } from '../publication/compose-service.ts';
import { namesOf } from '../publication/renames-store.ts';
import { readLocal } from '../publication/store.ts';
import type { ServiceText } from '../service-text.ts';
import type { Concept } from '../vocabulary.ts';
import { nationalConcepts } from '../words/term-store.ts';
import type { Draft } from './draft.ts';
import { draftOf } from './draft-store.ts';
import { nationalRevisions, type PublishedNational, publishedLocal, publishedNational } from './published-store.ts';
import { type TextGap, textGaps } from './text-gaps.ts';

/** Everything an editor needs to see of one service, read in the municipality's transaction. */
export type TextState = {
  readonly slug: string;
  readonly national: PublishedNational | null;
  /** What the municipality has published; empty where it says nothing. */
  readonly local: { readonly text: LocalTextType; readonly revision: number };
  readonly localDraft: Draft | null;
  readonly nationalDraft: Draft | null;
  readonly names: ReadonlyMap<string, string>;
};

/** Null where neither the country nor the municipality has, or is writing, such a text. */
export async function loadText(slug: string): Promise<TextState | null> {
  const national = await publishedNational(slug);
  const published = (await publishedLocal(slug)) ?? (await underOldName(slug));
  const localDraft = await draftOf('local', slug);
  const nationalDraft = await draftOf('national', slug);
  if (!national && !published && !localDraft && !nationalDraft) return null;
  const people = [localDraft, nationalDraft].flatMap((draft) =>
    draft ? [draft.author, draft.updatedBy, ...(draft.reviewer ? [draft.reviewer] : [])] : [],
  );
  return {
    slug,
    national,
    local: published ?? { text: nothingLocal, revision: 0 },
    localDraft,
    nationalDraft,
    names: await employeeNames([...new Set(people)]),
  };
}

/** What was written before the service was renamed; publishing it under the new name begins a new history. */
async function underOldName(slug: string): Promise<TextState['local'] | null> {
  const [, ...old] = await namesOf(slug);
  for (const name of old) {
    const found = await publishedLocal(name);
    if (found) return { text: found.text, revision: 0 };
  }
  return null;
}

/** The municipality's text as the editor works on it: the draft, else what is published. */
export const workingText = (state: TextState): LocalTextType => {
  const parsed = state.localDraft ? v.safeParse(LocalText, state.localDraft.body) : null;
  return parsed?.success ? parsed.output : state.local.text;
};

/** How each field stands, against the national revisions that the local words were written against. */
export async function standingsOf(state: TextState, text: LocalTextType): Promise<readonly FieldStanding[]> {
  if (!state.national) return [];
  const revisions = await nationalRevisions(
    state.slug,
    text.changes.map((change) => change.base),
  );
  return fieldStandings(state.national.service, text, (number) => revisions.get(number));
}

/** What texts embed, for composing a draft. */
export async function embeddedFor(text: LocalTextType): Promise<Embedded> {
  const [shared, ours] = [await sharedFacts(), await municipalFacts()];
  return {
    local: text.local,
    shared: new Map(shared.map(({ fact }) => [fact.id, fact])),
    ours: new Map(ours.map(({ fact }) => [fact.id, fact])),
  };
}

/** The words that advice is given from, national and local. */
export async function conceptsForAdvice(): Promise<readonly Concept[]> {
  return [...(await nationalConcepts()).values()];
}

/** How many fields of each municipal text stand on ground that has moved; by slug, only those above none. */
export async function movedCounts(): Promise<ReadonlyMap<string, number>> {
  const local = await readLocal();
  const counts = new Map<string, number>();
  for (const [slug, { text }] of local.variants) {
    if (text.changes.length === 0) continue;
    const national = await publishedNational(slug);
    if (!national) continue;
    const revisions = await nationalRevisions(
      slug,
      text.changes.map((change) => change.base),
    );
    const moved = fieldStandings(national.service, text, (number) => revisions.get(number)).filter(
      ({ state }) => state === 'moved' || state === 'gone' || state === 'locked',
    ).length;
    if (moved > 0) counts.set(slug, moved);
  }
  return counts;
}

/** What the text lacks beyond its words: who looks after it here, a person behind it, links that work. */
export async function gapsOf(slug: string, service: ServiceText): Promise<readonly TextGap[]> {
  const care = (await readTextCare()).get(slug);
  const links = await readLinks([service.entry.url, ...service.sources.map(({ url }) => url)]);
  const states = [...links.values()].map(({ state }) => (state === 'broken' || state === 'moved' ? state : 'other'));
  return textGaps(service, care?.ownerRole || (service.owner?.role ?? ''), states);
}
