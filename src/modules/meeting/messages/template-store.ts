import { currentMunicipality, db, type MessageChannel } from '../../../db/index.ts';
import type { Language } from '../../../kernel/index.ts';
import type { Template } from './fill-template.ts';
import type { MessageKind } from './kinds.ts';
import { da } from './templates.da.ts';
import { en } from './templates.en.ts';

/** The text that ships with the program. Digital Post and letters say what the e-mail says, and the topic besides. */
export function shippedTemplate(kind: MessageKind, channel: MessageChannel, language: Language): Template {
  const { long, sms } = (language === 'da' ? da : en)[kind];
  if (channel === 'sms') return { subject: '', body: sms };
  const lines = long.body.split('\n');
  // What a channel may not carry stands in a line of its own.
  const kept = lines.filter(
    (line) => !(channel === 'mail' && line.includes('{type}')) && !(channel === 'letter' && line.includes('{link}')),
  );
  return { subject: long.subject, body: kept.join('\n') };
}

export type TemplateKey = { readonly kind: MessageKind; readonly channel: MessageChannel; readonly language: Language };
/** `version` 0 is the text that ships with the program. */
export type StoredTemplate = Template & { readonly version: number };

/** All texts of the municipality's own, for one look at each change. In the caller's municipal transaction. */
export async function everyTemplate(): Promise<
  (language: Language) => (kind: MessageKind, channel: MessageChannel) => Template
> {
  const rows = await db()
    .selectFrom('message_template')
    .select(['kind', 'channel', 'language', 'subject', 'body'])
    .execute();
  const own = new Map(rows.map((row) => [`${row.kind} ${row.channel} ${row.language}`, row]));
  return (language) => (kind, channel) =>
    own.get(`${kind} ${channel} ${language}`) ?? shippedTemplate(kind, channel, language);
}

/** The same in one language. */
export const ownTemplates = async (
  language: Language,
): Promise<(kind: MessageKind, channel: MessageChannel) => Template> => (await everyTemplate())(language);

/** Which texts the municipality has changed. */
export async function changedTemplates(): Promise<readonly TemplateKey[]> {
  const rows = await db().selectFrom('message_template').select(['kind', 'channel', 'language']).execute();
  return rows as readonly TemplateKey[];
}

export async function readTemplate({ kind, channel, language }: TemplateKey): Promise<StoredTemplate> {
  const row = await rowOf({ kind, channel, language }).executeTakeFirst();
  return row ?? { ...shippedTemplate(kind, channel, language), version: 0 };
}

const rowOf = ({ kind, channel, language }: TemplateKey) =>
  db()
    .selectFrom('message_template')
    .select(['subject', 'body', 'version'])
    .where('kind', '=', kind)
    .where('channel', '=', channel)
    .where('language', '=', language);

/**
 * Writes a text, or takes the municipality's own away (null), if nobody has changed it since `version`. False: somebody has.
 * The caller has checked it and writes the audit.
 */
export async function saveTemplate(key: TemplateKey, template: Template | null, version: number): Promise<boolean> {
  const now = await rowOf(key).forUpdate().executeTakeFirst();
  if ((now?.version ?? 0) !== version) return false;
  const { kind, channel, language } = key;
  if (template === null) {
    await db()
      .deleteFrom('message_template')
      .where('kind', '=', kind)
      .where('channel', '=', channel)
      .where('language', '=', language)
      .execute();
    return true;
  }
  const written = await db()
    .insertInto('message_template')
    .values({ municipality_id: currentMunicipality(), kind, channel, language, ...template, version: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['municipality_id', 'kind', 'channel', 'language'])
        .doUpdateSet((is) => ({ ...template, version: is('message_template.version', '+', 1) }))
        .where('message_template.version', '=', version),
    )
    .returning('version')
    .execute();
  return written.length > 0;
}
