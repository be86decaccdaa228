// `npm run restore`: see docs/operations.md, "Backup and restore".
import { runCommand } from './run-command.mjs';

await runCommand('restore', import.meta.url);
