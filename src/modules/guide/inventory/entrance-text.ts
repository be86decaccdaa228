/** From what an editor wrote, in a form or a row of a file, to an entrance. Pure; every fault names its field. */
import { containsCpr, ok, type Result, refuse } from '../../../kernel/index.ts';
import {
  dataClasses,
  type Entrance,
  type EntranceKind,
  type EntranceText,
  entranceKinds,
  entranceStatuses,
  hasWebAddress,
  phoneDigits,
  purposes,
} from './entrance.ts';
import { readCycle } from './review.ts';

export const textFields = [
  'name',
  'kind',
  'status',
  'purpose',
  'address',
  'services',
  'ownerRole',
  'backupRole',
  'unit',
  'dataClass',
  'kle',
  'cycleMonths',
  'note',
] as const;
export type TextField = (typeof textFields)[number];

export type TextFault = {
  readonly field: TextField;
  readonly kind:
    | 'missing'
    | 'long'
    | 'choose'
    | 'web-address'
    | 'phone'
    | 'mail'
    | 'person'
    | 'cpr'
    | 'kle'
    | 'services'
    | 'signs';
};

export type WrittenEntrance = Readonly<Record<Exclude<TextField, 'services'>, string>> & {
  readonly services: readonly string[];
};

const longest: Readonly<Partial<Record<TextField, number>>> = {
  name: 120,
  address: 1000,
  ownerRole: 120,
  backupRole: 120,
  unit: 120,
  note: 1000,
};

/** Control characters hide things in a file and in a page; a line break is one too. */
const hiddenSigns = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

export function readEntranceText(written: WrittenEntrance): Result<EntranceText, readonly TextFault[]> {
  const faults: TextFault[] = [];
  const fault = (field: TextField, kind: TextFault['kind']) => void faults.push({ field, kind });
  const text = (field: Exclude<TextField, 'services'>, needed = false): string => {
    const value = written[field].trim();
    if (needed && value.length < 2) fault(field, 'missing');
    else if (value.length > (longest[field] ?? 200)) fault(field, 'long');
    else if (hiddenSigns.test(field === 'note' ? value.replace(/[\r\n]/g, '') : value)) fault(field, 'signs');
    // A phone number may look like one; nothing else here is a person's.
    else if (field !== 'address' && containsCpr(value)) fault(field, 'cpr');
    return value;
  };
  const oneOf = <const Value extends string>(field: Exclude<TextField, 'services'>, values: readonly Value[]) => {
    const found = values.find((one) => one === written[field]);
    if (found === undefined) fault(field, 'choose');
    return found;
  };
  const role = (field: 'ownerRole' | 'backupRole'): string => {
    const value = text(field);
    if (value.includes('@')) fault(field, 'person');
    return value;
  };

  const name = text('name', true);
  const kind = oneOf('kind', entranceKinds);
  const status = oneOf(
    'status',
    entranceStatuses.filter((one) => one !== 'retired'),
  );
  const purpose = oneOf('purpose', purposes);
  const address = text('address', true);
  if (kind && address.length >= 2) {
    const wrong = addressFault(kind, address);
    if (wrong) fault('address', wrong);
  }
  const services = [...new Set(written.services)];
  if (services.length > 300 || services.some((slug) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(slug) || slug.length > 80))
    fault('services', 'services');
  const ownerRole = role('ownerRole');
  const backupRole = role('backupRole');
  const unit = text('unit');
  const dataClass = oneOf('dataClass', dataClasses);
  const kle = text('kle');
  if (!/^(?:\d{2}(?:\.\d{2}(?:\.\d{2})?)?)?$/.test(kle)) fault('kle', 'kle');
  const cycleMonths = readCycle(written.cycleMonths);
  if (cycleMonths === null) fault('cycleMonths', 'choose');
  // Forms send line breaks in two signs, files in one or two.
  const note = text('note').replace(/\r\n?/g, '\n');
  if (faults.length > 0 || !kind || !status || !purpose || !dataClass || !cycleMonths) return refuse(faults);
  return ok({
    name,
    kind,
    status,
    purpose,
    address,
    services,
    ownerRole,
    backupRole,
    unit,
    dataClass,
    kle,
    cycleMonths,
    note,
  });
}

/** Forms and solutions are pages, numbers are dialled, boxes are written to. Where to go is free text. */
function addressFault(kind: EntranceKind, address: string): TextFault['kind'] | null {
  if (hasWebAddress(kind)) {
    if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return 'web-address';
    const { username, password } = new URL(address);
    return username === '' && password === '' ? null : 'web-address';
  }
  if (kind === 'phone') return /^\+?[\d\s]+$/.test(address) && /^\d{3,15}$/.test(phoneDigits(address)) ? null : 'phone';
  if (kind === 'mailbox') return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address) ? null : 'mail';
  return /^(?:javascript|data|vbscript):/i.test(address) ? 'web-address' : null;
}

/** A stored one as a form has it. */
export const writtenOf = (entrance: Entrance): WrittenEntrance => ({
  ...entrance,
  cycleMonths: String(entrance.cycleMonths),
});

/** Which fields of `after` differ from `before`: what the log names and an editor is shown. */
export const changedFields = (before: EntranceText | WrittenEntrance, after: EntranceText): readonly TextField[] =>
  textFields.filter((field) => plain(before[field]) !== plain(after[field]));

const plain = (value: string | number | readonly string[]): string =>
  typeof value === 'object' ? [...value].sort().join(' ') : String(value).trim();
