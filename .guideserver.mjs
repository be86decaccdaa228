// .guideserver.tsx
import { readFileSync as readFileSync3 } from "node:fs";
import { serve } from "@hono/node-server";
import { Hono as Hono7 } from "hono";

// src/db/database.ts
import { AsyncLocalStorage } from "node:async_hooks";
import { sql } from "kysely";
var ambient = new AsyncLocalStorage();
function db() {
  const found = ambient.getStore();
  if (!found) throw new Error("A query outside a transaction: wrap the caller in inTx or inMunicipality.");
  return found.tx;
}
function currentMunicipality() {
  const found = ambient.getStore()?.municipality;
  if (!found) throw new Error("A municipal query outside inMunicipality.");
  return found;
}
function afterCommit(effect) {
  const found = ambient.getStore();
  if (!found) throw new Error("afterCommit outside a transaction.");
  found.afterCommit.push(effect);
}
var Database = class {
  kind;
  /** What the server answers to `show fsync`: off means that a power cut may lose the last seconds. */
  durable;
  #kysely;
  #close;
  constructor(options) {
    this.kind = options.kind;
    this.durable = options.durable;
    this.#kysely = options.kysely;
    this.#close = options.close;
  }
  /** Joins the transaction that the caller stands in, or begins one. No network call belongs inside. */
  async inTx(work) {
    const outer = ambient.getStore();
    if (outer?.database === this) return work();
    const afterCommit2 = [];
    const value = await this.#kysely.transaction().execute((tx) => ambient.run({ database: this, tx, municipality: null, afterCommit: afterCommit2 }, work));
    for (const effect of afterCommit2) effect();
    return value;
  }
  /** A transaction that sees the rows of one municipality and no other's. */
  async inMunicipality(municipality, work) {
    return this.inTx(async () => {
      const here = ambient.getStore();
      if (!here) throw new Error("unreachable");
      if (here.municipality === municipality) return work();
      if (here.municipality !== null) throw new Error("A transaction belongs to one municipality.");
      await sql`select set_config('app.municipality', ${municipality}, true)`.execute(here.tx);
      here.municipality = municipality;
      return work();
    });
  }
  close() {
    return this.#close();
  }
};

// src/db/declare-table.ts
import { sql as sql2 } from "kysely";
var appRole = "medbetjening_app";
async function comment(kysely, table, text) {
  await sql2`comment on table ${sql2.table(table)} is ${sql2.lit(text)}`.execute(kysely);
}
async function grant(kysely, table, grants) {
  await sql2`grant ${sql2.raw(grants)} on ${sql2.table(table)} to ${sql2.ref(appRole)}`.execute(kysely);
}
async function declareMunicipal(kysely, table, { grants, why }) {
  await comment(kysely, table, `municipal: ${why}`);
  await sql2`alter table ${sql2.table(table)} enable row level security`.execute(kysely);
  await sql2`alter table ${sql2.table(table)} force row level security`.execute(kysely);
  await sql2`create policy one_municipality on ${sql2.table(table)}
    using (municipality_id = nullif(current_setting('app.municipality', true), '')::uuid)
    with check (municipality_id = nullif(current_setting('app.municipality', true), '')::uuid)`.execute(kysely);
  await grant(kysely, table, grants);
}
async function declareNational(kysely, table, why) {
  await comment(kysely, table, `national: ${why}`);
  await grant(kysely, table, "select");
}
async function declareShared(kysely, table, { grants, why }) {
  await comment(kysely, table, `shared: ${why}`);
  if (grants !== "") await grant(kysely, table, grants);
}

// src/db/data-folder-lock.ts
import { closeSync, mkdirSync, openSync, readFileSync, unlinkSync, writeSync } from "node:fs";
import { join } from "node:path";

