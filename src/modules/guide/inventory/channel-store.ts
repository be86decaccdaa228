import { currentMunicipality, db } from '../../../db/index.ts';
import { redactCpr } from '../../../kernel/index.ts';
import type { ChannelRule } from './channel-rule.ts';
import { isChannel } from './entrance.ts';

/** Every decision of the current municipality, the newest of a service first. */
export async function readRules(service?: string): Promise<readonly ChannelRule[]> {
  let query = db().selectFrom('channel_rule').selectAll().where('municipality_id', '=', currentMunicipality());
  if (service !== undefined) query = query.where('service', '=', service);
  const rows = await query.orderBy('service').orderBy('version', 'desc').execute();
  return rows.map((row) => ({
    service: row.service,
    version: row.version,
    withdrawn: row.withdrawn,
    offered: row.offered.filter(isChannel),
    recommended: row.recommended.filter(isChannel),
    reason: row.reason,
    decidedBy: row.decided_by,
    decidedOn: row.decided_on,
    reviewOn: row.review_on,
  }));
}

/** The latest decision of each service, one that there is no rule among them. */
export async function newestRules(): Promise<ReadonlyMap<string, ChannelRule>> {
  const newest = new Map<string, ChannelRule>();
  for (const rule of await readRules()) if (!newest.has(rule.service)) newest.set(rule.service, rule);
  return newest;
}

/** The rules that hold now, by service. */
export async function currentRules(): Promise<ReadonlyMap<string, ChannelRule>> {
  return new Map([...(await newestRules())].filter(([, rule]) => !rule.withdrawn));
}

/** Adds a decision after version `seen`; false when another decision was made meanwhile. */
export async function addRule(rule: Omit<ChannelRule, 'version'>, seen: number): Promise<boolean> {
  const result = await db()
    .insertInto('channel_rule')
    .values({
      municipality_id: currentMunicipality(),
      service: rule.service,
      version: seen + 1,
      withdrawn: rule.withdrawn,
      offered: JSON.stringify(rule.offered),
      recommended: JSON.stringify(rule.recommended),
      reason: redactCpr(rule.reason),
      decided_by: redactCpr(rule.decidedBy),
      decided_on: rule.decidedOn,
      review_on: rule.reviewOn,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) === 1n;
}
