import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import type { Program } from './program.ts';

const tickMs = 20;

/** Values of a page's form, as a browser would send them untouched. */
export function formFields(html: string): Record<string, string> {
  const plain = (text: string) =>
    text
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');
  const attribute = (tag: string, name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  const fields: Record<string, string> = {};
  for (const [tag] of html.matchAll(/<input\b[^>]*>/g)) {
    const name = attribute(tag, 'name');
    const choice = /type="(?:radio|checkbox)"/.test(tag);
    if (name && (!choice || /\schecked\b/.test(tag))) fields[name] = plain(attribute(tag, 'value') ?? '');
  }
  for (const [, tag = '', words = ''] of html.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g)) {
    const name = attribute(` ${tag}`, 'name');
    if (name) fields[name] = plain(words);
  }
  return fields;
}

export type Reader = {
  readonly read: (path: string) => Promise<{ readonly status: number; readonly text: string; readonly ms: number }>;
  /** Asks at even times until the function it gives is called, which gives the longest wait. */
  readonly tick: () => () => Promise<number>;
};

export function readerOf({ port }: Program): Reader {
  const agent = new Agent({ keepAlive: true });
  const read: Reader['read'] = (path) =>
    new Promise((done, fail) => {
      const began = performance.now();
      const asked = request({ port, path, agent, host: 'localhost', headers: { accept: 'text/html' } }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', fail);
        answer.on('end', () =>
          done({
            status: answer.statusCode ?? 0,
            text: Buffer.concat(parts).toString('utf8'),
            ms: performance.now() - began,
          }),
        );
      });
      asked.on('error', fail);
      asked.end();
    });
  const tick = () => {
    let longest = 0;
    const waiting = new Set<Promise<void>>();
    const timer = setInterval(() => {
      const one = read('/health').then(({ ms }) => {
        longest = Math.max(longest, ms);
        waiting.delete(one);
      });
      waiting.add(one);
    }, tickMs);
    return async () => {
      clearInterval(timer);
      await Promise.all(waiting);
      return longest;
    };
  };
  return { read, tick };
}

/** At most so many at once; the answers in the order of the list. */
export async function inParallel<Item, Value>(
  items: readonly Item[],
  most: number,
  work: (item: Item, at: number) => Promise<Value>,
): Promise<readonly Value[]> {
  const values: Value[] = [];
  let next = 0;
  const one = async () => {
    while (next < items.length) {
      const at = next;
      next += 1;
      values[at] = await work(items[at] as Item, at);
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, one));
  return values;
}

/** In bytes; not a number where the system does not tell. */
export function memoryOf(pid: number, line: 'VmRSS' | 'VmHWM'): number {
  try {
    return Number(new RegExp(`${line}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
  } catch {
    return Number.NaN;
  }
}