// src/kernel/config.ts
import * as v from "valibot";
var proxies = v.picklist(["none", "loopback", "private"], "use none, loopback or private");
var whole = (name, low, high) => v.pipe(
  v.string(),
  v.regex(/^\d+$/, `use a whole number for ${name}`),
  v.transform(Number),
  v.minValue(low, `use a number from ${low} to ${high}`),
  v.maxValue(high, `use a number from ${low} to ${high}`)
);
var url2 = (example) => v.pipe(v.string(), v.url(`use an address such as ${example}`));
var Environment = v.object({
  PORT: v.optional(whole("PORT", 0, 65535), "4100"),
  HOST: v.optional(v.pipe(v.string(), v.minLength(1, "use a host name or an address, such as 127.0.0.1")), "127.0.0.1"),
  BASE_URL: v.optional(v.pipe(url2("https://hjaelp.kommunen.dk"), v.regex(/^https?:\/\/[^/]+$/, "use scheme and host only, without a path or a slash at the end"))),
  DATA_DIR: v.optional(v.pipe(v.string(), v.minLength(1, "use the path of a folder")), ".data"),
  DATABASE_URL: v.optional(v.pipe(v.string(), v.regex(/^postgres(ql)?:\/\//, "use an address such as postgres://user:password@host:5432/name"))),
  DATABASE_OWNER_URL: v.optional(v.pipe(v.string(), v.regex(/^postgres(ql)?:\/\//, "use an address such as postgres://owner:password@host:5432/name"))),
  DATABASE_POOL: v.optional(whole("DATABASE_POOL", 1, 200), "10"),
  SECRET: v.optional(v.pipe(v.string(), v.minLength(32, "use at least 32 random characters"))),
  ROLES: v.optional(
    v.pipe(
      v.string(),
      v.transform((text) => text.split(",").map((role) => role.trim())),
      v.array(v.picklist(["web", "realtime", "jobs"], "use a list of web, realtime and jobs, separated by commas")),
      v.minLength(1)
    ),
    "web,realtime,jobs"
  ),
  LOG_LEVEL: v.optional(v.picklist(["silent", "error", "warn", "info", "debug"], "use silent, error, warn, info or debug"), "info"),
  TRUSTED_PROXIES: v.optional(proxies, "none"),
  AUDIT_RETENTION_DAYS: v.optional(whole("AUDIT_RETENTION_DAYS", 180, 3650), "365"),
  OIDC_ISSUER: v.optional(url2("https://login.kommunen.dk")),
  OIDC_CLIENT_ID: v.optional(v.string()),
  OIDC_CLIENT_SECRET: v.optional(v.string()),
  OIDC_CLAIM_ROLES: v.optional(v.string(), "roles"),
  OIDC_CLAIM_MUNICIPALITY: v.optional(v.string(), "municipality"),
  OIDC_CLAIM_NAME: v.optional(v.string(), "name"),
  STUN_URLS: v.optional(v.string(), ""),
  TURN_URLS: v.optional(v.string(), ""),
  TURN_SECRET: v.optional(v.string())
});
function readConfig(env) {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== void 0 && value !== ""));
  const parsed = v.safeParse(Environment, given);
  if (!parsed.success) {
    const problems2 = parsed.issues.map((issue) => ({ variable: String(issue.path?.[0]?.key ?? "?"), problem: issue.message }));
    return { ok: false, problems: problems2 };
  }
  const e = parsed.output;
  const problems = [];
  if (e.OIDC_ISSUER && !e.OIDC_CLIENT_ID) problems.push({ variable: "OIDC_CLIENT_ID", problem: "is needed when OIDC_ISSUER is set" });
  if (e.DATABASE_OWNER_URL && !e.DATABASE_URL)
    problems.push({ variable: "DATABASE_URL", problem: "is needed when DATABASE_OWNER_URL is set" });
  if (e.TURN_URLS && !e.TURN_SECRET) problems.push({ variable: "TURN_SECRET", problem: "is needed when TURN_URLS is set" });
  if (problems.length > 0) return { ok: false, problems };
  const list = (text) => text.split(",").map((one) => one.trim()).filter((one) => one !== "");
  return {
    ok: true,
    config: Object.freeze({
      port: e.PORT,
      host: e.HOST,
      baseUrl: e.BASE_URL ?? null,
      dataDir: e.DATA_DIR,
      databaseUrl: e.DATABASE_URL ?? null,
      databaseOwnerUrl: e.DATABASE_OWNER_URL ?? null,
      databasePool: e.DATABASE_POOL,
      secret: e.SECRET ?? null,
      roles: e.ROLES,
      logLevel: e.LOG_LEVEL,
      trustedProxies: e.TRUSTED_PROXIES,
      auditRetentionDays: e.AUDIT_RETENTION_DAYS,
      oidc: e.OIDC_ISSUER ? { issuer: e.OIDC_ISSUER, clientId: e.OIDC_CLIENT_ID ?? "", clientSecret: e.OIDC_CLIENT_SECRET ?? null } : null,
      oidcClaims: { roles: e.OIDC_CLAIM_ROLES, municipality: e.OIDC_CLAIM_MUNICIPALITY, name: e.OIDC_CLAIM_NAME },
      ice: { stun: list(e.STUN_URLS), turn: list(e.TURN_URLS), turnSecret: e.TURN_SECRET ?? null }
    })
  };
}

// src/kernel/copenhagen.ts
var zone = "Europe/Copenhagen";
var parts = new Intl.DateTimeFormat("en-CA", {
  timeZone: zone,
  hourCycle: "h23",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit"
});
function wallClock(instant) {
  const found = {};
  for (const part of parts.formatToParts(instant)) found[part.type] = part.value;
  return { date: `${found.year}-${found.month}-${found.day}`, time: `${found.hour}:${found.minute}` };
}

// src/kernel/language.ts
var languages = ["da", "en"];
var languageNames = { da: "Dansk", en: "English" };
var locale = { da: "da-DK", en: "en-GB" };
var catalogue = (catalogues) => (language) => catalogues[language];
function localise(text, language) {
  const own = text[language];
  return own === void 0 ? { text: text.da, language: "da", fallback: language !== "da" } : { text: own, language, fallback: false };
}
var zone2 = "Europe/Copenhagen";
var formats = /* @__PURE__ */ new Map();
function format(language, name, options) {
  const key = `${language} ${name}`;
  let found = formats.get(key);
  if (!found) formats.set(key, found = new Intl.DateTimeFormat(locale[language], { timeZone: zone2, ...options }));
  return found;
}
var longDate = (date, language) => format(language, "long", { day: "numeric", month: "long", year: "numeric" }).format(/* @__PURE__ */ new Date(`${date}T12:00:00Z`));
var danishOrder = new Intl.Collator("da-DK");
var byDanishOrder = (name) => (a, b) => danishOrder.compare(name(a), name(b));

// src/kernel/redact.ts
var gap = "[\\s.]?";
var cprShaped = new RegExp(
  `(?<!\\d)(?:0[1-9]|[12]\\d|3[01]|6[1-9]|[78]\\d|9[01])${gap}(?:0[1-9]|1[0-2])${gap}\\d{2}\\s?[-\u2013\u2014.\u2010\u2011/]?\\s?\\d{2}${gap}\\d{2}(?!\\d)`,
  "g"
);
var redactedMark = "[fjernet]";
var containsCpr = (text) => text.search(cprShaped) !== -1;
var redactCpr = (text, mark = redactedMark) => text.replace(cprShaped, mark);

// src/kernel/result.ts
var ok = (value) => ({ ok: true, value });
var refuse = (reason) => ({ ok: false, reason });

// src/db/data-folder-lock.ts
function startOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${boot} ${stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]}`;
  } catch {
    return "";
  }
}
function alive(pid, start) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code === "ESRCH") return false;
  }
  return start === "" || startOf(pid) === "" || startOf(pid) === start;
}
function lockDataFolder(folder) {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "in-use-by");
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      const file = openSync(path, "wx");
      writeSync(file, `${process.pid}
${startOf(process.pid)}
`);
      closeSync(file);
      return ok({
        release: () => {
          try {
            if (readFileSync(path, "utf8").startsWith(`${process.pid}
`)) unlinkSync(path);
          } catch {
          }
        }
      });
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    const [pidText, start = ""] = readFileSync(path, "utf8").split("\n");
    const pid = Number(pidText);
    if (pid > 0 && alive(pid, start)) return refuse({ kind: "held", pid });
    unlinkSync(path);
  }
  return refuse({ kind: "held", pid: 0 });
}

// src/db/open-database.ts
import { mkdirSync as mkdirSync2 } from "node:fs";
import { join as join2 } from "node:path";
import { Kysely, PGliteDialect, PostgresDialect, sql as sql5 } from "kysely";
import { Migrator } from "kysely/migration";

// src/db/migrations/0001-house.ts
import { sql as sql3 } from "kysely";
var all = "select, insert, update, delete";
async function up(kysely) {
  const run = (statement) => sql3.raw(statement).execute(kysely);
  await run(`grant usage on schema public to ${appRole}`);
  await run(`create table installation (name text primary key, value text not null)`);
  await declareShared(kysely, "installation", { grants: "select, insert", why: "facts about this installation, such as the fingerprint of its secret" });
  await run(`create table periodic_task (name text primary key, last_run_at timestamptz not null)`);
  await declareShared(kysely, "periodic_task", { grants: all, why: "when a sweep last ran, whoever of the processes ran it" });
  await run(`create table municipality (
    id uuid primary key, slug text not null unique, name text not null, full_name text not null, code text,
    host text unique, colour text not null, demonstration boolean not null default false)`);
  await declareShared(kysely, "municipality", { grants: "select", why: "an address is turned into a municipality before one is known" });
  await run(`create table place (
    id uuid primary key, municipality_id uuid not null references municipality, name text not null, address text not null,
    phone text not null, hours jsonb not null, help_hours jsonb not null, exceptions jsonb not null,
    open_on_holidays boolean not null default false)`);
  await run(`create index on place (municipality_id)`);
  await declareMunicipal(kysely, "place", { grants: "select, update", why: "where one can come or call, and when" });
  await run(`create table life_event (id text primary key, position integer not null, title jsonb not null)`);
  await declareNational(kysely, "life_event", "what the guide is ordered by");
  await run(`create table guide_service (
    slug text primary key, life_event text not null references life_event, body jsonb not null, fingerprint text not null)`);
  await declareNational(kysely, "guide_service", "one text about each service, in two voices");
  await run(`create table vocabulary_concept (service text primary key, body jsonb not null)`);
  await declareNational(kysely, "vocabulary_concept", "what citizens call it");
  await run(`create table guide_variant (
    municipality_id uuid not null references municipality, service text not null references guide_service,
    offered boolean not null default true, local jsonb not null default '{}', primary key (municipality_id, service))`);
  await declareMunicipal(kysely, "guide_variant", { grants: "select", why: "what a municipality says differently" });
  await run(`create table employee (
    id uuid primary key, municipality_id uuid not null references municipality, issuer text not null, subject text not null,
    name text not null, roles jsonb not null, unique (municipality_id, issuer, subject), unique (municipality_id, id))`);
  await declareMunicipal(kysely, "employee", { grants: all, why: "who may work here; known from the identity provider" });
  await run(`create table staff_session (
    token_hash text primary key, municipality_id uuid not null, employee_id uuid not null, created_at timestamptz not null,
    seen_at timestamptz not null, expires_at timestamptz not null, id_token text,
    foreign key (municipality_id, employee_id) references employee (municipality_id, id) on delete cascade)`);
  await run(`create index on staff_session (municipality_id, employee_id)`);
  await declareMunicipal(kysely, "staff_session", { grants: all, why: "who is logged in, by the hash of a secret" });
  await run(`create table desk_presence (
    municipality_id uuid not null, employee_id uuid not null, seen_until timestamptz not null,
    primary key (municipality_id, employee_id),
    foreign key (municipality_id, employee_id) references employee (municipality_id, id) on delete cascade)`);
  await declareMunicipal(kysely, "desk_presence", { grants: all, why: "who is at the desk now" });
  await run(`create table call_room (
    id uuid primary key, municipality_id uuid not null references municipality, form text not null, language text not null,
    opened_at timestamptz not null, ended_at timestamptz, ended_by text, signal_seq integer not null default 0,
    unique (municipality_id, id))`);
  await declareMunicipal(kysely, "call_room", { grants: all, why: "a conversation while it lasts" });
  await run(`create table call_participant (
    id uuid primary key, municipality_id uuid not null, room_id uuid not null, role text not null, display_name text,
    admitted boolean not null default false, seat integer not null default 0, connection integer not null default 0,
    session text, sent_signal integer not null default 0, connected_until timestamptz not null,
    foreign key (municipality_id, room_id) references call_room (municipality_id, id) on delete cascade)`);
  await run(`create index on call_participant (municipality_id, room_id)`);
  await declareMunicipal(kysely, "call_participant", { grants: all, why: "who is in a conversation while it lasts" });
  await run(`create table call_signal (
    municipality_id uuid not null, room_id uuid not null, seq integer not null, recipient uuid not null, from_seat integer not null,
    to_seat integer not null, body text not null, primary key (room_id, seq),
    foreign key (municipality_id, room_id) references call_room (municipality_id, id) on delete cascade)`);
  await declareMunicipal(kysely, "call_signal", { grants: all, why: "what two browsers need to find each other, until it is received" });
  await run(`create table help_ticket (
    id uuid primary key, municipality_id uuid not null references municipality, token_hash text not null unique,
    state text not null check (state in ('waiting', 'taken')), form text not null check (form in ('text', 'voice', 'video')),
    language text not null, service text references guide_service, step text, steps_done jsonb not null default '[]', name text,
    queued_at timestamptz not null, seen_until timestamptz not null,
    taken_at timestamptz, employee_id uuid, room_id uuid not null,
    foreign key (municipality_id, employee_id) references employee (municipality_id, id),
    foreign key (municipality_id, room_id) references call_room (municipality_id, id),
    constraint taken_by_one check ((state = 'waiting') = (employee_id is null)))`);
  await run(`create index on help_ticket (municipality_id, state, queued_at)`);
  await run(`create unique index one_citizen_each on help_ticket (municipality_id, employee_id) where state = 'taken'`);
  await declareMunicipal(kysely, "help_ticket", { grants: all, why: "a place in the one line, until the contact is closed" });
  await run(`create table contact_count (
    municipality_id uuid not null references municipality, period text not null, channel text not null, task text not null,
    kind text not null, outcome text not null, count integer not null default 0,
    primary key (municipality_id, period, channel, task, kind, outcome))`);
  await declareMunicipal(kysely, "contact_count", { grants: "select, insert, update", why: "counted contacts; never a row about someone" });
  await run(`create table contact_histogram (
    municipality_id uuid not null references municipality, period text not null, measure text not null, series text not null,
    bucket text not null, count integer not null default 0, primary key (municipality_id, period, measure, series, bucket))`);
  await declareMunicipal(kysely, "contact_histogram", { grants: "select, insert, update", why: "how long and how good, in buckets" });
  await run(`create table released_figure (
    municipality_id uuid not null references municipality, report text not null, period text not null, cell text not null,
    shown integer not null, primary key (municipality_id, report, period, cell))`);
  await declareMunicipal(kysely, "released_figure", { grants: "select, insert, update", why: "what a report has shown, so that two looks cannot be subtracted" });
  await run(`create table spent_token (
    municipality_id uuid not null references municipality, token_hash text not null, expires_on date not null,
    primary key (municipality_id, token_hash))`);
  await declareMunicipal(kysely, "spent_token", { grants: "select, insert, delete", why: "that an answer has been given once" });
}

// src/db/migrations/0002-audit.ts
import { sql as sql4 } from "kysely";
async function up2(kysely) {
  const run = (statement) => sql4.raw(statement).execute(kysely);
  await run(`create table audit_entry (
    municipality_id uuid not null references municipality, seq bigint not null, at timestamptz not null, actor text not null,
    role text not null, action text not null, subject text not null, outcome text not null, purpose text not null,
    previous_hash text not null, hash text not null, primary key (municipality_id, seq))`);
  await run(`create index on audit_entry (municipality_id, at)`);
  await declareMunicipal(kysely, "audit_entry", { grants: "select, insert", why: "who looked at or changed personal data, and who was refused" });
  await run(`create function audit_expire(municipality uuid, before timestamptz) returns integer
    language plpgsql security definer set search_path = public, pg_temp as $$
    declare removed integer;
    begin
      if before > now() - interval '180 days' then
        raise exception 'the audit trail is kept for at least 180 days';
      end if;
      perform set_config('app.municipality', municipality::text, true);
      -- Only a whole beginning of the chain: clocks of several processes may differ, and a hole would look like tampering.
      delete from audit_entry where municipality_id = municipality and at < before and seq < coalesce(
        (select min(seq) from audit_entry where municipality_id = municipality and at >= before), 9223372036854775807);
      get diagnostics removed = row_count;
      return removed;
    end $$`);
  await run(`revoke all on function audit_expire(uuid, timestamptz) from public`);
  await run(`grant execute on function audit_expire(uuid, timestamptz) to ${appRole}`);
}

// src/db/migrations/index.ts
var migrations = [
  { name: "0001-house", up },
  { name: "0002-audit", up: up2 }
];

// src/db/open-database.ts
var dateOid = 1082;
var int8Oid = 20;
async function openDatabase(options) {
  return options.databaseUrl === null ? openEmbedded(options) : openPostgres(options, options.databaseUrl);
}
async function openEmbedded(options) {
  const { PGlite } = await import("@electric-sql/pglite");
  const folder = options.dataDir === null ? null : join2(options.dataDir, "database");
  let release = () => {
  };
  if (options.dataDir !== null && folder !== null) {
    const lock = lockDataFolder(options.dataDir);
    if (!lock.ok) return refuse({ ...lock.reason, folder: options.dataDir });
    release = lock.value.release;
    mkdirSync2(folder, { recursive: true });
  }
  try {
    const lite = await PGlite.create({
      ...folder === null ? {} : { dataDir: folder },
      parsers: { [dateOid]: (text) => text, [int8Oid]: Number }
    });
    const kysely = new Kysely({ dialect: new PGliteDialect({ pglite: lite }) });
    await prepare(kysely, options);
    await sql5`set role ${sql5.ref(appRole)}`.execute(kysely);
    await refuseUnfitRole(kysely);
    return ok(
      new Database({
        kind: "embedded",
        durable: await fsyncOn(kysely),
        kysely,
        close: async () => {
          await kysely.destroy();
          release();
        }
      })
    );
  } catch (error) {
    release();
    throw error;
  }
}
async function openPostgres(options, url4) {
  const { default: pg2 } = await import("pg");
  pg2.types.setTypeParser(dateOid, (text) => text);
  pg2.types.setTypeParser(int8Oid, Number);
  const complain = options.onConnectionError ?? (() => {
  });
  const poolOf = (connectionString, size, extra) => {
    const pool = new pg2.Pool({ connectionString, max: size, connectionTimeoutMillis: 1e4, ...extra });
    pool.on("error", complain);
    pool.on("connect", (client2) => client2.on("error", complain));
    return pool;
  };
  try {
    const owner = new Kysely({ dialect: new PostgresDialect({ pool: poolOf(options.databaseOwnerUrl ?? url4, 1, {}) }) });
    try {
      const version = await sql5`select current_setting('server_version_num') as v`.execute(owner);
      if (Number(version.rows[0]?.v) < 15e4) return refuse({ kind: "unfit", message: "PostgreSQL 15 or newer is needed." });
      await prepare(owner, options);
    } finally {
      await owner.destroy();
    }
    const stepDown = options.databaseOwnerUrl === null ? { options: `-c role=${appRole}` } : {};
    const kysely = new Kysely({ dialect: new PostgresDialect({ pool: poolOf(url4, options.pool, stepDown) }) });
    await refuseUnfitRole(kysely);
    return ok(new Database({ kind: "postgres", durable: await fsyncOn(kysely), kysely, close: () => kysely.destroy() }));
  } catch (error) {
    const code = error.code ?? "";
    if (/^(ECONN|ENOTFOUND|EAI_|28|3D)/.test(code)) return refuse({ kind: "unreachable", message: error.message });
    throw error;
  }
}
async function prepare(owner, options) {
  await sql5.raw(
    `do $$ begin
        perform pg_advisory_xact_lock(2026112101);
        if not exists (select from pg_roles where rolname = '${appRole}') then create role ${appRole} nologin; end if;
      end $$`
  ).execute(owner);
  const migrator = new Migrator({
    db: owner,
    provider: {
      getMigrations: async () => Object.fromEntries(migrations.map(({ name, up: up3 }) => [name, { up: up3 }]))
    }
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
  for (const table of ["kysely_migration", "kysely_migration_lock"])
    await sql5`comment on table ${sql5.table(table)} is ${sql5.lit("shared: which migrations have run; the owner only")}`.execute(owner);
  await options.prepare?.(owner);
}
async function refuseUnfitRole(kysely) {
  const { rows } = await sql5`
    select r.rolbypassrls as bypass, r.rolsuper as super,
      (select count(*) from pg_class c where c.relowner = r.oid and c.relnamespace = 'public'::regnamespace) as owns
    from pg_roles r where r.rolname = current_user`.execute(kysely);
  const role = rows[0];
  if (!role || role.bypass || role.super || role.owns > 0)
    throw new Error("The program must run as a database role that owns nothing and cannot bypass row-level security.");
}
async function fsyncOn(kysely) {
  const { rows } = await sql5`select current_setting('fsync') as fsync`.execute(kysely);
  return rows[0]?.fsync === "on";
}

// src/platform/audit/audit.ts
import { sql as sql6 } from "kysely";
var firstHash = "0".repeat(64);

// src/platform/bus/bus.ts
import { EventEmitter } from "node:events";
var LocalListeners = class {
  #notices = new EventEmitter().setMaxListeners(0);
  #relays = new EventEmitter().setMaxListeners(0);
  #onError;
  constructor(onError) {
    this.#onError = onError;
  }
  subscribe(topic, listener) {
    return listen(this.#notices, topic, listener);
  }
  onRelay(topic, listener) {
    return listen(this.#relays, topic, listener);
  }
  /** One listener that fails never stops the others. */
  heard(topic) {
    for (const listener of this.#notices.listeners(topic)) this.#call(() => listener());
  }
  relayed(topic, message) {
    for (const listener of this.#relays.listeners(topic)) this.#call(() => listener(message));
  }
  resync() {
    for (const topic of this.#notices.eventNames()) this.heard(topic);
  }
  #call(work) {
    try {
      work();
    } catch (error) {
      this.#onError(error);
    }
  }
};
function listen(emitter, topic, listener) {
  emitter.on(topic, listener);
  return () => emitter.off(topic, listener);
}

// src/platform/bus/local-bus.ts
function createLocalBus(onError) {
  const listeners = new LocalListeners(onError);
  return {
    notify: async (topic) => afterCommit(() => listeners.heard(topic)),
    subscribe: (topic, listener) => listeners.subscribe(topic, listener),
    relay: async (topic, message) => {
      queueMicrotask(() => listeners.relayed(topic, message));
    },
    onRelay: (topic, listener) => listeners.onRelay(topic, listener),
    close: async () => {
    }
  };
}

// src/platform/bus/postgres-bus.ts
import { sql as sql7 } from "kysely";
import pg from "pg";

// src/platform/crypto/seal.ts
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";
function keysFrom(secret) {
  const derived = /* @__PURE__ */ new Map();
  const key = (purpose) => {
    let found = derived.get(purpose);
    if (!found) {
      found = Buffer.from(hkdfSync("sha256", secret, "medbetjening", purpose, 32));
      derived.set(purpose, found);
    }
    return found;
  };
  return {
    seal: (purpose, context, plain2) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", key(purpose), nonce).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(plain2, "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url");
    },
    open: (purpose, context, sealed) => {
      const bytes = Buffer.from(sealed, "base64url");
      if (bytes.length < 28) return null;
      try {
        const decipher = createDecipheriv("aes-256-gcm", key(purpose), bytes.subarray(0, 12));
        decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(12, 28));
        return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
      } catch {
        return null;
      }
    },
    fingerprint: (purpose, value) => createHmac("sha256", key(purpose)).update(value).digest("hex")
  };
}

// src/platform/jobs/sweeps.ts
import { sql as sql8 } from "kysely";

// src/platform/log/log.ts
import { pino } from "pino";
function createLog(level, write2 = (line) => process.stdout.write(line)) {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, { write: write2 });
  const clean = (fields) => Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, typeof value === "string" ? redactCpr(value) : value]));
  const at = (name) => (event, fields = {}) => logger[name](clean(fields), redactCpr(event));
  return { error: at("error"), warn: at("warn"), info: at("info"), debug: at("debug") };
}
function errorFields(error) {
  if (!(error instanceof Error)) return { error: typeof error };
  const place = error.stack?.split("\n").find((line) => line.trim().startsWith("at "))?.trim() ?? "";
  return { error: error.name, code: String(error.code ?? ""), at: place };
}

// src/platform/web/web.ts
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { renderToString } from "preact-render-to-string";
import * as v2 from "valibot";
function sendPage(c, document, status = 200) {
  return c.html(`<!doctype html>${renderToString(document)}`, status);
}
var seeOther = (c, path) => c.redirect(path, 303);
var pathIn = (language, base, rest = "") => `${base}${language === "da" ? "" : `/${language}`}${rest}` || "/";
var alternates = (base, rest = "") => languages.map((language) => ({ language, href: pathIn(language, base, rest) }));

// src/modules/tenancy/store.ts
var municipalityOf = (row) => ({
  id: row.id,
  slug: row.slug,
  name: row.name,
  fullName: row.full_name,
  host: row.host,
  colour: row.colour,
  demonstration: row.demonstration
});
var placeOf = (row) => {
  const rest = { exceptions: row.exceptions, openOnHolidays: row.open_on_holidays };
  return {
    id: row.id,
    name: row.name,
    address: row.address,
    phone: row.phone,
    hours: { weekly: row.hours, ...rest },
    helpHours: { weekly: row.help_hours, ...rest }
  };
};
async function allMunicipalities(database) {
  const rows = await database.inTx(() => db().selectFrom("municipality").selectAll().orderBy("slug").execute());
  return rows.map(municipalityOf);
}
async function places() {
  const rows = await db().selectFrom("place").selectAll().orderBy("id").execute();
  return rows.map(placeOf);
}

// src/modules/tenancy/directory.ts
var rereadAfterMs = 5e3;
function createDirectory(house2) {
  let known2 = [];
  let readAt = Number.NEGATIVE_INFINITY;
  const all2 = async () => {
    if (known2.length === 0) await read();
    return known2;
  };
  const read = async () => {
    readAt = house2.clock.now().getTime();
    known2 = await allMunicipalities(house2.database);
  };
  const find = async (matches) => {
    const found = known2.find(matches);
    if (found || house2.clock.now().getTime() - readAt < rereadAfterMs) return found ?? null;
    await read();
    return known2.find(matches) ?? null;
  };
  return {
    all: all2,
    bySlug: (slug) => find((one) => one.slug === slug),
    byHost: (host) => find((one) => one.host === host),
    byId: (id3) => find((one) => one.id === id3)
  };
}
function municipalityFromPath(directory2) {
  return async (c, next) => {
    const municipality = await directory2.bySlug(c.req.param("municipality") ?? "");
    if (!municipality) return c.notFound();
    c.set("municipality", municipality);
    await next();
  };
}

// src/modules/guide/content/load-guide-content.ts
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync as readFileSync2 } from "node:fs";
import { join as join3 } from "node:path";
import * as v6 from "valibot";
import { parse } from "yaml";

// src/modules/guide/reserved-paths.ts
var reservedPaths = /* @__PURE__ */ new Set([
  "api",
  "da",
  "en",
  "emner",
  "farve.css",
  "favicon.ico",
  "health",
  "hjaelp",
  "kiosk",
  "ledelse",
  "login",
  "log-ud",
  "manifest.webmanifest",
  "moede",
  "personale",
  "privatliv",
  "ready",
  "redaktion",
  "robots.txt",
  "administration",
  "skranke",
  "soeg",
  "static",
  "svar",
  "tak",
  "vent",
  "venterum",
  "was"
]);

// src/modules/guide/service-text.ts
import * as v3 from "valibot";
var id = v3.pipe(v3.string(), v3.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "use lower case letters a-z, digits and hyphens"));
var isoDate2 = v3.pipe(v3.string(), v3.isoDate("use a date as 2026-11-21"));
var httpsUrl = v3.pipe(v3.string(), v3.url(), v3.startsWith("https://"));
var words = v3.pipe(v3.string(), v3.trim(), v3.minLength(2));
var LocalisedText = v3.strictObject({ da: words, en: v3.optional(words) });
var StaffText = v3.strictObject({ da: words, en: v3.optional(words) });
var Source = v3.strictObject({ id, title: words, url: httpsUrl, checked: isoDate2 });
var FactKind = v3.picklist(["amount", "deadline", "period", "phone", "hours", "link", "threshold", "rule"]);
var Fact = v3.strictObject({
  id,
  kind: FactKind,
  value: LocalisedText,
  validFrom: isoDate2,
  validTo: v3.optional(isoDate2),
  source: id,
  checked: isoDate2
});
var LocalField = v3.strictObject({
  id,
  kind: v3.picklist(["phone", "link", "place", "hours", "text", "amount", "period"]),
  label: StaffText,
  /** Why nobody else can fill it, and what a good value looks like. */
  why: StaffText
});
var LawRecord = v3.strictObject({
  id,
  kind: v3.picklist(["mandatory-digital", "attendance", "exemption-effect", "deadline", "right", "duty"]),
  /** yes | no | depends: does the duty or right apply? */
  applies: v3.picklist(["yes", "no", "depends"]),
  statement: LocalisedText,
  law: words,
  validFrom: v3.optional(isoDate2),
  source: id,
  checked: isoDate2
});
var LineStage = v3.picklist(["open", "find-need", "show", "let-do", "finish"]);
var EmployeeLine = v3.strictObject({
  stage: LineStage,
  say: StaffText,
  do: v3.optional(StaffText),
  ifCitizenSays: v3.optional(
    v3.array(v3.strictObject({ says: StaffText, goTo: v3.pipe(v3.string(), v3.regex(/^(step|stop):[a-z0-9-]+$/)) }))
  )
});
var StopRule = v3.strictObject({ id, when: StaffText, offer: StaffText, law: v3.optional(id) });
var Step = v3.strictObject({
  id,
  kind: v3.picklist(["do", "check", "choose", "wait", "go"]),
  actor: v3.picklist(["citizen", "employee", "both"]),
  title: LocalisedText,
  text: LocalisedText,
  ifWrong: v3.optional(LocalisedText),
  minutes: v3.optional(v3.pipe(v3.number(), v3.integer(), v3.minValue(1))),
  /** Ids of the `ready` entries that this step needs. */
  needs: v3.optional(v3.array(id)),
  /** True where the step leads out to the solution itself (`entry`). */
  leadsToEntry: v3.optional(v3.boolean()),
  sources: v3.pipe(v3.array(id), v3.minLength(1, "a step needs a source, or must be a local field")),
  lines: v3.pipe(v3.array(EmployeeLine), v3.minLength(1))
});
var ServiceText = v3.strictObject({
  slug: id,
  /** The official name. */
  title: LocalisedText,
  /** The name a citizen would use for what she wants to get done; a verb first. */
  plainTitle: LocalisedText,
  summary: LocalisedText,
  lifeEvent: id,
  /** Who decides. */
  authority: v3.strictObject({
    kind: v3.picklist(["kommune", "udbetaling-danmark", "stat", "politi", "boligorganisation", "organisation"]),
    name: LocalisedText
  }),
  atAGlance: v3.strictObject({ digital: LocalisedText, price: LocalisedText, time: LocalisedText }),
  entry: v3.strictObject({ url: httpsUrl, label: LocalisedText, source: v3.optional(id) }),
  /** The way for one who cannot or may not do it digitally. Names phone, place or person. */
  nonDigital: LocalisedText,
  ready: v3.array(v3.strictObject({ id, text: LocalisedText })),
  /** Four to twelve for a full guide; none for a short entry. */
  steps: v3.pipe(v3.array(Step), v3.maxLength(12)),
  stopRules: v3.array(StopRule),
  law: v3.array(LawRecord),
  facts: v3.array(Fact),
  localFields: v3.array(LocalField),
  sources: v3.array(Source),
  checked: v3.strictObject({ date: isoDate2, by: words }),
  /** Slugs of services a citizen here often needs too. */
  related: v3.optional(v3.array(id))
});
function checkServiceText(input) {
  const parsed = v3.safeParse(ServiceText, input);
  if (!parsed.success) {
    return {
      ok: false,
      problems: parsed.issues.map((issue) => ({ path: v3.getDotPath(issue) ?? "", problem: issue.message }))
    };
  }
  const problems = [...referenceProblems(parsed.output), ...completenessProblems(parsed.output)];
  return problems.length === 0 ? { ok: true, service: parsed.output } : { ok: false, problems };
}
function referenceProblems(service) {
  const problems = [];
  const known2 = {
    source: new Set(service.sources.map((s) => s.id)),
    fact: new Set(service.facts.map((f) => f.id)),
    local: new Set(service.localFields.map((f) => f.id)),
    law: new Set(service.law.map((l) => l.id)),
    step: new Set(service.steps.map((s) => s.id)),
    stop: new Set(service.stopRules.map((s) => s.id)),
    ready: new Set(service.ready.map((r) => r.id))
  };
  const need = (kind, ref, path) => {
    if (!known2[kind].has(ref))
      problems.push({ path, problem: `names the ${kind} \u201C${ref}\u201D, which is not in this file` });
  };
  for (const fact of service.facts) need("source", fact.source, `facts.${fact.id}.source`);
  for (const law of service.law) need("source", law.source, `law.${law.id}.source`);
  if (service.entry.source) need("source", service.entry.source, "entry.source");
  for (const rule of service.stopRules) if (rule.law) need("law", rule.law, `stopRules.${rule.id}.law`);
  for (const step of service.steps) {
    for (const source of step.sources) need("source", source, `steps.${step.id}.sources`);
    for (const ready of step.needs ?? []) need("ready", ready, `steps.${step.id}.needs`);
    for (const line of step.lines)
      for (const branch of line.ifCitizenSays ?? []) {
        const [kind, ref] = branch.goTo.split(":");
        need(kind, ref, `steps.${step.id}.lines.ifCitizenSays`);
      }
  }
  for (const [path, text] of allTexts(service)) {
    for (const match of text.matchAll(/\{(fact|local):([^}]*)\}/g))
      need(match[1], match[2] ?? "", path);
  }
  return problems;
}
function completenessProblems(service) {
  const problems = [];
  const duplicates = (ids, path) => {
    for (const one of new Set(ids.filter((value, index) => ids.indexOf(value) !== index)))
      problems.push({ path, problem: `uses the id \u201C${one}\u201D twice` });
  };
  duplicates(
    service.steps.map((s) => s.id),
    "steps"
  );
  duplicates(
    service.facts.map((f) => f.id),
    "facts"
  );
  duplicates(
    service.sources.map((s) => s.id),
    "sources"
  );
  if (service.steps.length === 0) return problems;
  if (service.steps.length < 4) problems.push({ path: "steps", problem: "a full guide has at least four steps" });
  if (service.stopRules.length === 0)
    problems.push({ path: "stopRules", problem: "a full guide says when to offer another way" });
  if (service.law.length === 0) problems.push({ path: "law", problem: "a full guide has its law as records" });
  if (service.ready.length === 0) problems.push({ path: "ready", problem: "a full guide says what to have ready" });
  for (const [path, value] of localisedTexts(service))
    if (value.en === void 0) problems.push({ path, problem: "a full guide has its citizen text in English too" });
  return problems;
}
function* localisedTexts(service) {
  for (const key of ["title", "plainTitle", "summary", "nonDigital"]) yield [key, service[key]];
  yield ["authority.name", service.authority.name];
  for (const key of ["digital", "price", "time"]) yield [`atAGlance.${key}`, service.atAGlance[key]];
  yield ["entry.label", service.entry.label];
  for (const ready of service.ready) yield [`ready.${ready.id}`, ready.text];
  for (const step of service.steps) {
    yield [`steps.${step.id}.title`, step.title];
    yield [`steps.${step.id}.text`, step.text];
    if (step.ifWrong) yield [`steps.${step.id}.ifWrong`, step.ifWrong];
  }
  for (const law of service.law) yield [`law.${law.id}.statement`, law.statement];
  for (const fact of service.facts) yield [`facts.${fact.id}.value`, fact.value];
}
function* allTexts(service) {
  for (const [path, value] of localisedTexts(service))
    for (const [language, text] of Object.entries(value)) if (text !== void 0) yield [`${path}.${language}`, text];
  for (const step of service.steps)
    for (const [index, line] of step.lines.entries()) {
      yield [`steps.${step.id}.lines.${index}.say`, line.say.da];
      if (line.do) yield [`steps.${step.id}.lines.${index}.do`, line.do.da];
    }
  for (const rule of service.stopRules) {
    yield [`stopRules.${rule.id}.when`, rule.when.da];
    yield [`stopRules.${rule.id}.offer`, rule.offer.da];
  }
}

// src/modules/guide/vocabulary.ts
import * as v4 from "valibot";
var id2 = v4.pipe(v4.string(), v4.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "use lower case letters a-z, digits and hyphens"));
var words2 = v4.pipe(v4.string(), v4.trim(), v4.minLength(2), v4.maxLength(120));
var TermRelation = v4.picklist([
  "synonym",
  "narrower",
  "related",
  "misspelling",
  "obsolete",
  "foreign",
  "situation"
]);
var TermStrength = v4.picklist([1, 2, 3]);
var Term = v4.strictObject({
  term: words2,
  relation: TermRelation,
  lang: v4.optional(v4.picklist(["da", "en"])),
  strength: v4.optional(TermStrength),
  /** What officials should say instead of this word. */
  sayInstead: v4.optional(words2)
});
var Concept = v4.strictObject({
  /** Slug of the service. */
  service: id2,
  preferred: v4.strictObject({ da: words2, en: v4.optional(words2) }),
  terms: v4.pipe(v4.array(Term), v4.minLength(1, "a concept needs at least one term"))
});
var Vocabulary = v4.strictObject({
  lifeEvent: id2,
  concepts: v4.pipe(v4.array(Concept), v4.minLength(1))
});
function checkVocabulary(input) {
  const parsed = v4.safeParse(Vocabulary, input);
  if (!parsed.success) {
    return {
      ok: false,
      problems: parsed.issues.map((issue) => ({ path: v4.getDotPath(issue) ?? "", problem: issue.message }))
    };
  }
  const problems = repetitionProblems(parsed.output);
  return problems.length === 0 ? { ok: true, vocabulary: parsed.output } : { ok: false, problems };
}
function repetitionProblems(vocabulary) {
  const problems = [];
  const services = /* @__PURE__ */ new Set();
  for (const [index, concept] of vocabulary.concepts.entries()) {
    if (services.has(concept.service))
      problems.push({ path: `concepts.${index}`, problem: `describes \u201C${concept.service}\u201D twice` });
    services.add(concept.service);
    const seen = /* @__PURE__ */ new Set();
    for (const [termIndex, { term }] of concept.terms.entries()) {
      const plain2 = term.normalize("NFC").toLowerCase();
      if (seen.has(plain2))
        problems.push({ path: `concepts.${index}.terms.${termIndex}`, problem: `lists \u201C${term}\u201D twice` });
      seen.add(plain2);
    }
  }
  return problems;
}

// src/modules/guide/content/municipality-record.ts
import * as v5 from "valibot";
var uuid2 = v5.pipe(v5.string(), v5.uuid("use a uuid"));
var words3 = v5.pipe(v5.string(), v5.trim(), v5.minLength(1));
var wallTime = v5.pipe(v5.string(), v5.regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, "use a time as 09:30"));
var interval = v5.pipe(
  v5.tuple([wallTime, wallTime]),
  v5.check(([from, to]) => from < to, "the first time comes before the second")
);
var day = v5.optional(v5.array(interval), []);
var week = v5.pipe(
  v5.strictObject({ mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day }),
  v5.transform(({ mon, tue, wed, thu, fri, sat, sun }) => ({
    "1": mon,
    "2": tue,
    "3": wed,
    "4": thu,
    "5": fri,
    "6": sat,
    "7": sun
  }))
);
var PlaceRecord = v5.strictObject({
  id: uuid2,
  name: words3,
  address: words3,
  phone: words3,
  hours: week,
  /** When help on screen is staffed. */
  helpHours: week,
  exceptions: v5.record(v5.pipe(v5.string(), v5.isoDate("use a date as 2026-12-24")), v5.array(interval)),
  openOnHolidays: v5.boolean()
});
var MunicipalityRecord = v5.strictObject({
  id: uuid2,
  slug: v5.pipe(v5.string(), v5.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "use lower case letters a-z, digits and hyphens")),
  name: words3,
  fullName: words3,
  /** Four digits; left out for an invented municipality. */
  code: v5.optional(v5.pipe(v5.string(), v5.regex(/^\d{4}$/, "use four digits as text"))),
  host: v5.optional(words3),
  colour: v5.pipe(v5.string(), v5.regex(/^#[0-9a-f]{6}$/i, "use a colour as #1a5e63")),
  demonstration: v5.boolean(),
  places: v5.pipe(v5.array(PlaceRecord), v5.minLength(1, "a municipality has at least one place with a phone"))
});

// src/modules/guide/content/load-guide-content.ts
var LifeEvent = v6.strictObject({ id: v6.string(), title: LocalisedText });
var LocalValues = v6.record(v6.string(), LocalisedText);
var shape = 1;
function contentFingerprint(folder) {
  const hash = createHash("sha256").update(`shape ${shape}`);
  for (const file of yamlFiles(folder)) hash.update(`
${file}
`).update(readFileSync2(join3(folder, file)));
  return hash.digest("hex");
}
function loadGuideContent(folder) {
  const reader = new ContentReader(folder);
  const lifeEvents = reader.read("life-events.yaml", v6.array(LifeEvent)) ?? [];
  const services = yamlFiles(folder, "services").flatMap((file) => reader.service(file, lifeEvents));
  const concepts = yamlFiles(folder, "vocabulary").flatMap((file) => reader.concepts(file));
  const municipalities = yamlFiles(folder, "municipalities", false).flatMap((file) => {
    const record3 = reader.read(file, MunicipalityRecord);
    return record3 === null ? [] : [{ record: record3, local: reader.local(record3.slug, services) }];
  });
  if (reader.problems.length > 0) return { ok: false, problems: reader.problems };
  return { ok: true, content: { lifeEvents, services, concepts, municipalities } };
}
var ContentReader = class {
  problems = [];
  #folder;
  constructor(folder) {
    this.#folder = folder;
  }
  /** A file held to its schema; null, and its problems noted, when it is not as it should be. */
  read(file, schema) {
    const input = this.#parse(file);
    if (input === void 0) return null;
    const parsed = v6.safeParse(schema, input);
    if (parsed.success) return parsed.output;
    for (const issue of parsed.issues) this.#note(file, v6.getDotPath(issue) ?? "", issue.message);
    return null;
  }
  service(file, lifeEvents) {
    const input = this.#parse(file);
    if (input === void 0) return [];
    const checked = checkServiceText(input);
    if (!checked.ok) {
      for (const { path, problem: problem2 } of checked.problems) this.#note(file, path, problem2);
      return [];
    }
    const { service } = checked;
    if (`services/${service.slug}.yaml` !== file) this.#note(file, "slug", "is not the name of the file");
    if (reservedPaths.has(service.slug)) this.#note(file, "slug", "is the name of one of our own pages");
    if (!lifeEvents.some((one) => one.id === service.lifeEvent))
      this.#note(file, "lifeEvent", `names \u201C${service.lifeEvent}\u201D, which is not in life-events.yaml`);
    return [service];
  }
  concepts(file) {
    const input = this.#parse(file);
    if (input === void 0) return [];
    const checked = checkVocabulary(input);
    if (checked.ok) return [...checked.vocabulary.concepts];
    for (const { path, problem: problem2 } of checked.problems) this.#note(file, path, problem2);
    return [];
  }
  local(municipality, services) {
    const found = /* @__PURE__ */ new Map();
    for (const file of yamlFiles(this.#folder, `municipalities/${municipality}/local`)) {
      const slug = file.replace(/^.*\/|\.yaml$/g, "");
      const service = services.find((one) => one.slug === slug);
      if (!service) {
        this.#note(file, "", `there is no service \u201C${slug}\u201D`);
        continue;
      }
      const values = this.read(file, LocalValues) ?? {};
      for (const id3 of Object.keys(values))
        if (!service.localFields.some((field) => field.id === id3))
          this.#note(file, id3, "is not a local field of this service");
      found.set(slug, values);
    }
    return found;
  }
  #parse(file) {
    try {
      return parse(readFileSync2(join3(this.#folder, file), "utf8")) ?? null;
    } catch (error) {
      this.#note(file, "", error instanceof Error ? error.message.split("\n")[0] ?? "" : String(error));
      return void 0;
    }
  }
  #note(file, path, problem2) {
    this.problems.push({ file, path, problem: problem2 });
  }
};
function yamlFiles(folder, under = "", deep = true) {
  const from = join3(folder, under);
  if (!existsSync(from)) return [];
  return readdirSync(from, { withFileTypes: true }).flatMap((entry) => {
    const path = under === "" ? entry.name : `${under}/${entry.name}`;
    if (entry.isDirectory()) return deep ? yamlFiles(folder, path) : [];
    return entry.name.endsWith(".yaml") ? [path] : [];
  }).sort();
}

// src/modules/guide/content/write-guide-content.ts
import { createHash as createHash2 } from "node:crypto";
import { sql as sql9 } from "kysely";
var fingerprintName = "guide content";
async function prepareGuideContent(owner, folder) {
  const fingerprint = contentFingerprint(folder);
  const known2 = await owner.selectFrom("installation").select("value").where("name", "=", fingerprintName).executeTakeFirst();
  if (known2?.value === fingerprint) return { ok: true, changed: false };
  const loaded = loadGuideContent(folder);
  if (!loaded.ok) return loaded;
  await writeGuideContent(owner, loaded.content);
  await owner.insertInto("installation").values({ name: fingerprintName, value: fingerprint }).onConflict((conflict) => conflict.column("name").doUpdateSet({ value: fingerprint })).execute();
  return { ok: true, changed: true };
}
async function writeGuideContent(owner, content) {
  await owner.transaction().execute(async (tx) => {
    await sql9`select pg_advisory_xact_lock(hashtextextended('guide content', 0))`.execute(tx);
    await writeLifeEvents(tx, content);
    await writeServices(tx, content);
    await writeVocabulary(tx, content);
    for (const municipality of content.municipalities) await writeMunicipality(tx, municipality);
    await removeGone(tx, content);
  });
}
async function writeLifeEvents(tx, { lifeEvents }) {
  if (lifeEvents.length === 0) return;
  await tx.insertInto("life_event").values(lifeEvents.map(({ id: id3, title }, position) => ({ id: id3, position, title: JSON.stringify(title) }))).onConflict(
    (conflict) => conflict.column("id").doUpdateSet((row) => ({ position: row.ref("excluded.position"), title: row.ref("excluded.title") }))
  ).execute();
}
async function writeServices(tx, { services }) {
  const rows = await tx.selectFrom("guide_service").select(["slug", "fingerprint"]).execute();
  const known2 = new Map(rows.map((row) => [row.slug, row.fingerprint]));
  for (const service of services) {
    const body = JSON.stringify(service);
    const fingerprint = createHash2("sha256").update(body).digest("hex");
    if (known2.get(service.slug) === fingerprint) continue;
    const changed = { life_event: service.lifeEvent, body, fingerprint };
    await tx.insertInto("guide_service").values({ slug: service.slug, ...changed }).onConflict((conflict) => conflict.column("slug").doUpdateSet(changed)).execute();
  }
}
async function writeVocabulary(tx, { concepts }) {
  await tx.deleteFrom("vocabulary_concept").execute();
  if (concepts.length === 0) return;
  await tx.insertInto("vocabulary_concept").values(concepts.map((concept) => ({ service: concept.service, body: JSON.stringify(concept) }))).execute();
}
async function writeMunicipality(tx, { record: record3, local }) {
  const id3 = record3.id;
  await tx.insertInto("municipality").values({
    id: id3,
    slug: record3.slug,
    name: record3.name,
    full_name: record3.fullName,
    code: record3.code ?? null,
    host: record3.host ?? null,
    colour: record3.colour,
    demonstration: record3.demonstration
  }).onConflict((conflict) => conflict.column("id").doNothing()).execute();
  await actFor(tx, id3);
  for (const place of record3.places) {
    await tx.insertInto("place").values({
      id: place.id,
      municipality_id: id3,
      name: place.name,
      address: place.address,
      phone: place.phone,
      hours: JSON.stringify(place.hours),
      help_hours: JSON.stringify(place.helpHours),
      exceptions: JSON.stringify(place.exceptions),
      open_on_holidays: place.openOnHolidays
    }).onConflict((conflict) => conflict.column("id").doNothing()).execute();
  }
  for (const [service, values] of local) {
    const changed = { local: JSON.stringify(values) };
    await tx.insertInto("guide_variant").values({ municipality_id: id3, service, offered: true, ...changed }).onConflict((conflict) => conflict.columns(["municipality_id", "service"]).doUpdateSet(changed)).execute();
  }
}
async function removeGone(tx, content) {
  const kept2 = new Set(content.services.map((service) => service.slug));
  const rows = await tx.selectFrom("guide_service").select("slug").execute();
  const gone = rows.map((row) => row.slug).filter((slug) => !kept2.has(slug));
  if (gone.length > 0) {
    const municipalities = await tx.selectFrom("municipality").select("id").execute();
    for (const { id: id3 } of municipalities) {
      await actFor(tx, id3);
      await tx.updateTable("help_ticket").set({ service: null, step: null }).where("service", "in", gone).execute();
      await tx.deleteFrom("guide_variant").where("service", "in", gone).execute();
    }
    await tx.deleteFrom("guide_service").where("slug", "in", gone).execute();
  }
  const events = content.lifeEvents.map((event) => event.id);
  if (events.length > 0) await tx.deleteFrom("life_event").where("id", "not in", events).execute();
}
async function actFor(tx, municipality) {
  await sql9`select set_config('app.municipality', ${municipality}, true)`.execute(tx);
}

// src/modules/guide/editor-routes.tsx
import { Hono as Hono5 } from "hono";

// src/ui/assets.ts
var manifest = {};
var asset = (name) => manifest[name] ?? `/static/${name}`;

// src/ui/class-names.ts
var classNames = (...names) => names.filter((name) => name !== false && name !== void 0 && name !== "").join(" ") || void 0;

// src/ui/button.tsx
import { Fragment, jsx, jsxs } from "preact/jsx-runtime";
function Button({ children, variant = "primary", href, type, key_, class: own, ...rest }) {
  const looks = classNames("button", `button-${variant}`, own);
  const inside = /* @__PURE__ */ jsxs(Fragment, { children: [
    /* @__PURE__ */ jsx("span", { children }),
    key_ === void 0 ? null : /* @__PURE__ */ jsx("kbd", { class: "button-key", children: key_ })
  ] });
  if (href !== void 0) {
    return /* @__PURE__ */ jsx("a", { ...rest, href, class: looks, children: inside });
  }
  return /* @__PURE__ */ jsx("button", { ...rest, type: type ?? "submit", class: looks, "aria-keyshortcuts": key_, children: inside });
}

// src/ui/field-frame.tsx
import { Fragment as Fragment2, jsx as jsx2, jsxs as jsxs2 } from "preact/jsx-runtime";
var hintId = (id3) => `${id3}-hint`;
var errorId = (id3) => `${id3}-error`;
var describedBy = (id3, hint, error) => classNames(hint !== void 0 && hint !== null && hintId(id3), error !== void 0 && errorId(id3));
function FieldFrame({ id: id3, label, hint, error, children }) {
  return /* @__PURE__ */ jsxs2("div", { class: classNames("form-group", error !== void 0 && "form-error"), children: [
    /* @__PURE__ */ jsx2("label", { class: "form-label", for: id3, children: label }),
    /* @__PURE__ */ jsx2(HintAndError, { id: id3, hint, error }),
    children
  ] });
}
function HintAndError({ id: id3, hint, error }) {
  return /* @__PURE__ */ jsxs2(Fragment2, { children: [
    hint === void 0 || hint === null ? null : /* @__PURE__ */ jsx2("p", { class: "form-hint", id: hintId(id3), children: hint }),
    error === void 0 ? null : /* @__PURE__ */ jsx2("p", { class: "form-error-message", id: errorId(id3), children: error })
  ] });
}

// src/ui/checkbox-field.tsx
import { jsx as jsx3, jsxs as jsxs3 } from "preact/jsx-runtime";
function CheckboxField({ id: id3, name, label, hint, checked, value = "ja" }) {
  const described = hint === void 0 || hint === null ? void 0 : hintId(id3);
  return /* @__PURE__ */ jsxs3("div", { class: "form-group form-check", children: [
    /* @__PURE__ */ jsx3("input", { type: "checkbox", id: id3, name, value, checked, "aria-describedby": described }),
    /* @__PURE__ */ jsx3("label", { for: id3, children: label }),
    described === void 0 ? null : /* @__PURE__ */ jsx3("p", { class: "form-hint", id: described, children: hint })
  ] });
}

// src/ui/choice-tiles.tsx
import { jsx as jsx4, jsxs as jsxs4 } from "preact/jsx-runtime";
function ChoiceTiles({ legend, name, options, value, error, hint }) {
  return /* @__PURE__ */ jsxs4(
    "fieldset",
    {
      class: classNames("form-group", "choices", error !== void 0 && "form-error"),
      "aria-describedby": describedBy(name, hint, error),
      children: [
        /* @__PURE__ */ jsx4("legend", { class: "form-label", children: legend }),
        /* @__PURE__ */ jsx4(HintAndError, { id: name, hint, error }),
        /* @__PURE__ */ jsx4("div", { class: "choice-tiles", children: options.map((option, index) => {
          const id3 = index === 0 ? name : `${name}-${option.value}`;
          return /* @__PURE__ */ jsxs4("div", { class: "choice-tile", children: [
            /* @__PURE__ */ jsx4(
              "input",
              {
                type: "radio",
                id: id3,
                name,
                value: option.value,
                checked: option.value === value,
                "aria-describedby": option.hint === void 0 ? void 0 : hintId(`${name}-${option.value}`)
              }
            ),
            /* @__PURE__ */ jsxs4("label", { for: id3, children: [
              /* @__PURE__ */ jsx4("span", { class: "choice-label", children: option.label }),
              option.hint === void 0 ? null : /* @__PURE__ */ jsx4("span", { class: "choice-hint", id: hintId(`${name}-${option.value}`), children: option.hint })
            ] })
          ] }, option.value);
        }) })
      ]
    }
  );
}

// src/ui/data-island.tsx
import { jsx as jsx5, jsxs as jsxs5 } from "preact/jsx-runtime";
var escaped = {
  "<": "\\u003c",
  ">": "\\u003e",
  "&": "\\u0026",
  "\u2028": "\\u2028",
  "\u2029": "\\u2029"
};
var islandJson = (props) => JSON.stringify(props).replace(/[<>&\u2028\u2029]/g, (sign) => escaped[sign] ?? sign);
function DataIsland({
  name,
  props,
  children
}) {
  return /* @__PURE__ */ jsxs5("div", { "data-island": name, children: [
    /* @__PURE__ */ jsx5("script", { type: "application/json", dangerouslySetInnerHTML: { __html: islandJson(props) } }),
    children
  ] });
}

// src/ui/details.tsx
import { jsx as jsx6, jsxs as jsxs6 } from "preact/jsx-runtime";
function Details({
  summary,
  children,
  open
}) {
  return /* @__PURE__ */ jsxs6("details", { class: "details", open, children: [
    /* @__PURE__ */ jsx6("summary", { class: "details-summary", children: summary }),
    /* @__PURE__ */ jsx6("div", { class: "details-text", children })
  ] });
}

// src/ui/messages.da.ts
var da = {
  skip: "G\xE5 til indholdet",
  languages: "Sprog",
  service: "Hj\xE6lp til selvbetjening",
  frontPage: "Forside",
  demonstration: (name) => `Demonstration. ${name} findes ikke.`,
  footer: "Om siden",
  accessibility: "Tilg\xE6ngelighedserkl\xE6ring",
  privacy: "S\xE5dan passer vi p\xE5 dine oplysninger",
  staffLogin: "For medarbejdere",
  staffMenu: "Medarbejdermenu",
  desk: "Skranke",
  leader: "Ledelse",
  editor: "Redaktion",
  logOut: "Log ud",
  errorHeading: (count) => count === 1 ? "\xC9n ting mangler" : `${count} ting mangler`,
  info: "Til orientering",
  warning: "V\xE6r opm\xE6rksom",
  success: "Det lykkedes",
  error: "Noget gik galt",
  errorPrefix: "Ret dette: "
};

// src/ui/messages.en.ts
var en = {
  skip: "Go to the content",
  languages: "Language",
  service: "Help with self-service",
  frontPage: "Front page",
  demonstration: (name) => `Demonstration. ${name} does not exist.`,
  footer: "About this site",
  accessibility: "Accessibility statement",
  privacy: "How we look after your data",
  staffLogin: "For employees",
  staffMenu: "Employee menu",
  desk: "Counter",
  leader: "Leaders",
  editor: "Editors",
  logOut: "Log out",
  errorHeading: (count) => count === 1 ? "One thing is missing" : `${count} things are missing`,
  info: "For your information",
  warning: "Please note",
  success: "Done",
  error: "Something went wrong",
  errorPrefix: "Correct this: "
};

// src/ui/messages.ts
var texts = catalogue({ da, en });

// src/ui/error-summary.tsx
import { jsx as jsx7, jsxs as jsxs7 } from "preact/jsx-runtime";
function ErrorSummary({
  language,
  errors
}) {
  if (errors.length === 0) return null;
  return /* @__PURE__ */ jsxs7("div", { class: "alert alert-error error-summary", role: "alert", tabindex: -1, autofocus: true, "aria-labelledby": "error-summary", children: [
    /* @__PURE__ */ jsx7("h2", { class: "alert-heading", id: "error-summary", children: texts(language).errorHeading(errors.length) }),
    /* @__PURE__ */ jsx7("ul", { children: errors.map((error) => /* @__PURE__ */ jsx7("li", { children: error.field === "" ? error.message : /* @__PURE__ */ jsx7("a", { href: `#${error.field}`, children: error.message }) }, error.field)) })
  ] });
}

