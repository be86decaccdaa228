/**
 * From the stored text to what is shown: facts and local fields set in, expired facts taken out, one language chosen
 * (docs/architecture.md, invariant 14). Pure: the date is given.
 */
import type { ContentLanguage, DateString, Result } from '../../../kernel/index.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import { validOn } from '../facts/fact-records.ts';
import type { LocalValues } from '../local/local-text.ts';
import type { Condition } from '../reading/questions.ts';
import type { EmployeeLine, Fact, LawRecord, LocalField, ServiceText, Step } from '../service-text.ts';
import { type ComposedText, type Composer, composer, type Embedded, factsOf } from './embed-facts.ts';

export type { ComposedText, Embedded } from './embed-facts.ts';

export type ComposedLine = {
  readonly stage: EmployeeLine['stage'];
  readonly say: ComposedText;
  readonly do: ComposedText | null;
  /** `goTo` is `step:{id}` or `stop:{id}`. */
  readonly ifCitizenSays: readonly { readonly says: ComposedText; readonly goTo: string }[];
};

export type ComposedStop = {
  readonly id: string;
  readonly when: ComposedText;
  readonly offer: ComposedText;
  readonly law: ComposedLaw | null;
};

export type ComposedStep = {
  readonly id: string;
  /** From 1. */
  readonly number: number;
  readonly kind: Step['kind'];
  readonly actor: Step['actor'];
  readonly title: ComposedText;
  readonly text: ComposedText;
  readonly ifWrong: ComposedText | null;
  readonly minutes: number | null;
  readonly needs: readonly { readonly id: string; readonly text: ComposedText }[];
  readonly leadsToEntry: boolean;
  /** The answers it is for; empty: it is for everybody. */
  readonly when: readonly Condition[];
  /** What the employee says here, in order. */
  readonly lines: readonly ComposedLine[];
  /** The stop rules that this step's lines lead to; the service's others hold everywhere too. */
  readonly stops: readonly ComposedStop[];
};

export type ComposedLaw = {
  readonly id: string;
  readonly kind: LawRecord['kind'];
  readonly applies: LawRecord['applies'];
  readonly statement: ComposedText;
  readonly law: string;
  readonly validFrom: DateString | null;
  readonly source: ComposedSource | null;
  readonly checked: DateString;
};

export type ComposedFact = {
  readonly id: string;
  readonly kind: Fact['kind'];
  /** Null when it is not valid today: it is being checked, and no page shows it as true. */
  readonly value: ComposedText | null;
  /** The sentence of the guide that it stands in; null where none does. */
  readonly sentence: ComposedText | null;
  readonly validFrom: DateString;
  readonly validTo: DateString | null;
  readonly source: ComposedSource | null;
  readonly checked: DateString;
};

export type ComposedSource = {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly checked: DateString;
};

export type ComposedQuestion = {
  readonly id: string;
  readonly text: ComposedText;
  readonly help: ComposedText | null;
  readonly options: readonly { readonly id: string; readonly text: ComposedText }[];
};

export type ComposedService = {
  readonly slug: string;
  readonly language: ContentLanguage;
  /** Every language that its title is written in, Danish first. */
  readonly languages: readonly ContentLanguage[];
  readonly title: ComposedText;
  readonly plainTitle: ComposedText;
  readonly summary: ComposedText;
  readonly lifeEvent: string;
  readonly authority: { readonly kind: ServiceText['authority']['kind']; readonly name: ComposedText };
  readonly atAGlance: { readonly digital: ComposedText; readonly price: ComposedText; readonly time: ComposedText };
  /** `host` is where it leads, without `www.`. */
  readonly entry: { readonly url: string; readonly label: ComposedText; readonly host: string };
  readonly nonDigital: ComposedText;
  readonly ready: readonly {
    readonly id: string;
    readonly text: ComposedText;
    readonly when: readonly Condition[];
  }[];
  /** What a personal guide is made from; empty for most. */
  readonly questions: readonly ComposedQuestion[];
  /** Empty for a short entry. */
  readonly steps: readonly ComposedStep[];
  readonly stopRules: readonly ComposedStop[];
  readonly law: readonly ComposedLaw[];
  readonly facts: readonly ComposedFact[];
  readonly sources: readonly ComposedSource[];
  readonly checked: { readonly date: DateString; readonly by: string };
  readonly related: readonly string[];
};

export type Missing = { readonly kind: 'missing-local'; readonly fields: readonly LocalField[] };

/** The fields that this municipality must still fill before the guide can be published. */
export const missingLocalFields = (service: ServiceText, local: LocalValues): readonly LocalField[] =>
  service.localFields.filter((field) => local[field.id] === undefined);

