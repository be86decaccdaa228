import { longDate, wallClock } from '../../kernel/index.ts';
import type { BackupRefusal, BackupReport } from './back-up.ts';
import { type ToolRefusal, withoutPassword } from './postgres-tools.ts';
import type { RestoreRefusal, RestoreReport } from './restore.ts';

/** What the commands say, to a person at a terminal. Danish, as the program's own start. */

/** `21. november 2026 kl. 23.15` */
export function moment(at: Date): string {
  const { date, time } = wallClock(at);
  return `${longDate(date, 'da')} kl. ${time.replace(':', '.')}`;
}

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1).replace('.', ',')} MB`;

export function backupWords({ file, bytes, how, noted }: BackupReport): readonly string[] {
  const source = {
    running: 'Taget, mens programmet kører.',
    stopped: 'Taget af mappen; programmet kører ikke.',
    postgres: 'Taget af PostgreSQL med pg_dump.',
  }[how];
  return [
    `Sikkerhedskopien ligger i ${file} (${megabytes(bytes)}). ${source}`,
    'Hemmeligheden er IKKE med: gem filen "secret" fra DATA_DIR, eller værdien af SECRET, et andet sted. Uden den kan det forseglede ikke åbnes efter en gendannelse.',
    'Kopien kan indeholde personoplysninger. Kun du kan læse filen; gem den, hvor andre heller ikke kan.',
    ...(noted ? [] : ['Programmet nåede ikke at notere kopien: /health viser stadig den forrige. Filen selv er hel.']),
  ];
}

export function backupRefusalWords(reason: BackupRefusal, databaseUrl: string | null): readonly string[] {
  switch (reason.kind) {
    case 'file-exists':
      return [`${reason.file} findes allerede. En kopi overskrives aldrig: vælg et andet navn.`];
    case 'folder-missing':
      return [`Mappen ${reason.folder} findes ikke. Lav den først, eller vælg en anden.`];
    case 'no-database':
      return [
        `Der er ingen database i ${reason.folder} at tage kopi af. Tjek, at kommandoen får de samme indstillinger (DATA_DIR, DATABASE_URL) som programmet.`,
      ];
    case 'no-answer':
      return [
        `${reason.folder} er i brug af proces ${reason.pid}, men den svarer ikke på en kopi. Den er måske ved at starte eller stoppe: prøv igen om lidt.`,
        'Hjælper det ikke, så se i programmets log efter "no backup while running"; stop programmet, og kør kommandoen igen.',
      ];
    case 'busy':
      return ['En anden er ved at tage en kopi. Vent, til den er færdig.'];
    case 'interrupted':
      return [
        'Programmet afbrød kopien. Der ligger ingen halv fil tilbage. Se i programmets log, om der er plads på disken: der skal være plads til databasen én gang til i DATA_DIR.',
      ];
    case 'cannot-see-all':
      return [
        `Login ${reason.login} kan ikke se alle rækker, for adskillelsen af kommuner gælder også ejeren. En kopi ville mangle data.`,
        'Giv kommandoen et login, der må: DATABASE_OWNER_URL=postgres://… npm run backup. En superbruger kan lave det sådan:',
        "  create role backup login bypassrls password '…'; grant pg_read_all_data to backup;",
      ];
    case 'tool-missing':
    case 'tool-failed':
      return toolWords(reason, databaseUrl);
    case 'unreachable':
      return [`Databasen svarer ikke: ${reason.message}`];
    case 'unfit':
      return [reason.message];
  }
}

export function restoreWords({ manifest, secret }: RestoreReport, dataDir: string): readonly string[] {
  const rows = Object.values(manifest.counts).reduce((sum, count) => sum + count, 0);
  const trails = manifest.auditHeads.map(({ slug, seq }) => `${slug} til post ${seq}`).join(', ');
  return [
    `Gendannet fra ${moment(new Date(manifest.madeAt))}, taget af version ${manifest.program}.`,
    `Kontrolleret: ${rows} rækker i ${Object.keys(manifest.counts).length} tabeller er talt og passer.`,
    trails === '' ? 'Revisionssporet er tomt.' : `Revisionssporet er helt: ${trails}.`,
    ...secretWords(secret, dataDir),
  ];
}

function secretWords(secret: RestoreReport['secret'], dataDir: string): readonly string[] {
  const lost =
    'Er den tabt, så tøm mappen eller databasen, og gendan igen med --new-secret. Det forseglede (signaler mellem browsere, borgernes bevis for at måtte svare) er så ugyldigt for altid; resten er uberørt.';
  switch (secret) {
    case 'fits':
      return ['Hemmeligheden passer. Start programmet som ellers.'];
    case 'none':
      return [
        'Databasen er ikke bundet til nogen hemmelighed: programmet bruger den, det har eller laver, ved næste start. Det, der var forseglet med en anden, er ugyldigt.',
      ];
    case 'missing':
      return [
        `Hemmeligheden mangler, og uden den nægter programmet at starte: læg filen "secret" i ${dataDir}, eller sæt SECRET.`,
        lost,
      ];
    case 'other':
      return [
        'Hemmeligheden (SECRET eller filen "secret") er en anden end den, databasen er brugt med. Programmet nægter at starte, til den rigtige er lagt.',
        lost,
      ];
  }
}

export function restoreRefusalWords(reason: RestoreRefusal, databaseUrl: string | null): readonly string[] {
  switch (reason.kind) {
    case 'file-missing':
      return [`${reason.file} findes ikke.`];
    case 'not-a-backup':
      return ['Filen er ikke en sikkerhedskopi fra dette program.'];
    case 'damaged':
      return ['Filen er beskadiget eller ufuldstændig. Brug en anden kopi. Intet er gendannet.'];
    case 'newer-program':
      return [`Kopien er taget af version ${reason.program}, som er nyere end denne. Installér den, og gendan igen.`];
    case 'other-database':
      return reason.needs === 'embedded'
        ? ['Kopien er af en indbygget database. Gendan den uden DATABASE_URL.']
        : ['Kopien er af en PostgreSQL-database. Sæt DATABASE_URL til en tom database, og gendan igen.'];
    case 'held':
      return [
        `${reason.folder} er i brug af proces ${reason.pid}. Stop programmet først, eller vælg en anden DATA_DIR.`,
      ];
    case 'not-empty':
      return notEmptyWords(reason);
    case 'cannot-open':
      return [
        `Filerne er hele, men databasen kan ikke åbnes. Den er fra PostgreSQL ${reason.server} i version ${reason.program} af programmet: gendan med den version.`,
      ];
    case 'role-missing':
      return [
        `Rollen medbetjening_app findes ikke, og ${reason.login} må ikke lave den. Kør som superbruger, og gendan igen:`,
        `  create role medbetjening_app nologin; grant medbetjening_app to "${reason.login}";`,
      ];
    case 'differs':
      return differsWords(reason.findings);
    case 'tool-missing':
    case 'tool-failed':
      return toolWords(reason, databaseUrl);
    case 'unreachable':
      return [`Databasen svarer ikke: ${reason.message}`];
    case 'unfit':
      return [reason.message];
  }
}

function notEmptyWords({ where, found }: Extract<RestoreRefusal, { kind: 'not-empty' }>): readonly string[] {
  const what = found.slice(0, 5).join(', ') + (found.length > 5 ? ' …' : '');
  return where === 'DATABASE_URL'
    ? [`Databasen er ikke tom (${what}). Lav en ny: create database …; og peg DATABASE_URL på den.`]
    : [
        `${where} er ikke tom (${what}). Der gendannes aldrig oven i noget: flyt mappen væk, eller vælg en anden med DATA_DIR. Kun filen "secret" må ligge der.`,
      ];
}

function differsWords({ differences, faults }: Extract<RestoreRefusal, { kind: 'differs' }>['findings']) {
  return [
    'Det gendannede svarer IKKE til det, der blev gemt. Start ikke programmet på det. Brug en anden kopi, og gem denne til undersøgelse.',
    ...differences.slice(0, 20).map((row) => `  ${row.table}: ${row.expected} rækker blev gemt, ${row.found} fundet`),
    ...faults
      .slice(0, 20)
      .map(({ municipality, fault }) => `  revisionsspor, ${municipality}: post ${fault.seq}, ${fault.fault}`),
  ];
}

function toolWords(reason: ToolRefusal, databaseUrl: string | null): readonly string[] {
  const url = databaseUrl === null ? 'postgres://…' : withoutPassword(databaseUrl).url;
  if (reason.kind === 'tool-failed')
    return [`${reason.tool} sagde nej:`, ...reason.message.split('\n').map((line) => `  ${line}`)];
  const command =
    reason.tool === 'pg_dump'
      ? `pg_dump --format=custom --file=medbetjening.dump "${url}"`
      : `pg_restore --exit-on-error --single-transaction --no-owner --dbname="${url}" medbetjening.dump`;
  return [
    `${reason.tool} findes ikke her. Installér PostgreSQL's klientprogrammer (på Debian: apt install postgresql-client) i serverens version eller nyere.`,
    `Eller kør det selv på en maskine, der har dem: ${command}`,
    ...(reason.tool === 'pg_restore' ? ['Dumpet ligger i kopien: tar -xzf FIL database.dump'] : []),
  ];
}
