import { isOurs, shellStore } from './offline-kept.ts';
import type { WorkerSettings } from './offline-worker-face.ts';

/** Parts that a script loads beside itself; their names are in it. */
const loadedPart = /["']\.\/(part-[\w-]+\.js)["']/g;

/** Keeps all that a page without the server is drawn with. Throws when a part cannot be had: the worker is then tried again. */
export async function keepShell({ base, version, shell }: WorkerSettings): Promise<void> {
  const store = await caches.open(shellStore(base, version));
  const wanted = [...shell];
  // Grows while it is read: a script names its parts, and they theirs.
  for (const address of wanted) {
    if (await store.match(address)) continue;
    const answer = await fetch(address, { credentials: 'omit' });
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    if (address.endsWith('.js')) {
      const text = await answer.clone().text();
      for (const [, part = ''] of text.matchAll(loadedPart)) {
        const beside = address.replace(/[^/]+$/, part);
        if (!wanted.includes(beside)) wanted.push(beside);
      }
    }
    await store.put(address, answer);
  }
}

/** Removes shells of older workers; the guide itself stays. */
export async function dropOldShells({ base, version }: WorkerSettings): Promise<void> {
  for (const name of await caches.keys())
    if (isOurs(name, base) && name.startsWith('ramme') && name !== shellStore(base, version)) await caches.delete(name);
}

/** A part of the shell, from the store if it is there. The names of built files change with what is in them. */
export async function fromShell(request: Request, { base, version }: WorkerSettings): Promise<Response> {
  const store = await caches.open(shellStore(base, version));
  return (await store.match(request)) ?? fetch(request);
}
