/** Facts as forms and back. Pure; every fault is named by its box. */
import { containsCpr, ok, type Result, refuse } from '../../../kernel/index.ts';
import { cleanPasted } from '../editing/clean-pasted.ts';
import { FactKind, type LocalisedText, overlapping } from '../service-text.ts';
import type { FactVersion, MunicipalFact, SharedFact } from './fact-records.ts';

export type FactFields = Readonly<Record<string, string>>;
export type FactFault = {
  readonly field: string;
  readonly fault: 'id' | 'empty' | 'date' | 'order' | 'overlap' | 'url' | 'none' | 'cpr';
};

const idForm = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const dateForm = /^\d{4}-\d{2}-\d{2}$/;
const isDate = (text: string) => dateForm.test(text) && !Number.isNaN(Date.parse(text));

const head = (fact: SharedFact | MunicipalFact): Record<string, string> => ({
  id: fact.id,
  kind: fact.kind,
  label: fact.label.da,
  owner: fact.owner?.role ?? '',
});

export const municipalFields = (fact: MunicipalFact): Record<string, string> => ({
  ...head(fact),
  da: fact.value.da,
  en: fact.value.en ?? '',
  from: fact.validFrom ?? '',
  to: fact.validTo ?? '',
  source: fact.source ?? '',
  checked: fact.checked,
});

export function sharedFields(fact: SharedFact): Record<string, string> {
  const fields = head(fact);
  for (const [at, version] of fact.versions.entries())
    Object.assign(fields, {
      [`${at}.da`]: version.value.da,
      [`${at}.en`]: version.value.en ?? '',
      [`${at}.from`]: version.validFrom,
      [`${at}.to`]: version.validTo ?? '',
      [`${at}.source`]: version.source.title,
      [`${at}.url`]: version.source.url,
      [`${at}.checked`]: version.checked,
    });
  return fields;
}

class Reader {
  readonly faults: FactFault[] = [];
  readonly #fields: FactFields;

  constructor(fields: FactFields) {
    this.#fields = fields;
  }

  box(name: string): string {
    return cleanPasted(this.#fields[name] ?? '');
  }

  need(name: string): string {
    const value = this.box(name);
    if (containsCpr(value)) this.faults.push({ field: name, fault: 'cpr' });
    if (value.length < 2) this.faults.push({ field: name, fault: 'empty' });
    return value;
  }

  date(name: string, needed: boolean): string | undefined {
    const value = this.box(name);
    if (value === '' && !needed) return undefined;
    if (!isDate(value)) this.faults.push({ field: name, fault: 'date' });
    return value;
  }

  period(stem: string, needed: boolean): { readonly validFrom?: string; readonly validTo?: string } {
    const validFrom = this.date(`${stem}from`, needed);
    const validTo = this.date(`${stem}to`, false);
    if (validFrom !== undefined && validTo !== undefined && validTo < validFrom)
      this.faults.push({ field: `${stem}to`, fault: 'order' });
    return { ...(validFrom === undefined ? {} : { validFrom }), ...(validTo === undefined ? {} : { validTo }) };
  }

  /** Other languages than the form's stay. */
  text(stem: string, old: LocalisedText | undefined): LocalisedText {
    const english = this.box(`${stem}en`);
    const others = Object.entries(old ?? {}).filter(([tag]) => tag !== 'da' && tag !== 'en');
    return { ...Object.fromEntries(others), da: this.need(`${stem}da`), ...(english === '' ? {} : { en: english }) };
  }

  head(old: SharedFact | MunicipalFact | null) {
    const id = old?.id ?? this.box('id');
    if (!idForm.test(id)) this.faults.push({ field: 'id', fault: 'id' });
    const kind = FactKind.options.find((one) => one === this.box('kind')) ?? 'rule';
    const role = this.box('owner');
    return {
      id,
      kind,
      label: { ...old?.label, da: this.need('label') },
      ...(role === '' ? {} : { owner: { ...old?.owner, role } }),
    };
  }
}

export function readMunicipalFact(
  fields: FactFields,
  old: MunicipalFact | null,
): Result<MunicipalFact, readonly FactFault[]> {
  const reader = new Reader(fields);
  const source = reader.box('source');
  const fact: MunicipalFact = {
    ...reader.head(old),
    value: reader.text('', old?.value),
    ...reader.period('', false),
    ...(source === '' ? {} : { source }),
    checked: reader.date('checked', true) ?? '',
  };
  return reader.faults.length > 0 ? refuse(reader.faults) : ok(fact);
}

/** How many values the form has boxes for: those there are, and one for what comes next. */
export const versionCount = (fact: SharedFact | null): number => (fact?.versions.length ?? 0) + 1;

export function readSharedFact(fields: FactFields, old: SharedFact | null): Result<SharedFact, readonly FactFault[]> {
  const reader = new Reader(fields);
  const versions: FactVersion[] = [];
  for (let at = 0; at < versionCount(old); at += 1) {
    const boxes = ['da', 'en', 'from', 'to', 'source', 'url', 'checked'].map((name) => reader.box(`${at}.${name}`));
    // An emptied value is taken away; one that is begun must be whole.
    if (boxes.every((box) => box === '')) continue;
    const url = reader.box(`${at}.url`);
    if (!/^https:\/\/\S+\.\S+$/.test(url)) reader.faults.push({ field: `${at}.url`, fault: 'url' });
    const { validFrom = '', validTo } = reader.period(`${at}.`, true);
    versions.push({
      value: reader.text(`${at}.`, old?.versions[at]?.value),
      validFrom,
      ...(validTo === undefined ? {} : { validTo }),
      source: { title: reader.need(`${at}.source`), url },
      checked: reader.date(`${at}.checked`, true) ?? '',
    });
  }
  if (versions.length === 0) reader.faults.push({ field: '0.da', fault: 'none' });
  const fact: SharedFact = { ...reader.head(old), versions };
  if (reader.faults.length === 0 && overlapping(versions.map((version) => ({ ...version, id: 'x' }))).length > 0)
    reader.faults.push({ field: `${versions.length - 1}.from`, fault: 'overlap' });
  return reader.faults.length > 0 ? refuse(reader.faults) : ok(fact);
}
