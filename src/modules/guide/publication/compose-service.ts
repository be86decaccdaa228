/**
 * From the stored text to what is shown: facts and local fields set in, expired facts taken out, one language chosen
 * (docs/architecture.md, invariant 14). Pure: the date is given.
 */
import type { DateString, Language, Result } from '../../../kernel/index.ts';
import { localise, ok, refuse } from '../../../kernel/index.ts';
import type { LocalValues } from '../content/load-guide-content.ts';
import type { EmployeeLine, Fact, LawRecord, LocalField, LocalisedText, ServiceText, Step } from '../service-text.ts';

/** A text and the language it is really in: Danish where the language asked for is missing. */
export type ComposedText = { readonly text: string; readonly language: Language };

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

export type ComposedService = {
  readonly slug: string;
  readonly language: Language;
  readonly title: ComposedText;
  readonly plainTitle: ComposedText;
  readonly summary: ComposedText;
  readonly lifeEvent: string;
  readonly authority: { readonly kind: ServiceText['authority']['kind']; readonly name: ComposedText };
  readonly atAGlance: { readonly digital: ComposedText; readonly price: ComposedText; readonly time: ComposedText };
  /** `host` is where it leads, without `www.`. */
  readonly entry: { readonly url: string; readonly label: ComposedText; readonly host: string };
  readonly nonDigital: ComposedText;
  readonly ready: readonly { readonly id: string; readonly text: ComposedText }[];
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

/** Is the fact true on this date? */
export const validOn = (fact: Pick<Fact, 'validFrom' | 'validTo'>, date: DateString): boolean =>
  fact.validFrom <= date && (fact.validTo === undefined || date <= fact.validTo);

const beingChecked: Record<Fact['kind'], LocalisedText> = {
  amount: { da: 'beløbet er ved at blive kontrolleret', en: 'the amount is being checked' },
  deadline: { da: 'fristen er ved at blive kontrolleret', en: 'the deadline is being checked' },
  period: { da: 'tiden er ved at blive kontrolleret', en: 'the time is being checked' },
  phone: { da: 'nummeret er ved at blive kontrolleret', en: 'the number is being checked' },
  hours: { da: 'tiderne er ved at blive kontrolleret', en: 'the hours are being checked' },
  link: { da: 'adressen er ved at blive kontrolleret', en: 'the address is being checked' },
  threshold: { da: 'grænsen er ved at blive kontrolleret', en: 'the limit is being checked' },
  rule: { da: 'reglen er ved at blive kontrolleret', en: 'the rule is being checked' },
};

/** What stands in place of a fact that is not valid today. */
export const checkingText = (kind: Fact['kind'], language: Language): string =>
  localise(beingChecked[kind], language).text;

/** The service in one language, or the fields that are missing. `today` is the Danish date. */
export function composeService(
  service: ServiceText,
  local: LocalValues,
  language: Language,
  today: DateString,
): Result<ComposedService, Missing> {
  const fields = missingLocalFields(service, local);
  if (fields.length > 0) return refuse({ kind: 'missing-local', fields });
  const text = composer(service, local, language, today);
  const sources = new Map<string, ComposedSource>(service.sources.map((source) => [source.id, source]));
  const source = (id: string) => sources.get(id) ?? null;
  const law = service.law.map(
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
    entry: { url: entry.url, label: text(entry.label), host: new URL(entry.url).host.replace(/^www\./, '') },
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
      checked: fact.checked,
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

type Composer = (text: LocalisedText) => ComposedText;

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
    lines,
    stops: stopRules.filter((rule) => led.has(`stop:${rule.id}`)),
  };
}

/** Sets facts and local fields into a text. A fact may itself hold a local field, so references are followed once more. */
function composer(service: ServiceText, local: LocalValues, language: Language, today: DateString): Composer {
  const facts = new Map(service.facts.map((fact) => [fact.id, fact]));
  const set = (text: string, deep: boolean): string =>
    text.replace(/\{(fact|local):([^}]*)\}(\.?)/g, (_, kind: string, id: string, stop: string) => {
      const value = resolved(kind, id, deep);
      // “893 kr.” at the end of a sentence has its full stop already.
      return value.endsWith('.') ? value : value + stop;
    });
  const resolved = (kind: string, id: string, deep: boolean): string => {
    if (kind === 'local') return local[id] === undefined ? '' : localise(local[id], language).text;
    const fact = facts.get(id);
    if (!fact) return '';
    if (!validOn(fact, today)) return `[${checkingText(fact.kind, language)}]`;
    const value = localise(fact.value, language).text;
    return deep ? set(value, false) : value;
  };
  return (text) => {
    const chosen = localise(text, language);
    return { text: set(chosen.text, true), language: chosen.language };
  };
}
