import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { build } from 'esbuild';

/**
 * What a page's script needs at once, as one file. esbuild makes a file of everything that the script and a later part have in
 * common, so a script with three later parts begins as five files, each a request that the first has to ask for, and each
 * compressed alone. Here they become one, and the later parts take what they share from it.
 *
 * `built` is a build with `splitting`, `metafile` and `write: false`; the answer is the files by name, the script's first. Every
 * name holds the hash of all of them: the script names its parts and they name it, so they change together.
 */
export async function asFewFiles(built, options) {
  const outputs = new Map(Object.entries(built.metafile.outputs).map(([path, output]) => [basename(path), output]));
  const texts = new Map(built.outputFiles.map(({ path, text }) => [basename(path), text]));
  const [script] = [...outputs].find(([, { entryPoint }]) => entryPoint?.includes('.entry.')) ?? [];
  const atOnce = new Set([script]);
  for (const name of atOnce)
    for (const { kind, path } of outputs.get(name).imports) if (kind === 'import-statement') atOnce.add(basename(path));

  const hash = createHash('sha256')
    .update(JSON.stringify([...texts].sort()))
    .digest('hex')
    .slice(0, 12);
  const nameOf = (name) =>
    name === script ? name.replace(/-\w+\.js$/, `-${hash}.js`) : `${basename(name, '.js')}-${hash}.js`;
  const shared = [...atOnce].filter((name) => name !== script);
  /** What a shared file calls `one`, as the script's one file calls it. */
  const asOne = (name, one) => `s${shared.indexOf(name)}${one}`;
  const passedOn = shared.map((name) => {
    const names = outputs.get(name).exports.map((one) => `${one} as ${asOne(name, one)}`);
    return `export {${names}} from './${name}';`;
  });

  const together = {
    name: 'together',
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^\.\// }, ({ importer, kind, path }) => {
        const name = basename(path);
        if (kind === 'entry-point') return { path: name, namespace: name === script ? 'whole' : 'part' };
        if (name === nameOf(script)) return { path, external: true };
        if (!atOnce.has(name)) return { path: `./${nameOf(name)}`, external: true };
        return { path: name, namespace: atOnce.has(importer) ? 'part' : 'shared' };
      });
      const inMemory = (namespace, contents) =>
        onLoad({ filter: /.*/, namespace }, ({ path }) => ({
          contents: contents(path),
          loader: 'js',
          resolveDir: '/',
        }));
      inMemory('whole', () => [`import './${script}';`, ...passedOn].join('\n'));
      inMemory('part', (name) => texts.get(name));
      inMemory('shared', (name) => {
        const names = outputs.get(name).exports.map((one) => `${asOne(name, one)} as ${one}`);
        return `export {${names}} from './${nameOf(script)}';`;
      });
    },
  };
  const again = async (name) => {
    const { outputFiles } = await build({ ...options, entryPoints: [`./${name}`], write: false, plugins: [together] });
    return [nameOf(name), outputFiles[0].text];
  };
  const later = [...texts.keys()].filter((name) => !atOnce.has(name));
  return new Map(await Promise.all([script, ...later].map(again)));
}
