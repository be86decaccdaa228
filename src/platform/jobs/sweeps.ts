import { sql } from 'kysely';
import { type Database, db } from '../../db/index.ts';
import type { Clock } from '../../kernel/index.ts';
import { errorFields, type Log } from '../log/log.ts';

/**
 * Work that comes round again: tickets nobody holds any more, an audit trail past its time. Each run is claimed in the
 * database, so that of several processes one does it. There are no messages to send yet; the outbox comes with them
 * (docs/decisions/2026-11-21-own-sweeps-no-job-queue-yet.md).
 */
export type Sweep = {
  readonly name: string;
  readonly everySeconds: number;
  /**
   * `watchingSince`: from then on this process has looked without a gap. Before it, while the program or the database was
   * away, nobody could give a sign of life, so a silence that began earlier says nothing.
   */
  readonly run: (watchingSince: Date) => Promise<void>;
};

/** Ten looks missed: not a slow one, but a database that was away or a machine that slept. */
const gapMs = 15_000;

export function startSweeps(
  house: { database: Database; clock: Clock; log: Log },
  sweeps: readonly Sweep[],
): { stop: () => Promise<void> } {
  const running = new Set<Promise<void>>();
  let lookedAt = house.clock.now();
  let watchingSince = lookedAt;
  const looked = (): Date => {
    const now = house.clock.now();
    if (now.getTime() - lookedAt.getTime() > gapMs) watchingSince = now;
    lookedAt = now;
    return watchingSince;
  };
  const timers = sweeps.map((sweep) => {
    // Half the period, so that two processes out of step still meet it.
    const timer = setInterval(() => {
      const run = claimAndRun(house, sweep, looked).catch((error) =>
        house.log.error('sweep failed', { sweep: sweep.name, ...errorFields(error) }),
      );
      running.add(run);
      void run.finally(() => running.delete(run));
    }, sweep.everySeconds * 500);
    return timer;
  });
  return {
    stop: async () => {
      for (const timer of timers) clearInterval(timer);
      await Promise.all(running);
    },
  };
}

async function claimAndRun(
  house: { database: Database; clock: Clock },
  sweep: Sweep,
  looked: () => Date,
): Promise<void> {
  const now = house.clock.now();
  const due = new Date(now.getTime() - sweep.everySeconds * 1000);
  const mine = await house.database.inTx(async () => {
    const { rows } = await sql`insert into periodic_task (name, last_run_at) values (${sweep.name}, ${now})
      on conflict (name) do update set last_run_at = excluded.last_run_at where periodic_task.last_run_at <= ${due}
      returning name`.execute(db());
    return rows.length > 0;
  });
  const watchingSince = looked();
  if (mine) await sweep.run(watchingSince);
}
