// What a new embedded database begins as, made once for the same migrations. Plain JavaScript, as the build is.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, utimesSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../..');

/** A name for everything that the image is made of. */
function imageKey() {
  const hash = createHash('sha256');
  const made = ['database-image.ts', 'declare-table.ts', 'migrate.ts'].map((file) => `src/db/${file}`);
  const files = [...globSync('src/db/migrations/*.ts', { cwd: root }), ...made].sort();
  for (const file of [...files, 'node_modules/@electric-sql/pglite/package.json'])
    hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest('hex').slice(0, 16);
}

/** The path of the image; the first call for these migrations makes it, in a process of its own, in about six seconds. */
export async function databaseImage() {
  for (;;) {
    const key = imageKey();
    const file = join(root, '.builds', `database-${key}.tar.gz`);
    if (existsSync(file)) {
      // The build removes what nobody has used for a day.
      utimesSync(file, new Date(), new Date());
      return file;
    }
    const making = `${file}.making-${process.pid}`;
    await makeImage(making);
    // Somebody may have written a migration meanwhile: an image under the name of the former ones would be wrong for ever.
    if (imageKey() === key) renameSync(making, file);
    else rmSync(making);
  }
}

async function makeImage(file) {
  mkdirSync(join(root, '.builds'), { recursive: true });
  const module = pathToFileURL(join(root, 'src/db/database-image.ts')).href;
  const code = `const { writeDatabaseImage } = await import(${JSON.stringify(module)}); await writeDatabaseImage(${JSON.stringify(file)});`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const ended = await new Promise((done) => child.once('exit', done));
  if (ended !== 0) throw new Error(`The image of a new database could not be made:\n${said}`);
}
