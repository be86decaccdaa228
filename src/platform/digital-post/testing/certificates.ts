/** Certificates for tests, made by openssl in a folder that is deleted: an authority, a server's and clients'. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Pair = { readonly certificate: string; readonly key: string };

export type CertificateHouse = {
  readonly authority: Pair;
  readonly server: Pair;
  /** An organisation's certificate, as OCES3 names its CVR number. */
  readonly client: (cvr: string) => Pair;
  /** The same by an authority that nobody trusts. */
  readonly stranger: (cvr: string) => Pair;
  readonly folder: string;
  readonly remove: () => void;
};

export function makeCertificates(): CertificateHouse {
  const folder = mkdtempSync(join(tmpdir(), 'kombit-certificates-'));
  let number = 0;
  const make = (subject: string, options: readonly string[]): Pair & { readonly files: readonly [string, string] } => {
    number += 1;
    const files = [join(folder, `${number}.pem`), join(folder, `${number}.key`)] as const;
    execFileSync(
      'openssl',
      // biome-ignore format: a command line
      ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2',
        '-subj', subject, '-out', files[0], '-keyout', files[1], ...options],
      { stdio: 'pipe' },
    );
    return { certificate: readFileSync(files[0], 'utf8'), key: readFileSync(files[1], 'utf8'), files };
  };
  const signedBy = ({ files }: { readonly files: readonly [string, string] }) => ['-CA', files[0], '-CAkey', files[1]];
  const authority = make('/C=DK/O=Fake/CN=Fake authority', []);
  const other = make('/C=DK/O=Fake/CN=Other authority', []);
  const organisation = (cvr: string) => `/C=DK/organizationIdentifier=NTRDK-${cvr}/O=Test/CN=Medbetjening test`;
  return {
    authority,
    server: make('/CN=localhost', [...signedBy(authority), '-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost']),
    client: (cvr) => make(organisation(cvr), signedBy(authority)),
    stranger: (cvr) => make(organisation(cvr), signedBy(other)),
    folder,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
