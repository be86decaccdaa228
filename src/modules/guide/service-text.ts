/**
 * The shape of one service in the guide: one text told in two voices, to the citizen and to the
 * employee at her side. Files under content/services/ are held to it before they are loaded, so that
 * a text that is published is complete (docs/architecture.md, invariant 14).
 *
 * Texts may embed records by reference: `{fact:id}` for a dated fact of this service and
 * `{local:id}` for a field that every municipality fills in itself.
 */
import * as v from 'valibot';
import { branchingProblems } from './reading/questions.ts';

const id = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use lower case letters a-z, digits and hyphens'));
const isoDate = v.pipe(v.string(), v.isoDate('use a date as 2026-11-21'));
const httpsUrl = v.pipe(v.string(), v.url(), v.startsWith('https://'));
const words = v.pipe(v.string(), v.trim(), v.minLength(2));

const languageTag = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/;

/**
 * Danish is the original; every other language is a translation that may be missing. Any language may be written, by the
 * tag that `lang=` wants (`ar`, `uk`).
 */
export const LocalisedText = v.pipe(
  v.objectWithRest({ da: words }, words),
  v.check(
    (text) => Object.keys(text).every((tag) => languageTag.test(tag)),
    'use tags of languages as keys: da, en, ar, uk',
  ),
);
/** Read by employees only, so Danish is enough. */
export const StaffText = LocalisedText;

/** Who looks after a text: a role, so that a resignation orphans nothing. */
export const Owner = v.strictObject({
  role: words,
  backup: v.optional(words),
  /** How often it is to be looked at. */
  cycleMonths: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60))),
});

/** Where a statement comes from, and when somebody last looked. */
export const Source = v.strictObject({ id, title: words, url: httpsUrl, checked: isoDate });

export const FactKind = v.picklist(['amount', 'deadline', 'period', 'phone', 'hours', 'link', 'threshold', 'rule']);

/**
 * A dated value. After `validTo` it is not shown as true. The same id may stand several times with periods that do not
 * overlap: next year's amount is written while this year's is still true.
 */
export const Fact = v.strictObject({
  id,
  kind: FactKind,
  value: LocalisedText,
  validFrom: isoDate,
  validTo: v.optional(isoDate),
  source: id,
  checked: isoDate,
});

/** What the national text cannot know: the municipality must fill it before the guide is published. */
export const LocalField = v.strictObject({
  id,
  kind: v.picklist(['phone', 'link', 'place', 'hours', 'text', 'amount', 'period']),
  label: StaffText,
  /** Why nobody else can fill it, and what a good value looks like. */
  why: StaffText,
});

/** Law as a dated record, never as a sentence in a text. */
export const LawRecord = v.strictObject({
  id,
  kind: v.picklist(['mandatory-digital', 'attendance', 'exemption-effect', 'deadline', 'right', 'duty']),
  /** yes | no | depends: does the duty or right apply? */
  applies: v.picklist(['yes', 'no', 'depends']),
  statement: LocalisedText,
  law: words,
  validFrom: v.optional(isoDate),
  /** The last day on which it holds. */
  validTo: v.optional(isoDate),
  source: id,
  checked: isoDate,
});

/** Codes of the municipal (KLE) and the public (FORM) taxonomy. Only their form is known here: the lists are not ours to ship. */
export const Codes = v.strictObject({
  kle: v.optional(v.pipe(v.string(), v.regex(/^\d{2}(\.\d{2}(\.\d{2})?)?$/, 'use a KLE number as 23.05.10'))),
  form: v.optional(v.pipe(v.string(), v.regex(/^\d{2}(\.\d{2}){0,3}$/, 'use a FORM number as 05.10.15.10'))),
});

export const LineStage = v.picklist(['open', 'find-need', 'show', 'let-do', 'finish']);

/** What the employee says and does at one step. `say` is a whole sentence that can be read aloud as it stands. */
export const EmployeeLine = v.strictObject({
  stage: LineStage,
  say: StaffText,
  do: v.optional(StaffText),
  ifCitizenSays: v.optional(
    v.array(v.strictObject({ says: StaffText, goTo: v.pipe(v.string(), v.regex(/^(step|stop):[a-z0-9-]+$/)) })),
  ),
});

/** When to stop pushing digital, and what to offer instead. Weighs as much as the persuasion. */
export const StopRule = v.strictObject({ id, when: StaffText, offer: StaffText, law: v.optional(id) });

/** All that is named must hold; a question that is not answered holds with every option (reading/questions.ts). */
const Conditions = v.optional(v.array(v.strictObject({ question: id, in: v.pipe(v.array(id), v.minLength(1)) })));

/** Asked before the steps, so that one reads only what concerns her. Nothing is stored. */
export const Question = v.strictObject({
  id,
  text: LocalisedText,
  help: v.optional(LocalisedText),
  options: v.pipe(v.array(v.strictObject({ id, text: LocalisedText })), v.minLength(2), v.maxLength(5)),
});

