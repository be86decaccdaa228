type Package = {
  readonly version?: string;
  readonly license?: string;
  readonly resolved?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
};
type Lockfile = { readonly packages: Readonly<Record<string, Package>> };

/** Licences that go with the MPL-2.0 in one program, for code, fonts and icons. */
const fitting = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'OFL-1.1',
  'PostgreSQL',
  'Unlicense',
]);

/** What a package says in its LICENSE and not in its package.json; read by a person, in this version. */
const readByHand: Readonly<Record<string, string>> = { 'node_modules/png-js@2.0.0': 'MIT' };

/** esbuild's own only makes sure of what has come as an optional package; the program runs where scripts are off. */
const scriptsAllowed = new Set(['node_modules/esbuild']);

/** Every package that a user of the program gets: its licence fits, it needs no script to install, no host is named. */
export function lockfileProblems(lockfile: Lockfile): { readonly problems: readonly string[]; readonly note: string } {
  const problems: string[] = [];
  const licences = new Map<string, number>();
  for (const [path, one] of Object.entries(lockfile.packages)) {
    if (path === '') continue;
    if (one.resolved !== undefined) problems.push(`${path}: names the host it came from`);
    if (one.dev) continue;
    const licence = one.license ?? readByHand[`${path}@${one.version}`] ?? 'none';
    licences.set(licence, (licences.get(licence) ?? 0) + 1);
    if (!fits(licence)) problems.push(`${path}: licence ${licence} is not on the list`);
    if (one.hasInstallScript && !scriptsAllowed.has(path)) problems.push(`${path}: runs a script when it is installed`);
  }
  const counted = [...licences].sort((a, b) => b[1] - a[1]).map(([licence, count]) => `${count} ${licence}`);
  return { problems, note: counted.join(', ') };
}

/** An SPDX expression: of `OR` one must fit, of `AND` all. */
function fits(expression: string): boolean {
  const bare = expression.replace(/^\((.*)\)$/, '$1');
  return bare.split(' OR ').some((choice) => choice.split(' AND ').every((licence) => fitting.has(licence.trim())));
}
