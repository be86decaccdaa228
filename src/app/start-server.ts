import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { type Database, type OpenRefusal, openDatabase } from '../db/index.ts';
import { type Config, ok, type Result, refuse, systemClock } from '../kernel/index.ts';
import { contactSweeps } from '../modules/contact/index.ts';
import {
  createFilms,
  createGuide,
  createVisitCounter,
  editingSweeps,
  filmSweeps,
  inventorySweeps,
  loadExampleFilms,
  prepareGuideContent,
  readSearchQuality,
  seedDemonstrationDesk,
  seedDemonstrationWords,
  wordSweeps,
} from '../modules/guide/index.ts';
import {
  createDemoProvider,
  demonstrationIssuer,
  identitySweeps,
  seedDemonstrationEmployees,
} from '../modules/identity/index.ts';
import { meetingSweeps, passFreedOn, seedDemonstrationMeetings, stillHolds } from '../modules/meeting/index.ts';
import { queueSweeps } from '../modules/queue/index.ts';
import { createDirectory } from '../modules/tenancy/index.ts';
import { seedDemonstrationFigures } from '../modules/worth/index.ts';
import {
  createDigitalPost,
  createLocalBus,
  createOutboxSender,
  createPostgresBus,
  errorFields,
  expiringCertificates,
  type House,
  installationSecret,
  keysFrom,
  type Log,
  lastBackup,
  openCarriers,
  outboxSweeps,
  readDigitalPostSettings,
  startSweeps,
} from '../platform/index.ts';
import { attachRealtime, createStateStreams } from '../realtime/index.ts';
import { asset, registerAssets } from '../ui/index.ts';
import { announceContent } from './announce-content.ts';
import { openBackupDoor } from './backup/backup-door.ts';
import { filmsFolder } from './backup/film-entries.ts';
import { compose } from './compose.tsx';
import { createGuidePageCache } from './guide-page-cache.ts';
import { outsideOf } from './outside.ts';
import { sameSecret } from './same-secret.ts';
import { ownOrigins } from './security.ts';

export type Running = {
  readonly baseUrl: string;
  readonly durable: boolean;
  readonly databaseKind: Database['kind'];
  readonly demonstration: boolean;
  /** Null: none that the database knows of. */
  readonly lastBackup: Date | null;
  /** Lets running requests finish, at most 10 s. */
  readonly stop: () => Promise<void>;
};

export type StartRefusal =
  | OpenRefusal
  | { readonly kind: 'content'; readonly problems: readonly string[] }
  | { readonly kind: 'digital-post'; readonly problems: readonly string[] }
  | { readonly kind: 'port-taken'; readonly port: number }
  | { readonly kind: 'other-secret' };

export type StartOptions = {
  readonly config: Config;
  readonly log: Log;
  readonly contentFolder: string;
  readonly buildFolder: string;
  readonly manifest: Readonly<Record<string, string>>;
  /** The program's version, as a backup names it. */
  readonly version: string;
  /** What is being done now, in words for a person who waits. */
  readonly progress: (what: string) => void;
};

/** A search of 10,000 letters is an address of 60 kB where each is an ø; Node's own limit is 16 kB and answers with nothing. */
const maxAddressBytes = 64 * 1024;

const drainMs = 10_000;

/** Carries what is wrong with the content folder out of the owner's phase, which it ends. */
class ContentProblems extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super('the content folder has errors');
    this.problems = problems;
  }
}

