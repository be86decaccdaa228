import * as v from 'valibot';
import { type MessageSettings, messageProblems, messageSettings, messageVariables } from './message-settings.ts';

/** Who may be trusted to say what the browser's address is; `loopback` fits a proxy on the same machine. */
const proxies = v.picklist(['none', 'loopback', 'private'], 'use none, loopback or private');

/** The ports above 1023 that the Fetch standard blocks: no browser would show us, and our own login could not be reached. */
const refusedByBrowsers = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10_080,
]);

const whole = (name: string, low: number, high: number) =>
  v.pipe(
    v.string(),
    v.regex(/^\d+$/, `use a whole number for ${name}`),
    v.transform(Number),
    v.minValue(low, `use a number from ${low} to ${high}`),
    v.maxValue(high, `use a number from ${low} to ${high}`),
  );

const url = (example: string) => v.pipe(v.string(), v.url(`use an address such as ${example}`));

const Environment = v.object({
  PORT: v.optional(
    v.pipe(
      whole('PORT', 0, 65_535),
      v.check(
        (port) => !refusedByBrowsers.has(port),
        'is a number that browsers refuse to open; use another, such as 4100',
      ),
    ),
    '4100',
  ),
  HOST: v.optional(v.pipe(v.string(), v.minLength(1, 'use a host name or an address, such as 127.0.0.1')), '127.0.0.1'),
  BASE_URL: v.optional(
    v.pipe(
      url('https://hjaelp.kommunen.dk'),
      v.regex(/^https?:\/\/[^/]+$/, 'use scheme and host only, without a path or a slash at the end'),
    ),
  ),
  DATA_DIR: v.optional(v.pipe(v.string(), v.minLength(1, 'use the path of a folder')), '.data'),
  FILMS_DIR: v.optional(v.pipe(v.string(), v.minLength(1, 'use the path of a folder'))),
  DATABASE_URL: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^postgres(ql)?:\/\//, 'use an address such as postgres://user:password@host:5432/name'),
    ),
  ),
  DATABASE_OWNER_URL: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^postgres(ql)?:\/\//, 'use an address such as postgres://owner:password@host:5432/name'),
    ),
  ),
  DATABASE_POOL: v.optional(whole('DATABASE_POOL', 1, 200), '10'),
  SECRET: v.optional(v.pipe(v.string(), v.minLength(32, 'use at least 32 random characters'))),
  ROLES: v.optional(
    v.pipe(
      v.string(),
      v.transform((text) => text.split(',').map((role) => role.trim())),
      v.array(v.picklist(['web', 'realtime', 'jobs'], 'use a list of web, realtime and jobs, separated by commas')),
      v.minLength(1),
    ),
    'web,realtime,jobs',
  ),
  LOG_LEVEL: v.optional(
    v.picklist(['silent', 'error', 'warn', 'info', 'debug'], 'use silent, error, warn, info or debug'),
    'info',
  ),
  TRUSTED_PROXIES: v.optional(proxies, 'none'),
  AUDIT_RETENTION_DAYS: v.optional(whole('AUDIT_RETENTION_DAYS', 180, 3650), '365'),
  OIDC_ISSUER: v.optional(url('https://login.kommunen.dk')),
  OIDC_CLIENT_ID: v.optional(v.string()),
  OIDC_CLIENT_SECRET: v.optional(v.string()),
  OIDC_CLAIM_ROLES: v.optional(v.string(), 'roles'),
  OIDC_CLAIM_MUNICIPALITY: v.optional(v.string(), 'municipality'),
  OIDC_CLAIM_NAME: v.optional(v.string(), 'name'),
  STUN_URLS: v.optional(v.string(), ''),
  TURN_URLS: v.optional(v.string(), ''),
  TURN_SECRET: v.optional(v.string()),
  MUNICIPAL_NETS: v.optional(
    v.pipe(
      v.string(),
      v.regex(
        /^\s*[0-9a-fA-F.:]+\/\d{1,3}(\s*,\s*[0-9a-fA-F.:]+\/\d{1,3})*\s*$/,
        'use nets such as 10.20.0.0/16, 2001:db8::/32',
      ),
    ),
  ),
  LIVEKIT_URL: v.optional(
    v.pipe(v.string(), v.regex(/^wss?:\/\/[^/?#]+\/?$/, 'use an address such as wss://livekit.kommunen.dk')),
  ),
  LIVEKIT_API_KEY: v.optional(v.string()),
  LIVEKIT_API_SECRET: v.optional(v.pipe(v.string(), v.minLength(32, 'use at least 32 characters'))),
  ANTIVIRUS: v.optional(
    v.pipe(
      v.string(),
      v.regex(
        /^clamd:(\/\/[\w.-]+(:\d{1,5})?|\/\/\[[0-9a-fA-F:]+\](:\d{1,5})?|\/[^\s]+)$/,
        'use an address such as clamd://host:3310 or clamd:/run/clamav/clamd.ctl',
      ),
    ),
  ),
  GRAPH_TENANT: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^[A-Za-z0-9][A-Za-z0-9.-]{2,200}$/, 'use the tenant’s id or a domain such as kommunen.dk'),
    ),
  ),
  GRAPH_CLIENT_ID: v.optional(v.pipe(v.string(), v.minLength(1, 'use the application’s id'))),
  GRAPH_CLIENT_SECRET: v.optional(v.pipe(v.string(), v.minLength(1, 'use the application’s secret'))),
  DIGITAL_POST_FILE: v.optional(v.pipe(v.string(), v.minLength(1, 'use the path of a file'))),
  ...messageVariables,
  LINK_CHECK: v.optional(v.picklist(['on', 'off'], 'use on or off')),
  LINK_CHECK_CONTACT: v.optional(
    v.pipe(v.string(), v.regex(/^[\x20-\x27\x2a-\x7e]{3,100}$/, 'use an address such as web@kommunen.dk')),
  ),
});

