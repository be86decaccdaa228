// LiveKit's own server at a released tag, for tests of rooms that it carries: built through Go's module proxy into a folder
// outside the repository, once. Plain JavaScript that any Node from 20 can read: `.ci/run` builds before packages are there.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, mkdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const version = 'v1.13.5';
const kept = () =>
  join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'medbetjening', `livekit-server-${version}`);
const say = (line) => process.stdout.write(`${line}\n`);

/** The server that LIVEKIT_SERVER names, or the one that was built before. Builds nothing. */
export function findLiveKit() {
  const named = process.env.LIVEKIT_SERVER;
  if (named)
    return executable(named)
      ? { ok: true, path: named }
      : { ok: false, reason: `${named} is no program`, excused: false };
  if (executable(kept())) return { ok: true, path: kept() };
  return hasGo()
    ? { ok: false, reason: 'LiveKit is not built: node scripts/test/build-livekit.mjs does it', excused: false }
    : { ok: false, reason: 'Go is not installed, so LiveKit cannot be built', excused: true };
}

/** What Go itself prints is not shown: it names the proxy. */
function build() {
  const target = kept();
  const work = `${target}-${process.pid}`;
  mkdirSync(work, { recursive: true });
  try {
    const env = { ...process.env, GOBIN: work };
    const { status } = spawnSync('go', ['install', `github.com/livekit/livekit-server/cmd/server@${version}`], {
      env,
      stdio: 'ignore',
      timeout: 15 * 60_000,
    });
    if (status !== 0) return false;
    renameSync(join(work, 'server'), target);
    return true;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const hasGo = () => spawnSync('go', ['version'], { stdio: 'ignore' }).status === 0;

function executable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const found = findLiveKit();
  if (found.ok) say(`LiveKit's server: ${found.path}`);
  else if (!hasGo()) say(`${found.reason}: tests of it are skipped.`);
  else {
    const began = performance.now();
    say(`Building LiveKit's server ${version} (a few minutes, once; not part of the tests' time) …`);
    const built = build();
    say(`${built ? 'Built' : 'It could not be built'} after ${((performance.now() - began) / 1000).toFixed(1)} s.`);
  }
}
