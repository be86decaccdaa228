/** A server with the real realtime room on an embedded database in memory, and the lab's page. Can be stopped and started again. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type BuildOptions, build } from 'esbuild';
import { AccessToken, TokenVerifier } from 'livekit-server-sdk';
import { openDatabase } from '../../src/db/index.ts';
import { type MunicipalityId, readConfig, systemClock } from '../../src/kernel/index.ts';
import { iceServers } from '../../src/modules/call/ice-servers.ts';
import {
  addEmployee,
  addPerson,
  admit,
  openRoom,
  participantToken,
  type Role,
  setPlace,
} from '../../src/modules/call/index.ts';
import { createLocalBus, createLog, type House, keysFrom } from '../../src/platform/index.ts';
import { attachRealtime, type Realtime } from '../../src/realtime/index.ts';
import { type LiveKitServer, startLiveKit } from '../livekit-lab/livekit-server.ts';

/** Another name or address, for browsers in network namespaces of their own. */
const host = process.env.LAB_HOST ?? 'localhost';
/** A relay with time-limited credentials, as `ICE_TURN` and `ICE_TURN_SECRET` of the program. */
const relay = process.env.LAB_TURN ?? null;
const relaySecret = process.env.LAB_TURN_SECRET ?? null;
const municipality = '11111111-1111-4111-8111-111111111111' as MunicipalityId;
const pageOf = (script: string) =>
  `<!doctype html><html lang="da"><meta charset="utf-8"><title>Lab</title><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><link rel="stylesheet" href="/site.css"><link rel="stylesheet" href="/call.css"><body><script type="module" src="/${script}.js"></script>`;

/** The same right, to be seen and heard and to receive nothing (publishers.entry.ts). */
async function onlyPublish({ apiKey, apiSecret }: LiveKitServer, token: string): Promise<string> {
  const { sub = '', video } = await new TokenVerifier(apiKey, apiSecret).verify(token);
  const smaller = new AccessToken(apiKey, apiSecret, { identity: sub, ttl: 600 });
  smaller.addGrant({
    room: video?.room ?? '',
    roomJoin: true,
    canSubscribe: false,
    canPublish: true,
    canPublishData: true,
  });
  return smaller.toJwt();
}

/**
 * `entry`: the page's script among those in this folder. `forwarder`: LiveKit's own server, where it is to carry the rooms: one
 * that runs, or its program, which is then started and ended with the lab.
 */
