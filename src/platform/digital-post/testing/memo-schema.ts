/** The agency's schema, which is not part of the product: MEMO_SCHEMA, or the folder beside the repository. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const folder = process.env.MEMO_SCHEMA ?? resolve(import.meta.dirname, '../../../../../shared/memo');
export const memoSamples = join(folder, 'samples');
const schema = join(folder, 'xsd-1.2/Version1.2/MeMo_core.xsd');
export const hasMemoSchema = existsSync(schema);

/** What `xmllint --schema` says against each; an empty list means that all are valid. */
export async function schemaErrors(messages: readonly string[]): Promise<readonly string[]> {
  const made = mkdtempSync(join(tmpdir(), 'memo-'));
  try {
    const files = messages.map((message, index) => {
      const file = join(made, `${index}.xml`);
      writeFileSync(file, message);
      return file;
    });
    const said = await new Promise<string>((done, fail) => {
      execFile(
        'xmllint',
        ['--noout', '--nonet', '--huge', '--schema', schema, ...files],
        { maxBuffer: 64 * 1024 * 1024 },
        (error, _out, err) => (error && typeof error.code === 'string' ? fail(error) : done(err)),
      );
    });
    const valid = files.filter((file) => said.includes(`${file} validates`)).length;
    const errors = said.split('\n').filter((line) => line !== '' && !line.endsWith(' validates'));
    if (errors.length === 0 && valid !== files.length) return [`${valid} of ${files.length} validate`];
    return errors;
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}
