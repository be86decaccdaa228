import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export type BrowserFound =
  | { readonly ok: true; readonly path: string }
  | { readonly ok: false; readonly reason: string };

const kinds = {
  chromium: {
    variable: 'CHROMIUM_PATH',
    commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    places: [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ],
    debian: 'chromium',
  },
  firefox: {
    variable: 'FIREFOX_PATH',
    commands: ['firefox-esr', 'firefox'],
    places: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
    debian: 'firefox-esr',
  },
} as const;

/** An installed browser, else Debian's package where we may install it. It is said which; nothing is downloaded otherwise. */
export function findBrowser(kind: keyof typeof kinds, say: (line: string) => void): BrowserFound {
  const { variable, debian } = kinds[kind];
  const installed = installedBrowser(kind);
  if (installed) {
    say(`  Browser: ${installed}`);
    return { ok: true, path: installed };
  }
  const maySetUp = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!maySetUp) return { ok: false, reason: `no ${kind} is installed; install one or name it in ${variable}` };
  say(`  No ${kind} is installed. Installing Debian's package ${debian} (about half a minute) …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env });
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', debian], { stdio: 'ignore', env });
  const path = installedBrowser(kind);
  if (path) say(`  Browser: ${path}`);
  return path ? { ok: true, path } : { ok: false, reason: `Debian's package ${debian} could not be installed` };
}

function installedBrowser(kind: keyof typeof kinds): string | null {
  const { variable, commands, places } = kinds[kind];
  const named = process.env[variable];
  if (named) return named;
  const inPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => commands.map((command) => join(folder, command)));
  return [...inPath, ...places].find(executable) ?? null;
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