export async function openLab(
  entry = 'lab',
  forwarder: LiveKitServer | string | null = process.env.LAB_LIVEKIT ?? null,
) {
  const out = mkdtempSync(join(tmpdir(), 'call-lab-'));
  const options: BuildOptions = {
    outdir: out,
    bundle: true,
    minify: true,
    format: 'esm',
    splitting: true,
    chunkNames: 'part-[hash]',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    external: ['/static/*'],
    logLevel: 'error',
  };
  await build({
    ...options,
    entryPoints: {
      lab: `test/call-lab/${entry}.entry.tsx`,
      site: 'src/ui/css/site.css',
      call: 'src/modules/call/client/call.css',
      'frame-keys': 'src/modules/call/client/livekit/frame-keys.worker.ts',
    },
    target: 'es2020',
  });
  if (forwarder)
    await build({ ...options, entryPoints: { publishers: 'test/call-lab/publishers.entry.ts' }, target: 'es2022' });
  const livekit = typeof forwarder === 'string' ? await startLiveKit(forwarder, host) : forwarder;
  const config = readConfig(
    livekit ? { LIVEKIT_URL: livekit.url, LIVEKIT_API_KEY: livekit.apiKey, LIVEKIT_API_SECRET: livekit.apiSecret } : {},
  );
  if (!config.ok) throw new Error('configuration');
  const opened = await openDatabase({
    databaseUrl: null,
    databaseOwnerUrl: null,
    dataDir: null,
    pool: 1,
    prepare: async (owner) => {
      const fjordby = {
        id: municipality,
        slug: 'fjordby',
        name: 'Fjordby',
        full_name: 'Fjordby Kommune',
        code: null,
        host: null,
        colour: '#1a5e63',
        demonstration: true,
      };
      await owner.insertInto('municipality').values(fjordby).execute();
    },
  });
  if (!opened.ok) throw new Error('database');
  const logged: string[] = [];
  const database = opened.value;
  const keys = keysFrom('a secret for the lab only, and long enough');
  const log = createLog('debug', (line) => void logged.push(line));
  const house: House = {
    config: config.config,
    baseUrl: () => '',
    clock: systemClock,
    database,
    bus: createLocalBus(() => {}),
    keys,
    log,
  };

  let server: Server | null = null;
  let realtime: Realtime | null = null;
  let port = 0;
  async function start(): Promise<void> {
    const types: Record<string, string> = { js: 'text/javascript', css: 'text/css' };
    server = createServer(async (request, response) => {
      if (livekit && request.url === '/only-publish')
        return void response.end(await onlyPublish(livekit, await text(request)));
      const name = /^\/((?:lab|publishers|site|call|frame-keys|part-\w+)\.(js|css))$/.exec(request.url ?? '');
      response.setHeader('content-type', name ? (types[name[2] ?? ''] ?? '') : 'text/html');
      const page = pageOf(request.url === '/publishers' ? 'publishers' : 'lab');
      response.end(name ? readFileSync(join(out, name[1] ?? '')) : page);
    });
    const allowed = () => `http://${host}:${port}`;
    realtime = attachRealtime(server, house, {
      originAllowed: (origin) => origin === allowed(),
      frameKeys: '/frame-keys.js',
      municipalityOf: async ({ slug }) => (slug === 'fjordby' ? municipality : null),
    });
    await new Promise<void>((resolve) => server?.listen(port, resolve));
    const address = server.address();
    port = typeof address === 'object' && address ? address.port : port;
  }
  async function stop(): Promise<void> {
    await realtime?.close();
    server?.closeAllConnections();
    await new Promise((resolve) => server?.close(resolve));
  }
  const inside = <Value>(work: () => Promise<Value>) => database.inMunicipality(municipality, work);
  await start();
  return {
    out,
    livekit,
    url: () => `http://${host}:${port}`,
    start,
    stop,
    logged,
    close: async () => {
      await stop();
      if (typeof forwarder === 'string') await livekit?.kill();
      await database.close();
    },
    /** A room with both in it; addresses of their pages, and the employee's word to begin. */
    room: async (form: 'text' | 'voice' | 'video') => {
      const { roomId, participantId } = await inside(() =>
        openRoom({ form, language: 'da', displayName: null, transport: livekit ? 'livekit' : 'direct' }, new Date()),
      );
      const added = await inside(() => addEmployee(house.bus, roomId, { displayName: 'Kim' }));
      if (!added.ok) throw new Error('room');
      const ice = relay
        ? iceServers({ ice: { stun: [], turn: [relay], turnSecret: relaySecret } } as never, new Date())
        : [];
      const address = (id: typeof participantId, role: string) =>
        `http://${host}:${port}/#${encodeURIComponent(JSON.stringify({ id, token: participantToken(keys, id), role, form, ice }))}`;
      return {
        citizen: address(participantId, 'citizen'),
        employee: address(added.value.participantId, 'employee'),
        admit: () => inside(() => admit(house.bus, roomId)),
        /** Somebody more, let in: the address of her page. */
        join: async (joins: Role, displayName: string) => {
          const joined = await inside(() =>
            addPerson(house.bus, roomId, { role: joins, displayName, identity: 'link' }),
          );
          if (!joined.ok) throw new Error(joined.reason);
          await inside(() => setPlace(house.bus, roomId, joined.value.participantId, 'admitted'));
          return address(joined.value.participantId, joins);
        },
      };
    },
  };
}
