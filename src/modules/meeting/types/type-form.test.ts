import { expect, test } from 'vitest';
import { plainRules } from '../../../../test/support/seed-meetings.ts';
import type { MeetingType } from '../meeting-rules.ts';
import { readTypeForm, typeForm } from './type-form.ts';

const forms = [
  { form: 'video', allowed: true, law: 'Forvaltningsloven § 7' },
  { form: 'phone', allowed: false, law: '' },
] as const;
const type: MeetingType = {
  id: '33333333-3333-4333-8333-333333333333',
  slug: 'borgerservice',
  title: { da: 'Borgerservice', en: 'Citizen service' },
  active: true,
  position: 3,
  rules: {
    ...plainRules,
    bring: [{ da: 'Pas', en: 'Passport' }],
    needs: [
      { kind: 'employee', skills: ['pas', 'koerekort'] },
      { kind: 'room', skills: [] },
    ],
    remindMinutes: [1440, 60],
  },
  forms: [{ form: 'video', law: 'Forvaltningsloven § 7' }],
  version: 4,
};
const written = typeForm(type, forms, 'da');
const faultsOf = (change: Readonly<Record<string, string>>) => {
  const read = readTypeForm({ ...written, ...change }, type.id);
  return read.ok ? [] : read.faults.map(({ field, fault }) => `${field}: ${fault}`);
};

test('what a form shows is what it saves', () => {
  const read = readTypeForm(written, type.id);
  expect(read.ok && read.value).toMatchObject({
    id: type.id,
    slug: 'borgerservice',
    title: type.title,
    rules: type.rules,
    version: 4,
    position: 3,
  });
  expect(read.ok && read.value.forms.find(({ form }) => form === 'video')).toEqual(forms[0]);
});

test('needs are written in the words of the page, and read in both languages', () => {
  expect(written.needs).toBe('medarbejder pas koerekort\nlokale');
  const needs = ['Medarbejder pas', 'room', 'Tolk', 'skærm'].join('\n');
  const read = readTypeForm({ ...written, needs }, type.id);
  expect(read.ok && read.value.rules.needs).toEqual([
    { kind: 'employee', skills: ['pas'] },
    { kind: 'room', skills: [] },
    { kind: 'interpreter', skills: [] },
    { kind: 'kiosk', skills: [] },
  ]);
});

test('an empty form asks for what cannot be guessed, and for nothing else', () => {
  const read = readTypeForm(typeForm(null, [], 'en'), null);
  expect(read.ok ? [] : read.faults.map(({ field }) => field)).toEqual([
    'titleDa',
    'titleEn',
    'slug',
    'form-in-person',
  ]);
});

test.each([
  [{ 'law-video': '' }, 'law-video: no-law'],
  [{ seats: '8', 'form-kiosk': 'ja', 'law-kiosk': 'Pasloven § 1' }, 'form-kiosk: group-form'],
  [{ lengthMinutes: '481' }, 'lengthMinutes: number'],
  [{ lengthMinutes: '1e1' }, 'lengthMinutes: number'],
  [{ slug: 'Æble' }, 'slug: slug'],
  [{ needs: 'lokale' }, 'needs: needs'],
  [{ needs: 'medarbejder\nhest' }, 'needs: needs'],
  [{ needs: 'medarbejder\nemployee' }, 'needs: needs'],
  [{ remind: '60 i morgen' }, 'remind: list'],
  [{ bring: 'a | b | c' }, 'bring: list'],
] as const)('%o is told at its field', (change, fault) => {
  expect(faultsOf(change)).toEqual([fault]);
});

test('a kind that is anonymous is opened by no invitation: its name would lead to her', () => {
  expect(faultsOf({ anonymous: 'ja', companions: '', bookedBy: 'invitation' })).toEqual([
    'bookedBy: anonymous-invitation',
  ]);
});

test('a kind that is anonymous keeps no note and lets nobody along', () => {
  expect(faultsOf({ anonymous: 'ja', noteDuty: 'ja', companions: 'ja', seats: '8' })).toEqual([
    'noteDuty: anonymous-notes',
    'companions: anonymous-people',
    'seats: seats',
  ]);
});
