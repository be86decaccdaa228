import { readCommand } from './backup/read-command.ts';
import { restore } from './backup/restore.ts';
import { restoreRefusalWords, restoreWords } from './backup/words.ts';

const usage = 'Brug: npm run restore -- FIL [--new-secret]';
const { config, file, flags } = readCommand(usage, ['--new-secret']);
if (file === null) {
  process.stdout.write(`${usage}\n`);
  process.exit(2);
}
const done = await restore({ config, file, newSecret: flags.has('--new-secret') });
for (const line of done.ok
  ? restoreWords(done.value, config.dataDir)
  : restoreRefusalWords(done.reason, config.databaseUrl))
  process.stdout.write(`${line}\n`);
process.exit(done.ok ? 0 : 1);
