import { browserPackages, drawsWithUi, moduleOrder, openDoors, rooms, serverRooms, tableOwners } from './house-plan.ts';
import type { SourceFile } from './read-imports.ts';

/** A sentence that names the file and what it may not do. */
export type Breach = string;

type Unit = { readonly room: string; readonly module: string | null };

/** `src/modules/guide/views/x.tsx` → room `modules`, module `guide`. */
function unitOf(path: string): Unit {
  const [, room = '', module = ''] = path.split('/');
  return { room, module: room === 'modules' ? module : null };
}

/** All breaches of the drawing among these files; an empty list means that the house stands as drawn. */
export function findBreaches(files: readonly SourceFile[]): readonly Breach[] {
  return [
    ...files.flatMap(arrowBreaches),
    ...files.flatMap(tableBreaches),
    ...browserBreaches(files),
    ...circles(files),
  ];
}

function arrowBreaches(file: SourceFile): Breach[] {
  const from = unitOf(file.path);
  const breaches: Breach[] = [];
  if (from.room !== 'ui' && !rooms.some((room) => room === from.room))
    breaches.push(`${file.path} lies in a room that the drawing does not have`);
  if (from.module !== null && !moduleOrder.some((module) => module === from.module))
    breaches.push(`${file.path} lies in a module that the drawing does not have`);
  for (const { target, own } of file.imports) {
    if (target === '?') breaches.push(`${file.path} imports an address that it makes up while it runs`);
    if (!own) continue;
    if (!target.startsWith('src/')) {
      breaches.push(`${file.path} reaches out of src to ${target}`);
      continue;
    }
    if (target.includes('/testing/')) breaches.push(`${file.path} uses what only tests may: ${target}`);
    const to = unitOf(target);
    if (!arrowAllowed(from, to)) breaches.push(`${file.path} may not stand on ${target}`);
    const same = from.room === to.room && from.module === to.module;
    const throughFace = /^src\/(modules\/)?[a-z]+\/index\.ts$/.test(target);
    if (!same && !throughFace && !openDoors.some((door) => door.to.test(target) && door.from.test(file.path)))
      breaches.push(`${file.path} reaches past the index.ts to ${target}`);
  }
  return breaches;
}

function arrowAllowed(from: Unit, to: Unit): boolean {
  if (from.room === 'ui') return to.room === 'ui' || to.room === 'kernel';
  if (to.room === 'ui') return drawsWithUi.some((room) => room === from.room);
  if (from.room === 'modules' && to.room === 'modules') {
    const order: readonly (string | null)[] = moduleOrder;
    return order.indexOf(to.module) !== -1 && order.indexOf(to.module) <= order.indexOf(from.module);
  }
  const line: readonly string[] = rooms;
  return line.indexOf(to.room) !== -1 && line.indexOf(to.room) <= line.indexOf(from.room);
}

/** Statements of our query builder that name a table, and what stands in plain SQL. */
const queryParts =
  /(?:selectFrom|insertInto|updateTable|deleteFrom|[jJ]oin)\(\s*\[?['"`](\w+)|\bsql(?:<[^`]*>)?`([^`]*)`/g;

/** A table belongs in its owner's files. A name with an underscore is nothing but a table, wherever it stands. */
function tableBreaches(file: SourceFile): Breach[] {
  if (file.path.startsWith('src/db/')) return [];
  const parts = [...file.text.matchAll(queryParts)];
  const built = new Set(parts.map((match) => match[1]));
  // What is put into the text is a value, whatever it is called.
  const plain = parts.map((match) => (match[2] ?? '').replaceAll(/\$\{[^}]*\}/g, '?')).join('\n');
  return Object.entries(tableOwners).flatMap(([table, owner]) => {
    const inPlain = new RegExp(`\\b(?:from|join|into|update|only)\\s+(?:\\w+(?:\\s+\\w+)?\\s*,\\s*)*${table}\\b`, 'i');
    const named = table.includes('_')
      ? new RegExp(`\\b${table}\\b`).test(file.text)
      : built.has(table) || inPlain.test(plain);
    return named && !owner.test(file.path) ? [`${file.path} uses the table ${table}, which is not its own`] : [];
  });
}

/** Whatever a browser's entry reaches must run in a browser. Types are gone by then and may come from anywhere the arrows allow. */
function browserBreaches(files: readonly SourceFile[]): Breach[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const isServer = (path: string) =>
    serverRooms.some((room) => room === unitOf(path).room) || path === 'src/kernel/index.ts';
  const breaches = new Set<Breach>();
  const seen = new Set<string>();
  const walk = (file: SourceFile) => {
    if (seen.has(file.path)) return;
    seen.add(file.path);
    for (const { target, own, typeOnly } of file.imports) {
      if (typeOnly) continue;
      if (!own && !browserPackages.test(target)) breaches.add(`${file.path} reaches the browser and imports ${target}`);
      if (own && isServer(target)) breaches.add(`${file.path} reaches the browser and imports the server's ${target}`);
      const next = own && !isServer(target) ? byPath.get(target) : undefined;
      if (next) walk(next);
    }
  };
  for (const file of files) if (/\/client\//.test(file.path)) walk(file);
  return [...breaches];
}

/** Circles of files that load each other; types alone load nothing. */
function circles(files: readonly SourceFile[]): Breach[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const state = new Map<string, 'open' | 'done'>();
  const breaches: Breach[] = [];
  const walk = (file: SourceFile, trail: readonly string[]) => {
    state.set(file.path, 'open');
    for (const { target, own, typeOnly } of file.imports) {
      const next = own && !typeOnly ? byPath.get(target) : undefined;
      if (!next) continue;
      const way = [...trail, file.path];
      if (state.get(target) === 'open')
        breaches.push(`circle: ${[...way.slice(way.indexOf(target)), target].join(' → ')}`);
      else if (!state.has(target)) walk(next, way);
    }
    state.set(file.path, 'done');
  };
  for (const file of files) if (!state.has(file.path)) walk(file, []);
  return breaches;
}
