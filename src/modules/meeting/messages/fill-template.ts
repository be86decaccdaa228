import type { MessageChannel } from '../../../db/index.ts';
import { containsCpr } from '../../../kernel/index.ts';

/** What stands for something in a template, by its Danish name. */
export const placeholders = [
  'kommune',
  'tid',
  'tidligere',
  'tider',
  'svarsenest',
  'form',
  'sted',
  'kode',
  'kodeside',
  'link',
  'telefon',
  'type',
] as const;
export type Placeholder = (typeof placeholders)[number];

/** Null: not known for this message. */
export type Values = { readonly [Name in Placeholder]: string | null };

export type Template = { readonly subject: string; readonly body: string };

const named = /\{([^{}]*)\}/g;
const optional = /\[([^[\]]*)\]/g;

/**
 * The text with its values. What stands in brackets falls away whole when a value in it is not known; outside brackets a
 * value that is not known leaves nothing. A line that has become empty goes too.
 */
export function fillTemplate(text: string, values: Values): string {
  const value = (name: string): string | null => values[name as Placeholder] ?? null;
  const names = (part: string) => [...part.matchAll(named)].map(([, name = '']) => name);
  return text
    .split(/\r?\n/)
    .flatMap((line) => {
      const kept = line.replace(optional, (_, part: string) =>
        names(part).some((name) => value(name) === null) ? '' : part,
      );
      const filled = kept.replace(named, (_, name: string) => value(name) ?? '').trimEnd();
      return filled.trim() === '' && line.trim() !== '' ? [] : [filled];
    })
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/**
 * What a channel may not carry (docs/evidence.md, "Messages"). E-mail and SMS name no topic: both are read by others than her.
 * SMS has no link, since citizens are taught that a link from an authority is a fraud. A subject says whom it is from.
 */
const forbidden: Readonly<Record<MessageChannel, readonly Placeholder[]>> = {
  mail: ['type'],
  sms: ['type', 'link', 'kodeside', 'tider', 'sted'],
  'digital-post': [],
  letter: ['link'],
};
const inSubject: Readonly<Record<MessageChannel, readonly Placeholder[]>> = {
  mail: ['kommune'],
  sms: [],
  'digital-post': ['kommune', 'tid', 'tidligere'],
  letter: ['kommune', 'tid', 'tidligere', 'type'],
};

export const allowedIn = (channel: MessageChannel): readonly Placeholder[] =>
  placeholders.filter((name) => !forbidden[channel].includes(name));

export const smsLength = 150;
/** With what is said after it: one SMS, and no second. */
export const sentSmsLength = 160;
const mostLetters = 4_000;
const subjectLength = 100;

export type TemplateFault = {
  readonly field: 'subject' | 'body';
  readonly fault:
    | { readonly kind: 'empty' | 'cpr' | 'link' | 'too-long' | 'brackets' }
    | { readonly kind: 'unknown' | 'forbidden' | 'topic' | 'letter'; readonly word: string }
    | { readonly kind: 'sms-length'; readonly letters: number; readonly most: number };
};

/** GSM 03.38's own letters: one other makes every part of an SMS less than half as long. */
const gsm = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà^{}\\[~\]|€]*$/;

/**
 * What is wrong with a template for a channel; none is none. Pure. `topics` are words that would tell what the meeting is
 * about: the names of the municipality's kinds of meetings. `longest` are values as long as they come; `asSent` adds what is
 * said after every text.
 */
export function checkTemplate(
  channel: MessageChannel,
  template: Template,
  {
    topics,
    longest,
    asSent,
  }: { readonly topics: readonly string[]; readonly longest: Values; readonly asSent: (text: string) => string },
): readonly TemplateFault[] {
  const faults: TemplateFault[] = [];
  const open = channel === 'mail' || channel === 'sms';
  const fields = channel === 'sms' ? (['body'] as const) : (['subject', 'body'] as const);
  for (const field of fields) {
    const text = template[field];
    const say = (fault: TemplateFault['fault']) => faults.push({ field, fault });
    if (text.trim() === '') say({ kind: 'empty' });
    if (
      text.length > (field === 'subject' ? subjectLength : mostLetters) ||
      (field === 'subject' && /[\r\n]/.test(text))
    )
      say({ kind: 'too-long' });
    if (containsCpr(text)) say({ kind: 'cpr' });
    const bare = text.replace(named, '').replace(optional, '$1');
    if (/[{}[\]]/.test(bare)) say({ kind: 'brackets' });
    const may = field === 'subject' ? inSubject[channel] : allowedIn(channel);
    for (const word of new Set([...text.matchAll(named)].map(([, name = '']) => name)))
      if (!placeholders.some((name) => name === word)) say({ kind: 'unknown', word });
      else if (!may.some((name) => name === word)) say({ kind: 'forbidden', word });
    if (channel === 'sms' && /https?:|www\.|\b[a-z0-9-]+\.(dk|com|eu|net|org)\b/i.test(bare)) say({ kind: 'link' });
    if (open) {
      const low = bare.toLowerCase();
      const topic = topics.find((one) => one.trim().length > 3 && low.includes(one.trim().toLowerCase()));
      if (topic !== undefined) say({ kind: 'topic', word: topic });
    }
  }
  if (channel === 'sms') {
    const foreign = [...template.body].find((letter) => !gsm.test(letter));
    if (foreign !== undefined) faults.push({ field: 'body', fault: { kind: 'letter', word: foreign } });
    const text = fillTemplate(template.body, longest);
    if (text.length > smsLength)
      faults.push({ field: 'body', fault: { kind: 'sms-length', letters: text.length, most: smsLength } });
    else if (asSent(text).length > sentSmsLength)
      faults.push({ field: 'body', fault: { kind: 'sms-length', letters: asSent(text).length, most: sentSmsLength } });
  }
  return faults;
}
