import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

/** One file of src: its path from the repository's folder, its text, and what it imports. */
export type SourceFile = { readonly path: string; readonly text: string; readonly imports: readonly Import[] };

/** `target` is a path from the repository's folder for our own files, else the package's name as written. */
export type Import = { readonly target: string; readonly own: boolean; readonly typeOnly: boolean };

const staticImport = /(?:^|[;\n}])\s*(?:import|export)\s+(type\s+)?(?:[\w*$\s{},]+?\s*from\s*)?['"]([^'"\n]+)['"]/g;
const dynamicImport = /\bimport\s*\(\s*([^)]*)\)/g;

/** Comments may show an import without being one. Quotes inside are left alone: no import's address holds a comment. */
const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/[^\n]*/g, '$1');

/** Static, dynamic and type imports of one file. A dynamic import of anything but plain text gets the target `?`. */
export function readImports(path: string, text: string): SourceFile {
  const code = withoutComments(text);
  const imports: Import[] = [];
  const add = (written: string, typeOnly: boolean) => {
    const own = written.startsWith('.');
    imports.push({ target: own ? posix.join(posix.dirname(path), written) : written, own, typeOnly });
  };
  for (const match of code.matchAll(staticImport)) add(match[2] ?? '', match[1] !== undefined);
  for (const match of code.matchAll(dynamicImport)) {
    const literal = /^['"]([^'"]+)['"]\s*,?$/.exec((match[1] ?? '').trim());
    // `import('./x.ts').Name` in a type has the same shape; counted as a value it is only judged more strictly.
    add(literal?.[1] ?? '?', false);
  }
  return { path, text: code, imports };
}

/** Every TypeScript file of src, its tests and their support (`testing/`) left out: these may open any door. */
export function readHouse(root: string): readonly SourceFile[] {
  return globSync('src/**/*.{ts,tsx}', { cwd: root })
    .filter((path) => !/\.test\.tsx?$|\/testing\//.test(path))
    .map((path) => readImports(path.replaceAll('\\', '/'), readFileSync(`${root}/${path}`, 'utf8')));
}
