import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../test/support/postgres-cluster.ts';
import { withPostgres } from '../program.ts';
import { type Figure, type Report, single, spread, verdict } from '../report.ts';
import type { BenchOptions } from '../run-bench.ts';
import { addTeam, lookAtTables, startBooked } from './setting.ts';
import { bookingStorm, clients, compareHistory, type Told } from './storm.ts';

type Fault = 'kill -9' | 'SIGTERM' | 'database restart';

/** The program or its database ends in the middle of a booking storm; a history of what was acknowledged is held against the tables. */
export async function benchBookingFaults({ rounds, say }: BenchOptions): Promise<Report> {
  const times = rounds ?? 3;
  return withPostgres(async (cluster) => {
    // The same address after a restart, as behind a proxy.
    const port = String(await freePort());
    const dataDir = mkdtempSync(join(tmpdir(), 'medbetjening-faults-'));
    const begin = () => startBooked(cluster, { port, dataDir });
    let program = await begin();
    await addTeam(cluster.url, { slug: 'faults', many: 4, minutes: 10 });
    const told: Told[] = [];
    const silences: Record<Fault, number[]> = { 'kill -9': [], SIGTERM: [], 'database restart': [] };
    try {
      let storm = 0;
      for (const fault of ['kill -9', 'SIGTERM', 'database restart'] as const)
        for (let at = 0; at < times; at += 1) {
          storm += 1;
          const round = await bookingStorm(program, { team: 'faults', storm }, async () => {
            if (fault === 'database restart') {
              await cluster.kill();
              return cluster.restart;
            }
            await (fault === 'kill -9' ? program.kill() : program.stop());
            return async () => {
              program = await begin();
            };
          });
          told.push(...round.told);
          silences[fault].push(Math.max(0, round.silenceMs - round.startMs) / 1000);
          say(
            `${fault}: silent ${(round.silenceMs / 1000).toFixed(1)} s, of which the start ${(round.startMs / 1000).toFixed(1)} s`,
          );
        }
      const history = await compareHistory(cluster.url, { team: 'faults', told });
      const tables = await lookAtTables(cluster.url);
      const most: Record<Fault, number> = { 'kill -9': 2, SIGTERM: 2, 'database restart': 3 };
      const silent = (Object.keys(silences) as Fault[]).map((fault): Figure => {
        const worst = Math.max(...silences[fault]);
        return {
          what: `${fault} in a booking storm: longest silence beyond the start`,
          unit: 's',
          value: spread(silences[fault]),
          must: verdict(`≤ ${most[fault]} s`, worst <= most[fault]),
        };
      });
      const none = (what: string, count: number): Figure => ({
        what,
        unit: '',
        value: single(count),
        must: verdict('0', count === 0),
      });
      return {
        figures: [
          ...silent,
          none('double: one employee in two places', tables.overlaps),
          none('lost: acknowledged and not there', history.lost),
          none(
            'ghost: there, and nobody asked for it, or half of it',
            history.ghosts + tables.uneven + tables.withoutAudit + tables.withoutMessage,
          ),
          none('key used twice: one wish, two meetings or two links', tables.keysTwice + history.changed),
        ],
        notes: [
          `${clients} clients, ${told.length} wishes of which ${told.filter(({ token }) => token !== null).length} were acknowledged; a wish without an answer is sent again with its key until it has one. The start is what the program needs until it answers at all; after a restart of the database alone there is none.`,
        ],
      };
    } finally {
      await program.stop();
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    }
  });
}
