import { openDatabase } from '../../src/db/index.ts';
import { readConfig, systemClock } from '../../src/kernel/index.ts';
import {
  createLog,
  createOutboxSender,
  createPostgresBus,
  type House,
  keysFrom,
  openCarriers,
} from '../../src/platform/index.ts';
import { municipality, secret } from './reminders.ts';

/** One process that sends, as the program does it, until it is killed. Its settings are those of the program. */
const read = readConfig(process.env);
if (!read.ok) throw new Error(JSON.stringify(read.problems));
const { config } = read;
const opened = await openDatabase({ databaseUrl: config.databaseUrl, databaseOwnerUrl: null, dataDir: null, pool: 8 });
if (!opened.ok || config.databaseUrl === null) throw new Error('the database did not open');
const keys = keysFrom(secret);
const log = createLog('error');
const bus = await createPostgresBus({ databaseUrl: config.databaseUrl, keys, onError: () => {} });
const house: House = {
  config,
  baseUrl: () => 'http://localhost',
  clock: systemClock,
  database: opened.value,
  bus,
  keys,
  log,
};
createOutboxSender(house, {
  carriers: openCarriers(house),
  municipalities: async () => [{ id: municipality }],
  stillHolds: async (messages) => new Set(messages.map(({ id }) => id)),
}).start();
process.stdout.write('ready\n');
