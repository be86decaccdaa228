import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const mostLines = 500;
const smellingLines = 300;

/** Taken apart so that this file does not find itself. */
const leftToDo = new RegExp(
  `\\b(${['TO', 'FIX', 'XX'].map((start, at) => start + ['DO', 'ME', 'X'][at]).join('|')})\\b`,
);
/** `.only` anywhere; `.skip` and its kin where a test is named. A condition (`test.skip(!database, …)`) is reported by name. */
const leftOut = /\b(test|it|describe)(\.\w+)*\.(only\b|(skip|fixme|todo|fails)\(\s*['"`])/;

/** Sizes and leftovers of src and test. The note counts the files that smell. */
export function treeProblems(root: string): { readonly problems: readonly string[]; readonly note: string } {
  const problems: string[] = [];
  let smelling = 0;
  for (const path of globSync(['src/**/*.*', 'test/**/*.{ts,tsx,mjs,js}', 'scripts/**/*.{ts,mjs}', 'bin/*.mjs'], {
    cwd: root,
  })) {
    const lines = readFileSync(join(root, path), 'utf8').split('\n');
    if (lines.length > mostLines) problems.push(`${path}: ${lines.length} lines; at most ${mostLines}`);
    else if (lines.length > smellingLines) smelling += 1;
    for (const [index, line] of lines.entries()) {
      if (leftToDo.test(line)) problems.push(`${path}:${index + 1}: something is left to do`);
      if (leftOut.test(line)) problems.push(`${path}:${index + 1}: a test is left out, or others are`);
    }
  }
  return { problems, note: `${smelling} files over ${smellingLines} lines` };
}
