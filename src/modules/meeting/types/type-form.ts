import * as v from 'valibot';
import type { MeetingForm, ResourceKind } from '../../../db/index.ts';
import { type Language, languages } from '../../../kernel/index.ts';
import { readMailAddress } from '../../../platform/index.ts';
import {
  type MeetingRules,
  type MeetingType,
  meetingForms,
  meetingRulesSchema,
  resourceKinds,
} from '../meeting-rules.ts';
import type { TypeToSave } from './store.ts';

/** The form of one kind of meeting, as it is written: every field is text, and a tick is `ja`. */
export type TypeForm = Readonly<Record<string, string>>;
/** Which field cannot be read, and what is wrong with it. */
export type TypeFault = {
  readonly field: string;
  readonly fault:
    | 'missing'
    | 'slug'
    | 'number'
    | 'list'
    | 'no-form'
    | 'no-law'
    | 'anonymous-notes'
    | 'anonymous-people'
    | 'anonymous-papers'
    | 'anonymous-invitation'
    | 'needs'
    | 'seats'
    | 'group-form'
    | 'mail';
};

/** Numbers of the rules with their bounds, in the order in which the page asks. */
export const numberFields = [
  ['lengthMinutes', 5, 480],
  ['bufferBeforeMinutes', 0, 120],
  ['bufferAfterMinutes', 0, 120],
  ['noticeMinutes', 0, 86_400],
  ['horizonDays', 1, 366],
  ['changeNoticeMinutes', 0, 20_160],
  ['freedDelayMinutes', 0, 1_440],
  ['seats', 1, 200],
  ['mostAhead', 1, 50],
  ['retentionDays', 1, 1_826],
] as const;
export type NumberField = (typeof numberFields)[number][0];
export const choiceFields = {
  formChosenBy: ['citizen', 'employee'],
  bookedBy: ['citizen', 'employee', 'invitation'],
  identity: ['none', 'told', 'known', 'mitid'],
  gridMinutes: ['5', '10', '15', '20', '30', '60'],
  evaluation: ['', 'help', 'meeting'],
} as const;
export type ChoiceField = keyof typeof choiceFields;
export const tickFields = ['companions', 'interpreter', 'documents', 'noteDuty', 'anonymous'] as const;

const lines = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** What a need is called where it is written by hand: shown in the reader's language, read in both. */
const needWords: Readonly<Record<Language, Readonly<Record<ResourceKind, string>>>> = {
  da: { employee: 'medarbejder', room: 'lokale', kiosk: 'skærm', interpreter: 'tolk' },
  en: { employee: 'employee', room: 'room', kiosk: 'kiosk', interpreter: 'interpreter' },
};
const kindOfNeed = (word: string): ResourceKind | undefined =>
  resourceKinds.find((kind) => languages.some((language) => needWords[language][kind] === word.toLowerCase()));

/** A kind of meeting as its form shows it; null is an empty one with what most kinds have. */
export function typeForm(
  type: MeetingType | null,
  forms: readonly { readonly form: MeetingForm; readonly allowed: boolean; readonly law: string }[],
  language: Language,
): TypeForm {
  const rules = type?.rules;
  const needs = rules?.needs ?? [{ kind: 'employee', skills: [] }];
  return {
    version: String(type?.version ?? 0),
    slug: type?.slug ?? '',
    titleDa: type?.title.da ?? '',
    titleEn: type?.title.en ?? '',
    active: (type?.active ?? true) ? 'ja' : '',
    position: String(type?.position ?? 10),
    descriptionDa: rules?.description.da ?? '',
    descriptionEn: rules?.description.en ?? '',
    bring: (rules?.bring ?? []).map(({ da, en }) => `${da} | ${en}`).join('\n'),
    needs: needs.map(({ kind, skills }) => [needWords[language][kind], ...skills].join(' ')).join('\n'),
    remind: (rules?.remindMinutes ?? [1440]).join(' '),
    screening: rules?.screening ?? '',
    noteMail: rules?.noteReminder?.mail ?? '',
    noteEvery: String(rules?.noteReminder?.everyDays ?? 1),
    formChosenBy: rules?.formChosenBy ?? 'citizen',
    bookedBy: rules?.bookedBy ?? 'citizen',
    identity: rules?.identity ?? 'told',
    gridMinutes: String(rules?.gridMinutes ?? 15),
    evaluation: rules ? (rules.evaluation ?? '') : 'meeting',
    lengthMinutes: String(rules?.lengthMinutes ?? 30),
    bufferBeforeMinutes: String(rules?.bufferBeforeMinutes ?? 0),
    bufferAfterMinutes: String(rules?.bufferAfterMinutes ?? 5),
    noticeMinutes: String(rules?.noticeMinutes ?? 120),
    horizonDays: String(rules?.horizonDays ?? 60),
    changeNoticeMinutes: String(rules?.changeNoticeMinutes ?? 120),
    freedDelayMinutes: String(rules?.freedDelayMinutes ?? 0),
    seats: String(rules?.seats ?? 1),
    mostAhead: String(rules?.mostAhead ?? 3),
    retentionDays: String(rules?.retentionDays ?? 90),
    ...Object.fromEntries(tickFields.map((name) => [name, rules?.[name] ? 'ja' : ''])),
    ...Object.fromEntries(
      meetingForms.flatMap((form) => {
        const known = forms.find((one) => one.form === form);
        return [
          [`form-${form}`, known?.allowed ? 'ja' : ''],
          [`law-${form}`, known?.law ?? ''],
        ];
      }),
    ),
  };
}