// src/ui/fact-list.tsx
import { jsx as jsx8, jsxs as jsxs8 } from "preact/jsx-runtime";
function FactList({
  items
}) {
  return /* @__PURE__ */ jsx8("dl", { class: "fact-list", children: items.map((item) => /* @__PURE__ */ jsxs8("div", { children: [
    /* @__PURE__ */ jsx8("dt", { children: item.label }),
    /* @__PURE__ */ jsx8("dd", { children: item.value })
  ] }, item.label)) });
}

// src/ui/municipality-colour.ts
var themes = {
  light: { paper: "#ffffff", paper2: "#f5f5f5", ink: "#1a1a1a" },
  dark: { paper: "#16191d", paper2: "#20252b", ink: "#f2f3f5" }
};
var parse2 = (colour) => {
  const found = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  return found ? [found[1], found[2], found[3]].map((part) => Number.parseInt(part ?? "0", 16)) : null;
};
var write = (rgb) => `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;
var luminance = (rgb) => {
  const [r, g, b] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
function contrast(one, other) {
  const [a, b] = [parse2(one), parse2(other)];
  if (!a || !b) return 1;
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}
var enough = { light: 4.6, dark: 6 };
function readable(colour, goal, grounds, least) {
  for (let step = 0; step <= 100; step += 1) {
    const share = step / 100;
    const mixed = write(colour.map((part, index) => part + ((goal[index] ?? 0) - part) * share));
    if (grounds.every((ground) => contrast(mixed, ground) >= least)) return mixed;
  }
  return write(goal);
}
var fallback = [69, 69, 69];
function municipalityColourCss(colour) {
  const own = parse2(colour) ?? fallback;
  const light = readable(own, [0, 0, 0], [themes.light.paper, themes.light.paper2], enough.light);
  const dark = readable(own, [255, 255, 255], [themes.dark.paper, themes.dark.paper2], enough.dark);
  return `:root{--accent:${light};--accent-ink:${themes.light.paper}}@media (prefers-color-scheme:dark){:root{--accent:${dark};--accent-ink:${themes.dark.paper}}}
