/** LiveKit's own server, as it is released, on this machine alone. Can be killed and started again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

export type LiveKitServer = {
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  /** As when its machine dies: nobody is told. */
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** How many pages have come into its rooms since it was started. */
  readonly joins: () => Promise<number>;
};

const startMs = 10_000;

const freeTcpPort = () =>
  new Promise<number>((done, failed) => {
    const server = createServer();
    server.on('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
const freeUdpPort = () =>
  new Promise<number>((done, failed) => {
    const socket = createSocket('udp4');
    socket.on('error', failed);
    socket.bind(0, () => {
      const { port } = socket.address();
      socket.close(() => done(port));
    });
  });

/** `program`: its path, which the tests are given as LIVEKIT_SERVER. `host`: another address, for browsers in networks of their own. */
export async function startLiveKit(program: string, host = 'localhost'): Promise<LiveKitServer> {
  const apart = host !== 'localhost';
  const [port, tcpPort, udpPort] = [await freeTcpPort(), await freeTcpPort(), await freeUdpPort()];
  const countsPort = await freeTcpPort();
  const apiKey = 'lab';
  const apiSecret = 'a secret of thirty-two letters, for the lab alone';
  // The file is JSON, which is YAML too.
  const config = JSON.stringify({
    port,
    prometheus_port: countsPort,
    bind_addresses: ['127.0.0.1', apart ? host : '::1'],
    keys: { [apiKey]: apiSecret },
    rtc: {
      tcp_port: tcpPort,
      udp_port: udpPort,
      use_external_ip: false,
      enable_loopback_candidate: !apart,
    },
    room: { empty_timeout: 60, departure_timeout: 20 },
    logging: { level: 'error' },
  });
  let child: ChildProcess | null = null;
  // Whoever ends without a word leaves no server behind.
  process.once('exit', () => child?.kill('SIGKILL'));
  async function start(): Promise<void> {
    child = spawn(program, ['--config-body', config], { stdio: process.env.LIVEKIT_LOG ? 'inherit' : 'ignore' });
    const until = Date.now() + startMs;
    for (;;) {
      const answered = await fetch(`http://localhost:${port}/`).then(
        (response) => response.ok,
        () => false,
      );
      if (answered) return;
      if (Date.now() > until) throw new Error('LiveKit did not start');
      await new Promise((done) => setTimeout(done, 50));
    }
  }
  async function kill(): Promise<void> {
    const dying = child;
    child = null;
    if (!dying || dying.exitCode !== null) return;
    await new Promise((done) => {
      dying.on('exit', done);
      dying.kill('SIGKILL');
    });
  }
  async function joins(): Promise<number> {
    const counts = await (await fetch(`http://localhost:${countsPort}/metrics`)).text();
    return Number(/^livekit_session_join_latency_ms_count\{.*\} (\d+)$/m.exec(counts)?.[1] ?? 0);
  }
  await start();
  return { url: `ws://${host}:${port}`, apiKey, apiSecret, kill, start, joins };
}
