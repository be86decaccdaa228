import { sql } from 'kysely';
import { currentMunicipality, db } from '../../../db/index.ts';
import { type DateString, isoWeek, newId } from '../../../kernel/index.ts';
import {
  dayBit,
  isWorthShowing,
  outcomeClass,
  passesFloor,
  type SearchOutcome,
  type SuggestionClass,
  shownUses,
  sumOf,
  weekBefore,
  weeksBelowFloor,
  weeksOfSuggestion,
} from './suggestion.ts';

/** One answered search, or what came after it. */
export type Seen = {
  readonly fingerprint: string;
  /** Redacted. Written only when the floor is passed. */
  readonly text: string;
  readonly outcome: SearchOutcome;
};

/** An outcome that follows an answer is no use of its own. */
const isUse = (outcome: SearchOutcome): boolean => outcome === 'none' || outcome === 'unsure' || outcome === 'hits';

/** Counts searches. In the caller's municipal transaction. */
export async function countSearches(seen: readonly Seen[], today: DateString): Promise<void> {
  // In one order, so that two processes that count the same words never wait for each other.
  const inOrder = [...seen].sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
  for (const one of inOrder) if (!(await countOnSuggestion(one, today))) await countSighting(one, today);
}

/** True when the words are known already, and this search is counted there, or not any more. */
async function countOnSuggestion({ fingerprint, outcome }: Seen, today: DateString): Promise<boolean> {
  const found = await db()
    .selectFrom('search_suggestion')
    .selectAll()
    .where('municipality_id', '=', currentMunicipality())
    .where('fingerprint', '=', fingerprint)
    .forUpdate()
    .executeTakeFirst();
  if (!found) return false;
  if (found.state !== 'open') return true;
  const counts = { ...found, [outcome]: found[outcome] + 1 };
  const shown = shownUses(counts, found.shown);
  await db()
    .updateTable('search_suggestion')
    .set({
      [outcome]: counts[outcome],
      shown,
      // What it mostly led to moves with the count, so that one search is never seen to move it.
      outcome: shown > found.shown ? outcomeClass(counts) : found.outcome,
      last_week: isoWeek(today),
    })
    .where('municipality_id', '=', currentMunicipality())
    .where('id', '=', found.id)
    .execute();
  return true;
}

async function countSighting({ fingerprint, text, outcome }: Seen, today: DateString): Promise<void> {
  const nothing = { none: 0, unsure: 0, hits: 0, opened: 0, unopened: 0, found: 0 };
  await db()
    .insertInto('search_sighting')
    .values({
      municipality_id: currentMunicipality(),
      fingerprint,
      week: isoWeek(today),
      ...nothing,
      days: isUse(outcome) ? dayBit(today) : 0,
      [outcome]: 1,
    })
    .onConflict((conflict) =>
      conflict.columns(['municipality_id', 'fingerprint', 'week']).doUpdateSet({
        days: isUse(outcome) ? sql<number>`search_sighting.days | excluded.days` : sql<number>`search_sighting.days`,
        [outcome]: sql<number>`${sql.ref(`search_sighting.${outcome}`)} + 1`,
      }),
    )
    .execute();
  const rows = await db()
    .selectFrom('search_sighting')
    .selectAll()
    .where('municipality_id', '=', currentMunicipality())
    .where('fingerprint', '=', fingerprint)
    .where('week', '>', weekBefore(today, weeksBelowFloor))
    .execute();
  if (!passesFloor(rows)) return;
  const counts = sumOf(rows);
  await db()
    .insertInto('search_suggestion')
    .values({
      municipality_id: currentMunicipality(),
      id: newId(),
      fingerprint,
      text,
      state: 'open',
      shown: shownUses(counts, 0),
      outcome: outcomeClass(counts),
      last_week: isoWeek(today),
      ...counts,
    })
    .onConflict((conflict) => conflict.columns(['municipality_id', 'fingerprint']).doNothing())
    .execute();
  // The days have served their end.
  await db()
    .deleteFrom('search_sighting')
    .where('municipality_id', '=', currentMunicipality())
    .where('fingerprint', '=', fingerprint)
    .execute();
}

export type Suggestion = {
  readonly id: string;
  readonly text: string;
  /** In whole steps of five. */
  readonly shown: number;
  readonly outcome: Exclude<SuggestionClass, 'opened'>;
};

/** Searches that led nowhere, the most frequent first. */
export async function openSuggestions(): Promise<readonly Suggestion[]> {
  const rows = await db()
    .selectFrom('search_suggestion')
    .select(['id', 'text', 'shown', 'outcome'])
    .where('municipality_id', '=', currentMunicipality())
    .where('state', '=', 'open')
    .orderBy('shown', 'desc')
    .orderBy('text')
    .execute();
  return rows.flatMap(({ outcome, ...row }) => (isWorthShowing(outcome) ? [{ ...row, outcome }] : []));
}

export async function openSuggestion(id: string): Promise<Suggestion | null> {
  return (await openSuggestions()).find((one) => one.id === id) ?? null;
}

/** The words of one that has been decided, or null. */
export async function suggestionText(id: string): Promise<string | null> {
  const row = await db()
    .selectFrom('search_suggestion')
    .select('text')
    .where('municipality_id', '=', currentMunicipality())
    .where('id', '=', id)
    .where('state', '=', 'accepted')
    .executeTakeFirst();
  return row?.text ?? null;
}

/** What an editor said no to, so that she can think again. */
export async function rejectedSuggestions(): Promise<readonly { readonly id: string; readonly text: string }[]> {
  return db()
    .selectFrom('search_suggestion')
    .select(['id', 'text'])
    .where('municipality_id', '=', currentMunicipality())
    .where('state', '=', 'rejected')
    .orderBy('text')
    .execute();
}

/** False when it has been decided by somebody else. */
export async function decideSuggestion(
  id: string,
  from: 'open' | 'rejected',
  to: 'open' | 'accepted' | 'rejected',
): Promise<boolean> {
  const { numUpdatedRows } = await db()
    .updateTable('search_suggestion')
    .set({ state: to })
    .where('municipality_id', '=', currentMunicipality())
    .where('id', '=', id)
    .where('state', '=', from)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Drops what never reached the floor, and suggestions that nobody searches for any more. */
export async function forgetOldSearches(today: DateString): Promise<void> {
  await db()
    .deleteFrom('search_sighting')
    .where('municipality_id', '=', currentMunicipality())
    .where('week', '<=', weekBefore(today, weeksBelowFloor))
    .execute();
  await db()
    .deleteFrom('search_suggestion')
    .where('municipality_id', '=', currentMunicipality())
    .where('state', '=', 'open')
    .where('last_week', '<=', weekBefore(today, weeksOfSuggestion))
    .execute();
}
