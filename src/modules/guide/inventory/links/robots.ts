/** robots.txt as RFC 9309 reads it. Pure. */
export type Robots = {
  readonly allows: (path: string) => boolean;
  /** Seconds between requests that the host asks for; 0 where it does not. */
  readonly delay: number;
};

export const allowAll: Robots = { allows: () => true, delay: 0 };

type Line = { readonly allow: boolean; readonly pattern: string };
type Group = { readonly agents: string[]; readonly lines: Line[]; delay: number };

/** The rules for a program that calls itself `token`: its own group if there is one, else the one for all. */
export function parseRobots(text: string, token: string): Robots {
  const groups: Group[] = [];
  let current: Group | null = null;
  let naming = false;
  for (const raw of text.slice(0, 512 * 1024).split(/\r\n?|\n/)) {
    const [, key = '', value = ''] = /^\s*([a-z-]+)\s*:\s*([^#]*)/i.exec(raw) ?? [];
    const word = value.trim();
    switch (key.toLowerCase()) {
      case 'user-agent':
        if (!naming || current === null) {
          current = { agents: [], lines: [], delay: 0 };
          groups.push(current);
        }
        current.agents.push(word.toLowerCase());
        naming = true;
        break;
      case 'allow':
      case 'disallow':
        naming = false;
        if (current && word !== '') current.lines.push({ allow: key.toLowerCase() === 'allow', pattern: word });
        break;
      case 'crawl-delay':
        naming = false;
        if (current && /^\d+(\.\d+)?$/.test(word)) current.delay = Number(word);
        break;
    }
  }
  const own = groups.filter((group) => group.agents.includes(token.toLowerCase()));
  const chosen = own.length > 0 ? own : groups.filter((group) => group.agents.includes('*'));
  const lines = chosen.flatMap((group) => group.lines);
  return {
    delay: Math.max(0, ...chosen.map((group) => group.delay)),
    allows: (path) => {
      let best: Line | null = null;
      for (const line of lines)
        if (matches(line.pattern, path))
          if (
            best === null ||
            line.pattern.length > best.pattern.length ||
            (line.pattern.length === best.pattern.length && line.allow)
          )
            // The longest rule decides; of two as long the one that allows.
            best = line;
      return best?.allow ?? true;
    },
  };
}

/** `*` is anything and a last `$` the end. Walked by hand: a pattern from outside must not become a regular expression. */
function matches(pattern: string, path: string): boolean {
  const toEnd = pattern.endsWith('$');
  const parts = (toEnd ? pattern.slice(0, -1) : pattern).split('*');
  const first = parts.shift() ?? '';
  if (!path.startsWith(first)) return false;
  let at = first.length;
  const last = toEnd ? parts.pop() : undefined;
  for (const part of parts) {
    const found = path.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  if (!toEnd) return true;
  if (last === undefined) return at === path.length;
  return path.length - last.length >= at && path.endsWith(last);
}
