// Builds the server, the browser's files and their manifest into .build/. Takes about a second, and six more where migrations are new.
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  globSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import { build } from 'esbuild';
import { asFewFiles } from './as-few-files.mjs';
import { databaseImage } from './database-image.mjs';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

const plainName = (file) =>
  basename(file)
    .replace(/\.entry\.tsx?$/, '.js')
    .replace(/\.worker\.ts$/, '-worker.js')
    .replace(/\.script\.ts$/, '.js');

/**
 * Pages that a citizen opens on a poor line: each language has a script of its own (`citizen-help.js`, `citizen-help.en.js`)
 * without the other's words, and shares no files with other pages, so that it begins as one.
 */
const spokenIn = { 'citizen-help.js': ['da', 'en'], 'guest.js': ['da', 'en'] };

/** The words of the languages that a script does not speak are left out of it. */
const onlyWordsOf = (language) => ({
  name: 'only-words',
  setup: ({ onLoad }) => {
    const names = ['da', 'en'].filter((one) => one !== language).map((one) => `messages\\.${one}\\.ts$`);
    onLoad({ filter: new RegExp(names.join('|')) }, ({ path }) => ({
      contents: `export const ${path.slice(-5, -3)} = {};`,
      loader: 'ts',
    }));
  },
});

const common = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  metafile: true,
  logLevel: 'error',
};
const asScripts = (files, more) => ({
  ...common,
  entryPoints: files.map((file) => ({ in: file, out: plainName(file).replace(/\.js$/, '') })),
  format: 'esm',
  splitting: true,
  target: ['es2020'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  entryNames: '[name]-[hash]',
  chunkNames: 'part-[hash]',
  define: { 'process.env.NODE_ENV': '"production"' },
  ...more,
});

/** A script in one language and its later parts, by name; the script is the first. Nothing is written. */
export async function spokenScript(file, language) {
  const nowhere = { outdir: join(root, '.build/static'), write: false };
  const built = await build(asScripts([file], { ...nowhere, plugins: [onlyWordsOf(language)] }));
  return asFewFiles(built, { ...common, ...nowhere, metafile: false, format: 'esm', target: ['es2020'] });
}

/** Every `*.entry.ts(x)` in a client folder is a file that pages may ask for by name. */
async function buildBrowser(out) {
  const entries = globSync('src/{ui,modules/*}/**/*.entry.{ts,tsx}', { cwd: root });
  const styles = ['src/ui/css/site.css', ...globSync('src/modules/*/client/*.css', { cwd: root })].filter((file) =>
    existsSync(join(root, file)),
  );
  const outdir = join(out, 'static');
  const isSpoken = (file) => plainName(file) in spokenIn;
  const scripts = await build(
    asScripts(
      entries.filter((file) => !isSpoken(file)),
      { outdir },
    ),
  );
  const spoken = await Promise.all(
    entries.filter(isSpoken).flatMap((file) =>
      spokenIn[plainName(file)].map(async (language) => {
        const files = await spokenScript(file, language);
        const [[first, text]] = files;
        for (const [name, contents] of files) writeFileSync(join(outdir, name), contents);
        // What stands before the first picture is worth the fifth of a second that the last bytes take.
        writeFileSync(join(outdir, `${first}.br`), await promisify(brotliCompress)(text));
        const name = plainName(file);
        return [language === 'da' ? name : name.replace(/\.js$/, `.${language}.js`), `/static/${first}`];
      }),
    ),
  );
  // A service worker is one classic script: not every browser runs one that is a module. So is what other sites put in.
  const workers = await build({
    ...common,
    outdir,
    entryPoints: globSync('src/modules/*/client/*.{worker,script}.ts', { cwd: root }).map((file) => ({
      in: file,
      out: plainName(file).replace(/\.js$/, ''),
    })),
    format: 'iife',
    target: ['es2020'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    entryNames: '[name]-[hash]',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  // What a page starts as a worker of its own, from a room of its own, is a module.
  const pageWorkers = await build({
    ...common,
    outdir,
    entryPoints: globSync('src/modules/*/client/*/*.worker.ts', { cwd: root }).map((file) => ({
      in: file,
      out: plainName(file).replace(/\.js$/, ''),
    })),
    format: 'esm',
    target: ['es2022'],
    entryNames: '[name]-[hash]',
  });
  const css = await build({
    ...common,
    outdir,
    entryPoints: styles.map((file) => ({ in: file, out: basename(file, '.css') })),
    entryNames: '[name]-[hash]',
    external: ['/static/*'],
    target: ['chrome80', 'safari13', 'firefox78'],
  });
  const manifest = Object.fromEntries(spoken);
  for (const [file, { entryPoint }] of [
    ...Object.entries(scripts.metafile.outputs),
    ...Object.entries(workers.metafile.outputs),
    ...Object.entries(pageWorkers.metafile.outputs),
    ...Object.entries(css.metafile.outputs),
  ]) {
    if (!entryPoint) continue;
    const name = entryPoint.endsWith('.css') ? basename(entryPoint) : plainName(entryPoint);
    manifest[name] = `/static/${basename(file)}`;
  }
  manifest['mask-parts'] = `/static/${maskParts(join(root, 'node_modules/@mediapipe/selfie_segmentation'))}/`;
  manifest['pdf-parts'] = `/static/${pdfParts(join(root, 'node_modules/pdfjs-dist'))}/`;
  return manifest;
}

/** Two weights of IBM Plex Sans, Latin-1 only (16.7 kB each): the whole family would be 195 kB. */
function copyFonts(out) {
  const from = join(root, 'node_modules/dkfds/dist/fonts/IBMPlexSans/split/woff2');
  const to = join(out, 'static/fonts');
  mkdirSync(to, { recursive: true });
  for (const [weight, name] of [
    ['Regular', 'plex-regular'],
    ['SemiBold', 'plex-semibold'],
  ])
    cpSync(join(from, `IBMPlexSans-${weight}-Latin1.woff2`), join(to, `${name}.woff2`));
  // The Open Font License wants its text to travel with the fonts.
  cpSync(join(from, 'license.txt'), join(to, 'license.txt'));
}

/** Fonts that a PDF may leave out, and decoders of scanned pages. The folder's name changes with them: they are kept for ever. */
function copyPdfParts(out) {
  const from = join(root, 'node_modules/pdfjs-dist');
  const to = join(out, 'static', pdfParts(from));
  cpSync(join(from, 'standard_fonts'), join(to, 'fonts'), { recursive: true });
  for (const name of readdirSync(join(from, 'wasm')).filter((file) => !file.startsWith('quickjs')))
    cpSync(join(from, 'wasm', name), join(to, 'wasm', name));
}

const pdfParts = (from) => `pdfjs-${JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')).version}`;

/** What finds a person in a picture: the half that every browser since 2023 runs, and the smaller of the two models. */
function copyMaskParts(out) {
  const from = join(root, 'node_modules/@mediapipe/selfie_segmentation');
  const to = join(out, 'static', maskParts(from));
  mkdirSync(to, { recursive: true });
  for (const name of [
    'selfie_segmentation.js',
    'selfie_segmentation.binarypb',
    'selfie_segmentation_landscape.tflite',
    'selfie_segmentation_solution_simd_wasm_bin.js',
    'selfie_segmentation_solution_simd_wasm_bin.wasm',
  ])
    cpSync(join(from, name), join(to, name));
}

const maskParts = (from) => `mask-${JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')).version}`;

async function buildServer(out) {
  await build({
    absWorkingDir: root,
    // A worker thread is started from a file of its own, beside the program.
    entryPoints: globSync('src/{app/*.main,modules/*/*/*.worker}.ts', { cwd: root }).filter(
      (file) => !file.includes('/client/'),
    ),
    outdir: join(out, 'server'),
    entryNames: '[name]',
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node22',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    sourcemap: true,
    logLevel: 'error',
    outExtension: { '.js': '.mjs' },
  });
}

/** A fingerprint of everything the build reads, so that a second start builds nothing. */
export function sourceFingerprint() {
  const hash = createHash('sha256');
  const files = [
    ...globSync('src/**/*.{ts,tsx,css}', { cwd: root }).filter((file) => !file.includes('.test.')),
    'package-lock.json',
    'scripts/as-few-files.mjs',
    'scripts/build.mjs',
    'scripts/database-image.mjs',
  ].sort();
  for (const file of files) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/** Builds older than this and not the present one are removed; a process that runs from one has it in memory. */
const oldBuildMs = 24 * 3_600_000;

/**
 * Builds unless the same sources have been built before; says which. Each build is a folder named by its sources, made
 * beside and renamed, and `.build` is a link to the present one: processes that start at the same moment never meet a
 * half-made build, and one that fails leaves the last one whole.
 */
export async function buildIfStale() {
  const builds = join(root, '.builds');
  const fingerprint = sourceFingerprint();
  const out = join(builds, fingerprint.slice(0, 16));
  const made = !existsSync(out);
  if (made) {
    const next = join(builds, `making-${process.pid}`);
    rmSync(next, { recursive: true, force: true });
    mkdirSync(next, { recursive: true });
    try {
      const image = databaseImage().catch((error) => void console.warn(String(error)));
      const manifest = await buildBrowser(next);
      copyFonts(next);
      copyPdfParts(next);
      copyMaskParts(next);
      await buildServer(next);
      const database = await image;
      // Sources that changed meanwhile may have migrations that this program does not know.
      if (database && sourceFingerprint() === fingerprint) cpSync(database, join(next, 'database.tar.gz'));
      writeFileSync(join(next, 'manifest.json'), JSON.stringify(manifest, null, 1));
      renameSync(next, out);
    } catch (error) {
      // Another process was quicker with the same sources.
      if (!existsSync(join(out, 'manifest.json'))) throw error;
    } finally {
      rmSync(next, { recursive: true, force: true });
    }
  }
  pointTo(out);
  for (const entry of readdirSync(builds)) {
    const old = join(builds, entry);
    if (old !== out && Date.now() - statSync(old, { throwIfNoEntry: false })?.mtimeMs > oldBuildMs)
      rmSync(old, { recursive: true, force: true });
  }
  return made ? 'built' : 'fresh';
}

/** Moves the link `.build` in one step. */
function pointTo(out) {
  const link = join(root, '.build');
  const found = lstatSync(link, { throwIfNoEntry: false });
  if (found?.isSymbolicLink() && readlinkSync(link) === out) return;
  if (found && !found.isSymbolicLink()) rmSync(link, { recursive: true, force: true });
  const next = join(root, `.build-${process.pid}`);
  rmSync(next, { force: true });
  symlinkSync(out, next, process.platform === 'win32' ? 'junction' : 'dir');
  renameSync(next, link);
}

/** How large the browser's files are, compressed: `node scripts/build.mjs --sizes`. */
async function printSizes() {
  const { brotliCompressSync } = await import('node:zlib');
  const folder = join(root, '.build/static');
  for (const name of readdirSync(folder)
    .filter((file) => /\.(js|css)$/.test(file))
    .sort()) {
    const bytes = readFileSync(join(folder, name));
    console.log(
      `${String(brotliCompressSync(bytes).length).padStart(7)} B brotli  ${relative(root, join(folder, name))}`,
    );
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(await buildIfStale());
  if (process.argv.includes('--sizes')) await printSizes();
}
