// `npm run backup`: see docs/operations.md, "Backup and restore".
import { runCommand } from './run-command.mjs';

await runCommand('backup', import.meta.url);
