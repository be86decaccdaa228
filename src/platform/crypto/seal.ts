import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  randomUUID,
  timingSafeEqual,
} from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Keys for one purpose each, made from the installation's secret (HKDF-SHA-256), so that none serves two ends. */
export type Keys = {
  /** Encrypts and authenticates (AES-256-GCM, random nonce). `context` must be the same when it is opened. */
  readonly seal: (purpose: string, context: string, plain: string) => string;
  /** Null for anything that this installation did not seal for this purpose and context. */
  readonly open: (purpose: string, context: string, sealed: string) => string | null;
  /** A keyed fingerprint: recognises a value without being able to give it back. */
  readonly fingerprint: (purpose: string, value: string) => string;
};

export function keysFrom(secret: string): Keys {
  const derived = new Map<string, KeyObject>();
  const key = (purpose: string): KeyObject => {
    let found = derived.get(purpose);
    if (!found) {
      found = createSecretKey(Buffer.from(hkdfSync('sha256', secret, 'medbetjening', purpose, 32)));
      derived.set(purpose, found);
    }
    return found;
  };
  return {
    seal: (purpose, context, plain) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key(purpose), nonce).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
    },
    open: (purpose, context, sealed) => {
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length < 28) return null;
      try {
        const decipher = createDecipheriv('aes-256-gcm', key(purpose), bytes.subarray(0, 12));
        decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(12, 28));
        return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
      } catch {
        return null;
      }
    },
    fingerprint: (purpose, value) => createHmac('sha256', key(purpose)).update(value).digest('hex'),
  };
}

const shortestSecret = 32;

/** The given secret, or the one kept in the data folder, made at the first start. */
export function installationSecret(given: string | null, dataDir: string): string {
  if (given !== null) return given;
  const path = join(dataDir, 'secret');
  const made = `${path}.${randomUUID()}`;
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(made, randomBytes(48).toString('base64url'), { mode: 0o600 });
  try {
    // Whole from the first moment it has its name: a process that starts beside this one must never read half of it.
    linkSync(made, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(made, { force: true });
  }
  const kept = readFileSync(path, 'utf8').trim();
  if (kept.length < shortestSecret) throw new Error(`The file ${path} is damaged: put back its copy, or remove it.`);
  return kept;
}

export function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
