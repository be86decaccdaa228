import { readCpr, redactCpr } from '../../../kernel/index.ts';
import { readMailAddress, readPhone } from '../../../platform/index.ts';
import type { NewPerson } from '../booking/booking-types.ts';
import type { MeetingType } from '../meeting-rules.ts';
import { nobody } from '../person-details.ts';
import type { Choices } from './choices.ts';

/** The form where she says who she is, as it was written. */
export type ContactForm = {
  readonly navn: string;
  readonly kontakt: string;
  readonly telefon: string;
  readonly vej: string;
  readonly by: string;
  readonly cpr: string;
  readonly ledsager: string;
  readonly kaldenavn: string;
  readonly ord: string;
  readonly skjul: boolean;
};
export const emptyContact: ContactForm = {
  navn: '',
  kontakt: '',
  telefon: '',
  vej: '',
  by: '',
  cpr: '',
  ledsager: '',
  kaldenavn: '',
  ord: '',
  skjul: false,
};

export type ContactField = keyof ContactForm;
/** Each has a sentence that says what to write instead. */
export type ContactFault = 'missing' | 'unreadable' | 'number-in-name';
export type ContactFaults = readonly { readonly field: ContactField; readonly fault: ContactFault }[];

export type ContactAsked = Pick<MeetingType, 'rules'> & { readonly form: Choices['form'] };

/** What a type asks of her, and no more. Pure. */
export const whatIsAsked = ({ rules, form }: ContactAsked) =>
  rules.anonymous
    ? { alias: true, name: false, contact: false, call: false, cpr: false, companion: false }
    : {
        alias: false,
        name: true,
        contact: true,
        // A meeting by phone needs the number that we call; a letter does not bring us there.
        call: form === 'phone',
        cpr: rules.identity === 'known',
        companion: rules.companions,
      };

const fieldLength = 200;
const tidy = (text: string): string => text.replace(/[\p{C}\s]+/gu, ' ').trim();

/** As it came; everything that was written is kept, so that nothing has to be written twice. */
export function readContactForm(input: Readonly<Record<string, unknown>>): ContactForm {
  const text = (name: string) => String(input[name] ?? '').slice(0, fieldLength);
  return {
    navn: text('navn'),
    kontakt: text('kontakt'),
    telefon: text('telefon'),
    vej: text('vej'),
    by: text('by'),
    cpr: text('cpr'),
    ledsager: text('ledsager'),
    kaldenavn: text('kaldenavn'),
    ord: text('ord'),
    skjul: input.skjul === 'ja',
  };
}

export type WhoSheIs = { readonly person: NewPerson; readonly others: readonly NewPerson[] };

/**
 * Reads who comes and how she is reached: mail or phone by what she wrote, a letter where she gave an address, Digital Post
 * where the type asks for a CPR number and nothing else was given. Pure.
 */
export function readContact(
  asked: ContactAsked,
  form: ContactForm,
  interpreter: string | null,
): { readonly ok: true; readonly value: WhoSheIs } | { readonly ok: false; readonly faults: ContactFaults } {
  const wants = whatIsAsked(asked);
  const base = { role: 'citizen', protected: form.skjul && !wants.alias } as const;
  if (wants.alias) {
    const alias = tidy(form.kaldenavn).slice(0, 40);
    if (alias === '') return { ok: false, faults: [{ field: 'kaldenavn', fault: 'missing' }] };
    // A number or an address is no alias: it would lead to her.
    if (/\d{6}|@/.test(alias.replace(/[\s.-]/g, '')))
      return { ok: false, faults: [{ field: 'kaldenavn', fault: 'number-in-name' }] };
    return {
      ok: true,
      value: { person: { ...base, details: { ...nobody, alias, interpreter }, channel: 'none' }, others: [] },
    };
  }
  const faults: { field: ContactField; fault: ContactFault }[] = [];
  const name = redactCpr(tidy(form.navn)).slice(0, 100);
  if (name === '') faults.push({ field: 'navn', fault: 'missing' });
  const read = readCpr(form.cpr, { replacement: true });
  const cpr = read.ok ? read.value.cpr : null;
  if (form.cpr.trim() !== '' && cpr === null) faults.push({ field: 'cpr', fault: 'unreadable' });
  else if (wants.cpr && cpr === null) faults.push({ field: 'cpr', fault: 'missing' });
  const called = form.telefon.trim() === '' ? null : readPhone(form.telefon);
  if (wants.call && called === null)
    faults.push({ field: 'telefon', fault: form.telefon.trim() === '' ? 'missing' : 'unreadable' });
  const written = form.kontakt.trim();
  const mail = readMailAddress(written);
  const phone = readPhone(written) ?? (wants.call ? called : null);
  const street = tidy(form.vej);
  const town = tidy(form.by);
  const address =
    street !== '' && town !== '' ? [name, street, town].map((line) => redactCpr(line).slice(0, 60)) : null;
  if (written !== '' && mail === null && readPhone(written) === null)
    faults.push({ field: 'kontakt', fault: 'unreadable' });
  else if (street !== '' && town === '') faults.push({ field: 'by', fault: 'missing' });
  else if (street === '' && town !== '') faults.push({ field: 'vej', fault: 'missing' });
  else if (written === '' && phone === null && address === null && cpr === null)
    faults.push({ field: 'kontakt', fault: 'missing' });
  if (faults.length > 0) return { ok: false, faults };
  const channel = mail ? 'mail' : phone ? 'sms' : address ? 'letter' : 'digital-post';
  // A protected address that no message needs is not kept.
  const neededAddress = form.skjul && channel !== 'letter' ? null : address;
  const companion = redactCpr(tidy(form.ledsager)).slice(0, 100);
  return {
    ok: true,
    value: {
      person: {
        ...base,
        details: { ...nobody, name, mail, phone, cpr, address: neededAddress, interpreter },
        channel,
      },
      others:
        wants.companion && companion !== ''
          ? [{ role: 'companion', protected: false, details: { ...nobody, name: companion }, channel: 'none' }]
          : [],
    },
  };
}