export const Step = v.strictObject({
  id,
  kind: v.picklist(['do', 'check', 'choose', 'wait', 'go']),
  actor: v.picklist(['citizen', 'employee', 'both']),
  title: LocalisedText,
  text: LocalisedText,
  ifWrong: v.optional(LocalisedText),
  minutes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  /** Ids of the `ready` entries that this step needs. */
  needs: v.optional(v.array(id)),
  when: Conditions,
  /** True where the step leads out to the solution itself (`entry`). */
  leadsToEntry: v.optional(v.boolean()),
  sources: v.pipe(v.array(id), v.minLength(1, 'a step needs a source, or must be a local field')),
  lines: v.pipe(v.array(EmployeeLine), v.minLength(1)),
});

export const ServiceText = v.strictObject({
  slug: id,
  /** The official name. */
  title: LocalisedText,
  /** The name a citizen would use for what she wants to get done; a verb first. */
  plainTitle: LocalisedText,
  summary: LocalisedText,
  lifeEvent: id,
  /** Who decides. */
  authority: v.strictObject({
    kind: v.picklist(['kommune', 'udbetaling-danmark', 'stat', 'politi', 'boligorganisation', 'organisation']),
    name: LocalisedText,
  }),
  atAGlance: v.strictObject({ digital: LocalisedText, price: LocalisedText, time: LocalisedText }),
  entry: v.strictObject({ url: httpsUrl, label: LocalisedText, source: v.optional(id) }),
  /** The way for one who cannot or may not do it digitally. Names phone, place or person. */
  nonDigital: LocalisedText,
  ready: v.array(v.strictObject({ id, text: LocalisedText, when: Conditions })),
  questions: v.optional(v.pipe(v.array(Question), v.maxLength(4))),
  /** Four to twelve for a full guide; none for a short entry. */
  steps: v.pipe(v.array(Step), v.maxLength(12)),
  stopRules: v.array(StopRule),
  law: v.array(LawRecord),
  facts: v.array(Fact),
  localFields: v.array(LocalField),
  sources: v.array(Source),
  checked: v.strictObject({ date: isoDate, by: words }),
  owner: v.optional(Owner),
  /** Filled by whoever subscribes to the taxonomies; none ships with us. */
  codes: v.optional(Codes),
  /** Fields whose policy differs from the rule in local-text.ts. */
  policies: v.optional(v.record(v.string(), v.picklist(['locked', 'override']))),
  /** Slugs of services a citizen here often needs too. */
  related: v.optional(v.array(id)),
});

export type ServiceText = v.InferOutput<typeof ServiceText>;
export type Step = v.InferOutput<typeof Step>;
export type Question = v.InferOutput<typeof Question>;
export type EmployeeLine = v.InferOutput<typeof EmployeeLine>;
export type StopRule = v.InferOutput<typeof StopRule>;
export type LawRecord = v.InferOutput<typeof LawRecord>;
export type Fact = v.InferOutput<typeof Fact>;
export type LocalField = v.InferOutput<typeof LocalField>;
export type LocalisedText = v.InferOutput<typeof LocalisedText>;
export type Owner = v.InferOutput<typeof Owner>;
export type Codes = v.InferOutput<typeof Codes>;

/** One thing wrong with a text, named so that an editor can find it. */
export type TextProblem = { readonly path: string; readonly problem: string };

/**
 * Checks one text: its shape first, then that every reference points at something and that full guides are whole.
 * `sharedFacts`: ids of facts that stand outside the text.
 */
export function checkServiceText(
  input: unknown,
  sharedFacts: ReadonlySet<string> = new Set(),
): { ok: true; service: ServiceText } | { ok: false; problems: readonly TextProblem[] } {
  const parsed = v.safeParse(ServiceText, input);
  if (!parsed.success) {
    return {
      ok: false,
      problems: parsed.issues.map((issue) => ({ path: v.getDotPath(issue) ?? '', problem: issue.message })),
    };
  }
  const problems = [
    ...referenceProblems(parsed.output, sharedFacts),
    ...completenessProblems(parsed.output),
    ...branchingProblems(parsed.output),
  ];
  return problems.length === 0 ? { ok: true, service: parsed.output } : { ok: false, problems };
}

