import { audit, auditHead, expireAudit, type House, type Sweep } from '../../platform/index.ts';
import { directoryOf } from './staff.ts';
import { removeEndedSessions } from './store.ts';

const dayMs = 86_400_000;

/** What must come round: ended sessions, an audit trail past its time, and its head, noted where nobody here can change it. */
export function identitySweeps(house: House): readonly Sweep[] {
  return [
    { name: 'staff sessions', everySeconds: 600, run: () => removeSessions(house) },
    { name: 'audit retention', everySeconds: 86_400, run: () => expireTrails(house) },
    { name: 'audit head', everySeconds: 86_400, run: () => noteHeads(house) },
  ];
}

async function removeSessions(house: House): Promise<void> {
  for (const { id } of await directoryOf(house).all())
    await house.database.inMunicipality(id, () => removeEndedSessions(house.clock.now()));
}

/** The removal is itself an entry: a trail that begins late can be told from one whose beginning somebody took. */
async function expireTrails(house: House): Promise<void> {
  const days = house.config.auditRetentionDays;
  for (const { id, slug } of await directoryOf(house).all()) {
    const now = house.clock.now();
    const removed = await house.database.inMunicipality(id, async () => {
      const count = await expireAudit(new Date(now.getTime() - days * dayMs));
      if (count > 0) {
        const purpose = `kept ${days} days; ${count} older removed`;
        await audit(
          { actor: 'system', role: 'system', action: 'audit.expire', subject: id, outcome: 'done', purpose },
          now,
        );
      }
      return count;
    });
    if (removed > 0) house.log.info('audit expired', { municipality: slug, removed });
  }
}

async function noteHeads(house: House): Promise<void> {
  for (const { id, slug } of await directoryOf(house).all()) {
    const head = await house.database.inMunicipality(id, () => auditHead());
    if (head) house.log.info('audit head', { municipality: slug, ...head });
  }
}
