import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import { ok, type Result, refuse } from '../../kernel/index.ts';
import type { MemoVersion } from './memo/memo.ts';

/** What one municipality sends by: its own number and its own certificate, never another's. */
export type DigitalPostTenant = {
  readonly slug: string;
  readonly cvr: string;
  /** The sender's name in her mail box. */
  readonly sender: string;
  /** PEM. */
  readonly certificate: string;
  readonly key: string;
  readonly validTo: Date;
  /** How a person who has no digital mail box is reached. */
  readonly notRegistered: 'letter' | 'phone';
  /** Whether somebody reads answers that come back; without it no message invites one. */
  readonly repliesRead: boolean;
  /** The secret part of the address that Beskedfordeleren is given; null takes no statuses. */
  readonly statusSecret: string | null;
};

export type KombitAddresses = {
  /** Issues the SAML token. */
  readonly sts: string;
  /** Changes it for an access token. */
  readonly tokens: string;
  /** Scheme and host of the services. */
  readonly services: string;
};

/** How Beskedfordeleren is answered. */
export type StatusAnswer = { readonly root: string; readonly namespace: string; readonly inner: string };

export type DigitalPostSettings = {
  readonly memoVersion: MemoVersion;
  readonly addresses: KombitAddresses;
  /** Who is trusted to be KOMBIT, in PEM; null trusts whom Node trusts. */
  readonly ca: string | null;
  readonly statusAnswer: StatusAnswer;
  readonly tenants: readonly DigitalPostTenant[];
};

/** docs/evidence.md, "Messages". */
const kombit: Record<'test' | 'production', KombitAddresses> = {
  production: {
    sts: 'https://n2adgangsstyring.stoettesystemerne.dk/runtime/api/rest/wstrust/v1/issue',
    tokens: 'https://prod.serviceplatformen.dk/service/AccessTokenService_1/token',
    services: 'https://prod.serviceplatformen.dk',
  },
  test: {
    sts: 'https://n2adgangsstyring.eksterntest-stoettesystemerne.dk/runtime/api/rest/wstrust/v1/issue',
    tokens: 'https://exttest.serviceplatformen.dk/service/AccessTokenService_1/token',
    services: 'https://exttest.serviceplatformen.dk',
  },
};

const file = v.pipe(v.string(), v.minLength(1));
const https = v.pipe(v.string(), v.regex(/^https:\/\/[^/\s]+(\/\S*)?$/, 'use an https address'));
const SettingsFile = v.strictObject({
  environment: v.picklist(['test', 'production'], 'use test or production'),
  version: v.optional(v.picklist(['1.1', '1.2'], "use '1.1' or '1.2', in quotes"), '1.2'),
  addresses: v.optional(
    v.strictObject({ sts: v.optional(https), tokens: v.optional(https), services: v.optional(https) }),
  ),
  ca: v.optional(file),
  statuses: v.optional(
    v.picklist(['push'], 'use push: statuses can be received, fetching them by AMQP is not built'),
    'push',
  ),
  statusAnswer: v.optional(
    v.strictObject({
      root: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z]+$/)), 'ModtagBeskedOutput'),
      namespace: v.optional(v.pipe(v.string(), v.regex(/^[\w:.-]+$/)), 'urn:oio:sts:1.0.0'),
      inner: v.optional(v.pipe(v.string(), v.regex(/^[\w:.-]+$/)), 'urn:oio:sagdok:3.0.0'),
    }),
    {},
  ),
  municipalities: v.record(
    v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]*$/, 'use the name in the municipality’s addresses')),
    v.strictObject({
      cvr: v.pipe(v.string('use 8 digits in quotes'), v.regex(/^\d{8}$/, 'use 8 digits in quotes')),
      sender: v.pipe(v.string(), v.minLength(1), v.maxLength(256)),
      certificate: file,
      key: file,
      notRegistered: v.optional(v.picklist(['letter', 'phone'], 'use letter or phone'), 'letter'),
      repliesRead: v.optional(v.boolean('use true or false'), false),
      statusSecret: v.optional(
        v.pipe(v.string(), v.regex(/^[\w-]{32,128}$/, 'use 32 to 128 letters, digits, - and _')),
      ),
    }),
  ),
});

