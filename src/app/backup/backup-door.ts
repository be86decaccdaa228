import { chmod, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { join, relative } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Database } from '../../db/index.ts';
import type { Clock } from '../../kernel/index.ts';
import { errorFields, type Log, noteBackup } from '../../platform/index.ts';
import { ByteSource } from './byte-source.ts';
import { archiveEmbedded } from './embedded-archive.ts';

/**
 * How the backup command asks a running program for a copy: a socket in the data folder, which only the program's own user
 * (and root) can open. No port, no password, and a program that does not know it is not harmed by being asked, as a signal
 * would. The command says `copy`, gets the length of the archive and the archive, and says `kept` when the file is whole.
 */
export type BackupDoor = { readonly close: () => Promise<void> };

/** A socket's path may be 103 bytes on some systems, so it is said from where the process stands if that is shorter. */
export function doorPath(dataDir: string): string {
  const path = join(dataDir, 'backup-door');
  const near = relative(process.cwd(), path);
  return near.length < path.length ? near : path;
}
const longestPath = 103;

/** What the program answers before the archive. */
export type DoorAnswer = { readonly bytes: number } | { readonly refused: 'busy' | 'failed' };

const answerWithinMs = 10_000;
/** The command may have a slow disk, but a hand that is never taken away must not hold the door for ever. */
const keepWithinMs = 600_000;

export async function openBackupDoor(house: {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly dataDir: string;
  readonly filmsDir?: string | null | undefined;
  readonly program: string;
}): Promise<BackupDoor> {
  const { log } = house;
  const path = doorPath(house.dataDir);
  let busy = false;
  const sockets = new Set<Socket>();
  let running: Promise<unknown> = Promise.resolve();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    const mine = !busy;
    busy = true;
    const served = serve(house, socket, mine)
      .catch((error) => log.warn('backup not taken', errorFields(error)))
      .finally(() => {
        if (mine) busy = false;
        socket.destroySoon();
      });
    if (mine) running = served;
  });
  // The folder's lock is ours, so what lies there was left by a process that died.
  await rm(path, { force: true });
  const opened = await new Promise<boolean>((done) => {
    server.once('error', () => done(false));
    if (path.length > longestPath) done(false);
    else server.listen(path, () => done(true));
  });
  if (opened) await chmod(path, 0o600);
  else log.warn('no backup while running: the data folder cannot hold a socket, or its path is too long');
  return {
    close: async () => {
      for (const socket of sockets) socket.destroy();
      // The database must not be closed under a copy.
      await running;
      if (opened) await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

async function serve(house: Parameters<typeof openBackupDoor>[0], socket: Socket, mine: boolean): Promise<void> {
  const answer = (what: DoorAnswer) => socket.write(`${JSON.stringify(what)}\n`);
  const words = new ByteSource(socket);
  socket.setTimeout(answerWithinMs, () => socket.destroy());
  if ((await words.line(20)) !== 'copy') return;
  if (!mine) return void answer({ refused: 'busy' });
  socket.setTimeout(keepWithinMs);
  const at = house.clock.now();
  const began = performance.now();
  const archive = await archiveEmbedded(house.database, { ...house, at }).catch((error: unknown) => {
    answer({ refused: 'failed' });
    throw error;
  });
  try {
    house.log.info('backup copied', { ms: Math.round(performance.now() - began), bytes: archive.bytes });
    answer({ bytes: archive.bytes });
    await pipeline(Readable.from(archive.read(), { objectMode: false }), socket, { end: false });
  } finally {
    await archive.close();
  }
  if ((await words.line(20)) !== 'kept') return;
  await house.database.inTx(() => noteBackup(at));
  house.log.info('backup kept', { ms: Math.round(performance.now() - began) });
  socket.write('noted\n');
}