`;
}

// src/ui/notice.tsx
import { jsx as jsx9, jsxs as jsxs9 } from "preact/jsx-runtime";
function Notice({ kind, heading, children, live, id: id3 }) {
  const role = live ? kind === "error" || kind === "warning" ? "alert" : "status" : void 0;
  return /* @__PURE__ */ jsxs9("div", { class: `alert alert-${kind}`, id: id3, role, children: [
    heading === void 0 ? null : /* @__PURE__ */ jsx9("p", { class: "alert-heading", children: heading }),
    /* @__PURE__ */ jsx9("div", { class: "alert-text", children })
  ] });
}

// src/ui/document.tsx
import { jsx as jsx10, jsxs as jsxs10 } from "preact/jsx-runtime";
var pageAddress = (language, base, rest = "") => `${base}${language === "da" ? "" : `/${language}`}${rest}` || "/";
var colourAddress = (municipality) => `/${municipality.slug}/farve.css?v=${municipality.colour.replace("#", "")}`;
function Document(props) {
  const { title, language, municipality, alternates: alternates2 = [], scripts = [], styles = [], description } = props;
  return /* @__PURE__ */ jsxs10("html", { lang: language, children: [
    /* @__PURE__ */ jsxs10("head", { children: [
      /* @__PURE__ */ jsx10("meta", { charset: "utf-8" }),
      /* @__PURE__ */ jsx10("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
      /* @__PURE__ */ jsx10("title", { children: title }),
      description === void 0 ? null : /* @__PURE__ */ jsx10("meta", { name: "description", content: description }),
      props.noIndex ? /* @__PURE__ */ jsx10("meta", { name: "robots", content: "noindex" }) : null,
      /* @__PURE__ */ jsx10("meta", { name: "color-scheme", content: "light dark" }),
      /* @__PURE__ */ jsx10(
        "link",
        {
          rel: "preload",
          href: "/static/fonts/plex-regular.woff2",
          as: "font",
          type: "font/woff2",
          crossorigin: "anonymous"
        }
      ),
      /* @__PURE__ */ jsx10("link", { rel: "stylesheet", href: asset("site.css") }),
      styles.map((name) => /* @__PURE__ */ jsx10("link", { rel: "stylesheet", href: asset(`${name}.css`) }, name)),
      municipality === void 0 ? null : /* @__PURE__ */ jsx10("link", { rel: "stylesheet", href: colourAddress(municipality) }),
      /* @__PURE__ */ jsx10("link", { rel: "icon", href: "data:," }),
      alternates2.map(({ language: other, href }) => /* @__PURE__ */ jsx10("link", { rel: "alternate", hreflang: other, href }, other)),
      props.refreshWithoutScripts === void 0 ? null : /* @__PURE__ */ jsx10("noscript", { children: /* @__PURE__ */ jsx10("meta", { "http-equiv": "refresh", content: String(props.refreshWithoutScripts) }) }),
      scripts.map((name) => /* @__PURE__ */ jsx10("script", { type: "module", src: asset(`${name}.js`) }, name))
    ] }),
    /* @__PURE__ */ jsxs10("body", { class: props.class, children: [
      /* @__PURE__ */ jsx10("a", { class: "skipnav", href: "#indhold", children: texts(language).skip }),
      props.children
    ] })
  ] });
}
function LanguageSwitch({
  language,
  alternates: alternates2
}) {
  const others = alternates2.filter((one) => one.language !== language);
  if (others.length === 0) return null;
  return /* @__PURE__ */ jsx10("nav", { class: "language-switch", "aria-label": texts(language).languages, children: /* @__PURE__ */ jsx10("ul", { children: others.map((one) => /* @__PURE__ */ jsx10("li", { children: /* @__PURE__ */ jsx10("a", { href: one.href, lang: one.language, hreflang: one.language, children: languageNames[one.language] }) }, one.language)) }) });
}
function DemonstrationBadge({
  language,
  municipality
}) {
  return municipality.demonstration ? /* @__PURE__ */ jsx10("p", { class: "demonstration", children: texts(language).demonstration(municipality.name) }) : null;
}

// src/ui/page.tsx
import { jsx as jsx11, jsxs as jsxs11 } from "preact/jsx-runtime";
function Page({ municipality, base, alternates: alternates2, banner, children, title, ...rest }) {
  const { language } = rest;
  const t = texts(language);
  return /* @__PURE__ */ jsxs11(
    Document,
    {
      ...rest,
      title: `${title} \u2013 ${municipality.fullName}`,
      municipality,
      alternates: alternates2,
      children: [
        /* @__PURE__ */ jsxs11("header", { class: "header", children: [
          /* @__PURE__ */ jsxs11("div", { class: "container header-row", children: [
            /* @__PURE__ */ jsx11(
              "a",
              {
                class: "header-name",
                href: pageAddress(language, base),
                "aria-label": `${municipality.fullName}. ${t.frontPage}`,
                children: municipality.fullName
              }
            ),
            /* @__PURE__ */ jsx11(LanguageSwitch, { language, alternates: alternates2 })
          ] }),
          /* @__PURE__ */ jsx11(DemonstrationBadge, { language, municipality })
        ] }),
        banner === void 0 || banner === null ? null : /* @__PURE__ */ jsx11("div", { class: "banner container", children: banner }),
        /* @__PURE__ */ jsx11("main", { id: "indhold", class: "container", tabindex: -1, children }),
        /* @__PURE__ */ jsx11(Footer, { language, base })
      ]
    }
  );
}
function Footer({ language, base }) {
  const t = texts(language);
  return /* @__PURE__ */ jsx11("footer", { class: "footer", children: /* @__PURE__ */ jsx11("nav", { class: "container", "aria-label": t.footer, children: /* @__PURE__ */ jsxs11("ul", { children: [
    /* @__PURE__ */ jsx11("li", { children: /* @__PURE__ */ jsx11("a", { href: pageAddress(language, "", "/was"), children: t.accessibility }) }),
    /* @__PURE__ */ jsx11("li", { children: /* @__PURE__ */ jsx11("a", { href: pageAddress(language, base, "/privatliv"), children: t.privacy }) }),
    /* @__PURE__ */ jsx11("li", { children: /* @__PURE__ */ jsx11("a", { href: pageAddress(language, "", "/skranke"), children: t.staffLogin }) })
  ] }) }) });
}
function PlainPage({ children, alternates: alternates2 = [], ...rest }) {
  const t = texts(rest.language);
  return /* @__PURE__ */ jsxs11(Document, { ...rest, alternates: alternates2, children: [
    /* @__PURE__ */ jsx11("header", { class: "header", children: /* @__PURE__ */ jsxs11("div", { class: "container header-row", children: [
      /* @__PURE__ */ jsx11("a", { class: "header-name", href: pageAddress(rest.language, ""), children: t.service }),
      /* @__PURE__ */ jsx11(LanguageSwitch, { language: rest.language, alternates: alternates2 })
    ] }) }),
    /* @__PURE__ */ jsx11("main", { id: "indhold", class: "container", tabindex: -1, children }),
    /* @__PURE__ */ jsx11("footer", { class: "footer", children: /* @__PURE__ */ jsx11("nav", { class: "container", "aria-label": t.footer, children: /* @__PURE__ */ jsx11("ul", { children: /* @__PURE__ */ jsx11("li", { children: /* @__PURE__ */ jsx11("a", { href: pageAddress(rest.language, "", "/was"), children: t.accessibility }) }) }) }) })
  ] });
}

// src/ui/select-field.tsx
import { jsx as jsx12 } from "preact/jsx-runtime";
function SelectField({ id: id3, name, label, options, value, hint, error }) {
  return /* @__PURE__ */ jsx12(FieldFrame, { id: id3, label, hint, error, children: /* @__PURE__ */ jsx12(
    "select",
    {
      class: "form-select",
      id: id3,
      name,
      "aria-invalid": error === void 0 ? void 0 : true,
      "aria-describedby": describedBy(id3, hint, error),
      children: options.map((option) => /* @__PURE__ */ jsx12("option", { value: option.value, selected: option.value === value, children: option.label }, option.value))
    }
  ) });
}

// src/ui/staff-page.tsx
import { jsx as jsx13, jsxs as jsxs12 } from "preact/jsx-runtime";
function StaffPage({
  municipality,
  staffName,
  current,
  alternates: alternates2,
  children,
  title,
  wide = false,
  areas: areas2 = ["skranke", "ledelse", "redaktion"],
  logOutAction = "/log-ud",
  ...rest
}) {
  const { language } = rest;
  const t = texts(language);
  const names = { skranke: t.desk, ledelse: t.leader, redaktion: t.editor };
  const here = current.replace(/^\//, "");
  const width = wide ? "container container-wide" : "container";
  return /* @__PURE__ */ jsxs12(
    Document,
    {
      ...rest,
      title: `${title} \u2013 ${municipality.fullName}`,
      municipality,
      alternates: alternates2,
      noIndex: true,
      class: "staff",
      children: [
        /* @__PURE__ */ jsxs12("header", { class: "header", children: [
          /* @__PURE__ */ jsxs12("div", { class: `${width} header-row`, children: [
            /* @__PURE__ */ jsx13("span", { class: "header-name", children: municipality.fullName }),
            /* @__PURE__ */ jsx13("nav", { class: "staff-menu", "aria-label": t.staffMenu, children: /* @__PURE__ */ jsx13("ul", { children: areas2.map((area) => /* @__PURE__ */ jsx13("li", { children: /* @__PURE__ */ jsx13("a", { href: pageAddress(language, "", `/${area}`), "aria-current": area === here ? "page" : void 0, children: names[area] }) }, area)) }) }),
            /* @__PURE__ */ jsx13(LanguageSwitch, { language, alternates: alternates2 }),
            /* @__PURE__ */ jsxs12("form", { class: "staff-self", method: "post", action: logOutAction, children: [
              /* @__PURE__ */ jsx13("span", { children: staffName }),
              /* @__PURE__ */ jsx13("button", { class: "button button-quiet", type: "submit", children: t.logOut })
            ] })
          ] }),
          /* @__PURE__ */ jsx13(DemonstrationBadge, { language, municipality })
        ] }),
        /* @__PURE__ */ jsx13("main", { id: "indhold", class: width, tabindex: -1, children })
      ]
    }
  );
}

// src/ui/table.tsx
import { jsx as jsx14, jsxs as jsxs13 } from "preact/jsx-runtime";
function Table({ caption, head, rows, numeric = [] }) {
  const looks = (column) => numeric.includes(column) ? "numeric" : void 0;
  return /* @__PURE__ */ jsx14("section", { class: "table-scroll", tabindex: 0, "aria-label": caption, children: /* @__PURE__ */ jsxs13("table", { class: "table", children: [
    /* @__PURE__ */ jsx14("caption", { children: caption }),
    /* @__PURE__ */ jsx14("thead", { children: /* @__PURE__ */ jsx14("tr", { children: head.map((text, column) => /* @__PURE__ */ jsx14("th", { scope: "col", class: looks(column), children: text }, text)) }) }),
    /* @__PURE__ */ jsx14("tbody", { children: rows.map((row, index) => /* @__PURE__ */ jsx14("tr", { children: row.map(
      (cell, column) => column === 0 ? /* @__PURE__ */ jsx14("th", { scope: "row", children: cell }, head[column]) : /* @__PURE__ */ jsx14("td", { class: looks(column), children: cell }, head[column])
    ) }, index)) })
  ] }) });
}

// src/ui/tag.tsx
import { jsx as jsx15 } from "preact/jsx-runtime";
function Tag({
  children,
  kind = "neutral"
}) {
  return /* @__PURE__ */ jsx15("span", { class: `tag tag-${kind}`, children });
}
function VisuallyHidden({ children }) {
  return /* @__PURE__ */ jsx15("span", { class: "sr-only", children });
}

// src/ui/text-field.tsx
import { jsx as jsx16 } from "preact/jsx-runtime";
function TextField({
  label,
  hint,
  error,
  rows,
  type = "text",
  autocomplete = "off",
  inputmode,
  value,
  ...shared
}) {
  const control = {
    ...shared,
    class: "form-input",
    autocomplete,
    inputMode: inputmode,
    "aria-invalid": error !== void 0 || void 0,
    "aria-describedby": describedBy(shared.id, hint, error)
  };
  return /* @__PURE__ */ jsx16(FieldFrame, { id: shared.id, label, hint, error, children: rows === void 0 ? /* @__PURE__ */ jsx16("input", { ...control, type, value }) : /* @__PURE__ */ jsx16("textarea", { ...control, rows, value }) });
}

// src/modules/identity/may-demonstrate.ts
import { BlockList, isIP } from "node:net";
var near = new BlockList();
near.addSubnet("127.0.0.0", 8, "ipv4");
near.addSubnet("10.0.0.0", 8, "ipv4");
near.addSubnet("172.16.0.0", 12, "ipv4");
near.addSubnet("192.168.0.0", 16, "ipv4");
near.addAddress("::1", "ipv6");
near.addSubnet("fc00::", 7, "ipv6");
near.addSubnet("fe80::", 10, "ipv6");

// src/modules/identity/demo/demo-pages.tsx
import { renderToString as renderToString2 } from "preact-render-to-string";

// src/modules/identity/messages.da.ts
var da2 = {
  roleNames: { employee: "medarbejder", editor: "redakt\xF8r", leader: "leder", administrator: "administrator" },
  or: " eller ",
  demo: {
    title: "Demonstration af login",
    warning: "Dette er en demonstration \u2013 ikke et rigtigt login",
    explanation: "Medarbejderne findes ikke, og der er ingen adgangskode. Skriv ikke rigtige oplysninger om borgere.",
    choose: "Hvem vil du v\xE6re?",
    does: {
      employee: "Tager imod borgere ved skranken",
      editor: "Passer vejledningerne",
      leader: "Ser tallene",
      administrator: "Ser revisionssporet"
    },
    cancel: "Afbryd",
    lostTitle: "Start login forfra",
    lost: "Login-siden g\xE6lder i 10 minutter og kun i den browser, der \xE5bnede den."
  },
  logIn: "Log ind",
  tryAgain: "Pr\xF8v at logge ind igen",
  frontPage: "G\xE5 til forsiden",
  cancelled: { title: "Du afbr\xF8d login", text: "Der er ikke sket noget. Du kan logge ind, n\xE5r du vil." },
  lost: {
    title: "Start login forfra",
    text: "Login skal g\xF8res f\xE6rdigt inden for 10 minutter og i den samme browser. Hvert fors\xF8g g\xE6lder \xE9n gang."
  },
  refused: {
    title: "Login lykkedes ikke",
    text: "Login-tjenesten sagde nej. Pr\xF8v igen. Sker det igen, s\xE5 ring til den, der passer jeres it, og sig koden herunder.",
    code: (code) => `Kode: ${code}`
  },
  unreachable: {
    title: "Login svarer ikke lige nu",
    text: "Login-tjenesten svarer ikke. Borgerne kan stadig l\xE6se vejledninger. Pr\xF8v igen om et \xF8jeblik."
  },
  noAccess: {
    title: "Du har ikke adgang endnu",
    noRole: (municipality) => `Login virkede, men du har ingen rolle i ${municipality}. Bed din leder eller jeres brugeradministration om at give dig en af rollerne:`,
    noMunicipality: "Login virkede, men det fremg\xE5r ikke, hvilken kommune du arbejder for. Bed jeres brugeradministration om at s\xE6tte din kommune og en af rollerne:"
  },
  notSetUp: {
    title: "Login for medarbejdere er ikke sat op",
    text: "Programmet kender ingen login-tjeneste. Demonstrationens login findes kun p\xE5 localhost og private netv\xE6rk. Den, der driver programmet, skal s\xE6tte disse variable og starte det igen:",
    forCitizens: "Er du borger? Du beh\xF8ver ikke at logge ind.",
    issuer: "login-tjenestens adresse, for eksempel https://login.kommunen.dk",
    clientId: "navnet, som login-tjenesten kender programmet under",
    clientSecret: "hemmeligheden, hvis login-tjenesten har givet en",
    claims: "navne p\xE5 de oplysninger, der fort\xE6ller rolle, kommune og navn, hvis de hedder noget andet end roles, municipality og name",
    returnAddress: "Adresse at oplyse til login-tjenesten"
  },
  forbidden: {
    title: "Siden kr\xE6ver en anden rolle",
    needs: (needed) => `Siden er for rollen ${needed}.`,
    has: (held) => `Du er logget ind som ${held}.`,
    way: "Skal du bruge siden i dit arbejde, s\xE5 bed din leder om rollen. N\xE5r du har f\xE5et den, s\xE5 log ud og ind igen.",
    logged: "Det er noteret i revisionssporet, at siden blev afvist.",
    go: {
      desk: "G\xE5 til skranken",
      editing: "G\xE5 til redaktionen",
      figures: "G\xE5 til ledelsens side",
      administration: "G\xE5 til administrationen"
    }
  },
  loggedOut: {
    title: "Du er logget ud",
    text: "Luk browseren, hvis andre bruger computeren.",
    provider: "Log ogs\xE5 ud af login-tjenesten",
    leaving: "Du bliver nu ogs\xE5 logget ud af login-tjenesten."
  },
  logOut: {
    title: "Log ud",
    signedIn: (name) => `Du er logget ind som ${name}.`,
    here: "Log ud her",
    everywhere: "Log ud alle steder",
    places: (count) => count === 1 ? "Du er logget ind \xE9t sted." : `Du er logget ind ${count} steder.`
  },
  problem: { logIn: "Log ind f\xF8rst", role: (needed) => `Kr\xE6ver rollen ${needed}` },
  administration: {
    title: "Administration",
    trail: "Revisionsspor",
    trailIntro: "Her st\xE5r, hvorn\xE5r nogen har set eller \xE6ndret personoplysninger, og hvorn\xE5r noget blev afvist. Hvert opslag her bliver selv noteret med dit form\xE5l. Sporet kan ikke t\xE6lles eller ordnes efter medarbejder.",
    purpose: "Form\xE5l med opslaget",
    purposeHint: "Skriv med f\xE5 ord, hvorfor du ser i sporet. Skriv ikke navne eller cpr-numre.",
    from: "Fra dato",
    to: "Til og med dato",
    action: "Handling",
    anyAction: "Alle handlinger",
    investigation: "Navn p\xE5 unders\xF8gelsen",
    investigationHint: "Udfyld kun, hvis du unders\xF8ger en bestemt h\xE6ndelse og skal se, hvem der handlede. Skriv sagens navn eller nummer.",
    show: "Vis sporet",
    older: "Vis \xE6ldre",
    none: "Der er ingen poster i den periode.",
    caption: "Poster, nyeste f\xF8rst",
    hidden: "skjult",
    columns: {
      at: "Tid",
      action: "Handling",
      role: "Rolle",
      actor: "Hvem",
      subject: "Om",
      outcome: "Udfald",
      purpose: "Form\xE5l"
    },
    outcomes: { done: "udf\xF8rt", refused: "afvist" },
    citizen: "borger",
    system: "systemet",
    check: "Er sporet u\xE6ndret?",
    checkIntro: "Hver post er bundet til den forrige. Kontrollen finder poster, der er \xE6ndret, fjernet eller byttet om.",
    headSeq: "Postens nummer fra loggen",
    headHash: "Postens kontroltal fra loggen",
    headSummary: "Sammenlign med et tal fra loggen",
    headIntro: 'Programmet skriver hver dag sporets nyeste nummer og kontroltal i sin log ("audit head"). Med det kan du se, om slutningen er klippet af.',
    checkButton: "Kontroll\xE9r sporet",
    sound: (count) => `Sporet er helt. ${count} poster er kontrolleret.`,
    unsound: "Sporet er ikke helt",
    faults: {
      changed: (seq) => `Post ${seq} er \xE6ndret.`,
      missing: (seq) => `Noget mangler eller er byttet om lige f\xF8r post ${seq}.`,
      "cut tail": (seq) => `Slutningen mangler: post ${seq} stod i loggen, men findes ikke.`
    },
    unsoundWay: "Gem loggen og en kopi af databasen, og ring til den, der har ansvar for sikkerheden.",
    sessions: "Login",
    endAll: "Log alle medarbejdere ud",
    endAllHint: "Brug det, hvis et login kan v\xE6re kommet i forkerte h\xE6nder. Alle i kommunen, ogs\xE5 du, skal logge ind igen. Samtaler, der er i gang, forts\xE6tter.",
    endAllPurpose: "Hvorfor skal alle logges ud?",
    errors: {
      purpose: "Skriv et form\xE5l p\xE5 mindst 10 tegn",
      date: "Skriv datoen som \xE5r-m\xE5ned-dag, for eksempel 2026-11-24",
      investigation: "Skriv sagens navn eller nummer med mindst 3 tegn, eller lad feltet st\xE5 tomt",
      head: "Skriv b\xE5de nummer og kontroltal, som de st\xE5r i loggen, eller lad begge felter st\xE5 tomme"
    }
  }
};

// src/modules/identity/messages.en.ts
var en2 = {
  roleNames: { employee: "employee", editor: "editor", leader: "leader", administrator: "administrator" },
  or: " or ",
  demo: {
    title: "Demonstration login",
    warning: "This is a demonstration \u2013 not a real login",
    explanation: "The employees do not exist, and there is no password. Do not write real information about citizens.",
    choose: "Who do you want to be?",
    does: {
      employee: "Helps citizens at the desk",
      editor: "Looks after the guides",
      leader: "Sees the figures",
      administrator: "Sees the audit trail"
    },
    cancel: "Cancel",
    lostTitle: "Start the login again",
    lost: "The login page is good for 10 minutes, and only in the browser that opened it."
  },
  logIn: "Log in",
  tryAgain: "Try to log in again",
  frontPage: "Go to the front page",
  cancelled: { title: "You cancelled the login", text: "Nothing has happened. You can log in whenever you want." },
  lost: {
    title: "Start the login again",
    text: "A login must be finished within 10 minutes and in the same browser. Each attempt is good for once."
  },
  refused: {
    title: "The login did not succeed",
    text: "The login service said no. Try again. If it happens again, call whoever looks after your IT and give the code below.",
    code: (code) => `Code: ${code}`
  },
  unreachable: {
    title: "The login does not answer right now",
    text: "The login service does not answer. Citizens can still read the guides. Try again in a moment."
  },
  noAccess: {
    title: "You do not have access yet",
    noRole: (municipality) => `The login worked, but you have no role in ${municipality}. Ask your leader or your user administration for one of these roles:`,
    noMunicipality: "The login worked, but it does not say which municipality you work for. Ask your user administration to set your municipality and one of these roles:"
  },
  notSetUp: {
    title: "Staff login is not set up",
    text: "The program knows no login service. The demonstration login exists only on localhost and private networks. Whoever runs the program must set these variables and start it again:",
    forCitizens: "Are you a citizen? You do not need to log in.",
    issuer: "the address of the login service, such as https://login.kommunen.dk",
    clientId: "the name by which the login service knows the program",
    clientSecret: "the secret, if the login service has given one",
    claims: "names of the claims that tell role, municipality and name, if they are not roles, municipality and name",
    returnAddress: "Address to give to the login service"
  },
  forbidden: {
    title: "The page needs another role",
    needs: (needed) => `The page is for the role ${needed}.`,
    has: (held) => `You are logged in as ${held}.`,
    way: "If you need the page in your work, ask your leader for the role. When you have it, log out and in again.",
    logged: "The refusal has been noted in the audit trail.",
    go: {
      desk: "Go to the desk",
      editing: "Go to the editing room",
      figures: "Go to the leader\u2019s page",
      administration: "Go to the administration"
    }
  },
  loggedOut: {
    title: "You are logged out",
    text: "Close the browser if others use the computer.",
    provider: "Log out of the login service too",
    leaving: "You are now being logged out of the login service too."
  },
  logOut: {
    title: "Log out",
    signedIn: (name) => `You are logged in as ${name}.`,
    here: "Log out here",
    everywhere: "Log out everywhere",
    places: (count) => count === 1 ? "You are logged in at one place." : `You are logged in at ${count} places.`
  },
  problem: { logIn: "Log in first", role: (needed) => `Needs the role ${needed}` },
  administration: {
    title: "Administration",
    trail: "Audit trail",
    trailIntro: "It tells when somebody saw or changed personal data, and when something was refused. Each look at it is itself noted with your purpose. The trail cannot be counted or ordered by employee.",
    purpose: "Purpose of the look",
    purposeHint: "Write in a few words why you look at the trail. Write no names or CPR numbers.",
    from: "From date",
    to: "Up to and including date",
    action: "Action",
    anyAction: "All actions",
    investigation: "Name of the investigation",
    investigationHint: "Fill this in only if you investigate a certain event and must see who acted. Write the name or number of the case.",
    show: "Show the trail",
    older: "Show older",
    none: "There are no entries in that period.",
    caption: "Entries, newest first",
    hidden: "hidden",
    columns: {
      at: "Time",
      action: "Action",
      role: "Role",
      actor: "Who",
      subject: "About",
      outcome: "Outcome",
      purpose: "Purpose"
    },
    outcomes: { done: "done", refused: "refused" },
    citizen: "citizen",
    system: "the system",
    check: "Is the trail unchanged?",
    checkIntro: "Each entry is bound to the one before it. The check finds entries that were changed, removed or swapped.",
    headSeq: "Number of the entry in the log",
    headHash: "Check value of the entry in the log",
    headSummary: "Compare with a value from the log",
    headIntro: 'Every day the program writes the newest number and check value of the trail to its log ("audit head"). With it you can see whether the end was cut off.',
    checkButton: "Check the trail",
    sound: (count) => `The trail is whole. ${count} entries were checked.`,
    unsound: "The trail is not whole",
    faults: {
      changed: (seq) => `Entry ${seq} was changed.`,
      missing: (seq) => `Something is missing or was swapped just before entry ${seq}.`,
      "cut tail": (seq) => `The end is missing: entry ${seq} stood in the log but does not exist.`
    },
    unsoundWay: "Keep the log and a copy of the database, and call whoever is responsible for security.",
    sessions: "Login",
    endAll: "Log all employees out",
    endAllHint: "Use it if a login may have come into the wrong hands. Everybody in the municipality, you too, must log in again. Conversations that are going on continue.",
    endAllPurpose: "Why must everybody be logged out?",
    errors: {
      purpose: "Write a purpose of at least 10 characters",
      date: "Write the date as year-month-day, such as 2026-11-24",
      investigation: "Write the name or number of the case with at least 3 characters, or leave the field empty",
      head: "Write both number and check value as they stand in the log, or leave both fields empty"
    }
  }
};

// src/modules/identity/messages.ts
var texts2 = catalogue({ da: da2, en: en2 });

// src/modules/identity/demo/demo-pages.tsx
import { jsx as jsx17, jsxs as jsxs14 } from "preact/jsx-runtime";

// src/modules/identity/demo/demo-provider.ts
var minutes = 60;
var lifetimes = {
  Interaction: 10 * minutes,
  Session: 10 * minutes,
  Grant: 10 * minutes,
  AccessToken: 10 * minutes,
  IdToken: 5 * minutes,
  AuthorizationCode: minutes
};

// src/modules/identity/staff.ts
import { getCookie as getCookie2 } from "hono/cookie";
import { parse as parse3 } from "hono/utils/cookie";

// src/modules/identity/session.ts
var idleSeconds = 60 * 60;
var absoluteSeconds = 10 * 60 * 60;

// src/modules/identity/role.ts
var areaPaths = {
  desk: "/skranke",
  editing: "/redaktion",
  figures: "/ledelse",
  administration: "/administration"
};
var areas = Object.keys(areaPaths);

// src/modules/identity/views/forbidden-page.tsx
import { jsx as jsx18, jsxs as jsxs15 } from "preact/jsx-runtime";

// src/modules/identity/require-role.tsx
import { jsx as jsx19 } from "preact/jsx-runtime";

// src/modules/identity/routes.tsx
import { Hono as Hono4 } from "hono";

// src/modules/identity/administration-routes.tsx
import { Hono } from "hono";
import * as v8 from "valibot";

// src/modules/identity/audit-look.ts
import * as v7 from "valibot";
var kept = v7.pipe(
  v7.string(),
  v7.transform((text) => redactCpr(text.replace(/\p{C}+/gu, " ").trim()))
);

// src/modules/identity/views/logout-pages.tsx
import { Fragment as Fragment3, jsx as jsx20, jsxs as jsxs16 } from "preact/jsx-runtime";

// src/modules/identity/views/administration-page.tsx
import { jsx as jsx21, jsxs as jsxs17 } from "preact/jsx-runtime";

// src/modules/identity/views/audit-page.tsx
import { jsx as jsx22, jsxs as jsxs18 } from "preact/jsx-runtime";

// src/modules/identity/administration-routes.tsx
import { jsx as jsx23 } from "preact/jsx-runtime";

// src/modules/identity/login-routes.tsx
import { Hono as Hono2 } from "hono";
import { getCookie as getCookie3 } from "hono/cookie";

// src/modules/identity/login-attempt.ts
import * as v9 from "valibot";
var LoginAttempt = v9.object({
  state: v9.string(),
  nonce: v9.string(),
  verifier: v9.string(),
  /** One of our own paths, or null for her own first page. */
  wanted: v9.nullable(v9.string()),
  language: v9.picklist(languages),
  startedAt: v9.number()
});

// src/modules/identity/provider-client.ts
import * as client from "openid-client";

// src/modules/identity/views/login-pages.tsx
import { jsx as jsx24, jsxs as jsxs19 } from "preact/jsx-runtime";

// src/modules/identity/login-routes.tsx
import { jsx as jsx25 } from "preact/jsx-runtime";

// src/modules/identity/logout-routes.tsx
import { Hono as Hono3 } from "hono";
import { jsx as jsx26 } from "preact/jsx-runtime";

// src/modules/guide/messages.da.ts
var da3 = {
  frontTitle: "Hj\xE6lp til selvbetjening",
  searchLabel: "Hvad skal du have hj\xE6lp til?",
  searchHint: "Skriv det, som du ville sige det. Fx: n\xF8glekort virker ikke.",
  search: "S\xF8g",
  getHelp: "F\xE5 hj\xE6lp nu",
  bookByPhone: "Bestil tid p\xE5 telefon",
  bookSoon: (phone) => `Ring p\xE5 ${phone}, s\xE5 finder vi en tid sammen.`,
  lifeEvents: "V\xE6lg et emne",
  allTopics: "Se alle emner fra A til \xC5",
  topicsTitle: "Alle emner",
  byLifeEvent: "Efter emne",
  alphabet: "Fra A til \xC5",
  topicEmpty: "Der er ingen vejledninger om emnet endnu.",
  searchTitle: "S\xF8g",
  found: (count) => count === 1 ? "Vi fandt 1 vejledning" : `Vi fandt ${count} vejledninger`,
  unsureHeading: "Vi er ikke sikre p\xE5, hvad du mener",
  unsureText: "Det kan v\xE6re en af dem her. Ellers hj\xE6lper vi dig gerne.",
  noneHeading: "Vi har ingen vejledning, der passer til det",
  noneText: "Pr\xF8v med andre ord, eller lad os hj\xE6lpe dig.",
  didYouMean: "Mente du:",
  waysOn: "Er det ikke her?",
  waysOnNone: "S\xE5dan kommer du videre",
  wayHelp: "F\xE5 hj\xE6lp af et menneske nu",
  wayTopics: "Se alle emner fra A til \xC5",
  wayPhone: (phone) => `Ring p\xE5 ${phone}`,
  cutHeading: "Vi har kun s\xF8gt p\xE5 de f\xF8rste 200 tegn",
  cutText: "Skriv gerne kortere, s\xE5 finder vi det lettere.",
  removedHeading: "Vi har fjernet et nummer",
  removedText: "Det, du skrev, lignede et CPR-nummer. Vi har ikke gemt det, og ingen skal bruge det her. Skriv, hvad du vil have hj\xE6lp til.",
  emptySearch: "Skriv i feltet, hvad du skal have hj\xE6lp til.",
  emergencyHeading: "Er det alvorligt? Du beh\xF8ver ikke vente p\xE5 os",
  call: (phone) => `Ring ${phone}`,
  officialName: "Officielt navn:",
  example: "Eksempel. Skal kontrolleres af kommunen.",
  partlyDanish: "Noget af teksten findes kun p\xE5 dansk.",
  digital: "Foreg\xE5r det p\xE5 nettet?",
  price: "Hvad koster det?",
  time: "Hvor lang tid tager det?",
  knowTheWay: "Kender du vejen?",
  leaves: (host) => `Du forlader vores side og kommer til ${host}.`,
  ready: "Hav dette klar",
  steps: "S\xE5dan g\xF8r du",
  step: "Trin",
  stepDone: "Gjort",
  stepMinutes: (minutes2) => `Omkring ${minutes2} ${minutes2 === 1 ? "minut" : "minutter"}`,
  stepNeeds: "Du skal bruge:",
  stepWrong: "Hvis det driller:",
  stuckHere: "Jeg sidder fast her",
  ticksHere: "Dine flueben bliver p\xE5 denne enhed. Vi kan ikke se dem.",
  ticksClear: "Fjern alle flueben",
  helpHeading: "Sidder du fast?",
  helpText: "En medarbejder kan hj\xE6lpe dig lige her p\xE5 sk\xE6rmen. Du skal ikke logge p\xE5.",
  nonDigital: "Kan du ikke g\xF8re det p\xE5 nettet?",
  authority: "Hvem bestemmer?",
  law: "Regler og lov",
  lawFrom: (date) => `G\xE6lder fra ${date}.`,
  facts: "Bel\xF8b og frister",
  factKinds: {
    amount: "Bel\xF8b",
    deadline: "Frist",
    period: "Tid",
    phone: "Telefon",
    hours: "\xC5bningstid",
    link: "Adresse",
    threshold: "Gr\xE6nse",
    rule: "Regel"
  },
  sources: "Kilder",
  checkedOn: (date) => `Kontrolleret ${date}.`,
  checkedBy: (date, by) => `Kontrolleret ${date} af ${by}.`,
  checkedNobody: (date) => `Kontrolleret ${date}. Kommunen har endnu ikke valgt, hvem der har ansvaret for teksten.`,
  notAssigned: "ikke tildelt",
  related: "Andre har ogs\xE5 brug for",
  print: "Du kan printe siden og tage den med.",
  notReadyHeading: "Vejledningen er ikke klar endnu",
  notReadyText: "Kommunen mangler at udfylde den. Vi hj\xE6lper dig gerne:",
  goToSolution: (host) => `G\xE5 til ${host}`,
  editorTitle: "Vejledninger",
  editorLead: (published, all2) => `${published} af ${all2} vejledninger er udgivet.`,
  editorExpired: (count) => count === 1 ? "1 har en oplysning, der er udl\xF8bet." : `${count} har oplysninger, der er udl\xF8bet.`,
  editorHow: "Teksterne rettes i filerne under content. Her kan du se, hvad der mangler.",
  editorMunicipality: "Et felt, der mangler, udfylder kommunen i content/municipalities.",
  columns: {
    service: "Vejledning",
    state: "Tilstand",
    kind: "Art",
    authority: "Ansvarlig myndighed",
    checked: "Kontrolleret",
    owner: "Af"
  },
  published: "Udgivet",
  missingField: (label) => `Mangler: ${label}`,
  expiredFact: (id3) => `Udl\xF8bet: ${id3}`,
  full: "Trin for trin",
  short: "Kort"
};

// src/modules/guide/messages.en.ts
var en3 = {
  frontTitle: "Help with self-service",
  searchLabel: "What do you need help with?",
  searchHint: "Write it as you would say it. For example: new passport.",
  search: "Search",
  getHelp: "Get help now",
  bookByPhone: "Book a time by phone",
  bookSoon: (phone) => `Call ${phone} and we find a time together.`,
  lifeEvents: "Choose a topic",
  allTopics: "See all topics from A to Z",
  topicsTitle: "All topics",
  byLifeEvent: "By topic",
  alphabet: "From A to Z",
  topicEmpty: "There are no guides on this topic yet.",
  searchTitle: "Search",
  found: (count) => count === 1 ? "We found 1 guide" : `We found ${count} guides`,
  unsureHeading: "We are not sure what you mean",
  unsureText: "It may be one of these. If not, we are glad to help you.",
  noneHeading: "We have no guide that fits",
  noneText: "Try other words, or let us help you.",
  didYouMean: "Did you mean:",
  waysOn: "Is it not here?",
  waysOnNone: "What you can do now",
  wayHelp: "Get help from a person now",
  wayTopics: "See all topics from A to Z",
  wayPhone: (phone) => `Call ${phone}`,
  cutHeading: "We searched for the first 200 characters only",
  cutText: "Write a little less, and we find it more easily.",
  removedHeading: "We removed a number",
  removedText: "What you wrote looked like a CPR number. We have not kept it, and nobody needs it here. Write what you want help with.",
  emptySearch: "Write in the field what you need help with.",
  emergencyHeading: "Is it serious? You do not have to wait for us",
  call: (phone) => `Call ${phone}`,
  officialName: "Official name:",
  example: "Example. To be checked by the municipality.",
  partlyDanish: "Some of the text exists in Danish only.",
  digital: "Is it online?",
  price: "What does it cost?",
  time: "How long does it take?",
  knowTheWay: "Do you know the way?",
  leaves: (host) => `You leave our site and come to ${host}.`,
  ready: "Have this ready",
  steps: "How to do it",
  step: "Step",
  stepDone: "Done",
  stepMinutes: (minutes2) => `About ${minutes2} ${minutes2 === 1 ? "minute" : "minutes"}`,
  stepNeeds: "You need:",
  stepWrong: "If it does not work:",
  stuckHere: "I am stuck here",
  ticksHere: "Your ticks stay on this device. We cannot see them.",
  ticksClear: "Remove all ticks",
  helpHeading: "Are you stuck?",
  helpText: "An employee can help you right here on the screen. You do not have to log in.",
  nonDigital: "Can you not do it online?",
  authority: "Who decides?",
  law: "Rules and law",
  lawFrom: (date) => `In force from ${date}.`,
  facts: "Amounts and deadlines",
  factKinds: {
    amount: "Amount",
    deadline: "Deadline",
    period: "Time",
    phone: "Phone",
    hours: "Opening hours",
    link: "Address",
    threshold: "Limit",
    rule: "Rule"
  },
  sources: "Sources",
  checkedOn: (date) => `Checked ${date}.`,
  checkedBy: (date, by) => `Checked ${date} by ${by}.`,
  checkedNobody: (date) => `Checked ${date}. The municipality has not yet chosen who is responsible for the text.`,
  notAssigned: "ikke tildelt",
  related: "Others also need",
  print: "You can print this page and take it with you.",
  notReadyHeading: "This guide is not ready yet",
  notReadyText: "The municipality has still to complete it. We are glad to help you:",
  goToSolution: (host) => `Go to ${host}`,
  editorTitle: "Guides",
  editorLead: (published, all2) => `${published} of ${all2} guides are published.`,
  editorExpired: (count) => count === 1 ? "1 has a fact that has expired." : `${count} have facts that have expired.`,
  editorHow: "Texts are edited in the files under content. Here you see what is missing.",
  editorMunicipality: "A missing field is filled by the municipality in content/municipalities.",
  columns: { service: "Guide", state: "State", kind: "Kind", authority: "Authority", checked: "Checked", owner: "By" },
  published: "Published",
  missingField: (label) => `Missing: ${label}`,
  expiredFact: (id3) => `Expired: ${id3}`,
  full: "Step by step",
  short: "Short"
};

// src/modules/guide/messages.ts
var texts3 = catalogue({ da: da3, en: en3 });

// src/modules/guide/editor-routes.tsx
import { jsx as jsx27, jsxs as jsxs20 } from "preact/jsx-runtime";

// src/modules/guide/search/search-index.ts
import MiniSearch from "minisearch";

// src/modules/guide/search/danish-letters.ts
var longestQuery = 300;
var mostWords = 40;
function writtenWords(text, limit = mostWords) {
  const clean = text.normalize("NFC").toLowerCase().replaceAll("\xA7", " paragraf ").replace(/([\p{L}\p{N}])\.(?=[\p{L}\p{N}])/gu, "$1").replace(/['’´`](en|et|er|erne|ens|ets|s)(?![\p{L}\p{N}])/gu, "").replace(/['’´`]/gu, "").replace(/(?<![\p{L}\p{N}])([\p{L}\p{N}]{1,2})[-/](?=[\p{L}\p{N}])/gu, "$1");
  const words4 = [];
  for (const [surface] of clean.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    if (words4.length === limit) break;
    const plain2 = plainLetters(surface);
    if (plain2 !== "") words4.push({ surface, plain: plain2, folded: foldLetters(plain2) });
  }
  return words4;
}
function readablePart(query) {
  if (query.length <= longestQuery) return query;
  const cut = query.slice(0, longestQuery);
  const lastSpace = cut.lastIndexOf(" ");
  return lastSpace > longestQuery / 2 ? cut.slice(0, lastSpace) : cut;
}
function plainLetters(surface) {
  return surface.replaceAll("\xE6", "ae").replaceAll("\xF8", "oe").replaceAll("\xE5", "aa").replaceAll("\xE4", "ae").replaceAll("\xF6", "oe").normalize("NFD").replace(/\p{M}+/gu, "").replace(/(\p{L})\1{2,}/gu, "$1$1");
}
function foldLetters(plain2) {
  return plain2.replace(/ae|aa/g, "a").replace(/oe/g, "o");
}

// src/modules/guide/search/did-you-mean.ts
function suggestion(query, slots) {
  let corrected = readablePart(query).normalize("NFC").trim();
  let changed = false;
  for (const { word, readings } of slots) {
    const best = readings[0];
    if (best?.way !== "fuzzy" || best.shown === void 0) continue;
    const at = corrected.toLowerCase().indexOf(word.surface);
    if (at < 0) continue;
    corrected = corrected.slice(0, at) + best.shown + corrected.slice(at + word.surface.length);
    changed = true;
  }
  return changed ? corrected : void 0;
}

// src/modules/guide/search/danish-stemmer.ts
var vowel = /[aeiouyæåø]/;
var inflections = [
  "erendes",
  "erende",
  "hedens",
  "ethed",
  "erede",
  "heden",
  "heder",
  "endes",
  "ernes",
  "erens",
  "erets",
  "ered",
  "ende",
  "erne",
  "eren",
  "erer",
  "heds",
  "enes",
  "eres",
  "eret",
  "hed",
  "ene",
  "ere",
  "ens",
  "ers",
  "ets",
  "en",
  "er",
  "es",
  "et",
  "e"
];
var adjectives = ["elig", "els", "lig", "ig"];
var letterBeforeGenitive = /[abcdfghjklmnoprtvyzå]s$/;
var loneConsonantPair = /(gd|dt|gt|kt)$/;
function stemDanish(word, shortestAdjective = 0) {
  const start = regionStart(word);
  let stem = dropInflection(word, start);
  stem = dropPairEnd(stem, start);
  stem = dropAdjective(stem, start, shortestAdjective);
  return dropDoubled(stem, start);
}
function regionStart(word) {
  for (let at = 1; at < word.length; at += 1) {
    if (vowel.test(word[at - 1] ?? "") && !vowel.test(word[at] ?? "")) return Math.max(at + 1, 3);
  }
  return word.length;
}
function endsIn(word, ending, start) {
  return word.length - ending.length >= start && word.endsWith(ending);
}
function dropInflection(word, start) {
  const ending = inflections.find((one) => endsIn(word, one, start));
  if (ending !== void 0) return word.slice(0, -ending.length);
  return endsIn(word, "s", start) && letterBeforeGenitive.test(word) ? word.slice(0, -1) : word;
}
function dropPairEnd(word, start) {
  return loneConsonantPair.test(word) && word.length - 2 >= start ? word.slice(0, -1) : word;
}
function dropAdjective(given, start, shortest) {
  const word = given.endsWith("igst") ? given.slice(0, -2) : given;
  if (endsIn(word, "l\xF8st", start) || endsIn(word, "lost", start)) return word.slice(0, -1);
  const ending = adjectives.find((one) => endsIn(word, one, start));
  if (ending === void 0 || word.length - ending.length < shortest) return word;
  return dropPairEnd(word.slice(0, -ending.length), start);
}
function dropDoubled(word, start) {
  const last = word.at(-1) ?? "";
  const doubled = word.length - 1 >= start && last === word.at(-2) && !vowel.test(last);
  return doubled ? word.slice(0, -1) : word;
}

// src/modules/guide/search/danish-roots.ts
var overrideLines = `
barn boern boernene boernenes barnet barnets barns boerns unger ungerne ungernes
mand maend maendene manden mands mandens
tand taender taenderne tanden
bog boeger boegerne
mor moedre moderen moren mors
far faedre faderen faren fars
bror broedre broderen
datter doetre doetrene datteren
haand haender haenderne
nat naetter
kraeft kraeften
oeje oejne oejnene
doed doe doer doeden doede doedt doeende doeds
foedsel foede foeder foedt foedte foedsler foedslen foedes
pasning passe passes passer passede pasningen pasninger
pas passet passene passets
parkering parkere parkerer parkeret parker parkerede parkeringen parkeringer
renovation renovationen
vielse vie vies viet viede vielser vielsen vielses
gammel gammelt gamle
gift gifte gifter giftet giftes giftede
skil skilles skilt skille skilte skiltes
vaelge vaelg vaelger vaelges valgte
valg valget valgene valgets
koebe koebt koebte koeber koeb
soege soegt soegte soeger soeges soeg soegning soegninger
ansoeg ansoegt ansoegte
saelge solgt solgte saelger saelges salg salget
bruge brugt brugte bruger
lave lavet laver lavede
betal betalt betalte betaler
opsig opsagt opsagte opsiger opsiges opsigelse opsigelsen
skriv skrevet skrev skriver skrives
drikke drak drukket drikker drikkes drikkeri
slaa slaar slog slaaet slaas
stjael stjaalet stjaeler stjal stjaele
find fundet fandt finder findes
bygge byg bygger bygget bygges
toem toemme toemmer toemt toemning toemninger toemmes toemningen
koer koere koerer koert koerte koersel koerslen koersler koeres
laer laere laerer laert laerte laeres
laege laegen laeger laegerne laegens laeges doktor doktoren doktorer doktors
hjaelp hjaelpe hjaelper hjulpet hjalp hjaelpen
daekke daekker daekket daekkes daekkede daekning
rejse rejser rejst rejste rejsen
leje lejer lejet lejede lejen
laan laane laaner laant laante laanet
faa faar fik faaet
blive bliver blev blevet bliv
give giver gav givet giv gives
gaa gaar gik gaaet
komme kommer kom kommet
meld melde melder meldt meldte meldes meld
anmeld anmeldt anmeldte
tilmeld tilmeldt
afmeld afmeldt
fornye fornyet forny fornyelse fornyelsen fornyer fornyes
udloeb udloebe udloeber udloebet udloebne
skifte skift skifter skiftet skiftes skiftede
aendre aendring aendringer aendret aendrer aendrede aendringen
brev breve brevet brevene
hus huse huset husene husets
vej veje vejen vejene vejens
rotte rotter rotten rotterne
tilskud tilskuddet tilskuds
indskud indskuddet
skat skatten skatter skats
id ids
su suen
app appen apps appens
mitid mitids
bil bilen biler bilens bilerne
bus bussen busser
kone konen koner
syg syge sygt
sygdom sygdomme sygdommen
klage klager klaget klagede klagen
traet traette
hoer hoere hoerer hoert hoerelse hoerelsen
se ser set saa
ret retten retter
afgoer afgoere afgoerelse afgoerelser afgoerelsen afgjort
taenk taenke
regn regne
regning regninger regningen regningerne
lejlighed lejligheder lejligheden
stem stemme stemmer stemt stemte stemmes
moving move moved moves
married marry marriage marriages
divorce divorced divorcing
tax taxes
arbejde arbejdet arbejder arbejdede job jobbet jobs jobbene
computer computeren computere pc pcen
arbejdsgiver arbejdsgiveren arbejdsgivere chef chefen
child children childrens kids kid
died die dead death dies deceased
sick sickness
pension pensions pensionist pensionister pensionisten pensionisterne
city cities
udland brasilien mexico argentina rusland litauen letland estland bulgarien ungarn tjekkiet serbien bosnien
udland pakistan syrien irak iran afghanistan libanon somalia marokko egypten filippinerne vietnam nepal israel
udland sydafrika nigeria ghana eritrea etiopien tunesien cypern malta slovakiet slovenien albanien bali dubai brazil
udland udlandet udlandets abroad tyskland sverige norge spanien frankrig italien polen england portugal
udland graekenland tyrkiet thailand holland belgien schweiz oestrig finland irland skotland storbritannien
udland canada australien usa amerika kina japan indien groenland faeroeerne island rumaenien ukraine kroatien
udland malmoe london berlin germany sweden norway spain france italy poland portugal greece turkey netherlands
udland belgium switzerland austria finland ireland scotland uk romania ukraine iceland greenland usa america
`;
var overrides = readOverrides(overrideLines);
function readOverrides(lines) {
  const table = /* @__PURE__ */ new Map();
  const foldedOnly = /* @__PURE__ */ new Map();
  for (const line of lines.trim().split("\n")) {
    const [root = "", ...forms2] = line.split(" ");
    const unique = root === "vaelge" ? root : foldLetters(root);
    for (const form of [root, ...forms2]) {
      if (!table.has(form)) table.set(form, unique);
      const folded = foldLetters(form);
      if (folded === form) continue;
      const claimed = foldedOnly.has(folded) && foldedOnly.get(folded) !== unique;
      foldedOnly.set(folded, claimed ? null : unique);
    }
  }
  for (const [folded, root] of foldedOnly) if (root !== null && !table.has(folded)) table.set(folded, root);
  return table;
}
var shortestVerb = 4;
var verbalNouns = ["ering", "ation", "ning", "ing", "sel"];
var known = /* @__PURE__ */ new Map();
var mostKnown = 2e4;
function rootOf(plain2) {
  const before = known.get(plain2);
  if (before !== void 0) return before;
  const root = overrides.get(plain2) ?? derivedRoot(foldLetters(plain2));
  if (known.size >= mostKnown) known.clear();
  known.set(plain2, root);
  return root;
}
function derivedRoot(folded) {
  if (folded.length <= 3 || /\d/.test(folded)) return folded;
  const stem = regularStem(folded);
  for (const ending of verbalNouns) {
    if (!stem.endsWith(ending)) continue;
    const rest = stem.slice(0, -ending.length);
    if (rest.length >= shortestVerb && /[aeiouy]/.test(rest)) return regularStem(rest);
  }
  return stem;
}
function regularStem(folded) {
  const present = folded.length >= 7 ? folded.replace(/edes?$/, "e") : folded;
  return stemDanish(present, shortestVerb).replace(/pensionist$/, "pension").replace(/(?<=..[bcdfghjklmnoprtvyz])s$/, "");
}

// src/modules/guide/search/stop-words.ts
var danish = `
af alle alt altid andet anden at bare blev blive bliver da de dem den denne der deres det dette dig din dine dit
du efter eller en end er et faa faar for fordi fra fik foer gaa gaar gik gjorde gjort goer goere ham han
hans har havde have haver hej hen hende hendes her hun hvad hvem hver hvilke hvilken hvilket hvis hvor hvordan
hvorfor hvornaar i ifoelge igen ikke ind inden ja jeg jer jeres jo kan kom komme kommer kommet kun kunne lidt
lige man mange med meget men mens mere mest mig min mine mit mod maa maatte naar ned nogen noget nogle nok nu
og ogsaa om op os over paa sagt sammen selv ses sig sige sin sine sit skal skulle som saa saadan tag til ud under
ude uden var vaere vaeret ved vi vil ville vores blevet hos ad da dog ens ene hele helt mht via dvs osv evt ca pga
gerne venligst tak vide kunnet skulle burde boer bedt faaet ha ka ska ku sku ik it te ae naa hva mi di dk
`;
var english = `
a about am an and any are as at be been but by can could did do does for from get getting got had has have he help
her hers him his how i if im in into is it its ive just like me my need of on or our out please she should so some
that the their them then there these they this to up us was we what when where which who why will with would you
your want hello hi
`;
var stopWords = new Set(`${danish} ${english}`.trim().split(/\s+/));
function isStopWord(plain2) {
  return stopWords.has(plain2);
}

// src/modules/guide/search/danish-analyser.ts
function wordsOf(text, limit = mostWords) {
  return writtenWords(text, limit).map((word) => ({
    ...word,
    root: rootOf(word.plain),
    stop: isStopWord(word.plain) || /^\p{L}$/u.test(word.plain)
  }));
}
function contentWords(text, limit = mostWords) {
  const words4 = wordsOf(text, limit);
  const content = words4.filter((word) => !word.stop);
  return content.length > 0 ? content : words4;
}

// src/modules/guide/search/index-data.ts
var percentOfStrength = [55, 85, 100];
var shareOfRelation = { related: 0.8 };
var mostTextWords = 400;
function indexData(entries, vocabulary, language) {
  const concepts = /* @__PURE__ */ new Map();
  for (const concept of vocabulary) concepts.set(concept.service, [...concepts.get(concept.service) ?? [], concept]);
  return {
    version: 1,
    language,
    services: entries.map((entry) => serviceData(entry, concepts.get(entry.slug) ?? [], language))
  };
}
function compactIndexData(data) {
  return { ...data, services: data.services.map((service) => ({ ...service, terms: compactTerms(service.terms) })) };
}
function compactTerms(terms) {
  const seen = /* @__PURE__ */ new Set();
  const compact = {};
  for (const percent of Object.keys(terms).sort((a, b) => Number(b) - Number(a))) {
    const lines = [];
    for (const term of (terms[percent] ?? "").split("\n")) {
      const words4 = contentWords(term);
      const roots = words4.map(({ root }) => root).sort().join(" ");
      if (seen.has(roots)) continue;
      seen.add(roots);
      lines.push(words4.map(({ surface }) => surface).join(" "));
    }
    if (lines.length > 0) compact[percent] = lines.sort().join("\n");
  }
  return compact;
}
function serviceData(entry, concepts, language) {
  const names = concepts.flatMap(({ preferred }) => inOrder(preferred, language));
  return {
    slug: entry.slug,
    titles: [.../* @__PURE__ */ new Set([...inOrder(entry.title, language), ...names])],
    plainTitles: inOrder(entry.plainTitle, language),
    summary: rootsOf(entry.summary),
    body: rootsOf(entry.body ?? {}),
    terms: termsByTrust(concepts)
  };
}
function inOrder(text, language) {
  const both = language === "en" ? [text.en, text.da] : [text.da, text.en];
  return both.filter((one) => one !== void 0);
}
function rootsOf(text) {
  const prose = `${text.da ?? ""} ${text.en ?? ""}`.replace(/\{[^}]*\}/g, " ");
  if (prose.trim() === "") return "";
  return [...new Set(contentWords(prose, mostTextWords).map(({ root }) => root))].join(" ");
}
function termsByTrust(concepts) {
  const groups = {};
  for (const { terms } of concepts)
    for (const { term, relation, strength } of terms) {
      const percent = (percentOfStrength[(strength ?? 2) - 1] ?? 0) * (shareOfRelation[relation] ?? 1);
      const key = String(Math.round(percent));
      groups[key] = groups[key] === void 0 ? term : `${groups[key]}
${term}`;
    }
  return groups;
}

