import { createHash } from 'node:crypto';
import { db } from '../../../../db/index.ts';
import type { LinkAnswer, LinkReason, LinkState } from './link-state.ts';
import { afterAnswer, linkStates, newLink } from './link-state.ts';

const hashOf = (url: string): string => createHash('sha256').update(url).digest('hex');

/** Addresses longer than this are nobody's page. */
const longest = 2000;
/** An address that no guide and no inventory has named for so long is forgotten. */
const forgottenAfterMs = 30 * 24 * 3_600_000;
/** How long a look may take before another process may take it over. */
const claimedMs = 10 * 60_000;

type Row = {
  state: string;
  reason: string;
  status: number | null;
  since: Date;
  checked_at: Date | null;
  fail_count: number;
  failed_at: Date | null;
  moved_to: string | null;
  next_at: Date;
};

const stateOf = (row: Row): LinkState => ({
  state: linkStates.find((one) => one === row.state) ?? 'unknown',
  reason: row.reason as LinkReason,
  status: row.status,
  since: row.since,
  checkedAt: row.checked_at,
  failCount: row.fail_count,
  failedAt: row.failed_at,
  movedTo: row.moved_to,
  nextAt: row.next_at,
});

/** Notes that these addresses are in use; new ones are due at once. */
export async function noteLinks(urls: readonly string[], now: Date): Promise<void> {
  const fresh = newLink(now);
  const rows = [...new Set(urls)]
    .filter((url) => url.length <= longest)
    .map((url) => ({
      url_hash: hashOf(url),
      url,
      state: fresh.state,
      since: now,
      fail_count: 0,
      next_at: now,
      seen_at: now,
      reason: '',
      status: null,
      checked_at: null,
      failed_at: null,
      moved_to: null,
    }))
    // Two processes that write the same rows in another order would wait for each other.
    .sort((a, b) => a.url_hash.localeCompare(b.url_hash));
  for (let from = 0; from < rows.length; from += 500)
    await db()
      .insertInto('link_check')
      .values(rows.slice(from, from + 500))
      .onConflict((conflict) => conflict.column('url_hash').doUpdateSet({ seen_at: now }))
      .execute();
}

export async function forgetLinks(now: Date): Promise<void> {
  const before = new Date(now.getTime() - forgottenAfterMs);
  await db().deleteFrom('link_check').where('seen_at', '<', before).execute();
}

/** What is known of these addresses; an address that was never noted is not in it. */
export async function readLinks(urls: readonly string[]): Promise<ReadonlyMap<string, LinkState>> {
  const known = new Map<string, LinkState>();
  const hashes = [...new Set(urls.map(hashOf))];
  for (let from = 0; from < hashes.length; from += 1000) {
    const rows = await db()
      .selectFrom('link_check')
      .selectAll()
      .where('url_hash', 'in', hashes.slice(from, from + 1000))
      .execute();
    for (const row of rows) known.set(row.url, stateOf(row));
  }
  return known;
}

/** Takes the addresses that have waited longest; nobody else takes them while they are asked. */
export async function claimDue(limit: number, now: Date): Promise<readonly string[]> {
  const due = await db()
    .selectFrom('link_check')
    .select(['url_hash', 'url'])
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .orderBy('url_hash')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
  if (due.length > 0)
    await db()
      .updateTable('link_check')
      .set({ next_at: new Date(now.getTime() + claimedMs) })
      .where(
        'url_hash',
        'in',
        due.map((row) => row.url_hash),
      )
      .execute();
  return due.map((row) => row.url);
}

/** Gives back what was claimed and not answered; it is due again at `until`. */
export async function postponeLinks(urls: readonly string[], until: Date): Promise<void> {
  if (urls.length === 0) return;
  await db().updateTable('link_check').set({ next_at: until }).where('url_hash', 'in', urls.map(hashOf)).execute();
}

export async function writeAnswer(url: string, answer: LinkAnswer, now: Date): Promise<LinkState | null> {
  const row = await db()
    .selectFrom('link_check')
    .selectAll()
    .where('url_hash', '=', hashOf(url))
    .forUpdate()
    .executeTakeFirst();
  if (!row) return null;
  const after = afterAnswer(stateOf(row), answer, now);
  await db()
    .updateTable('link_check')
    .set({
      state: after.state,
      reason: after.reason,
      status: after.status,
      since: after.since,
      checked_at: after.checkedAt,
      fail_count: after.failCount,
      failed_at: after.failedAt,
      moved_to: after.movedTo,
      next_at: after.nextAt,
    })
    .where('url_hash', '=', row.url_hash)
    .execute();
  return after;
}
