import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSeeded, temporaryFolder } from '../../../test/support/backup-house.ts';
import { systemClock } from '../../kernel/index.ts';
import { backUp } from './back-up.ts';
import { isFilmEntry } from './film-entries.ts';
import { restore } from './restore.ts';

test('films go into the backup and come back, and what is no film does not', { timeout: 120_000 }, async () => {
  const root = temporaryFolder();
  const where = (name: string) => ({
    dataDir: join(root, name),
    databaseUrl: null,
    databaseOwnerUrl: null,
    secret: null,
  });
  mkdirSync(join(root, 'from/films'), { recursive: true });
  await (await openSeeded(where('from'))).close();
  const film = Buffer.alloc(300_000, 'film');
  const name = `${createHash('sha256').update(film).digest('hex')}.webm`;
  writeFileSync(join(root, 'from/films', name), film);
  writeFileSync(join(root, 'from/films/.upload-half'), 'half');
  const file = join(root, 'backup.tar.gz');
  expect(await backUp({ config: where('from'), clock: systemClock, program: '1', file })).toMatchObject({ ok: true });

  mkdirSync(join(root, 'to'));
  expect(await restore({ config: where('to'), file, newSecret: false })).toMatchObject({ ok: true });
  expect(readdirSync(join(root, 'to/films'))).toEqual([name]);
  expect(readFileSync(join(root, 'to/films', name)).equals(film)).toBe(true);
  expect(existsSync(join(root, 'to/restoring'))).toBe(false);

  // A folder of their own, which processes share.
  mkdirSync(join(root, 'third'));
  const config = { ...where('third'), filmsDir: join(root, 'shared') };
  expect(await restore({ config, file, newSecret: false })).toMatchObject({ ok: true });
  expect(readdirSync(join(root, 'shared'))).toEqual([name]);
});

test('only a film’s own name leads to the folder of films', () => {
  expect(isFilmEntry(`films/${'a'.repeat(64)}.mp4`)).toBe(true);
  for (const name of ['films/../secret', `films/${'a'.repeat(64)}.sh`, `films/x/${'a'.repeat(64)}.mp4`, 'films/'])
    expect(isFilmEntry(name)).toBe(false);
});