function referenceProblems(service: ServiceText, sharedFacts: ReadonlySet<string>): TextProblem[] {
  const problems: TextProblem[] = [];
  const known = {
    source: new Set(service.sources.map((s) => s.id)),
    fact: new Set([...service.facts.map((f) => f.id), ...sharedFacts]),
    local: new Set(service.localFields.map((f) => f.id)),
    law: new Set(service.law.map((l) => l.id)),
    step: new Set(service.steps.map((s) => s.id)),
    stop: new Set(service.stopRules.map((s) => s.id)),
    ready: new Set(service.ready.map((r) => r.id)),
  };
  const need = (kind: keyof typeof known, ref: string, path: string) => {
    if (!known[kind].has(ref))
      problems.push({ path, problem: `names the ${kind} “${ref}”, which is not in this file` });
  };
  for (const fact of service.facts) need('source', fact.source, `facts.${fact.id}.source`);
  for (const law of service.law) need('source', law.source, `law.${law.id}.source`);
  if (service.entry.source) need('source', service.entry.source, 'entry.source');
  for (const rule of service.stopRules) if (rule.law) need('law', rule.law, `stopRules.${rule.id}.law`);
  for (const step of service.steps) {
    for (const source of step.sources) need('source', source, `steps.${step.id}.sources`);
    for (const ready of step.needs ?? []) need('ready', ready, `steps.${step.id}.needs`);
    for (const line of step.lines)
      for (const branch of line.ifCitizenSays ?? []) {
        const [kind, ref] = branch.goTo.split(':') as ['step' | 'stop', string];
        need(kind, ref, `steps.${step.id}.lines.ifCitizenSays`);
      }
  }
  for (const [path, text] of allTexts(service)) {
    for (const match of text.matchAll(/\{(fact|local):([^}]*)\}/g))
      need(match[1] as 'fact' | 'local', match[2] ?? '', path);
  }
  return problems;
}

function completenessProblems(service: ServiceText): TextProblem[] {
  const problems: TextProblem[] = [];
  const duplicates = (ids: readonly string[], path: string) => {
    for (const one of new Set(ids.filter((value, index) => ids.indexOf(value) !== index)))
      problems.push({ path, problem: `uses the id “${one}” twice` });
  };
  duplicates(
    service.steps.map((s) => s.id),
    'steps',
  );
  for (const id of overlapping(service.facts))
    problems.push({ path: `facts.${id}`, problem: 'has two values on the same day' });
  duplicates(
    service.sources.map((s) => s.id),
    'sources',
  );
  if (service.steps.length === 0) return problems;
  if (service.steps.length < 4) problems.push({ path: 'steps', problem: 'a full guide has at least four steps' });
  if (service.stopRules.length === 0)
    problems.push({ path: 'stopRules', problem: 'a full guide says when to offer another way' });
  if (service.law.length === 0) problems.push({ path: 'law', problem: 'a full guide has its law as records' });
  if (service.ready.length === 0) problems.push({ path: 'ready', problem: 'a full guide says what to have ready' });
  return problems;
}

/**
 * What a citizen reads that is not written in the language. What ships has English for every full guide; an editor may
 * publish without, and the page then shows the Danish text and says so.
 */
export const missingTranslations = (service: ServiceText, language: string): readonly string[] =>
  [...localisedTexts(service)].filter(([, text]) => text[language] === undefined).map(([path]) => path);

/** Ids of dated values of which two hold on one day. */
export function overlapping(
  dated: readonly { readonly id: string; readonly validFrom: string; readonly validTo?: string | undefined }[],
): readonly string[] {
  const found = new Set<string>();
  for (const [index, one] of dated.entries())
    for (const other of dated.slice(index + 1))
      if (
        one.id === other.id &&
        one.validFrom <= (other.validTo ?? '9999-12-31') &&
        other.validFrom <= (one.validTo ?? '9999-12-31')
      )
        found.add(one.id);
  return [...found];
}

/** Every text that a citizen reads, with its path. */
export function* localisedTexts(service: ServiceText): Generator<[string, LocalisedText]> {
  for (const key of ['title', 'plainTitle', 'summary', 'nonDigital'] as const) yield [key, service[key]];
  yield ['authority.name', service.authority.name];
  for (const key of ['digital', 'price', 'time'] as const) yield [`atAGlance.${key}`, service.atAGlance[key]];
  yield ['entry.label', service.entry.label];
  for (const ready of service.ready) yield [`ready.${ready.id}`, ready.text];
  for (const question of service.questions ?? []) {
    yield [`questions.${question.id}`, question.text];
    if (question.help) yield [`questions.${question.id}.help`, question.help];
    for (const option of question.options) yield [`questions.${question.id}.${option.id}`, option.text];
  }
  for (const step of service.steps) {
    yield [`steps.${step.id}.title`, step.title];
    yield [`steps.${step.id}.text`, step.text];
    if (step.ifWrong) yield [`steps.${step.id}.ifWrong`, step.ifWrong];
  }
  for (const law of service.law) yield [`law.${law.id}.statement`, law.statement];
  for (const fact of service.facts) yield [`facts.${fact.id}.value`, fact.value];
}

/** Every text of the service in every language, the employee's lines included. */
function* allTexts(service: ServiceText): Generator<[string, string]> {
  for (const [path, value] of localisedTexts(service))
    for (const [language, text] of Object.entries(value)) if (text !== undefined) yield [`${path}.${language}`, text];
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