// src/modules/guide/search/index-terms.ts
var trustOfPlainTitle = 0.8;
function indexTerms(data, withVocabulary) {
  const terms = [];
  const add = (service, text, origin, trust) => {
    const words4 = onceEach(contentWords(text));
    if (words4.length > 0) terms.push({ service, text, origin, trust, words: words4 });
  };
  for (const [service, { titles, plainTitles, terms: byTrust }] of data.services.entries()) {
    for (const title of titles) add(service, title, "title", 1);
    for (const title of plainTitles) add(service, title, "plain", trustOfPlainTitle);
    if (!withVocabulary) continue;
    for (const [percent, lines] of Object.entries(byTrust))
      for (const term of lines.split("\n")) add(service, term, "vocabulary", Number(percent) / 100);
  }
  return terms;
}
function onceEach(words4) {
  return words4.filter((word, index) => words4.findIndex((other) => other.root === word.root) === index);
}

// src/modules/guide/search/background-words.ts
var everydayText = `
mand kone mor far mormor farmor morfar farfar bedste bedstemor bedstefar bedsteforaeldre svigermor svigerfar onkel tante
faster moster kusine faetter nevoe niece soen datter bror soester soeskende ven veninde nabo kaereste aegtefaelle eks
dreng pige kvinde person folk menneske nogen ingen familie chef kollega veninden barnebarn boernebarn gamle ung unge
dag dage uge uger maaned maaneder aar time timer minut sekund morgen formiddag eftermiddag aften nat weekend mandag
tirsdag onsdag torsdag fredag loerdag soendag januar februar marts april maj juni juli august september oktober november
december sommer vinter foraar efteraar jul paaske tid tider gang gange snart straks hurtigt hurtig sent tidligt senere
foerst foerste sidste naeste forrige endnu stadig allerede lige nylig lang langt laenge kort god godt daarlig daarligt
stor store lille smaa ny nye nyt nyeste bedre bedst vaerre vaerst flere faerre samme anderledes rigtig rigtigt forkert
helst maaske faktisk egentlig desvaerre heldigvis simpelthen ellers saadan virkelig meget temmelig ret naesten cirka
moerkt lyst roed groen sort hvid en to tre fire fem seks syv otte ni ti elleve tolv tyve tredive hundrede tusind halv
vil vide tro tror troede synes mener mene taenker taenke haaber haabe vaelger vaelge oensker oenske spoerge spoergsmaal
svar svare fortaelle fortalt snakke snakket tale talt hoert ringe ringer ringet skrive laese se set kigge finde fundet
bruge brug brugt bestille bestilling bestilt soege soegning soegt ansoege ansoegning ansoegninger ansoegningsskema
blanket blanketten skema formular hente hentet sende sendt aflevere modtage modtaget tage tager taget lave laver gaar
goere gjort starte begynde begyndt slutte stoppe stoppet vente ventet proeve proevet hjaelp hjaelpe hjaelper hjulpet
mangle mangler mangel kraeve kraever noedvendig noedt brug behov behoever problem problemer sag sager ting tingene
maade maader regler regel krav betingelser information info oplysning oplysninger vejledning guide kontakt kontakte
telefonnummer nummer side hjemmeside link kommune kommunen kommunens kommunal kommunale borgerservice
borger borgere danmark dansk danske land landet by byen sted steder fjordby hedelund offentlig offentlige myndighed
pris prisen priser koste koster gratis dyr dyrt billig betale betaling beloeb kroner kr penge tjek tjekke
mulig muligt mulighed muligheder lov lovligt tilladt maa gyldig gyldighed status svartid frist frister
virker virke ordne klare nej lyst fint super seddel kasse kontor center afdeling system slags type bord stol rum gulv chefen boss dejlig nemt nem let svaer svaert besvaer
udfylde underskrive underskrift fylde opdatere oprette online digitalt nettet
bringe bragt bringer holde holder holdt staa staar stod ligge ligger laa sidde sidder sad loebe loeber loeb falde falder
faldt miste mistet mister glemme glemmer glemt huske husker husket forstaa forstaar forstod kende kender kendt bo
bor boet leve lever levet arve moede moeder moedt hjemme hjem hjemmefra herhjemme derhjemme klarer klaret
magte magter orke orker overskue overskuer gide gider turde toer toere ramme rammer ramt ske sker skete skete haende
virkede fungere fungerer slukke slukker taende taender lukke lukker lukket aabne aabner aabent aabent lande trykke trykker
passer mente mangler savne savner undre undrer undret bekymret bange glad ked sur vred traet frustreret forvirret usikker
tvivl enig uenig klar faerdig alvorlig alvorligt vigtig vigtigt almindelig almindeligt normal normalt saerlig saerligt
speciel egen eget egne anden andre tredje fjerde hver enkelt enkelte begge ingenting intet alting overhovedet omkring
mellem imellem foran bagved bag oven nede oppe hjoerne ende midt igennem gennem tilbage frem fremad videre afsted vaek
altid aldrig ofte sjaeldent tit indtil siden efterhaanden pludselig pludseligt forleden dengang naeste sidst endelig
cirka omtrent nogenlunde helt halvt meste resten del dele stykke stykker par flok antal maengde kilo meter kilometer
ekstra almen ordentlig ordentligt sikker sikkert bestemt garanteret direkte personlig personligt privat fysisk telefonisk
skriftlig skriftligt mundtlig kopi original dokument dokumenter papir papirer papirerne skrevet tilsendt indsende
oplyse oplyses oplyst meddele besked beskeder spoerger spurgt svarer svarede snakker taler anbefale foreslaa raad raade
raadgivning vejlede vejleder vist vise viser forklare forklarer betyder betyde gaelder gaelde omhandler handler angaaende
vedroerende forbindelse mulighederne rettighed rettigheder pligt pligter loven lovgivning paragraf henvende henvendelse
kontaktes aabningstid aabningstider booke tidsbestilling aftale aftaler moedet moedes fremmoede personale medarbejder
kontrol tjekket finder fundet fandt opdage opdaget kigger saa hoerte maerke maerker foele foeler lugte lugter stor stoerre
stoerst mindre mindst hoej hoejt hoejere lav lavt lavere tung let hurtigere langsom langsomt tynd tyk bred smal varm kold
toer vaad ren beskidt flot grim paen rar sjov kedelig klog dum rask svag staerk haard bloed rund lige skaev tom fuld aaben
kaempe enorm utrolig fantastisk forfaerdelig umulig umuligt nylig nyligt forgaeves laengere kortere 
sluger sluge koster kostede kostet givet tilbudt modtog ventede ventetid ventetiden
already still yet too very really also only just maybe soon later before after again never always nothing something
anything someone everyone own same different right wrong big small long short high low bring put keep lost broken
question answer call write read talk speak meet live stay leave became become happen try wait allowed possible
find need new old help want apply application form how long cost price free where when today tomorrow day week month
year please thanks good bad know tell ask make take give see look show start stop can way thing things people person
husband wife mother father mom dad son daughter brother sister friend man woman family my me the using use order
request info information about municipality denmark danish official number online send receive right rights first last
`;
var elsewhereText = `
vejr vejret vejrudsigt vejrudsigten regn regnvejr sol solskin temperatur dmi storm torden skydaekke pollen pollental
fodbold haandbold kamp kampe resultat resultater superliga liga maal scorede vandt vinder vinde tabte spil spille spiller
stilling stillingen vm em ol landshold traener golf tennis badminton svoemning cykelloeb ishockey formel
racerloeb boksning maraton loeb fitness fitnesscenter yoga styrketraening
opskrift opskrifter frikadeller kage kager lagkage bage bagning pizza burger sushi kebab lasagne suppe gryderet kylling
boef pasta ris kartofler flaeskesteg risalamande pandekager boller broed surdej kaffe te is chokolade slik oelbryg
restaurant restauranter cafe bager takeaway menukort bordbestilling bord
film serie serier biograf biografbillet netflix hbo disney viaplay youtube spotify musik sang sange sangtekst koncert
koncerter festival billet billetter teater museum tv tvguide fjernsynsprogram radio podcast podcasts spotify streaming
skuespiller skuespillerinde popstjerne kendis kendte kongehuset kronprins eurovision grammy oscar
tog toget togtider togbillet koereplan koereplaner rejseplan rejseplanen metro metroen faerge faergen fly flybillet
flybilletter charter charterrejse hotel hoteller rejsekort dsb ryanair sas norwegian mallorca sommerhusudlejning
airbnb booking afgange forsinket letbane benzin benzinpris benzinpriser dieselpris tankstation
bilforhandler brugtbil autovaerksted daek vinterdaek synshal bilvask biludlejning lejebil
koeb koebe koebt saelge saelges salg tilbud rabatkode udsalg butik butikker supermarked netto foetex bilka rema lidl
aldi ikea elgiganten power zalando matas hm amazon wish temu dba gratisliste auktion webshop levering pakke pakken
pakkeshop postnord gls dao ups bring sko stoevler jakke kjole bukser smykker ur parfume
iphone ipad samsung android windows mac macbook computerspil playstation xbox nintendo printer skaerm oplader
wifi bredbaand internetforbindelse router fiber mobilabonnement abonnement yousee telenor telia tdc stofa fibia norlys
telmore oister cbb facebook instagram tiktok snapchat twitter google gmail outlook hotmail chatgpt ai office excel
word app store photoshop minecraft fortnite roblox
frisoer frisoeren klipning negle neglesalon kosmetolog massage tatovering tatovoer spa wellness solarium makeup
kviklaan forbrugslaan laanepenge bitcoin krypto kryptovaluta aktie aktier aktiekurs boers boerskurs investering valuta
valutakurs dollar kurs realkredit realkreditlaan boliglaan billaan mobilepay nordea danskebank jyske sydbank
lunar revolut paypal kreditkort mastercard dankort
bilforsikring indboforsikring husforsikring forsikring forsikringsselskab tryg topdanmark alm
elpris elpriser stroempris elselskab elregning vvs vvser elektriker toemrer maler murermester haandvaerker haandvaerkere
flyttefirma flyttemand flyttebil flyttekasser flyttekasse rengoeringsfirma havemand
hund hunde hvalp hvalpe kat katte killing killinger hest heste kanin hamster akvarium dyrlaege dyrlaegen hundefoder
dating kaerlighed tinder horoskop stjernetegn droemme droem vits vitser joke jokes gaade sudoku krydsord lotto
eurojackpot casino poker odds betting spilleautomat julekalender gave gaver gaveide foedselsdag foedselsdagssang
oversaet oversaette ordbog hovedstad hovedstaden praesident praesidenten konge usa amerika rusland kina
krig nyheder nyhed avis eb bt politiken verdenskrig dinosaur planet maane stjerner historie digt noveller stil
lektier matematik ligning formel brok fysik kemi fransk
klokken klokkeslaet kalender ugenummer dato stopur lommeregner
sofabord indretning havearbejde plante planter blomster blomst roser tomater plaeneklipper
strikkeopskrift strikke hobby lego legetoej braetspil boeger roman
test hest hallo heyhej lorem ipsum asdf qwerty abc blabla bla rest fest gaest kunst vest oest syd nord lyd
sex porno slank slankekur vaegttab diaet kalorier vitamin proteinpulver
weather forecast football soccer match score results recipe recipes cake movie movies cinema film show tickets ticket
concert restaurant restaurants pizza hotel hotels flight flights train trains timetable cheap buy sell sale shop
shopping store stores game games play music song lyrics news president war capital translate dictionary joke jokes love
dating crypto stock stocks hairdresser gym battery internet subscription broadband laptop best world cup
won win winner bitcoin mortgage dog cat puppy beach amazon uber nails haircut
`;
function backgroundWords() {
  return [...wordsOf2(elsewhereText, "elsewhere"), ...wordsOf2(everydayText, "everyday")];
}
function wordsOf2(text, kind) {
  return text.trim().split(/\s+/).map((word) => [word, kind]);
}

// src/modules/guide/search/danish-compounds.ts
var shortestPart = 3;
var shortestOfThree = 4;
var shortestCompound = 6;
var shortestLonePart = 5;
function compoundReadings(folded, knows) {
  if (folded.length < shortestCompound) return [];
  const found = splits(folded, knows, 2);
  return found.filter(({ roots, shortest }) => roots.length === 2 || shortest >= shortestOfThree).sort((a, b) => b.shortest - a.shortest || a.roots.length - b.roots.length).map(({ roots }) => roots);
}
function splits(folded, knows, cutsLeft) {
  const found = [];
  for (let at = shortestPart; at <= folded.length - shortestPart; at += 1) {
    const left = knownFirstPart(folded.slice(0, at), knows);
    if (left === void 0) continue;
    const rest = folded.slice(at);
    const right = rootOf(rest);
    if (knows(right)) found.push({ roots: [left, right], shortest: Math.min(at, rest.length) });
    else if (cutsLeft > 1)
      for (const tail of splits(rest, knows, cutsLeft - 1))
        found.push({ roots: [left, ...tail.roots], shortest: Math.min(at, tail.shortest) });
  }
  return found;
}
function knownFirstPart(part, knows) {
  const bare = rootOf(part);
  if (knows(bare)) return bare;
  if (part.length > shortestPart && /[se]$/.test(part)) {
    const unlinked = rootOf(part.slice(0, -1));
    if (knows(unlinked)) return unlinked;
  }
  return void 0;
}
function lonePart(folded, knows) {
  for (let at = shortestPart; at <= folded.length - shortestLonePart; at += 1) {
    const root = rootOf(folded.slice(at));
    if (knows(root)) return { root, place: "head" };
  }
  for (let at = folded.length - shortestPart; at >= shortestLonePart; at -= 1) {
    const root = knownFirstPart(folded.slice(0, at), knows);
    if (root !== void 0) return { root, place: "first" };
  }
  return void 0;
}

// src/modules/guide/search/danish-spelling.ts
var swapped = 0.7;
var otherFirstLetter = 0.4;
var vowels = new Set("aeiouy");
var softLetters = new Map([
  ["e", 0.6],
  ...[..."dghrt"].map((letter) => [letter, 0.7]),
  ["s", 0.8]
]);
var soundAlike = new Map(
  [
    ["dt", 0.5],
    ["bp", 0.5],
    ["gk", 0.5],
    ["fv", 0.6],
    ["ck", 0.3],
    ["cs", 0.4],
    ["sz", 0.3],
    ["vw", 0.2],
    ["mn", 0.6],
    ["kq", 0.3],
    ["kx", 0.6],
    ["ij", 0.5],
    ["gj", 0.6]
  ].flatMap(([pair, cost]) => [[pair, cost], [`${pair[1]}${pair[0]}`, cost]])
);
function spellingAllowance(length) {
  if (length <= 3) return 0;
  if (length === 4) return 0.7;
  if (length === 5) return 1;
  if (length <= 7) return 1.3;
  return length <= 9 ? 1.7 : 2.1;
}
function spellingCost(written, word, limit) {
  if (written === word) return 0;
  const width = word.length;
  let beforeLast = [];
  let last = [0];
  for (let j = 1; j <= width; j += 1) last.push((last[j - 1] ?? 0) + lettersCost(word, j - 1));
  for (let i = 1; i <= written.length; i += 1) {
    const row = [(last[0] ?? 0) + lettersCost(written, i - 1)];
    let least = row[0] ?? 0;
    for (let j = 1; j <= width; j += 1) {
      const cost2 = cellCost(written, word, i, j, beforeLast, last, row);
      row.push(cost2);
      if (cost2 < least) least = cost2;
    }
    if (least > limit) return Infinity;
    beforeLast = last;
    last = row;
  }
  const cost = (last[width] ?? Infinity) + (written[0] === word[0] ? 0 : otherFirstLetter);
  return cost > limit ? Infinity : cost;
}
function cellCost(written, word, i, j, beforeLast, last, row) {
  const a = written[i - 1] ?? "";
  const b = word[j - 1] ?? "";
  let cost = (last[j - 1] ?? Infinity) + exchangeCost(a, b);
  cost = Math.min(cost, (last[j] ?? Infinity) + lettersCost(written, i - 1));
  cost = Math.min(cost, (row[j - 1] ?? Infinity) + lettersCost(word, j - 1));
  if (i > 1 && j > 1 && a !== b && a === word[j - 2] && b === written[i - 2])
    cost = Math.min(cost, (beforeLast[j - 2] ?? Infinity) + swapped);
  return cost;
}
function exchangeCost(a, b) {
  if (a === b) return 0;
  if (vowels.has(a) && vowels.has(b)) return 0.6;
  return soundAlike.get(a + b) ?? 1;
}
function lettersCost(word, at) {
  const letter = word[at] ?? "";
  if (letter === word[at - 1] || letter === word[at + 1]) return 0.3;
  return softLetters.get(letter) ?? 1;
}

