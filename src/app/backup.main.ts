import { systemClock } from '../kernel/index.ts';
import { backUp } from './backup/back-up.ts';
import { readCommand } from './backup/read-command.ts';
import { backupRefusalWords, backupWords } from './backup/words.ts';

const { config, program, file } = readCommand('Brug: npm run backup [-- FIL eller MAPPE]', []);
const here = process.env.INIT_CWD ?? process.cwd();
const done = await backUp({ config, program, clock: systemClock, file: file ?? here });
for (const line of done.ok ? backupWords(done.value) : backupRefusalWords(done.reason, config.databaseUrl))
  process.stdout.write(`${line}\n`);
process.exit(done.ok ? 0 : 1);
