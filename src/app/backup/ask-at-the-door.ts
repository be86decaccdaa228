import { connect, type Socket } from 'node:net';
import { ok, type Result, refuse } from '../../kernel/index.ts';
import { type DoorAnswer, doorPath } from './backup-door.ts';
import { ByteSource, Damaged } from './byte-source.ts';

export type DoorRefusal = 'no-answer' | 'busy' | 'failed';

/** An archive that a running program is sending. */
export type OfferedArchive = {
  /** Throws `Damaged` when the program stops before all of it has come. */
  readonly read: () => AsyncIterable<Uint8Array>;
  /** Tells the program that the file is whole, so that it remembers the backup. False: it did not answer. */
  readonly kept: () => Promise<boolean>;
  readonly close: () => void;
};

/** Asks the program that has this data folder for a copy of its database. */
export async function askAtTheDoor(dataDir: string): Promise<Result<OfferedArchive, DoorRefusal>> {
  const socket = await connected(doorPath(dataDir));
  if (!socket) return refuse('no-answer');
  const words = new ByteSource(socket);
  socket.write('copy\n');
  const answer = await words.line(100).then(
    (line) => JSON.parse(line) as DoorAnswer,
    () => null,
  );
  if (answer === null || 'refused' in answer) {
    socket.destroy();
    return refuse(answer === null ? 'failed' : answer.refused);
  }
  return ok({
    read: async function* () {
      for (let left = answer.bytes; left > 0; ) {
        const piece = await words.piece(left);
        left -= piece.length;
        yield piece;
      }
    },
    kept: async () => {
      socket.write('kept\n');
      return words.line(20).then(
        (line) => line === 'noted',
        (error: unknown) => {
          if (error instanceof Damaged || (error as NodeJS.ErrnoException).code) return false;
          throw error;
        },
      );
    },
    close: () => socket.destroy(),
  });
}

function connected(path: string): Promise<Socket | null> {
  return new Promise((done) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.off('error', refused);
      socket.on('error', () => {});
      done(socket);
    });
    const refused = () => done(null);
    socket.once('error', refused);
  });
}