/** Reads the form. Every fault names its field; nothing is guessed. Pure. */
export function readTypeForm(
  written: TypeForm,
  id: string | null,
): { readonly ok: true; readonly value: TypeToSave } | { readonly ok: false; readonly faults: readonly TypeFault[] } {
  const faults: TypeFault[] = [];
  const text = (name: string) => (written[name] ?? '').replaceAll('\r\n', '\n').trim();
  const whole = (name: string, least: number, most: number): number => {
    const value = Number(text(name));
    if (/^\d+$/.test(text(name)) && value >= least && value <= most) return value;
    faults.push({ field: name, fault: 'number' });
    return least;
  };
  for (const name of ['titleDa', 'titleEn']) if (text(name) === '') faults.push({ field: name, fault: 'missing' });
  if (!/^[a-z][a-z0-9-]{1,40}$/.test(text('slug'))) faults.push({ field: 'slug', fault: 'slug' });
  const forms = meetingForms.map((form) => ({
    form,
    allowed: text(`form-${form}`) === 'ja',
    law: text(`law-${form}`).slice(0, 300),
  }));
  if (!forms.some(({ allowed }) => allowed)) faults.push({ field: `form-${meetingForms[0]}`, fault: 'no-form' });
  // A form is open by a law that somebody has named, or not at all.
  for (const { form, allowed, law } of forms)
    if (allowed && law === '') faults.push({ field: `law-${form}`, fault: 'no-law' });
  const bring = lines(text('bring')).map((line) => line.split('|').map((part) => part.trim()));
  if (bring.some((parts) => parts.length > 2 || parts[0] === '')) faults.push({ field: 'bring', fault: 'list' });
  const needs = lines(text('needs')).map((line) => {
    const [word = '', ...skills] = line.split(/\s+/);
    return { kind: kindOfNeed(word), skills };
  });
  if (needs.some(({ kind }) => kind === undefined) || needs.filter(({ kind }) => kind === 'employee').length !== 1)
    faults.push({ field: 'needs', fault: 'needs' });
  const remind = text('remind') === '' ? [] : text('remind').split(/[\s,]+/);
  if (remind.length > 4 || remind.some((one) => !/^\d{1,5}$/.test(one) || Number(one) > 20_160))
    faults.push({ field: 'remind', fault: 'list' });
  const numbers = Object.fromEntries(numberFields.map(([name, least, most]) => [name, whole(name, least, most)]));
  const position = whole('position', 0, 999);
  const noteMail = text('noteMail') === '' ? null : readMailAddress(text('noteMail'));
  if (noteMail === null && text('noteMail') !== '') faults.push({ field: 'noteMail', fault: 'mail' });
  const noteEvery = noteMail === null ? 1 : whole('noteEvery', 1, 30);
  const ticks = Object.fromEntries(tickFields.map((name) => [name, text(name) === 'ja']));
  if (ticks.anonymous && ticks.noteDuty) faults.push({ field: 'noteDuty', fault: 'anonymous-notes' });
  if (ticks.anonymous && ticks.companions) faults.push({ field: 'companions', fault: 'anonymous-people' });
  if (ticks.anonymous && ticks.documents) faults.push({ field: 'documents', fault: 'anonymous-papers' });
  if (ticks.anonymous && text('bookedBy') === 'invitation')
    faults.push({ field: 'bookedBy', fault: 'anonymous-invitation' });
  if ((numbers.seats ?? 1) > 1 && ticks.anonymous) faults.push({ field: 'seats', fault: 'seats' });
  // A kiosk is for one citizen. How many seats a group by video may have is asked when it is planned.
  if ((numbers.seats ?? 1) > 1 && forms.some(({ form, allowed }) => allowed && form === 'kiosk'))
    faults.push({ field: 'form-kiosk', fault: 'group-form' });
  if (faults.length > 0) return { ok: false, faults };
  const candidate = {
    ...numbers,
    ...ticks,
    formChosenBy: text('formChosenBy'),
    bookedBy: text('bookedBy'),
    identity: ticks.anonymous ? 'none' : text('identity'),
    gridMinutes: Number(text('gridMinutes')),
    evaluation: text('evaluation') === '' ? null : text('evaluation'),
    description: { da: text('descriptionDa'), en: text('descriptionEn') || text('descriptionDa') },
    bring: bring.map(([da = '', en]) => ({ da, en: en || da })),
    needs,
    remindMinutes: remind.map(Number).sort((a, b) => b - a),
    screening: text('screening') || null,
    ...(noteMail === null ? {} : { noteReminder: { mail: noteMail, everyDays: noteEvery } }),
  };
  const rules = v.safeParse(meetingRulesSchema, candidate);
  if (!rules.success) {
    const field = String(rules.issues[0]?.path?.[0]?.key ?? '');
    return { ok: false, faults: [{ field, fault: 'number' }] };
  }
  return {
    ok: true,
    value: {
      id,
      slug: text('slug'),
      title: { da: text('titleDa'), en: text('titleEn') },
      active: text('active') === 'ja',
      position,
      rules: rules.output satisfies MeetingRules,
      forms,
      version: Number(text('version')) || 0,
    },
  };
}