/** The service in one language, or the fields that are missing. `today` is the Danish date. */
export function composeService(
  service: ServiceText,
  embedded: Embedded,
  language: ContentLanguage,
  today: DateString,
): Result<ComposedService, Missing> {
  const fields = missingLocalFields(service, embedded.local);
  if (fields.length > 0) return refuse({ kind: 'missing-local', fields });
  const text = composer(service, embedded, language, today);
  const sources = new Map<string, ComposedSource>(service.sources.map((source) => [source.id, source]));
  const source = (id: string) => sources.get(id) ?? null;
  const law = service.law
    .filter((record) => validOn(record, today))
    .map(
      (record): ComposedLaw => ({
        ...record,
        statement: text(record.statement),
        validFrom: record.validFrom ?? null,
        source: source(record.source),
      }),
    );
  const stopRules = service.stopRules.map(
    (rule): ComposedStop => ({
      id: rule.id,
      when: text(rule.when),
      offer: text(rule.offer),
      law: law.find((record) => record.id === rule.law) ?? null,
    }),
  );
  const ready = service.ready.map((one) => ({ id: one.id, text: text(one.text), when: one.when ?? [] }));
  const { atAGlance } = service;
  const address = text({ da: service.entry.url }).text;
  return ok({
    slug: service.slug,
    language,
    languages: ['da', ...Object.keys(service.title).filter((tag) => tag !== 'da')],
    title: text(service.title),
    plainTitle: text(service.plainTitle),
    summary: text(service.summary),
    lifeEvent: service.lifeEvent,
    authority: { kind: service.authority.kind, name: text(service.authority.name) },
    atAGlance: { digital: text(atAGlance.digital), price: text(atAGlance.price), time: text(atAGlance.time) },
    entry: { url: address, label: text(service.entry.label), host: hostOf(address) },
    nonDigital: text(service.nonDigital),
    ready,
    questions: (service.questions ?? []).map((question) => ({
      id: question.id,
      text: text(question.text),
      help: question.help ? text(question.help) : null,
      options: question.options.map((option) => ({ id: option.id, text: text(option.text) })),
    })),
    steps: service.steps.map((step, index) => composeStep(step, index + 1, text, ready, stopRules)),
    stopRules,
    law,
    facts: factsOf(service, embedded, today).map(({ version, ...fact }) => ({
      ...fact,
      value: validOn(version, today) ? text(version.value) : null,
      sentence: sentenceWith(service, fact.id, text),
      validFrom: version.validFrom,
      validTo: version.validTo ?? null,
      source:
        typeof version.source === 'string'
          ? source(version.source)
          : { ...version.source, id: fact.id, checked: version.checked },
      checked: version.checked,
    })),
    sources: service.sources,
    checked: service.checked,
    related: service.related ?? [],
  });
}

/** A value alone says little (“6 weeks before”); its sentence says what it is about. */
function sentenceWith(service: ServiceText, fact: string, text: Composer): ComposedText | null {
  const reference = `{fact:${fact}}`;
  const candidates = [
    ...service.steps.flatMap((step) => (step.ifWrong ? [step.text, step.ifWrong] : [step.text])),
    ...service.law.map((law) => law.statement),
    ...service.ready.map((one) => one.text),
    ...Object.values(service.atAGlance),
    service.summary,
    service.nonDigital,
  ];
  const found = candidates.find((candidate) => candidate.da.includes(reference));
  if (!found) return null;
  const pick = (whole: string) =>
    whole.split(/(?<=[.!?])\s+(?=[\p{Lu}{])/u).find((one) => one.includes(reference)) ?? whole;
  return text({ da: pick(found.da), ...(found.en === undefined ? {} : { en: pick(found.en) }) });
}

const hostOf = (address: string): string =>
  URL.canParse(address) ? new URL(address).host.replace(/^www\./, '') : address;

function composeStep(
  step: Step,
  number: number,
  text: Composer,
  ready: ComposedService['ready'],
  stopRules: readonly ComposedStop[],
): ComposedStep {
  const lines = step.lines.map(
    (line): ComposedLine => ({
      stage: line.stage,
      say: text(line.say),
      do: line.do ? text(line.do) : null,
      ifCitizenSays: (line.ifCitizenSays ?? []).map((branch) => ({ says: text(branch.says), goTo: branch.goTo })),
    }),
  );
  const led = new Set(lines.flatMap((line) => line.ifCitizenSays.map((branch) => branch.goTo)));
  return {
    id: step.id,
    number,
    kind: step.kind,
    actor: step.actor,
    title: text(step.title),
    text: text(step.text),
    ifWrong: step.ifWrong ? text(step.ifWrong) : null,
    minutes: step.minutes ?? null,
    needs: ready.filter((one) => step.needs?.includes(one.id)),
    leadsToEntry: step.leadsToEntry ?? false,
    when: step.when ?? [],
    lines,
    stops: stopRules.filter((rule) => led.has(`stop:${rule.id}`)),
  };
}