export type LiveKitSettings = { readonly url: string; readonly apiKey: string; readonly apiSecret: string };

/** The application that may read free and busy times of a Microsoft tenant's mailboxes. */
export type GraphSettings = { readonly tenant: string; readonly clientId: string; readonly clientSecret: string };

export type Config = {
  readonly port: number;
  readonly host: string;
  /** Scheme and host that browsers use; null until the server knows its port. */
  readonly baseUrl: string | null;
  readonly dataDir: string;
  /** Null means `films` in the data folder. Processes with different data folders must share one. */
  readonly filmsDir: string | null;
  readonly databaseUrl: string | null;
  readonly databaseOwnerUrl: string | null;
  readonly databasePool: number;
  /** Null means: make one and keep it in the data folder. Processes with different data folders must be given the same. */
  readonly secret: string | null;
  readonly roles: readonly ('web' | 'realtime' | 'jobs')[];
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  readonly trustedProxies: 'none' | 'loopback' | 'private';
  readonly auditRetentionDays: number;
  /** Null means the demonstration provider, which starts on loopback or private addresses only. */
  readonly oidc: {
    readonly issuer: string;
    readonly clientId: string;
    readonly clientSecret: string | null;
  } | null;
  readonly oidcClaims: { readonly roles: string; readonly municipality: string; readonly name: string };
  readonly ice: {
    readonly stun: readonly string[];
    readonly turn: readonly string[];
    readonly turnSecret: string | null;
  };
  /** The nets that employees sit in, `10.20.0.0/16`; empty where that is not told. */
  readonly municipalNets: readonly string[];
  /** The server that forwards sound and picture of larger conversations; null means that there are none. */
  readonly livekit: LiveKitSettings | null;
  /** Where files are checked for viruses before they are shown; null means that none is. */
  readonly antivirus: string | null;
  /** Null means that no employee's Outlook calendar is read by Microsoft Graph. */
  readonly graph: GraphSettings | null;
  /** The file that says which municipality sends Digital Post by which certificate; null means that none does. */
  readonly digitalPostFile: string | null;
  /** Ways to a person's phone and mail box. */
  readonly messages: MessageSettings;
  /** Whether links are asked at all, and how those who are asked can reach us. */
  readonly linkCheck: { readonly on: boolean; readonly contact: string | null };
};

/** A variable that cannot be used, and what it should be. */
export type ConfigProblem = { readonly variable: string; readonly problem: string };