/** Opens the database, loads the guide, listens. The order is the order in which something can be refused. */
export async function startServer(options: StartOptions): Promise<Result<Running, StartRefusal>> {
  const { config, log } = options;
  registerAssets(options.manifest);
  const post = config.digitalPostFile === null ? null : readDigitalPostSettings(config.digitalPostFile);
  if (post?.ok === false) return refuse({ kind: 'digital-post', problems: post.reason });

  options.progress(config.databaseUrl === null ? 'Åbner den indbyggede database …' : 'Forbinder til PostgreSQL …');
  let contentChanged = false;
  const opened = await openDatabase({
    databaseUrl: config.databaseUrl,
    databaseOwnerUrl: config.databaseOwnerUrl,
    dataDir: config.dataDir,
    image: join(options.buildFolder, 'database.tar.gz'),
    pool: config.databasePool,
    prepare: async (owner) => {
      options.progress('Læser vejledningerne …');
      const prepared = await prepareGuideContent(owner, options.contentFolder);
      contentChanged = prepared.ok && prepared.changed;
      if (!prepared.ok)
        throw new ContentProblems(prepared.problems.map(({ file, path, problem }) => `${file} ${path}: ${problem}`));
    },
    onConnectionError: (error) => log.warn('a database connection was lost', errorFields(error)),
  }).catch((error: unknown) => {
    if (error instanceof ContentProblems) return refuse({ kind: 'content' as const, problems: error.problems });
    throw error;
  });
  if (!opened.ok) return opened;
  const database = opened.value;
  const keys = keysFrom(installationSecret(config.secret, config.dataDir));
  if (!(await sameSecret(database, keys))) {
    await database.close();
    return refuse({ kind: 'other-secret' });
  }
  const onError = (error: unknown) => log.error('a listener failed', errorFields(error));
  const bus =
    config.databaseUrl === null
      ? createLocalBus(onError)
      : await createPostgresBus({ databaseUrl: config.databaseUrl, keys, onError });

  // Who comes while the last things are made ready waits for them.
  const ready = Promise.withResolvers<(request: IncomingMessage, response: ServerResponse) => void>();
  const server = createServer(
    { maxHeaderSize: maxAddressBytes },
    (request, response) => void ready.promise.then((handler) => handler(request, response)),
  );
  const port = await listen(server, config);
  if (port === null) {
    await bus.close();
    await database.close();
    return refuse({ kind: 'port-taken', port: config.port });
  }
  const baseUrl = config.baseUrl ?? `http://localhost:${port}`;
  const digitalPost = post && createDigitalPost(post.value, { clock: systemClock, log });
  const house: House = {
    config,
    baseUrl: () => baseUrl,
    clock: systemClock,
    database,
    bus,
    keys,
    log,
    ...(digitalPost ? { digitalPost } : {}),
  };
  warnOfCertificates(house);

  options.progress('Gør søgning og sider klar …');
  const directory = createDirectory(house);
  const guide = await createGuide(house);
  const visits = createVisitCounter(house);
  const films = createFilms(house, guide, filmsFolder(config));
  // Processes that already run show the new texts too.
  if (contentChanged) await announceContent(guide, directory);
  for (const municipality of await directory.all())
    if (municipality.demonstration) {
      await seedDemonstrationFigures(house, municipality);
      await seedDemonstrationDesk(house, municipality);
      await seedDemonstrationWords(house, municipality);
      await loadExampleFilms(house, municipality, options.contentFolder, films.folder);
    }

  const streams = createStateStreams({ bus, log });
  const hosts = () => known;
  const known = (await directory.all()).map((one) => one.host).filter((host) => host !== null);
  const originCheck = ownOrigins(house, hosts);
  let stopping = false;
  const demo = config.oidc === null ? await createDemoProvider({ baseUrl, log }) : null;
  for (const municipality of await directory.all()) {
    const employees = demo ? await seedDemonstrationEmployees(house, municipality, demonstrationIssuer) : [];
    await seedDemonstrationMeetings(house, municipality, employees);
  }
  const app = compose({
    house,
    directory,
    guide,
    visits,
    films,
    searchQuality: readSearchQuality(options.contentFolder),
    streams,
    demo,
    originCheck,
    staticFolder: join(options.buildFolder, 'static'),
    stopping: () => stopping,
  });
  const handle = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const fromMemory = createGuidePageCache({ house, app, directory, guide, visits });
  ready.resolve((request, response) => {
    if (demo?.owns(request)) return demo.handler(request, response);
    fromMemory(request, response)
      // What cannot be sent from memory, for whatever reason, the application answers or refuses itself.
      .catch(() => response.headersSent)
      .then((sent) => (sent ? undefined : handle(request, response)))
      .catch((error: unknown) => log.error('a request failed', errorFields(error)));
  });
  const realtime = attachRealtime(server, house, {
    frameKeys: asset('frame-keys-worker.js'),
    outside: outsideOf(config),
    originAllowed: (origin, host) => origin !== undefined && originCheck(origin, host),
    municipalityOf: async ({ slug, host }) =>
      (slug ? await directory.bySlug(slug) : host ? await directory.byHost(host) : null)?.id ?? null,
  });
  const sweeps = config.roles.includes('jobs')
    ? startSweeps(house, [
        ...queueSweeps(house, directory),
        ...meetingSweeps(house, directory),
        ...outboxSweeps(house, directory.all),
        ...identitySweeps(house),
        ...contactSweeps(house, directory),
        ...editingSweeps(house, directory),
        ...filmSweeps(house, films.folder),
        ...wordSweeps(house, directory),
        ...inventorySweeps(house, guide, { all: directory.all, stopping: () => stopping }),
      ])
    : null;

  const outbox = config.roles.includes('jobs')
    ? createOutboxSender(house, {
        carriers: openCarriers(house, { demonstration: demo !== null, 'digital-post': digitalPost?.send ?? null }),
        municipalities: directory.all,
        stillHolds,
      })
    : null;
  outbox?.start();
  const freed = config.roles.includes('jobs') ? await passFreedOn(house, directory) : null;

  // PostgreSQL is backed up by its own programs, which need nobody's help.
  const backupDoor =
    config.databaseUrl === null
      ? await openBackupDoor({
          database,
          clock: systemClock,
          log,
          dataDir: config.dataDir,
          filmsDir: config.filmsDir,
          program: options.version,
        })
      : null;

  const stop = async () => {
    if (stopping) return;
    stopping = true;
    const closed = new Promise<void>((done) => server.close(() => done()));
    await Promise.all([
      sweeps?.stop(),
      freed?.stop(),
      outbox?.stop(),
      streams.close(),
      realtime.close(),
      backupDoor?.close(),
    ]);
    // A browser keeps its connection after the answer it waited for; without this it would be waited for in turn.
    const letGo = setInterval(() => server.closeIdleConnections(), 50);
    await Promise.race([closed, new Promise((done) => setTimeout(done, drainMs).unref())]);
    clearInterval(letGo);
    server.closeAllConnections();
    digitalPost?.close();
    await visits.close();
    guide.close();
    await bus.close();
    await database.close();
  };
  return ok({
    baseUrl,
    durable: database.durable,
    databaseKind: database.kind,
    demonstration: demo !== null,
    lastBackup: await database.inTx(lastBackup),
    stop,
  });
}

/** Ordered by people, on paper: who runs it must hear of it at each start, two months ahead. */
function warnOfCertificates({ digitalPost, clock, log }: House): void {
  for (const { slug, validTo, daysLeft } of expiringCertificates(digitalPost?.settings.tenants ?? [], clock.now()))
    log.warn(daysLeft < 0 ? 'a certificate for digital post has run out' : 'a certificate for digital post runs out', {
      municipality: slug,
      on: validTo.toISOString().slice(0, 10),
      daysLeft,
    });
}

/** Before anything is answered, so that a taken port is known at once; requests wait the moment until all is ready. */
async function listen(server: Server, config: Config): Promise<number | null> {
  return new Promise((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? done(null) : fail(error)));
    server.listen(config.port, config.host, () => done((server.address() as AddressInfo).port));
  });
}