/**
 * Reads the file that DIGITAL_POST_FILE names, with the certificates it names (relative to itself), once at start. Refused with
 * one sentence a fault; none repeats what a file holds.
 */
export function readDigitalPostSettings(path: string): Result<DigitalPostSettings, readonly string[]> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return refuse([`${path} cannot be read (${(error as { code?: string }).code})`]);
  }
  let given: unknown;
  try {
    given = parse(text);
  } catch {
    return refuse([`${path}: it is not YAML`]);
  }
  const parsed = v.safeParse(SettingsFile, given);
  if (!parsed.success)
    return refuse(parsed.issues.map((issue) => `${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`));
  const { environment, version, addresses, ca, statusAnswer, municipalities } = parsed.output;
  const faults: string[] = [];
  const read = (name: string, at: string): string => {
    try {
      return readFileSync(resolve(dirname(path), name), 'utf8');
    } catch (error) {
      faults.push(`${at}: ${name} cannot be read (${(error as { code?: string }).code})`);
      return '';
    }
  };
  const tenants: DigitalPostTenant[] = [];
  for (const [slug, one] of Object.entries(municipalities)) {
    const at = `municipalities.${slug}`;
    const certificate = read(one.certificate, `${at}.certificate`);
    const key = read(one.key, `${at}.key`);
    if (certificate === '' || key === '') continue;
    const validTo = validityOf(certificate, key);
    if (typeof validTo === 'string') faults.push(`${at}: ${validTo}`);
    else
      tenants.push({
        slug,
        cvr: one.cvr,
        sender: one.sender,
        certificate,
        key,
        validTo,
        notRegistered: one.notRegistered,
        repliesRead: one.repliesRead,
        statusSecret: one.statusSecret ?? null,
      });
  }
  faults.push(...shared(tenants, 'cvr', 'the CVR number'), ...shared(tenants, 'certificate', 'the certificate'));
  const trusted = ca === undefined ? null : read(ca, 'ca');
  if (faults.length > 0) return refuse(faults);
  const { sts, tokens, services } = kombit[environment];
  return ok({
    memoVersion: version,
    addresses: {
      sts: addresses?.sts ?? sts,
      tokens: addresses?.tokens ?? tokens,
      services: (addresses?.services ?? services).replace(/\/$/, ''),
    },
    ca: trusted,
    statusAnswer,
    tenants,
  });
}

/** Until when the certificate holds, or what is wrong with it. One that has run out is no fault of the file: it is warned of. */
function validityOf(certificate: string, key: string): Date | string {
  try {
    const x509 = new X509Certificate(certificate);
    if (!x509.checkPrivateKey(createPrivateKey(key))) return 'key is not the certificate’s';
    return new Date(x509.validTo);
  } catch {
    return 'certificate or key is not PEM without a password';
  }
}

/** Whoever sends with another's number or certificate sends in another's name. */
function shared(tenants: readonly DigitalPostTenant[], field: 'cvr' | 'certificate', name: string): string[] {
  return tenants.flatMap((one, index) => {
    const other = tenants.slice(0, index).find((before) => before[field] === one[field]);
    return other ? [`municipalities.${one.slug}: ${name} is ${other.slug}’s`] : [];
  });
}

export type CertificateState = { readonly slug: string; readonly validTo: Date; readonly daysLeft: number };

/** Two months: OCES3 certificates are ordered by people, on paper. */
export const certificateWarningDays = 60;

/** The certificates that have run out or soon will, the first to end first. Pure. */
export const expiringCertificates = (tenants: readonly DigitalPostTenant[], now: Date): readonly CertificateState[] =>
  tenants
    .map(({ slug, validTo }) => ({
      slug,
      validTo,
      daysLeft: Math.floor((validTo.getTime() - now.getTime()) / 86_400_000),
    }))
    .filter(({ daysLeft }) => daysLeft < certificateWarningDays)
    .sort((a, b) => a.daysLeft - b.daysLeft);