/** Reads the environment once at start. Shapes and combinations are checked here, nowhere else. */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
): { ok: true; config: Config } | { ok: false; problems: readonly ConfigProblem[] } {
  // An empty variable means an unset one: container files often write NAME= for "none".
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = v.safeParse(Environment, given);
  if (!parsed.success) {
    const problems = parsed.issues.map((issue) => ({
      variable: String(issue.path?.[0]?.key ?? '?'),
      problem: issue.message,
    }));
    return { ok: false, problems };
  }
  const e = parsed.output;
  const problems: ConfigProblem[] = [];
  if (e.OIDC_ISSUER && !e.OIDC_CLIENT_ID)
    problems.push({ variable: 'OIDC_CLIENT_ID', problem: 'is needed when OIDC_ISSUER is set' });
  if (e.DATABASE_OWNER_URL && !e.DATABASE_URL)
    problems.push({ variable: 'DATABASE_URL', problem: 'is needed when DATABASE_OWNER_URL is set' });
  if (e.TURN_URLS && !e.TURN_SECRET)
    problems.push({ variable: 'TURN_SECRET', problem: 'is needed when TURN_URLS is set' });
  for (const variable of ['LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET'] as const)
    if (e.LIVEKIT_URL && !e[variable]) problems.push({ variable, problem: 'is needed when LIVEKIT_URL is set' });
  // The address stands in the pages' security policy, and browsers refuse an open line from a page that came encrypted.
  if (e.LIVEKIT_URL?.startsWith('ws:') && e.BASE_URL?.startsWith('https:'))
    problems.push({ variable: 'LIVEKIT_URL', problem: 'must begin with wss: when BASE_URL begins with https:' });
  for (const variable of ['GRAPH_TENANT', 'GRAPH_CLIENT_ID', 'GRAPH_CLIENT_SECRET'] as const)
    if ((e.GRAPH_TENANT || e.GRAPH_CLIENT_ID || e.GRAPH_CLIENT_SECRET) && !e[variable])
      problems.push({ variable, problem: 'is needed with the other variables of Microsoft Graph' });
  problems.push(...messageProblems(e));
  if (problems.length > 0) return { ok: false, problems };
  const list = (text: string) =>
    text
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '');
  return {
    ok: true,
    config: Object.freeze({
      port: e.PORT,
      host: e.HOST,
      baseUrl: e.BASE_URL ?? null,
      dataDir: e.DATA_DIR,
      filmsDir: e.FILMS_DIR ?? null,
      databaseUrl: e.DATABASE_URL ?? null,
      databaseOwnerUrl: e.DATABASE_OWNER_URL ?? null,
      databasePool: e.DATABASE_POOL,
      secret: e.SECRET ?? null,
      roles: e.ROLES,
      logLevel: e.LOG_LEVEL,
      trustedProxies: e.TRUSTED_PROXIES,
      auditRetentionDays: e.AUDIT_RETENTION_DAYS,
      oidc: e.OIDC_ISSUER
        ? { issuer: e.OIDC_ISSUER, clientId: e.OIDC_CLIENT_ID ?? '', clientSecret: e.OIDC_CLIENT_SECRET ?? null }
        : null,
      oidcClaims: { roles: e.OIDC_CLAIM_ROLES, municipality: e.OIDC_CLAIM_MUNICIPALITY, name: e.OIDC_CLAIM_NAME },
      // A demonstration that somebody tries on a laptop asks no one in the world by itself.
      linkCheck: {
        on: e.LINK_CHECK === undefined ? e.OIDC_ISSUER !== undefined : e.LINK_CHECK === 'on',
        contact: e.LINK_CHECK_CONTACT ?? null,
      },
      antivirus: e.ANTIVIRUS ?? null,
      graph:
        e.GRAPH_TENANT && e.GRAPH_CLIENT_ID && e.GRAPH_CLIENT_SECRET
          ? { tenant: e.GRAPH_TENANT, clientId: e.GRAPH_CLIENT_ID, clientSecret: e.GRAPH_CLIENT_SECRET }
          : null,
      digitalPostFile: e.DIGITAL_POST_FILE ?? null,
      messages: messageSettings(e),
      livekit: e.LIVEKIT_URL
        ? {
            url: e.LIVEKIT_URL.replace(/\/$/, ''),
            apiKey: e.LIVEKIT_API_KEY ?? '',
            apiSecret: e.LIVEKIT_API_SECRET ?? '',
          }
        : null,
      municipalNets: list(e.MUNICIPAL_NETS ?? ''),
      ice: { stun: list(e.STUN_URLS), turn: list(e.TURN_URLS), turnSecret: e.TURN_SECRET ?? null },
    }),
  };
}
