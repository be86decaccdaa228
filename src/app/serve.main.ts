import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readConfig } from '../kernel/index.ts';
import { createLog, errorFields } from '../platform/index.ts';
import { moment } from './backup/words.ts';
import { type StartRefusal, startServer } from './start-server.ts';

const buildFolder = resolve(dirname(fileURLToPath(import.meta.url)), '..');
/** Builds lie in .builds/{fingerprint}; `.build` is a link, which Node resolves before it runs the file. */
const root = resolve(buildFolder, '..', '..');
const say = (line: string) => process.stdout.write(`${line}\n`);
const began = performance.now();

const read = readConfig(process.env);
if (!read.ok) {
  say('Programmet kan ikke starte med disse indstillinger:');
  for (const { variable, problem } of read.problems) say(`  ${variable}: ${problem}`);
  say('Alle indstillinger står i docs/operations.md.');
  process.exit(2);
}
const { config } = read;
const log = createLog(config.logLevel);
const dataDir = resolve(root, config.dataDir);

process.on('unhandledRejection', (error) => log.error('unhandled rejection', errorFields(error)));

const started = await startServer({
  config: {
    ...config,
    dataDir,
    filmsDir: config.filmsDir && resolve(root, config.filmsDir),
    digitalPostFile: config.digitalPostFile && resolve(root, config.digitalPostFile),
  },
  log,
  contentFolder: join(root, 'content'),
  buildFolder,
  version: (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version,
  manifest: JSON.parse(readFileSync(join(buildFolder, 'manifest.json'), 'utf8')) as Record<string, string>,
  progress: (what) => say(`${((performance.now() - began) / 1000).toFixed(1).padStart(5)} s  ${what}`),
});

if (!started.ok) {
  for (const line of refusalWords(started.reason)) say(line);
  process.exit(1);
}
const { baseUrl, durable, databaseKind, demonstration, lastBackup, stop } = started.value;
say('');
say(`Klar efter ${((performance.now() - began) / 1000).toFixed(1)} sekunder. Åbn i din browser:`);
say(`  Borger        ${baseUrl}/fjordby`);
say(`  Medarbejder   ${baseUrl}/skranke`);
say(`  Leder         ${baseUrl}/ledelse`);
if (demonstration) say('Det er en demonstration: Fjordby findes ikke, og medarbejderne logger ind med ét klik.');
say(
  databaseKind === 'embedded'
    ? `Data ligger i ${dataDir}. De tåler, at programmet dør, men ikke et strømsvigt i de sidste sekunder. Til drift: brug DATABASE_URL.`
    : durable
      ? 'Data ligger i PostgreSQL med fsync slået til.'
      : 'Data ligger i PostgreSQL, men fsync er slået FRA: et strømsvigt kan koste data.',
);
say(
  lastBackup === null
    ? 'Der er ikke taget nogen sikkerhedskopi. Tag en med npm run backup, også mens programmet kører.'
    : `Seneste sikkerhedskopi: ${moment(lastBackup)}.`,
);
say('Stop med Ctrl+C.');

let asked = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    if (asked) process.exit(1);
    asked = true;
    say('Stopper. Igangværende forespørgsler bliver færdige først …');
    stop().then(
      () => process.exit(0),
      (error) => {
        log.error('stopping failed', errorFields(error));
        process.exit(1);
      },
    );
  });

function refusalWords(reason: StartRefusal): readonly string[] {
  switch (reason.kind) {
    case 'held':
      return [
        `Mappen ${reason.folder} er i brug af en anden proces (nummer ${reason.pid}). To processer ødelægger den indbyggede database.`,
        'Stop den anden, vælg en anden mappe med DATA_DIR, eller brug DATABASE_URL til flere processer på én gang.',
      ];
    case 'unreachable':
      return [
        `Databasen svarer ikke: ${reason.message}`,
        'DATABASE_URL: tjek adresse, bruger og adgangskode, og at PostgreSQL kører.',
      ];
    case 'unfit':
      return [`DATABASE_URL: ${reason.message}`];
    case 'port-taken':
      return [`Port ${reason.port} er optaget. Vælg en anden, for eksempel PORT=${reason.port + 1} npm start.`];
    case 'other-secret':
      return [
        'SECRET: databasen er startet med en anden hemmelighed. Giv alle processer den samme SECRET eller den samme DATA_DIR.',
      ];
    case 'digital-post':
      return ['DIGITAL_POST_FILE: opsætningen af Digital Post har fejl:', ...reason.problems.map((one) => `  ${one}`)];
    case 'content':
      return ['Vejledningerne i content/ har fejl:', ...reason.problems.slice(0, 20).map((problem) => `  ${problem}`)];
  }
}
