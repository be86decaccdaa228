import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { reservedPaths } from '../reserved-paths.ts';
import { contentFingerprint, loadGuideContent } from './load-guide-content.ts';

const shipped = fileURLToPath(new URL('../../../../content', import.meta.url));
const made: string[] = [];
afterAll(() => made.forEach((folder) => void rmSync(folder, { recursive: true })));
const folderOf = (files: Record<string, string>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'mb-content-'));
  made.push(folder);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
};

describe('the shipped content', () => {
  const loaded = loadGuideContent(shipped);
  test('loads without a problem', () => {
    expect(loaded.ok ? [] : loaded.problems).toEqual([]);
  });
  test('takes no path of ours, and every service of the demonstration can be published', () => {
    if (!loaded.ok) return;
    const { services, municipalities } = loaded.content;
    expect(services.length).toBeGreaterThanOrEqual(25);
    expect(services.filter((service) => reservedPaths.has(service.slug))).toEqual([]);
    const fjordby = municipalities.find(({ record }) => record.slug === 'fjordby');
    const missing = services.flatMap((service) =>
      service.localFields
        .filter((field) => !fjordby?.local.get(service.slug)?.local[field.id])
        .map((field) => `${service.slug}: ${field.id}`),
    );
    expect(missing).toEqual([]);
  });
  test('the second municipality is another: smaller, with its own choices, and not all of it written', () => {
    if (!loaded.ok) return;
    const { services, municipalities } = loaded.content;
    const local = municipalities.find(({ record }) => record.slug === 'hedelund')?.local ?? new Map();
    const texts = [...local.values()];
    const here = (slug: string) => local.get(slug)?.offered !== false;
    const missing = services.flatMap(({ slug, localFields }) =>
      here(slug) && localFields.some(({ id }) => !local.get(slug)?.local[id]) ? [slug] : [],
    );
    expect(missing).toEqual(['affald', 'madservice', 'skoleindskrivning']);
    expect(texts.filter(({ offered }) => !offered)).toHaveLength(3);
    expect(texts.filter(({ own }) => own)).toHaveLength(2);
    expect(texts.flatMap(({ changes }) => changes).length).toBeGreaterThanOrEqual(10);
    expect(texts.flatMap(({ additions }) => additions?.steps ?? [])).toHaveLength(3);
  });
});

describe('content that is wrong', () => {
  const problems = (files: Record<string, string>) => {
    const result = loadGuideContent(folderOf(files));
    return result.ok ? [] : result.problems.map(({ file, path, problem }) => `${file} ${path}: ${problem}`);
  };
  test('is told by file, place and what to do, all of it at once', () => {
    const found = problems({
      'life-events.yaml': '- { id: bolig, title: { da: Bolig } }',
      'services/x.yaml': 'slug: x',
      'services/broken.yaml': 'a: [1',
      'municipalities/y.yaml': 'slug: y',
      'municipalities/y/local/nothing.yaml': 'local: { phone: { da: "10 20 30 40" } }',
    });
    expect(found.some((line) => line.startsWith('services/x.yaml title'))).toBe(true);
    expect(found.some((line) => line.startsWith('services/broken.yaml'))).toBe(true);
    expect(found.some((line) => line.startsWith('municipalities/y.yaml colour'))).toBe(true);
  });
  test('a municipality’s text that names a fact it does not have', () => {
    const found = problems({
      'municipalities/y.yaml': [
        'id: 11111111-1111-4111-8111-111111111119',
        'slug: y\nname: Y\nfullName: Y Kommune\ncolour: "#1a5e63"\ndemonstration: true',
        'places: [{ id: 11111111-1111-4111-8111-111111110009, name: Y, address: Y, phone: "1", hours: {}, helpHours: {}, exceptions: {}, openOnHolidays: false, helpOpenOnHolidays: false }]',
      ].join('\n'),
      'municipalities/y/facts.yaml':
        '[{ id: phone, kind: phone, label: { da: Nr }, value: { da: "10 20" }, checked: 2026-11-21 }]',
      'municipalities/y/local/x.yaml': 'local: { a: { da: "{our:phone}" }, b: { da: "{our:fone}" } }',
    });
    expect(found.filter((line) => line.includes('facts.yaml'))).toEqual([
      'municipalities/y/local/x.yaml : names “fone”, which is not in the municipality’s facts.yaml',
    ]);
  });
  test('an empty folder is no guide, and no exception', () => {
    expect(problems({})).toHaveLength(1);
  });
});

test('the fingerprint follows every file’s name and text', () => {
  const one = contentFingerprint(folderOf({ 'services/a.yaml': '1' }));
  expect(contentFingerprint(folderOf({ 'services/a.yaml': '1' }))).toBe(one);
  expect(contentFingerprint(folderOf({ 'services/a.yaml': '2' }))).not.toBe(one);
  expect(contentFingerprint(folderOf({ 'services/b.yaml': '1' }))).not.toBe(one);
});