// src/modules/guide/search/lexicon.ts
var weightOfEveryday = 0.16;
var weightOfOwnEveryday = 0.28;
var trustOfName = 0.8;
var weightOfUnknown = 0.7;
var weightOfElsewhere = 1.5;
var leastWeight = 0.1;
var mostGuesses = 4;
var mostCompletions = 8;
var guessSlack = 0.25;
var Lexicon = class {
  /** Root → number of services that use it in a title or term. */
  #services = /* @__PURE__ */ new Map();
  #background = /* @__PURE__ */ new Map();
  /** Roots that are a whole term by themselves. */
  #named = /* @__PURE__ */ new Set();
  #formsByLength = [];
  #formsInOrder = [];
  #serviceCount;
  #compounds;
  constructor(terms, serviceCount, compounds = true) {
    this.#serviceCount = serviceCount;
    this.#compounds = compounds;
    const forms2 = /* @__PURE__ */ new Map();
    const learn = (folded, root, shown) => {
      if (!forms2.has(folded)) forms2.set(folded, { folded, root, shown, letters: letterSet(folded) });
    };
    const ownInPlain = /* @__PURE__ */ new Set();
    const users = /* @__PURE__ */ new Map();
    for (const { service, words: words4, trust } of terms) {
      if (words4.length === 1 && trust >= trustOfName) this.#named.add(words4[0]?.root ?? "");
      for (const { root, folded, plain: plain2, surface } of words4) {
        learn(folded, root, surface);
        ownInPlain.add(stemDanish(plain2));
        const services = users.get(root);
        if (services) services.add(service);
        else users.set(root, /* @__PURE__ */ new Set([service]));
      }
    }
    for (const [root, services] of users) this.#services.set(root, services.size);
    for (const [word, kind] of backgroundWords()) {
      const root = rootOf(word);
      const own = this.#services.has(root);
      if (!own || !this.#named.has(root) && ownInPlain.has(stemDanish(word))) this.#background.set(root, kind);
      if (!own) learn(foldLetters(word), root, word);
    }
    for (const form of forms2.values()) (this.#formsByLength[form.folded.length] ??= []).push(form);
    this.#formsInOrder = [...forms2.values()].filter((form) => this.#services.has(form.root)).sort((a, b) => a.folded < b.folded ? -1 : 1);
  }
  /** A word of the guide itself. */
  isOwn = (root) => this.#services.has(root);
  isKnown = (root) => this.#services.has(root) || this.#background.has(root);
  /** A word of somebody else's business, though it may stand within a term ("test" in "danish test"). */
  isElsewhere(root) {
    return this.#background.get(root) === "elsewhere";
  }
  /** How much a word says, 0.1 to 1.5: rare in the vocabulary says more, small talk hardly anything. */
  weightOf(root) {
    const services = this.#services.get(root);
    const background = this.#background.get(root);
    if (services === void 0)
      return background === "everyday" ? weightOfEveryday : background ? weightOfElsewhere : weightOfUnknown;
    const rarity = Math.log((this.#serviceCount + 1) / (services + 0.5)) / Math.log((this.#serviceCount + 1) / 1.5);
    const weight = Math.min(1, Math.max(leastWeight, rarity));
    return background === "everyday" ? Math.min(weight, weightOfOwnEveryday) : weight;
  }
  /** Readings of a word as a compound of known words, best first. */
  compoundsIn(folded) {
    return this.#compounds ? compoundReadings(folded, this.isKnown) : [];
  }
  lonePartIn(folded) {
    return this.#compounds ? lonePart(folded, this.isOwn) : void 0;
  }
  /** Words of the guide that begin so: the citizen is still writing. Shortest first. */
  completionsOf(folded) {
    if (folded.length < 3) return [];
    const forms2 = this.#formsInOrder;
    let low = 0;
    let high = forms2.length;
    while (low < high) {
      const middle = low + high >> 1;
      if ((forms2[middle]?.folded ?? "") < folded) low = middle + 1;
      else high = middle;
    }
    const found = [];
    for (let at = low; at < forms2.length && forms2[at]?.folded.startsWith(folded); at += 1) found.push(forms2[at]);
    return found.sort((a, b) => a.folded.length - b.folded.length).slice(0, mostCompletions).map(({ root, shown, folded: whole2 }) => ({ root, shown, share: folded.length / whole2.length }));
  }
  /**
   * Known words that the written one may be a misspelling of, nearest first. Everyday words take part:
   * what is nearer to one of those is not ours.
   */
  guessesFor(folded) {
    const allowance = spellingAllowance(folded.length);
    if (allowance === 0) return [];
    const letters = letterSet(folded);
    let best = allowance;
    const found = [];
    const reach = allowance >= 1 ? 3 : 1;
    for (let length = Math.max(3, folded.length - reach); length <= folded.length + reach; length += 1)
      for (const form of this.#formsByLength[length] ?? []) {
        if (differingLetters(letters ^ form.letters) > 4) continue;
        const limit = Math.min(allowance, best + guessSlack);
        const cost = spellingCost(folded, form.folded, limit);
        if (cost > limit) continue;
        best = Math.min(best, cost);
        found.push({ root: form.root, shown: form.shown, cost, folded: form.folded });
      }
    return found.filter((guess) => guess.cost <= best + guessSlack).sort((a, b) => a.cost - b.cost || (a.folded < b.folded ? -1 : 1)).slice(0, mostGuesses);
  }
};
function letterSet(folded) {
  let set = 0;
  for (let at = 0; at < folded.length; at += 1) set |= 1 << (folded.charCodeAt(at) & 31);
  return set;
}
function differingLetters(bits) {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

// src/modules/guide/search/query-slots.ts
var qualityOfJoined = 0.98;
var qualityOfParts = 0.92;
var qualityOfPrefix = (share) => 0.65 + 0.2 * share;
var qualityOfGuess = (cost) => Math.max(0.3, 0.6 - 0.12 * cost);
var confidenceOfGuess = (cost) => Math.max(0.4, 0.95 - 0.2 * cost);
var confidenceOfPrefix = (share) => 0.6 + 0.3 * share;
var tellingShare = 0.6;
var smallSlip = 0.7;
var lonePartConfidence = { head: 0.65, first: 0.42 };
var firstPerson = new Set("jeg mig min mit mine vi os vores my me we our im ive".split(" "));
var englishCompany = new Set("am need want do the cannot lost was live the find".split(" "));
function readQuery(query, lexicon, options) {
  const words4 = wordsOf(query);
  const joined = joinedReadings(words4, lexicon, options);
  const content = words4.some((word) => !word.stop || joined.has(word)) ? words4.filter((w) => !w.stop || joined.has(w)) : words4;
  const slots = [];
  const seen = /* @__PURE__ */ new Set();
  for (const word of content) {
    if (seen.has(word.root)) continue;
    seen.add(word.root);
    slots.push(...slotsOf(word, joined.get(word), lexicon, options));
  }
  return { slots, personal: isPersonal(words4) };
}
function isPersonal(words4) {
  const spoken = new Set(words4.map(({ plain: plain2 }) => plain2));
  if ([...firstPerson].some((pronoun) => spoken.has(pronoun))) return true;
  return spoken.has("i") && [...englishCompany].some((word) => spoken.has(word));
}
function slotsOf(word, joined, lexicon, options) {
  if (lexicon.isOwn(word.root)) {
    const readings2 = [{ root: word.root, way: "exact", quality: 1, confidence: 1 }];
    if (joined) readings2.push(joined);
    return [{ word, weight: joined ? weightOfHalf(joined, lexicon) : lexicon.weightOf(word.root), readings: readings2 }];
  }
  if (joined) return [{ word, weight: weightOfHalf(joined, lexicon), readings: [joined] }];
  if (lexicon.isKnown(word.root) || /^\d+$/.test(word.folded))
    return [{ word, weight: lexicon.weightOf(/^\d+$/.test(word.folded) ? "aar" : word.root), readings: [] }];
  const slip = options.fuzzy && word.folded.length >= 8 ? guesses(word.folded, lexicon, smallSlip) : [];
  const parts2 = lexicon.compoundsIn(word.folded)[0];
  if (parts2 && slip.length === 0) return partSlots(word, parts2, lexicon);
  const readings = looseReadings(word, lexicon, options);
  const best = readings.reduce((sum, reading) => Math.max(sum, lexicon.weightOf(reading.root)), 0);
  return [{ word, weight: readings.length > 0 ? best : lexicon.weightOf(word.root), readings }];
}
function weightOfHalf(joined, lexicon) {
  return 0.55 * lexicon.weightOf(joined.root);
}
function partSlots(word, parts2, lexicon) {
  return parts2.map((root) => ({
    word: { ...word, root },
    weight: lexicon.weightOf(root) * 0.8,
    readings: lexicon.isOwn(root) ? [{ root, way: "compound", quality: qualityOfParts, confidence: 0.95 }] : []
  }));
}
function looseReadings(word, lexicon, options) {
  const completions = lexicon.completionsOf(word.folded);
  const readings = completions.map(({ root, share }) => ({
    root,
    way: "prefix",
    quality: qualityOfPrefix(share),
    confidence: confidenceOfPrefix(share)
  }));
  if (options.fuzzy && !completions.some(({ share }) => share >= tellingShare)) readings.push(...guesses(word.folded, lexicon));
  if (readings.length > 0) return readings;
  const lone = lexicon.lonePartIn(word.folded);
  if (!lone) return [];
  return [{ root: lone.root, way: "fuzzy", quality: 0.5, confidence: lonePartConfidence[lone.place] }];
}
function guesses(folded, lexicon, limit = Infinity) {
  return lexicon.guessesFor(folded).filter(({ root, cost }) => cost <= limit && lexicon.isOwn(root)).map(({ root, cost, shown }) => ({
    root,
    way: "fuzzy",
    quality: qualityOfGuess(cost),
    confidence: confidenceOfGuess(cost),
    shown
  }));
}
function joinedReadings(words4, lexicon, options) {
  const joined = /* @__PURE__ */ new Map();
  for (const [index, left] of words4.entries()) {
    const right = words4[index + 1];
    if (!right || !mayJoin(left) || !mayJoin(right) || joined.has(left)) continue;
    const reading = joinedReading(left, right, lexicon, options);
    if (!reading) continue;
    joined.set(left, reading);
    joined.set(right, reading);
  }
  return joined;
}
function mayJoin(word) {
  return !word.stop || word.folded.length === 1;
}
function joinedReading(left, right, lexicon, options) {
  for (const link of ["", "s", "e"]) {
    const root = rootOf(left.folded + link + right.folded);
    if (lexicon.isOwn(root)) return { root, way: "exact", quality: qualityOfJoined, confidence: 1 };
  }
  const whole2 = left.folded + right.folded;
  const bothKnown = lexicon.isKnown(left.root) && lexicon.isKnown(right.root);
  if (!options.fuzzy || bothKnown || whole2.length < 8) return void 0;
  return guesses(whole2, lexicon)[0];
}

// src/modules/guide/search/term-match.ts
var shareOfHead = 0.65;
var shareOfFirst = 0.5;
var coverageExponent = 0.75;
var wholeTerm = 0.93;
var TermMatcher = class {
  #terms;
  #wordWeights;
  #weights;
  #isElsewhere;
  #postings = /* @__PURE__ */ new Map();
  constructor(terms, lexicon) {
    this.#terms = terms;
    this.#isElsewhere = (root) => lexicon.isElsewhere(root);
    this.#wordWeights = terms.map(({ words: words4 }) => words4.map(({ root }) => lexicon.weightOf(root)));
    this.#weights = this.#wordWeights.map((weights) => weights.reduce((sum, one) => sum + one, 0));
    const parts2 = /* @__PURE__ */ new Map();
    for (const [term, { words: words4 }] of terms.entries())
      for (const [word, { root, folded }] of words4.entries()) {
        this.#post(root, { term, word, share: 1 });
        let shares = parts2.get(folded);
        if (!shares) parts2.set(folded, shares = partShares(folded, root, lexicon));
        for (const [part, share] of shares) this.#post(part, { term, word, share });
      }
  }
  #post(root, posting) {
    const postings = this.#postings.get(root);
    if (postings) postings.push(posting);
    else this.#postings.set(root, [posting]);
  }
  match(slots) {
    const touched = /* @__PURE__ */ new Map();
    for (const [slot, { readings }] of slots.entries())
      for (const reading of readings)
        for (const { term, word, share } of this.#postings.get(reading.root) ?? []) {
          const touch = { slot, word, value: share * reading.quality, confidence: share * reading.confidence, way: reading.way };
          const touches = touched.get(term);
          if (touches) touches.push(touch);
          else touched.set(term, [touch]);
        }
    const matches = /* @__PURE__ */ new Map();
    const total = slots.reduce((sum, { weight }) => sum + weight, 0);
    for (const [term, touches] of touched) this.#credit(term, touches, slots, total, matches);
    return matches;
  }
  #credit(index, touches, slots, total, matches) {
    const term = this.#terms[index];
    if (!term) return;
    if (term.words.length > 1 && touches.every(({ word }) => this.#isElsewhere(term.words[word]?.root ?? ""))) return;
    const { coverage, slotsUsed } = this.#coverage(index, touches, slots.length);
    let match = matches.get(term.service);
    if (!match) matches.set(term.service, match = emptyMatch(term.service, slots.length));
    const factor = term.trust * coverage ** coverageExponent;
    let contributed = 0;
    let way = "exact";
    let most = 0;
    const wordsSaid = new Set(touches.map(({ word }) => word)).size;
    const used = /* @__PURE__ */ new Set();
    let usedWeight = 0;
    for (const touch of touches) {
      const weight = slots[touch.slot]?.weight ?? 0;
      match.score[touch.slot] = Math.max(match.score[touch.slot] ?? 0, touch.value * factor);
      match.confidence[touch.slot] = Math.max(match.confidence[touch.slot] ?? 0, touch.confidence * factor);
      const part = touch.value * factor * weight;
      contributed += part;
      if (part > most) way = touch.way;
      most = Math.max(most, part);
      if (!used.has(touch.slot)) usedWeight += weight;
      used.add(touch.slot);
    }
    if (contributed > match.bestWeight) {
      match.bestWeight = contributed;
      match.best = term;
      match.way = way;
    }
    if (coverage < wholeTerm) return;
    match.phrase = Math.max(match.phrase, term.trust * Math.min(total, usedWeight) / total);
    if (slotsUsed === slots.length && wordsSaid === term.words.length && way !== "fuzzy" && way !== "prefix") match.whole = true;
  }
  /** The share of the term's weight that the query says; parts of one compound add up. */
  #coverage(index, touches, slotCount) {
    const weights = this.#wordWeights[index] ?? [];
    const perWord = weights.map(() => /* @__PURE__ */ new Map());
    const slots = /* @__PURE__ */ new Set();
    for (const { slot, word, confidence } of touches) {
      const bySlot = perWord[word];
      if (!bySlot) continue;
      bySlot.set(slot, Math.max(bySlot.get(slot) ?? 0, confidence));
      if (slots.size < slotCount) slots.add(slot);
    }
    let said = 0;
    for (const [word, bySlot] of perWord.entries()) {
      let share = 0;
      for (const confidence of bySlot.values()) share += confidence;
      said += Math.min(1, share) * (weights[word] ?? 0);
    }
    const weight = this.#weights[index] ?? 1;
    return { coverage: weight > 0 ? said / weight : 0, slotsUsed: slots.size };
  }
};
function emptyMatch(service, slots) {
  return {
    service,
    score: new Float64Array(slots),
    confidence: new Float64Array(slots),
    way: "exact",
    best: void 0,
    bestWeight: 0,
    phrase: 0,
    whole: false
  };
}
function partShares(folded, whole2, lexicon) {
  const shares = /* @__PURE__ */ new Map();
  for (const parts2 of lexicon.compoundsIn(folded))
    for (const [index, part] of parts2.entries()) {
      const share = index === parts2.length - 1 ? shareOfHead : shareOfFirst;
      if (part !== whole2) shares.set(part, Math.max(shares.get(part) ?? 0, share));
    }
  return shares;
}

// src/modules/guide/search/search-index.ts
var floorOfAnswer = 0.4;
var floorOfCertainty = 0.55;
var leastEvidence = 0.22;
var floorOfTelling = 0.17;
var leastEvidenceOfTelling = 0.4;
var floorBesideElsewhere = 0.28;
var floorOfKnown = 0.6;
var floorOfSpread = 0.25;
var shareOfBest = 0.35;
var bonusOfPhrase = 0.25;
var bonusOfWhole = 0.2;
var bonusOfTitle = 0.1;
var worthOfSummary = 0.35;
var worthOfBody = 0.2;
var bonusOfProse = 0.03;
function buildSearchIndex(entries, vocabulary, language = "da", parts2 = {}) {
  return new GuideSearch(indexData(entries, vocabulary, language), parts2);
}
var GuideSearch = class {
  #data;
  #lexicon;
  #matcher;
  #prose;
  #fuzzy;
  constructor(data, parts2) {
    this.#data = data;
    this.#fuzzy = parts2.fuzzy ?? true;
    const terms = indexTerms(data, parts2.vocabulary ?? true);
    this.#lexicon = new Lexicon(terms, data.services.length, parts2.compounds ?? true);
    this.#matcher = new TermMatcher(terms, this.#lexicon);
    this.#prose = new MiniSearch({
      fields: ["summary", "body"],
      // Both the prose and the query arrive as roots; the analyser has done its work.
      tokenize: (roots) => roots.split(" "),
      processTerm: (root) => root,
      searchOptions: { boost: { summary: 2 }, combineWith: "OR" }
    });
    this.#prose.addAll(data.services.map(({ summary, body }, id3) => ({ id: id3, summary, body })));
  }
  search(query, limit = 10) {
    const read = readQuery(readablePart(query), this.#lexicon, { fuzzy: this.#fuzzy });
    const { slots } = read;
    const total = slots.reduce((sum, { weight }) => sum + weight, 0);
    if (total === 0) return { kind: "none", hits: [] };
    const matches = new Map(this.#matcher.match(slots));
    const prose = this.#addProse(slots, matches);
    const ranked = [...matches.values()].map((match) => this.#weigh(match, slots, total, prose.get(match.service) ?? 0)).sort((a, b) => b.hit.score - a.hit.score || (a.hit.slug < b.hit.slug ? -1 : 1));
    return this.#answer(ranked, query, { ...read, known: shareKnown(slots, matches) }, limit);
  }
  toJSON() {
    return compactIndexData(this.#data);
  }
  #answer(ranked, query, read, limit) {
    const best = ranked[0];
    const didYouMean = suggestion(query, read.slots);
    const extra = didYouMean === void 0 ? {} : { didYouMean };
    if (!best || !this.#isEnough(best, read)) return { kind: "none", hits: [], ...extra };
    const hits = ranked.filter(({ hit }) => hit.score >= best.hit.score * shareOfBest).slice(0, Math.max(1, limit)).map(({ hit }) => hit);
    const sure = best.explained >= floorOfCertainty && (best.hit.why !== "fuzzy" || best.explained >= 0.7);
    return { kind: best.whole || sure ? "hits" : "unsure", hits, ...extra };
  }
  #isEnough({ whole: whole2, explained, evidence }, { slots, personal, known: known2 }) {
    if (whole2) return true;
    if (explained >= floorOfAnswer) return evidence >= leastEvidence;
    const elsewhere = slots.some(({ word, readings }) => readings.length === 0 && this.#lexicon.isElsewhere(word.root));
    if (elsewhere && !(personal && explained >= floorBesideElsewhere)) return false;
    if (known2 >= floorOfKnown && explained >= floorOfSpread && evidence >= leastEvidenceOfTelling) return true;
    return personal && explained >= floorOfTelling && evidence >= leastEvidenceOfTelling;
  }
  /** Lets prose stand in for slots that titles and terms leave open. @returns 0..1 per service. */
  #addProse(slots, matches) {
    const slotOfRoot = /* @__PURE__ */ new Map();
    for (const [slot, { word, readings }] of slots.entries())
      for (const root of [word.root, ...readings.filter((one) => one.way !== "fuzzy").map((one) => one.root)])
        slotOfRoot.set(root, slot);
    const found = this.#prose.search([...slotOfRoot.keys()].join(" "));
    const highest = found[0]?.score ?? 1;
    for (const { id: id3, match } of found)
      for (const [root, fields] of Object.entries(match)) {
        const slot = slotOfRoot.get(root);
        const service = matches.get(id3);
        if (slot === void 0 || !service) continue;
        const worth = fields.includes("summary") ? worthOfSummary : worthOfBody;
        service.score[slot] = Math.max(service.score[slot] ?? 0, worth);
        service.confidence[slot] = Math.max(service.confidence[slot] ?? 0, worth);
      }
    return new Map(found.map(({ id: id3, score }) => [id3, score / highest]));
  }
  #weigh(match, slots, total, prose) {
    let score = 0;
    let evidence = 0;
    for (const [slot, { weight }] of slots.entries()) {
      score += weight * (match.score[slot] ?? 0);
      evidence += weight * (match.confidence[slot] ?? 0);
    }
    const title = match.whole && match.best?.origin === "title";
    const bonus = bonusOfPhrase * match.phrase + (match.whole ? bonusOfWhole : 0) + (title ? bonusOfTitle : 0);
    const slug = this.#data.services[match.service]?.slug ?? "";
    return {
      hit: {
        slug,
        score: Math.round((score / total + bonus + bonusOfProse * prose) * 1e3) / 1e3,
        why: reasonOf(match),
        ...match.best ? { matchedTerm: match.best.text } : {}
      },
      explained: evidence / total,
      evidence,
      whole: match.whole
    };
  }
};
function shareKnown(slots, matches) {
  let known2 = 0;
  let total = 0;
  for (const [slot, { weight }] of slots.entries()) {
    let best = 0;
    for (const { confidence } of matches.values()) best = Math.max(best, confidence[slot] ?? 0);
    known2 += weight * best;
    total += weight;
  }
  return known2 / total;
}
function reasonOf(match) {
  if (match.way === "fuzzy" || match.way === "prefix") return match.way;
  if (match.whole && match.best?.origin !== "vocabulary") return "exact";
  return match.phrase > 0 ? "vocabulary" : "text";
}

// src/modules/guide/publication/compose-service.ts
var missingLocalFields = (service, local) => service.localFields.filter((field) => local[field.id] === void 0);
var validOn = (fact, date) => fact.validFrom <= date && (fact.validTo === void 0 || date <= fact.validTo);
var beingChecked = {
  amount: { da: "bel\xF8bet er ved at blive kontrolleret", en: "the amount is being checked" },
  deadline: { da: "fristen er ved at blive kontrolleret", en: "the deadline is being checked" },
  period: { da: "tiden er ved at blive kontrolleret", en: "the time is being checked" },
  phone: { da: "nummeret er ved at blive kontrolleret", en: "the number is being checked" },
  hours: { da: "tiderne er ved at blive kontrolleret", en: "the hours are being checked" },
  link: { da: "adressen er ved at blive kontrolleret", en: "the address is being checked" },
  threshold: { da: "gr\xE6nsen er ved at blive kontrolleret", en: "the limit is being checked" },
  rule: { da: "reglen er ved at blive kontrolleret", en: "the rule is being checked" }
};
var checkingText = (kind, language) => localise(beingChecked[kind], language).text;
function composeService(service, local, language, today) {
  const fields = missingLocalFields(service, local);
  if (fields.length > 0) return refuse({ kind: "missing-local", fields });
  const text = composer(service, local, language, today);
  const sources = new Map(service.sources.map((source2) => [source2.id, source2]));
  const source = (id3) => sources.get(id3) ?? null;
  const law = service.law.map(
    (record3) => ({
      ...record3,
      statement: text(record3.statement),
      validFrom: record3.validFrom ?? null,
      source: source(record3.source)
    })
  );
  const stopRules = service.stopRules.map(
    (rule) => ({
      id: rule.id,
      when: text(rule.when),
      offer: text(rule.offer),
      law: law.find((record3) => record3.id === rule.law) ?? null
    })
  );
  const ready = service.ready.map((one) => ({ id: one.id, text: text(one.text) }));
  const { atAGlance, entry } = service;
  return ok({
    slug: service.slug,
    language,
    title: text(service.title),
    plainTitle: text(service.plainTitle),
    summary: text(service.summary),
    lifeEvent: service.lifeEvent,
    authority: { kind: service.authority.kind, name: text(service.authority.name) },
    atAGlance: { digital: text(atAGlance.digital), price: text(atAGlance.price), time: text(atAGlance.time) },
    entry: { url: entry.url, label: text(entry.label), host: new URL(entry.url).host.replace(/^www\./, "") },
    nonDigital: text(service.nonDigital),
    ready,
    steps: service.steps.map((step, index) => composeStep(step, index + 1, text, ready, stopRules)),
    stopRules,
    law,
    facts: service.facts.map((fact) => ({
      id: fact.id,
      kind: fact.kind,
      value: validOn(fact, today) ? text(fact.value) : null,
      sentence: sentenceWith(service, fact.id, text),
      validFrom: fact.validFrom,
      validTo: fact.validTo ?? null,
      source: source(fact.source),
      checked: fact.checked
    })),
    sources: service.sources,
    checked: service.checked,
    related: service.related ?? []
  });
}
function sentenceWith(service, fact, text) {
  const reference2 = `{fact:${fact}}`;
  const candidates = [
    ...service.steps.flatMap((step) => step.ifWrong ? [step.text, step.ifWrong] : [step.text]),
    ...service.law.map((law) => law.statement),
    ...service.ready.map((one) => one.text),
    ...Object.values(service.atAGlance),
    service.summary,
    service.nonDigital
  ];
  const found = candidates.find((candidate) => candidate.da.includes(reference2));
  if (!found) return null;
  const pick = (whole2) => whole2.split(/(?<=[.!?])\s+(?=[\p{Lu}{])/u).find((one) => one.includes(reference2)) ?? whole2;
  return text({ da: pick(found.da), ...found.en === void 0 ? {} : { en: pick(found.en) } });
}
function composeStep(step, number3, text, ready, stopRules) {
  const lines = step.lines.map(
    (line) => ({
      stage: line.stage,
      say: text(line.say),
      do: line.do ? text(line.do) : null,
      ifCitizenSays: (line.ifCitizenSays ?? []).map((branch) => ({ says: text(branch.says), goTo: branch.goTo }))
    })
  );
  const led = new Set(lines.flatMap((line) => line.ifCitizenSays.map((branch) => branch.goTo)));
  return {
    id: step.id,
    number: number3,
    kind: step.kind,
    actor: step.actor,
    title: text(step.title),
    text: text(step.text),
    ifWrong: step.ifWrong ? text(step.ifWrong) : null,
    minutes: step.minutes ?? null,
    needs: ready.filter((one) => step.needs?.includes(one.id)),
    leadsToEntry: step.leadsToEntry ?? false,
    lines,
    stops: stopRules.filter((rule) => led.has(`stop:${rule.id}`))
  };
}
function composer(service, local, language, today) {
  const facts = new Map(service.facts.map((fact) => [fact.id, fact]));
  const set = (text, deep) => text.replace(/\{(fact|local):([^}]*)\}(\.?)/g, (_, kind, id3, stop) => {
    const value = resolved(kind, id3, deep);
    return value.endsWith(".") ? value : value + stop;
  });
  const resolved = (kind, id3, deep) => {
    if (kind === "local") return local[id3] === void 0 ? "" : localise(local[id3], language).text;
    const fact = facts.get(id3);
    if (!fact) return "";
    if (!validOn(fact, today)) return `[${checkingText(fact.kind, language)}]`;
    const value = localise(fact.value, language).text;
    return deep ? set(value, false) : value;
  };
  return (text) => {
    const chosen = localise(text, language);
    return { text: set(chosen.text, true), language: chosen.language };
  };
}

// src/modules/guide/publication/publication.ts
function publish(stored, date) {
  const bySlug = new Map(stored.services.map((one) => [one.service.slug, one]));
  const composed = remember((slug, language) => {
    const found = bySlug.get(slug);
    if (!found) return null;
    const result = composeService(found.service, found.local, language, date);
    return result.ok ? result.value : null;
  });
  const outline = remember((slug, language) => {
    const found = bySlug.get(slug)?.service;
    if (!found) return null;
    const whole2 = composed(slug, language);
    return {
      slug,
      title: whole2?.title ?? plain(found.title, language),
      plainTitle: whole2?.plainTitle ?? plain(found.plainTitle, language),
      lifeEvent: found.lifeEvent,
      summary: whole2?.summary ?? null,
      published: whole2 !== null,
      full: found.steps.length > 0,
      entryUrl: found.entry.url
    };
  });
  const index = remember((_, language) => indexOf(stored, language));
  const all2 = remember(
    (_, language) => [...bySlug.keys()].flatMap((slug) => outline(slug, language) ?? []).sort(byDanishOrder((service) => service.title.text))
  );
  const lifeEvents = remember(
    (_, language) => stored.lifeEvents.map((event) => ({
      id: event.id,
      title: plain(event.title, language),
      services: all2("", language).filter((service) => service.lifeEvent === event.id)
    }))
  );
  return {
    date,
    places: stored.places,
    service: composed,
    outline,
    search: (query, language, limit) => {
      const answer = index("", language).search(query, limit);
      const hits = answer.hits.flatMap((hit) => {
        const service = outline(hit.slug, language);
        return service ? [{ ...hit, service }] : [];
      });
      return { kind: answer.kind, hits, didYouMean: answer.didYouMean ?? null };
    },
    lifeEvents: (language) => lifeEvents("", language),
    all: (language) => all2("", language),
    editorial: () => stored.services.map(({ service, local }) => editorialState(service, missingLocalFields(service, local), date))
  };
}
function editorialState(service, missing, date) {
  return {
    slug: service.slug,
    title: service.title.da,
    plainTitle: service.plainTitle.da,
    authority: service.authority.name.da,
    checked: service.checked,
    full: service.steps.length > 0,
    missing,
    expiredFacts: service.facts.filter((fact) => !validOn(fact, date)).map((fact) => fact.id)
  };
}
var reference = /\{(?:fact|local):[^}]*\}/g;
var plain = (text, language) => {
  const chosen = localise(text, language);
  return { text: chosen.text.replace(reference, "").trim(), language: chosen.language };
};
function indexOf(stored, language) {
  const stripped = (text) => ({
    da: plain(text, "da").text,
    ...text.en === void 0 ? {} : { en: plain(text, "en").text }
  });
  const entries = stored.services.map(({ service }) => {
    const parts2 = [...service.steps.map((step) => step.title), ...service.ready.map((one) => one.text)];
    return {
      slug: service.slug,
      title: stripped(service.title),
      plainTitle: stripped(service.plainTitle),
      summary: stripped(service.summary),
      body: {
        da: parts2.map((part) => plain(part, "da").text).join(". "),
        en: parts2.flatMap((part) => part.en === void 0 ? [] : plain(part, "en").text).join(". ")
      }
    };
  });
  return buildSearchIndex(entries, stored.concepts, language);
}
function remember(compute) {
  const known2 = /* @__PURE__ */ new Map();
  return (key, language) => {
    const name = `${language} ${key}`;
    const found = known2.get(name);
    if (found !== void 0) return found;
    const value = compute(key, language);
    if (value !== null) known2.set(name, value);
    return value;
  };
}

// src/modules/guide/publication/store.ts
async function readGuide() {
  const events = await db().selectFrom("life_event").selectAll().orderBy("position").execute();
  const services = await db().selectFrom("guide_service").select(["slug", "body"]).execute();
  const concepts = await db().selectFrom("vocabulary_concept").select("body").execute();
  const variants = await db().selectFrom("guide_variant").selectAll().where("municipality_id", "=", currentMunicipality()).execute();
  const own = new Map(variants.map((variant) => [variant.service, variant]));
  return {
    services: services.filter(({ slug }) => own.get(slug)?.offered ?? true).map(({ slug, body }) => ({ service: body, local: own.get(slug)?.local ?? {} })),
    lifeEvents: events.map(({ id: id3, title }) => ({ id: id3, title })),
    concepts: concepts.map(({ body }) => body),
    places: await places()
  };
}

// src/modules/guide/publication/guide.ts
async function createGuide(house2) {
  const kept2 = /* @__PURE__ */ new Map();
  const today = () => wallClock(house2.clock.now()).date;
  const build = async (municipality) => {
    const date = today();
    return publish(await house2.database.inMunicipality(municipality, readGuide), date);
  };
  const rebuild = async (municipality, entry) => {
    entry.begun += 1;
    const number3 = entry.begun;
    try {
      const publication = await build(municipality);
      if (number3 < entry.shown) return;
      entry.shown = number3;
      entry.current = Promise.resolve(publication);
    } catch (error) {
      house2.log.error("guide: could not be built again", errorFields(error));
    }
  };
  const first = (municipality) => {
    const entry = { current: build(municipality), date: today(), begun: 0, shown: 0, unsubscribe: () => {
    } };
    entry.unsubscribe = house2.bus.subscribe(`guide:${municipality}`, () => void rebuild(municipality, entry));
    kept2.set(municipality, entry);
    entry.current.catch(() => forget(municipality, entry));
    return entry;
  };
  const forget = (municipality, entry) => {
    entry.unsubscribe();
    if (kept2.get(municipality) === entry) kept2.delete(municipality);
  };
  return {
    publication: (municipality) => {
      const found = kept2.get(municipality);
      if (found && found.date === today()) return found.current;
      if (found) forget(municipality, found);
      return first(municipality).current;
    },
    announce: (municipality) => house2.database.inMunicipality(municipality, () => house2.bus.notify(`guide:${municipality}`)),
    close: () => {
      for (const [municipality, entry] of kept2) forget(municipality, entry);
    }
  };
}

// src/modules/guide/routes.tsx
import { Hono as Hono6 } from "hono";
import { renderToString as renderToString3 } from "preact-render-to-string";

// src/modules/guide/emergency-lines.ts
var emergencyNumber = {
  phone: "112",
  name: { da: "Alarmcentralen", en: "Emergency services" },
  when: { da: "Er der fare for liv lige nu", en: "If life is in danger right now" },
  source: { title: "Politiet: Alarm 112", url: "https://politi.dk/kontakt-politiet/alarm-112", checked: "2026-11-21" }
};
var suicideLine = {
  phone: "70 201 201",
  name: { da: "Livslinien", en: "Livslinien (the Lifeline)" },
  when: {
    da: "Har du tanker om selvmord, eller er du bange for en anden",
    en: "If you think of suicide, or fear for somebody"
  },
  // The line's own page was not at hand when this was written; the number is from a newspaper and hours are left out.
  source: {
    title: "The Copenhagen Post (2015): Livslinien, 7020 1201",
    url: "https://cphpost.dk/2015-10-26/news/suicide-prevention-lifeline-gets-funding-to-stay-open-at-night/",
    checked: "2026-11-21"
  }
};
var violenceLine = {
  phone: "1888",
  name: { da: "Lev Uden Vold", en: "Lev Uden Vold (Live Without Violence)" },
  when: {
    da: "Er nogen t\xE6t p\xE5 dig voldelig. \xC5bent hele d\xF8gnet, gratis og anonymt",
    en: "If somebody close to you is violent. Day and night, free and anonymous"
  },
  source: {
    title: "Lev Uden Vold: den nationale hotline 1888",
    url: "https://levudenvold.dk/aktuelt/nyheder/lev-uden-vold-modtog-i-2022-rekordmange-opkald/",
    checked: "2026-11-21"
  }
};
var emergencyLines = {
  life: [emergencyNumber, suicideLine],
  violence: [emergencyNumber, violenceLine]
};

// src/modules/guide/search/emergency-route.ts
var life = [
  /\bselvmord\w*/,
  /\bselvskade\w*|\bskaer\w* i? ?mig selv\b/,
  /\btage? (mit eget liv|mit liv|sit eget liv|sit liv|livet af)\b/,
  /\b(ikke|aldrig) (gerne )?(laengere |mere )?(at )?leve(?! (af|for|paa|med|uden|op|sammen)\b)/,
  /\b(vil|oensker|bare|gerne|lyst til at|haaber jeg|hellere|skulle) (at |bare |gerne |hellere )*doe\b(?! (hjemme|hjemmefra|paa|i eget)\b)/,
  /\b(ende|afslutte|goere en ende paa) (mit liv|det hele|livet)\b/,
  /\b(slaa|slaar) (mig|sig) (selv )?ihjel\b/,
  /\b(livet|mit liv) (er )?(ikke|aldrig) (er )?(noget )?vaerd\w*/,
  /\b(livstraet|doedsoenske|livet er meningsloest|ingen grund til at leve|vil ikke vaere her mere)\b/,
  /\b(suicid\w*|kill myself|end my life|want to die|wanna die|take my own life|hurt myself)\b/,
  /\b(dont|do not|no reason to|not want to) (want to )?live\b(?! (in|with|at|here|there|near)\b)/,
  /\b(taget|tage|slugt) (en )?(overdosis|for mange piller|alle (mine )?piller)\b/
];
var someone = "(han|hun|mand|manden|eksmand|kone|konen|ekskone|kaereste|kaeresten|ekskaereste|eks|far|mor|faren|moren|bror|soen|soenner|stedfar|papfar|foraeldre|partner|samlever|chef|naboen|nabo|de)";
var victim = "(mig|hende|ham|os|barnet|boernene|vores|mit|mine|min|sin|sine)";
var blow = "(slaar|slog|slaaet|slaa|taesker|taeskede|banker|bankede|sparker|sparkede|kvaeler|kvalt|mishandler|truer|overfalder|voldtager)";
var violence = [
  /\b(vold|volden|voldelig\w*|voldsramt\w*|hustruvold|partnervold|psykisk vold|aeresrelateret\w*)\b/,
  /\b(voldtaegt\w*|voldtaget|seksuelt overgreb|seksuelle overgreb|overgreb|incest|mishandl\w*|tvangsaegteskab\w*)\b/,
  /\b(kvinde|mande)?krisecent\w*/,
  new RegExp(`\\b${someone}( \\w+){0,3} ${blow} (paa )?${victim}\\b(?! (op|sammen|til)\\b)`),
  new RegExp(`\\b(bliver|blev|er blevet) (\\w+ )?(slaaet|banket|taesket|taevet|sparket|truet|kvalt|overfaldet)\\b(?! (op|sammen|ud)\\b)`),
  /\bbange for (min|mit|at han|at hun|han|ham)\b.*\b(mand|kaereste|far|eks\w*|slaar|slaa|goer mig)\b/,
  /\b(domestic (violence|abuse)|(hits|beats|hitting|beating|abuses|threatens|strangles|rapes|raped) (me|her|him|us|my)|rape|violent)\b/,
  /\b(abusive|assaulted|(women s|womens) shelter)\b/
];
function emergencyRoute(query) {
  const told = writtenWords(readablePart(query)).map(({ plain: plain2 }) => plain2).join(" ");
  if (life.some((pattern) => pattern.test(told))) return "life";
  return violence.some((pattern) => pattern.test(told)) ? "violence" : null;
}

// src/modules/guide/views/prose.tsx
import { Fragment as Fragment4, jsx as jsx28 } from "preact/jsx-runtime";
var linkable = /(https:\/\/[^\s<>"]*[^\s<>".,;:!?)]|(?<!\d)\d{2} \d{2} \d{2} \d{2}(?! ?\d))/g;
function PhoneLink({ phone, children }) {
  const digits = phone.replace(/\D/g, "");
  return /* @__PURE__ */ jsx28("a", { href: `tel:${digits.length === 8 ? "+45" : ""}${digits}`, children: children ?? phone });
}
function linked(text) {
  return text.split(linkable).map((part, index) => {
    if (index % 2 === 0) return part;
    if (!part.startsWith("https://")) return /* @__PURE__ */ jsx28(PhoneLink, { phone: part }, `${index}`);
    return /* @__PURE__ */ jsx28("a", { href: part, rel: "noreferrer", children: part.replace(/^https:\/\/(www\.)?/, "") }, `${index}`);
  });
}
function Prose({
  text,
  language,
  plain: plain2
}) {
  const content = plain2 ? text.text : linked(text.text);
  if (text.language === language) return /* @__PURE__ */ jsx28(Fragment4, { children: content });
  return /* @__PURE__ */ jsx28("span", { class: "fallback", lang: text.language, children: content });
}

// src/modules/guide/views/search-form.tsx
import { jsx as jsx29, jsxs as jsxs21 } from "preact/jsx-runtime";
function SearchForm({
  language,
  base,
  value,
  hint,
  quiet
}) {
  const t = texts3(language);
  return /* @__PURE__ */ jsx29("search", { children: /* @__PURE__ */ jsxs21("form", { class: "search", method: "get", action: pathIn(language, base, "/soeg"), children: [
    /* @__PURE__ */ jsx29("label", { class: "form-label", for: "q", children: t.searchLabel }),
    hint ? /* @__PURE__ */ jsx29("p", { class: "form-hint", id: "q-hint", children: t.searchHint }) : null,
    /* @__PURE__ */ jsxs21("div", { class: "search-row", children: [
      /* @__PURE__ */ jsx29(
        "input",
        {
          class: "form-input",
          type: "search",
          id: "q",
          name: "q",
          value,
          autocomplete: "off",
          enterkeyhint: "search",
          "aria-describedby": hint ? "q-hint" : void 0
        }
      ),
      /* @__PURE__ */ jsx29(Button, { variant: quiet ? "secondary" : "primary", children: t.search })
    ] })
  ] }) });
}

// src/modules/guide/views/view-context.ts
var mainPhone = (publication) => publication.places[0]?.phone ?? null;

// src/modules/guide/views/front-page.tsx
import { Fragment as Fragment5, jsx as jsx30, jsxs as jsxs22 } from "preact/jsx-runtime";
var shownLifeEvents = 6;
function FrontPage({ context, counter }) {
  const { language, base, municipality, publication } = context;
  const t = texts3(language);
  const phone = mainPhone(publication);
  return /* @__PURE__ */ jsxs22(Fragment5, { children: [
    /* @__PURE__ */ jsx30("h1", { class: "sr-only", children: `${t.frontTitle} \u2013 ${municipality.fullName}` }),
    /* @__PURE__ */ jsx30(SearchForm, { language, base, hint: true, quiet: true }),
    /* @__PURE__ */ jsxs22("section", { "aria-labelledby": "emner", children: [
      /* @__PURE__ */ jsx30("h2", { id: "emner", class: "h2-small", children: t.lifeEvents }),
      /* @__PURE__ */ jsx30("ul", { class: "link-tiles link-tiles-tight", role: "list", children: publication.lifeEvents(language).slice(0, shownLifeEvents).map((event) => /* @__PURE__ */ jsx30("li", { children: /* @__PURE__ */ jsx30("a", { href: pathIn(language, base, `/emner/${event.id}`), children: /* @__PURE__ */ jsx30(Prose, { text: event.title, language, plain: true }) }) }, event.id)) })
    ] }),
    /* @__PURE__ */ jsxs22("div", { class: "help-now", children: [
      /* @__PURE__ */ jsxs22("div", { children: [
        /* @__PURE__ */ jsx30(Button, { href: pathIn(language, base, "/hjaelp"), children: t.getHelp }),
        /* @__PURE__ */ jsx30("p", { class: counter.open ? "counter counter-open" : "counter", children: counter.text })
      ] }),
      /* @__PURE__ */ jsxs22("div", { children: [
        /* @__PURE__ */ jsx30(Button, { href: `${pathIn(language, base, "/hjaelp")}#telefon`, variant: "secondary", children: t.bookByPhone }),
        phone === null ? null : /* @__PURE__ */ jsx30("p", { children: t.bookSoon(phone) })
      ] })
    ] }),
    /* @__PURE__ */ jsx30("p", { children: /* @__PURE__ */ jsx30("a", { class: "way", href: pathIn(language, base, "/emner"), children: t.allTopics }) })
  ] });
}

// src/modules/guide/views/entry.tsx
import { jsx as jsx31, jsxs as jsxs23 } from "preact/jsx-runtime";
function Entry({ context, service }) {
  const { entry } = service;
  return /* @__PURE__ */ jsxs23("p", { class: "entry", children: [
    /* @__PURE__ */ jsx31("a", { class: "button button-primary print-address", href: entry.url, rel: "noreferrer", children: /* @__PURE__ */ jsx31(Prose, { text: entry.label, language: context.language, plain: true }) }),
    " ",
    /* @__PURE__ */ jsx31("span", { class: "soft", children: texts3(context.language).leaves(entry.host) })
  ] });
}

// src/modules/guide/views/guide-records.tsx
import { jsx as jsx32, jsxs as jsxs24 } from "preact/jsx-runtime";
function GuideRecords({
  language,
  service
}) {
  const t = texts3(language);
  const date = (iso) => longDate(iso, language);
  return /* @__PURE__ */ jsxs24("div", { class: "records", children: [
    service.facts.length === 0 ? null : /* @__PURE__ */ jsx32(Details, { summary: t.facts, children: /* @__PURE__ */ jsx32("ul", { children: service.facts.map((fact) => /* @__PURE__ */ jsxs24("li", { children: [
      /* @__PURE__ */ jsxs24("strong", { children: [
        t.factKinds[fact.kind],
        ": "
      ] }),
      /* @__PURE__ */ jsx32(FactText, { fact, language }),
      /* @__PURE__ */ jsx32("br", {}),
      /* @__PURE__ */ jsxs24("span", { class: "soft", children: [
        fact.value === null ? "" : `${t.lawFrom(date(fact.validFrom))} `,
        `${t.checkedOn(date(fact.checked))} `,
        /* @__PURE__ */ jsx32(SourceLink, { source: fact.source })
      ] })
    ] }, fact.id)) }) }),
    service.law.length === 0 ? null : /* @__PURE__ */ jsx32(Details, { summary: t.law, children: /* @__PURE__ */ jsx32("ul", { children: service.law.map((law) => /* @__PURE__ */ jsxs24("li", { children: [
      /* @__PURE__ */ jsx32(Prose, { text: law.statement, language }),
      /* @__PURE__ */ jsx32("br", {}),
      /* @__PURE__ */ jsxs24("span", { class: "soft", children: [
        /* @__PURE__ */ jsx32("span", { lang: "da", children: law.law }),
        `. ${law.validFrom === null ? "" : `${t.lawFrom(date(law.validFrom))} `}${t.checkedOn(date(law.checked))} `,
        /* @__PURE__ */ jsx32(SourceLink, { source: law.source })
      ] })
    ] }, law.id)) }) }),
    service.sources.length === 0 ? null : /* @__PURE__ */ jsx32(Details, { summary: t.sources, children: /* @__PURE__ */ jsx32("ul", { children: service.sources.map((source) => /* @__PURE__ */ jsxs24("li", { children: [
      /* @__PURE__ */ jsx32(SourceLink, { source }),
      " ",
      /* @__PURE__ */ jsx32("span", { class: "soft", children: t.checkedOn(date(source.checked)) })
    ] }, source.id)) }) })
  ] });
}
function FactText({ fact, language }) {
  const text = fact.sentence ?? fact.value;
  return text === null ? /* @__PURE__ */ jsx32("span", { children: checkingText(fact.kind, language) }) : /* @__PURE__ */ jsx32(Prose, { text, language });
}
function SourceLink({ source }) {
  if (source === null) return null;
  return /* @__PURE__ */ jsx32("a", { href: source.url, rel: "noreferrer", lang: "da", children: source.title });
}

// src/modules/guide/views/help-address.ts
var helpAddress = ({ language, base }, slug, step) => `${pathIn(language, base, "/hjaelp")}?emne=${slug}${step === void 0 ? "" : `&trin=${step}`}`;

// src/modules/guide/views/guide-steps.tsx
import { jsx as jsx33, jsxs as jsxs25 } from "preact/jsx-runtime";
function reminder(text) {
  const first = text.split(/[.;](?:\s|$)/)[0] ?? text;
  const word = first.split(" ")[0] ?? "";
  return /\p{Lu}/u.test(word.slice(1)) ? first : first.slice(0, 1).toLowerCase() + first.slice(1);
}
function GuideSteps({ context, service }) {
  const t = texts3(context.language);
  if (service.steps.length === 0) return null;
  const entryStep = service.steps.find((step) => step.leadsToEntry)?.id;
  return /* @__PURE__ */ jsxs25("section", { "aria-labelledby": "trin", children: [
    /* @__PURE__ */ jsx33("h2", { id: "trin", children: t.steps }),
    /* @__PURE__ */ jsx33("ol", { class: "steps", role: "list", children: service.steps.map((step) => /* @__PURE__ */ jsx33(StepItem, { context, service, step, withEntry: step.id === entryStep }, step.id)) }),
    /* @__PURE__ */ jsxs25("p", { class: "soft no-print", "data-ticks": true, hidden: true, children: [
      t.ticksHere,
      " ",
      /* @__PURE__ */ jsx33("button", { class: "button button-quiet", type: "button", "data-ticks-clear": true, hidden: true, children: t.ticksClear })
    ] })
  ] });
}
function StepItem({ context, service, step, withEntry }) {
  const { language } = context;
  const t = texts3(language);
  return /* @__PURE__ */ jsxs25("li", { class: "step", id: `trin-${step.id}`, "data-step": step.id, children: [
    /* @__PURE__ */ jsxs25("h3", { children: [
      /* @__PURE__ */ jsxs25("span", { class: "step-number", children: [
        /* @__PURE__ */ jsx33(VisuallyHidden, { children: `${t.step} ` }),
        step.number,
        /* @__PURE__ */ jsx33(VisuallyHidden, { children: ": " })
      ] }),
      /* @__PURE__ */ jsx33(Prose, { text: step.title, language, plain: true })
    ] }),
    /* @__PURE__ */ jsx33("p", { children: /* @__PURE__ */ jsx33(Prose, { text: step.text, language }) }),
    step.needs.length === 0 ? null : /* @__PURE__ */ jsxs25("p", { class: "soft", children: [
      `${t.stepNeeds} `,
      step.needs.map((need, index) => /* @__PURE__ */ jsxs25("span", { children: [
        index === 0 ? "" : ", ",
        /* @__PURE__ */ jsx33(Prose, { text: { ...need.text, text: reminder(need.text.text) }, language, plain: true })
      ] }, need.id)),
      "."
    ] }),
    withEntry ? /* @__PURE__ */ jsx33(Entry, { context, service }) : null,
    step.ifWrong === null ? null : /* @__PURE__ */ jsxs25("p", { class: "step-wrong", children: [
      /* @__PURE__ */ jsx33("strong", { children: t.stepWrong }),
      " ",
      /* @__PURE__ */ jsx33(Prose, { text: step.ifWrong, language })
    ] }),
    /* @__PURE__ */ jsxs25("div", { class: "step-foot no-print", children: [
      /* @__PURE__ */ jsxs25("label", { class: "step-tick", children: [
        /* @__PURE__ */ jsx33("input", { type: "checkbox", autocomplete: "off", "data-tick": step.id }),
        /* @__PURE__ */ jsxs25("span", { children: [
          t.stepDone,
          /* @__PURE__ */ jsx33(VisuallyHidden, { children: `: ${t.step.toLowerCase()} ${step.number}` })
        ] })
      ] }),
      /* @__PURE__ */ jsxs25("a", { class: "stuck", href: helpAddress(context, service.slug, step.id), children: [
        t.stuckHere,
        /* @__PURE__ */ jsx33(VisuallyHidden, { children: `: ${t.step.toLowerCase()} ${step.number}` })
      ] })
    ] })
  ] });
}

// src/modules/guide/views/guide-page.tsx
import { jsx as jsx34, jsxs as jsxs26 } from "preact/jsx-runtime";
function GuidePage({ context, service }) {
  const { language } = context;
  const t = texts3(language);
  const { atAGlance } = service;
  const glance = (label, text) => ({
    label,
    value: /* @__PURE__ */ jsx34(Prose, { text, language })
  });
  const entryInStep = service.steps.some((step) => step.leadsToEntry);
  return /* @__PURE__ */ jsxs26("article", { "data-guide": service.slug, "data-municipality": context.municipality.slug, children: [
    /* @__PURE__ */ jsx34("h1", { children: /* @__PURE__ */ jsx34(Prose, { text: service.plainTitle, language, plain: true }) }),
    service.title.text === service.plainTitle.text ? null : /* @__PURE__ */ jsxs26("p", { class: "official soft", children: [
      `${t.officialName} `,
      /* @__PURE__ */ jsx34(Prose, { text: service.title, language, plain: true })
    ] }),
    /* @__PURE__ */ jsx34("p", { class: "lead", children: /* @__PURE__ */ jsx34(Prose, { text: service.summary, language }) }),
    isPartlyDanish(service) ? /* @__PURE__ */ jsx34("p", { class: "soft", children: t.partlyDanish }) : null,
    /* @__PURE__ */ jsx34(
      FactList,
      {
        items: [glance(t.digital, atAGlance.digital), glance(t.price, atAGlance.price), glance(t.time, atAGlance.time)]
      }
    ),
    /* @__PURE__ */ jsx34("p", { class: "example", children: t.example }),
    service.ready.length === 0 ? null : /* @__PURE__ */ jsxs26("section", { "aria-labelledby": "klar", children: [
      /* @__PURE__ */ jsx34("h2", { id: "klar", children: t.ready }),
      /* @__PURE__ */ jsx34("ul", { children: service.ready.map((one) => /* @__PURE__ */ jsx34("li", { children: /* @__PURE__ */ jsx34(Prose, { text: one.text, language }) }, one.id)) })
    ] }),
    entryInStep ? /* @__PURE__ */ jsx34(KnowTheWay, { context, service }) : /* @__PURE__ */ jsx34(Entry, { context, service }),
    /* @__PURE__ */ jsx34(GuideSteps, { context, service }),
    /* @__PURE__ */ jsxs26("section", { class: "help-box no-print", "aria-labelledby": "hjaelp", children: [
      /* @__PURE__ */ jsx34("h2", { id: "hjaelp", children: t.helpHeading }),
      /* @__PURE__ */ jsx34("p", { children: t.helpText }),
      /* @__PURE__ */ jsx34(Button, { href: helpAddress(context, service.slug), variant: "secondary", class: "stuck", children: t.getHelp })
    ] }),
    /* @__PURE__ */ jsxs26("section", { "aria-labelledby": "anden-vej", children: [
      /* @__PURE__ */ jsx34("h2", { id: "anden-vej", children: t.nonDigital }),
      /* @__PURE__ */ jsx34("p", { children: /* @__PURE__ */ jsx34(Prose, { text: service.nonDigital, language }) })
    ] }),
    /* @__PURE__ */ jsxs26("section", { "aria-labelledby": "hvem", children: [
      /* @__PURE__ */ jsx34("h2", { id: "hvem", children: t.authority }),
      /* @__PURE__ */ jsx34("p", { children: /* @__PURE__ */ jsx34(Prose, { text: service.authority.name, language }) })
    ] }),
    /* @__PURE__ */ jsx34(GuideRecords, { language, service }),
    /* @__PURE__ */ jsx34(Related, { context, service }),
    /* @__PURE__ */ jsx34("p", { class: "soft", children: checkedText(service, language) }),
    /* @__PURE__ */ jsx34("p", { class: "soft no-print", children: t.print })
  ] });
}
var isPartlyDanish = ({ language, plainTitle, steps, summary }) => [plainTitle, summary, ...steps.flatMap((step) => [step.title, step.text])].some((text) => text.language !== language);
function KnowTheWay({ context, service }) {
  const t = texts3(context.language);
  return /* @__PURE__ */ jsxs26("p", { class: "no-print", children: [
    `${t.knowTheWay} `,
    /* @__PURE__ */ jsx34("a", { href: service.entry.url, rel: "noreferrer", children: /* @__PURE__ */ jsx34(Prose, { text: service.entry.label, language: context.language, plain: true }) }),
    `. ${t.leaves(service.entry.host)}`
  ] });
}
function Related({ context, service }) {
  const { language, base, publication } = context;
  const related = service.related.flatMap((slug) => publication.outline(slug, language) ?? []);
  if (related.length === 0) return null;
  return /* @__PURE__ */ jsxs26("section", { class: "no-print", "aria-labelledby": "andre", children: [
    /* @__PURE__ */ jsx34("h2", { id: "andre", children: texts3(language).related }),
    /* @__PURE__ */ jsx34("ul", { class: "plain-list", children: related.map((one) => /* @__PURE__ */ jsx34("li", { children: /* @__PURE__ */ jsx34("a", { href: pathIn(language, base, `/${one.slug}`), children: /* @__PURE__ */ jsx34(Prose, { text: one.plainTitle, language, plain: true }) }) }, one.slug)) })
  ] });
}
function checkedText({ checked }, language) {
  const t = texts3(language);
  const date = longDate(checked.date, language);
  return checked.by === t.notAssigned ? t.checkedNobody(date) : t.checkedBy(date, checked.by);
}

// src/modules/guide/views/ways-on.tsx
import { jsx as jsx35, jsxs as jsxs27 } from "preact/jsx-runtime";
function WaysOn({ context, heading }) {
  const { language, base, publication } = context;
  const t = texts3(language);
  const phone = mainPhone(publication);
  return /* @__PURE__ */ jsxs27("section", { "aria-labelledby": "videre", children: [
    /* @__PURE__ */ jsx35("h2", { id: "videre", children: heading ?? t.waysOn }),
    /* @__PURE__ */ jsxs27("ul", { class: "plain-list", children: [
      /* @__PURE__ */ jsx35("li", { children: /* @__PURE__ */ jsx35(Button, { href: pathIn(language, base, "/hjaelp"), variant: "secondary", children: t.wayHelp }) }),
      /* @__PURE__ */ jsx35("li", { children: /* @__PURE__ */ jsx35("a", { href: pathIn(language, base, "/emner"), children: t.wayTopics }) }),
      phone === null ? null : /* @__PURE__ */ jsx35("li", { children: /* @__PURE__ */ jsx35(PhoneLink, { phone, children: t.wayPhone(phone) }) })
    ] })
  ] });
}

// src/modules/guide/views/not-ready-page.tsx
import { Fragment as Fragment6, jsx as jsx36, jsxs as jsxs28 } from "preact/jsx-runtime";
function NotReadyPage({
  context,
  service
}) {
  const { language } = context;
  const t = texts3(language);
  return /* @__PURE__ */ jsxs28(Fragment6, { children: [
    /* @__PURE__ */ jsx36("h1", { children: /* @__PURE__ */ jsx36(Prose, { text: service.plainTitle, language, plain: true }) }),
    /* @__PURE__ */ jsx36(Notice, { kind: "info", heading: t.notReadyHeading, children: /* @__PURE__ */ jsx36("p", { children: t.notReadyText }) }),
    /* @__PURE__ */ jsx36(WaysOn, { context, heading: t.helpHeading }),
    /* @__PURE__ */ jsx36("p", { class: "entry", children: /* @__PURE__ */ jsx36(Button, { href: service.entryUrl, variant: "secondary", children: t.goToSolution(new URL(service.entryUrl).host.replace(/^www\./, "")) }) })
  ] });
}

// src/modules/guide/views/search-page.tsx
import { Fragment as Fragment7, jsx as jsx37, jsxs as jsxs29 } from "preact/jsx-runtime";
function SearchPage({ context, view }) {
  const { language, base } = context;
  const t = texts3(language);
  return /* @__PURE__ */ jsxs29(Fragment7, { children: [
    /* @__PURE__ */ jsx37("h1", { children: t.searchTitle }),
    view.removed ? /* @__PURE__ */ jsx37(Notice, { kind: "warning", heading: t.removedHeading, children: /* @__PURE__ */ jsx37("p", { children: t.removedText }) }) : null,
    /* @__PURE__ */ jsx37(SearchForm, { language, base, value: view.query, hint: view.answer === null }),
    view.cut ? /* @__PURE__ */ jsx37(Notice, { kind: "info", heading: t.cutHeading, children: /* @__PURE__ */ jsx37("p", { children: t.cutText }) }) : null,
    /* @__PURE__ */ jsx37(Emergency, { context, lines: view.emergency }),
    view.answer === null ? null : /* @__PURE__ */ jsx37(Answer, { context, answer: view.answer }),
    /* @__PURE__ */ jsx37(
      WaysOn,
      {
        context,
        ...view.answer?.kind === "none" ? { heading: texts3(context.language).waysOnNone } : {}
      }
    )
  ] });
}
function Emergency({ context, lines }) {
  const { language } = context;
  const t = texts3(language);
  if (lines.length === 0) return null;
  return /* @__PURE__ */ jsx37(Notice, { kind: "error", heading: t.emergencyHeading, children: /* @__PURE__ */ jsx37("ul", { children: lines.map((line) => /* @__PURE__ */ jsxs29("li", { children: [
    `${localise(line.when, language).text}: `,
    /* @__PURE__ */ jsx37("strong", { children: /* @__PURE__ */ jsx37(PhoneLink, { phone: line.phone, children: t.call(line.phone) }) }),
    `, ${localise(line.name, language).text}.`
  ] }, line.phone)) }) });
}
var fewGuesses = 4;
function Answer({ context, answer }) {
  const { language, base } = context;
  const t = texts3(language);
  const suggestion2 = answer.didYouMean === null ? null : /* @__PURE__ */ jsxs29("p", { children: [
    `${t.didYouMean} `,
    /* @__PURE__ */ jsx37("a", { href: `${pathIn(language, base, "/soeg")}?q=${encodeURIComponent(answer.didYouMean)}`, children: answer.didYouMean })
  ] });
  if (answer.kind === "none")
    return /* @__PURE__ */ jsxs29("section", { "aria-labelledby": "svar", children: [
      /* @__PURE__ */ jsx37("h2", { id: "svar", children: t.noneHeading }),
      /* @__PURE__ */ jsx37("p", { children: t.noneText }),
      suggestion2
    ] });
  return /* @__PURE__ */ jsxs29("section", { "aria-labelledby": "svar", children: [
    /* @__PURE__ */ jsx37("h2", { id: "svar", children: answer.kind === "unsure" ? t.unsureHeading : t.found(answer.hits.length) }),
    answer.kind === "unsure" ? /* @__PURE__ */ jsx37("p", { children: t.unsureText }) : null,
    suggestion2,
    /* @__PURE__ */ jsx37("ol", { class: "results", role: "list", children: (answer.kind === "unsure" ? answer.hits.slice(0, fewGuesses) : answer.hits).map((hit) => /* @__PURE__ */ jsx37(Hit, { context, hit }, hit.slug)) })
  ] });
}
function Hit({ context, hit }) {
  const { language, base } = context;
  const { service } = hit;
  const official = service.title.text !== service.plainTitle.text;
  return /* @__PURE__ */ jsxs29("li", { children: [
    /* @__PURE__ */ jsx37("a", { href: pathIn(language, base, `/${service.slug}`), children: /* @__PURE__ */ jsx37(Prose, { text: service.plainTitle, language, plain: true }) }),
    official ? /* @__PURE__ */ jsxs29("p", { class: "soft", children: [
      `${texts3(language).officialName} `,
      /* @__PURE__ */ jsx37(Prose, { text: service.title, language, plain: true })
    ] }) : null,
    service.summary === null ? null : /* @__PURE__ */ jsx37("p", { children: /* @__PURE__ */ jsx37(Prose, { text: service.summary, language, plain: true }) })
  ] });
}

// src/modules/guide/views/service-list.tsx
import { jsx as jsx38, jsxs as jsxs30 } from "preact/jsx-runtime";
function ServiceList({ context, services }) {
  const { language, base } = context;
  return (
    // biome-ignore lint/a11y/noRedundantRoles: Safari takes the role away from a list without bullets
    /* @__PURE__ */ jsx38("ul", { class: "results", role: "list", children: services.map((service) => /* @__PURE__ */ jsxs30("li", { children: [
      /* @__PURE__ */ jsx38("a", { href: pathIn(language, base, `/${service.slug}`), children: /* @__PURE__ */ jsx38(Prose, { text: service.plainTitle, language, plain: true }) }),
      service.summary === null ? null : /* @__PURE__ */ jsx38("p", { children: /* @__PURE__ */ jsx38(Prose, { text: service.summary, language, plain: true }) })
    ] }, service.slug)) })
  );
}
function Alphabet({ context, services }) {
  const { language, base } = context;
  return /* @__PURE__ */ jsx38("div", { class: "letters", children: byLetter(services).map(([letter, under]) => /* @__PURE__ */ jsxs30("section", { "aria-labelledby": `bogstav-${letter}`, children: [
    /* @__PURE__ */ jsx38("h3", { id: `bogstav-${letter}`, children: letter }),
    /* @__PURE__ */ jsx38("ul", { role: "list", children: under.map((service) => /* @__PURE__ */ jsxs30("li", { children: [
      /* @__PURE__ */ jsx38("a", { href: pathIn(language, base, `/${service.slug}`), children: /* @__PURE__ */ jsx38(Prose, { text: service.title, language, plain: true }) }),
      service.plainTitle.text === service.title.text ? null : /* @__PURE__ */ jsx38("p", { class: "soft", children: /* @__PURE__ */ jsx38(Prose, { text: service.plainTitle, language, plain: true }) })
    ] }, service.slug)) })
  ] }, letter)) });
}
function byLetter(services) {
  const letters = /* @__PURE__ */ new Map();
  for (const service of services) {
    const letter = service.title.text.replace(/^aa/i, "\xC5").slice(0, 1).toUpperCase();
    letters.set(letter, [...letters.get(letter) ?? [], service]);
  }
  return [...letters];
}

// src/modules/guide/views/topics-page.tsx
import { Fragment as Fragment8, jsx as jsx39, jsxs as jsxs31 } from "preact/jsx-runtime";
function TopicsPage({ context }) {
  const { language, base, publication } = context;
  const t = texts3(language);
  return /* @__PURE__ */ jsxs31(Fragment8, { children: [
    /* @__PURE__ */ jsx39("h1", { children: t.topicsTitle }),
    /* @__PURE__ */ jsx39(SearchForm, { language, base }),
    /* @__PURE__ */ jsxs31("section", { "aria-labelledby": "emner", children: [
      /* @__PURE__ */ jsx39("h2", { id: "emner", children: t.byLifeEvent }),
      /* @__PURE__ */ jsx39("ul", { class: "link-tiles link-tiles-tight", role: "list", children: publication.lifeEvents(language).map((event) => /* @__PURE__ */ jsx39("li", { children: /* @__PURE__ */ jsx39("a", { href: pathIn(language, base, `/emner/${event.id}`), children: /* @__PURE__ */ jsx39(Prose, { text: event.title, language, plain: true }) }) }, event.id)) })
    ] }),
    /* @__PURE__ */ jsxs31("section", { "aria-labelledby": "alfabet", children: [
      /* @__PURE__ */ jsx39("h2", { id: "alfabet", children: t.alphabet }),
      /* @__PURE__ */ jsx39(Alphabet, { context, services: publication.all(language) })
    ] })
  ] });
}
function LifeEventPage({ context, event }) {
  const t = texts3(context.language);
  return /* @__PURE__ */ jsxs31(Fragment8, { children: [
    /* @__PURE__ */ jsx39("h1", { children: /* @__PURE__ */ jsx39(Prose, { text: event.title, language: context.language, plain: true }) }),
    event.services.length === 0 ? /* @__PURE__ */ jsx39("p", { children: t.topicEmpty }) : /* @__PURE__ */ jsx39(ServiceList, { context, services: event.services }),
    /* @__PURE__ */ jsx39(WaysOn, { context })
  ] });
}

// src/modules/guide/routes.tsx
import { jsx as jsx40 } from "preact/jsx-runtime";
var longestQuery2 = 200;
function guideRoutes(_house, guide2, hooks) {
  const routes = new Hono6();
  const rendered = new RenderedPages();
  const viewOf = async (c) => {
    const { municipality, language } = c.var;
    return {
      language,
      municipality,
      base: `/${municipality.slug}`,
      publication: await guide2.publication(municipality.id)
    };
  };
  const page = async (c, context, rest, title, children, noIndex = false) => sendPage(c, wholePage(context, rest, { title, noIndex, banner: await hooks.banner(c) }, children));
  routes.get("/", async (c) => {
    const context = await viewOf(c);
    const counter = await hooks.counterState(context.municipality, context.language);
    return page(c, context, "", texts3(context.language).frontTitle, /* @__PURE__ */ jsx40(FrontPage, { context, counter }));
  });
  routes.get("/emner", async (c) => {
    const context = await viewOf(c);
    return page(c, context, "/emner", texts3(context.language).topicsTitle, /* @__PURE__ */ jsx40(TopicsPage, { context }));
  });
  routes.get("/emner/:event", async (c, next) => {
    const context = await viewOf(c);
    const event = context.publication.lifeEvents(context.language).find((one) => one.id === c.req.param("event"));
    if (!event) return next();
    return page(c, context, `/emner/${event.id}`, event.title.text, /* @__PURE__ */ jsx40(LifeEventPage, { context, event }));
  });
  routes.get("/soeg", async (c) => {
    const context = await viewOf(c);
    const { language, base } = context;
    const written = (c.req.query("q") ?? "").trim();
    if (containsCpr(written)) return seeOther(c, `${pathIn(language, base, "/soeg")}?fjernet=1`);
    const signs = [...written];
    const query = signs.slice(0, longestQuery2).join("");
    const danger = emergencyRoute(query);
    const view = {
      query,
      removed: c.req.query("fjernet") !== void 0,
      cut: signs.length > longestQuery2,
      answer: query === "" ? null : context.publication.search(query, language),
      emergency: danger === null ? [] : emergencyLines[danger]
    };
    return page(c, context, "/soeg", texts3(language).searchTitle, /* @__PURE__ */ jsx40(SearchPage, { context, view }), true);
  });
  routes.get("/:slug", async (c, next) => {
    const slug = c.req.param("slug");
    if (reservedPaths.has(slug)) return next();
    const context = await viewOf(c);
    const { language, publication } = context;
    const service = publication.service(slug, language);
    if (!service) {
      const outline = publication.outline(slug, language);
      if (!outline) return next();
      return page(
        c,
        context,
        `/${slug}`,
        outline.plainTitle.text,
        /* @__PURE__ */ jsx40(NotReadyPage, { context, service: outline }),
        true
      );
    }
    const banner = await hooks.banner(c);
    const whole2 = () => wholePage(
      context,
      `/${slug}`,
      { title: service.plainTitle.text, description: service.summary.text, banner, scripts: ["guide"] },
      /* @__PURE__ */ jsx40(GuidePage, { context, service })
    );
    if (banner !== null) return sendPage(c, whole2());
    return c.html(rendered.of(publication, `${language} ${context.municipality.slug}/${slug}`, whole2));
  });
  return routes;
}
function wholePage({ language, municipality, base }, rest, frame, children) {
  return /* @__PURE__ */ jsx40(Page, { ...frame, language, municipality, base, alternates: alternates(base, rest), children });
}
var RenderedPages = class {
  #byPublication = /* @__PURE__ */ new WeakMap();
  of(publication, key, page) {
    let pages = this.#byPublication.get(publication);
    if (!pages) {
      pages = /* @__PURE__ */ new Map();
      this.#byPublication.set(publication, pages);
    }
    let html = pages.get(key);
    if (html === void 0) {
      html = `<!doctype html>${renderToString3(page())}`;
      pages.set(key, html);
    }
    return html;
  }
};

// src/ui/examples.tsx
import { jsx as jsx41, jsxs as jsxs32 } from "preact/jsx-runtime";
var forms = [
  { value: "skriv", label: "Skriv", hint: "Uden lyd og billede" },
  { value: "tal", label: "Tal" },
  { value: "se", label: "Tal og se hinanden" }
];
var examples = [
  { name: "Button, primary", node: /* @__PURE__ */ jsx41(Button, { children: "F\xE5 hj\xE6lp nu" }) },
  { name: "Button, secondary link", node: /* @__PURE__ */ jsx41(Button, { href: "#indhold", variant: "secondary", children: "Se alle emner" }) },
  { name: "Button, quiet with a key", node: /* @__PURE__ */ jsx41(Button, { type: "button", variant: "quiet", key_: "N", children: "N\xE6ste" }) },
  { name: "Button, warning", node: /* @__PURE__ */ jsx41(Button, { type: "button", variant: "warning", children: "L\xE6g p\xE5" }) },
  {
    name: "TextField",
    node: /* @__PURE__ */ jsx41(TextField, { id: "ex-name", name: "name", label: "Hvad skal vi kalde dig?", hint: "Du beh\xF8ver ikke skrive noget." })
  },
  {
    name: "TextField, refused",
    node: /* @__PURE__ */ jsx41(TextField, { id: "ex-date", name: "date", label: "Dato", value: "i morgen", error: "Skriv datoen som 24.12.2026." })
  },
  {
    name: "TextField, several lines",
    node: /* @__PURE__ */ jsx41(TextField, { id: "ex-text", name: "text", label: "Besked", rows: 4, maxlength: 2e3 })
  },
  {
    name: "SelectField",
    node: /* @__PURE__ */ jsx41(SelectField, { id: "ex-select", name: "form", label: "Hvordan?", options: forms, value: "tal" })
  },
  {
    name: "ChoiceTiles",
    node: /* @__PURE__ */ jsx41(ChoiceTiles, { legend: "Hvordan vil du have hj\xE6lp?", name: "ex-choice", options: forms, value: "tal" })
  },
  {
    name: "ChoiceTiles, refused",
    node: /* @__PURE__ */ jsx41(ChoiceTiles, { legend: "Blev det l\xF8st?", name: "ex-refused", options: forms, error: "V\xE6lg en af dem." })
  },
  {
    name: "CheckboxField",
    node: /* @__PURE__ */ jsx41(
      CheckboxField,
      {
        id: "ex-check",
        name: "sound",
        label: "Sig til med en lyd",
        hint: "Du kan altid sl\xE5 den fra igen.",
        checked: true
      }
    )
  },
  {
    name: "ErrorSummary",
    node: /* @__PURE__ */ jsx41(ErrorSummary, { language: "da", errors: [{ field: "ex-date", message: "Skriv datoen som 24.12.2026." }] })
  },
  ...["info", "success", "warning", "error", "example"].map((kind) => ({
    name: `Notice, ${kind}`,
    node: /* @__PURE__ */ jsx41(Notice, { kind, heading: "Vi \xE5bner igen kl. 9", children: /* @__PURE__ */ jsxs32("p", { children: [
      "Ring p\xE5 10 20 30 40, eller ",
      /* @__PURE__ */ jsx41("a", { href: "#indhold", children: "se alle emner" }),
      "."
    ] }) })
  })),
  {
    name: "Details",
    node: /* @__PURE__ */ jsx41(Details, { summary: "Hvem har sagt det?", children: /* @__PURE__ */ jsx41("p", { children: "Lov om valg af sygesikringsgruppe." }) })
  },
  {
    name: "Table",
    node: /* @__PURE__ */ jsx41(
      Table,
      {
        caption: "Henvendelser i uge 47",
        head: ["Emne", "Antal", "Andel"],
        rows: [
          ["MitID", "120", "48 %"],
          ["Pas", /* @__PURE__ */ jsx41(Tag, { children: "skjult" }, "hidden"), "\u2013"]
        ],
        numeric: [1, 2]
      }
    )
  },
  {
    name: "FactList",
    node: /* @__PURE__ */ jsx41(
      FactList,
      {
        items: [
          { label: "Foreg\xE5r det p\xE5 nettet?", value: "Ja, med MitID" },
          { label: "Hvad koster det?", value: "Det er gratis" },
          { label: "Hvor lang tid tager det?", value: "Omkring 15 minutter" }
        ]
      }
    )
  },
  {
    name: "Tag",
    node: /* @__PURE__ */ jsxs32("p", { children: [
      /* @__PURE__ */ jsx41(Tag, { children: "kladde" }),
      " ",
      /* @__PURE__ */ jsx41(Tag, { kind: "info", children: "kort" }),
      " ",
      /* @__PURE__ */ jsx41(Tag, { kind: "good", children: "udgivet" }),
      " ",
      /* @__PURE__ */ jsx41(Tag, { kind: "warn", children: "mangler felt" }),
      " ",
      /* @__PURE__ */ jsx41(Tag, { kind: "bad", children: "udl\xF8bet" })
    ] })
  },
  {
    name: "VisuallyHidden",
    node: /* @__PURE__ */ jsxs32("p", { children: [
      "Kun synligt for \xF8ret: ",
      /* @__PURE__ */ jsx41(VisuallyHidden, { children: "hej" })
    ] })
  },
  {
    name: "DataIsland",
    node: /* @__PURE__ */ jsx41(DataIsland, { name: "example", props: { text: "</script><b>" }, children: /* @__PURE__ */ jsx41("p", { children: "Det her st\xE5r her uden JavaScript." }) })
  }
];

// .guideserver.tsx
import { renderToString as renderToString4 } from "preact-render-to-string";
import { jsx as jsx42, jsxs as jsxs33 } from "preact/jsx-runtime";
var config = readConfig({});
if (!config.ok) throw 1;
var log = createLog("warn");
var keys = keysFrom("a secret for tests only, long enough");
var t0 = Date.now();
var opened = await openDatabase({ databaseUrl: null, databaseOwnerUrl: null, dataDir: null, pool: 2, prepare: async (owner) => {
  const a = Date.now();
  const r = await prepareGuideContent(owner, "content");
  console.log("prepare", JSON.stringify(r).slice(0, 2e3), Date.now() - a);
  const b = Date.now();
  console.log("again", JSON.stringify(await prepareGuideContent(owner, "content")), Date.now() - b);
} });
if (!opened.ok) throw new Error("db");
var house = { config: config.config, baseUrl: () => "http://localhost:4777", clock: { now: () => /* @__PURE__ */ new Date() }, database: opened.value, bus: createLocalBus(console.error), keys, log };
var guide = await createGuide(house);
var directory = createDirectory(house);
var app = new Hono7();
app.get("/static/site.css", (c) => c.body(readFileSync3("/tmp/guideserver/site.css"), 200, { "content-type": "text/css" }));
app.get("/static/guide.js", (c) => c.body(readFileSync3("/tmp/guideserver/guide.js"), 200, { "content-type": "text/javascript" }));
for (const [n, f] of [["regular", "Regular"], ["semibold", "SemiBold"]]) app.get(`/static/fonts/plex-${n}.woff2`, (c) => c.body(readFileSync3(`node_modules/dkfds/dist/fonts/IBMPlexSans/split/woff2/IBMPlexSans-${f}-Latin1.woff2`), 200, { "content-type": "font/woff2" }));
app.use("*", async (c, next) => {
  c.header("content-security-policy", "default-src 'self'; style-src 'self'; script-src 'self'; img-src 'self' data:");
  c.set("language", "da");
  await next();
});
app.get("/_ui", (c) => c.html("<!doctype html>" + renderToString4(/* @__PURE__ */ jsx42(PlainPage, { title: "ui", language: "da", children: examples.map((e) => /* @__PURE__ */ jsxs33("section", { children: [
  /* @__PURE__ */ jsx42("h2", { children: e.name }),
  e.node
] }, e.name)) }))));
app.get("/_staff", (c) => c.html("<!doctype html>" + renderToString4(/* @__PURE__ */ jsx42(StaffPage, { title: "Skranke", language: "da", municipality: { slug: "fjordby", name: "Fjordby", fullName: "Fjordby Kommune", colour: "#1a5e63", demonstration: true }, staffName: "Anna Skov", current: "/skranke", alternates: [{ language: "en", href: "/en/skranke" }], children: examples.map((e) => /* @__PURE__ */ jsxs33("section", { children: [
  /* @__PURE__ */ jsx42("h2", { children: e.name }),
  e.node
] }, e.name)) }))));
app.get("/:municipality/farve.css", async (c) => c.body(municipalityColourCss((await directory.bySlug(c.req.param("municipality"))).colour), 200, { "content-type": "text/css" }));
var en4 = new Hono7();
app.use("/:municipality/en/*", async (c, next) => {
  c.set("language", "en");
  await next();
});
app.use("/:municipality/en", async (c, next) => {
  c.set("language", "en");
  await next();
});
var lang = { counterState: async (_, l) => ({ open: true, text: l === "da" ? "\xC5bent. Ventetid omkring 5\u201310 minutter" : "Wait about 5\u201310 minutes" }), banner: () => null };
app.use("/:municipality/*", municipalityFromPath(directory));
app.route("/:municipality/en", guideRoutes(house, guide, lang));
app.route("/:municipality", guideRoutes(house, guide, lang));
serve({ fetch: app.fetch, port: 4777 }, () => console.log("up", Date.now() - t0));
