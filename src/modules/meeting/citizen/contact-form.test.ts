import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MeetingRules } from '../meeting-rules.ts';
import { type ContactForm, emptyContact, readContact, readContactForm } from './contact-form.ts';

const asked = (rules: Partial<MeetingRules> = {}, form: 'phone' | 'video' = 'video') => ({
  form,
  rules: { anonymous: false, identity: 'told', companions: true, ...rules } as MeetingRules,
});
const read = (form: Partial<ContactForm>, rules: Partial<MeetingRules> = {}, meeting: 'phone' | 'video' = 'video') =>
  readContact(asked(rules, meeting), { ...emptyContact, ...form }, null);

test('a name and one way to reach her is enough, and what she wrote says which way it is', () => {
  expect(read({ navn: 'Karen', kontakt: 'karen@example.dk' })).toMatchObject({
    value: { person: { channel: 'mail', details: { mail: 'karen@example.dk', phone: null, cpr: null } } },
  });
  expect(read({ navn: 'Karen', kontakt: '20 11 22 33' })).toMatchObject({
    value: { person: { channel: 'sms', details: { phone: '+4520112233' } } },
  });
  expect(read({ navn: 'Karen', vej: 'Havnegade 1', by: '9999 Fjordby' })).toMatchObject({
    value: { person: { channel: 'letter', details: { address: ['Karen', 'Havnegade 1', '9999 Fjordby'] } } },
  });
  expect(read({ navn: 'Karen', cpr: '670190-1234' }, { identity: 'known' })).toMatchObject({
    value: { person: { channel: 'digital-post', details: { cpr: '6701901234' } } },
  });
});

test('what is missing is named by its field', () => {
  const faults = (result: ReturnType<typeof read>) =>
    result.ok ? [] : result.faults.map((one) => `${one.field} ${one.fault}`);
  expect(faults(read({}))).toEqual(['navn missing', 'kontakt missing']);
  expect(faults(read({ navn: 'Karen', kontakt: 'karen(at)example' }))).toEqual(['kontakt unreadable']);
  expect(faults(read({ navn: 'Karen', vej: 'Havnegade 1' }))).toEqual(['by missing']);
  expect(faults(read({ navn: 'Karen', kontakt: 'k@example.dk' }, {}, 'phone'))).toEqual(['telefon missing']);
  expect(faults(read({ navn: 'Karen', kontakt: 'k@example.dk' }, { identity: 'known' }))).toEqual(['cpr missing']);
  expect(faults(read({ navn: 'Karen', kontakt: 'k@example.dk', cpr: '9999999999' }))).toEqual(['cpr unreadable']);
});

test('a meeting by phone is reached by its number', () => {
  expect(read({ navn: 'Karen', telefon: '20112233' }, {}, 'phone')).toMatchObject({
    value: { person: { channel: 'sms', details: { phone: '+4520112233' } } },
  });
});

test('of an anonymous person the alias alone is taken, whatever a form sends along', () => {
  const all = { navn: 'Karen', kontakt: 'k@example.dk', telefon: '20112233', vej: 'A 1', by: 'B', cpr: '6701901234' };
  expect(read({ ...all, kaldenavn: 'Blå', ledsager: 'Ole' }, { anonymous: true })).toEqual({
    ok: true,
    value: {
      person: {
        role: 'citizen',
        protected: false,
        channel: 'none',
        details: {
          name: null,
          alias: 'Blå',
          phone: null,
          mail: null,
          cpr: null,
          address: null,
          interpreter: null,
          authority: null,
        },
      },
      others: [],
    },
  });
  for (const kaldenavn of ['20 11 22 33', 'k@example.dk', '670190-1234', ''])
    expect(read({ kaldenavn }, { anonymous: true }).ok).toBe(false);
});

test('no text of hers makes it throw, and no CPR number stays in a name', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('navn', 'kontakt', 'vej', 'by', 'ledsager', 'kaldenavn'), fc.string()),
      (input) => {
        readContact(asked(), readContactForm(input), null);
      },
    ),
  );
  const found = read({ navn: 'Karen 670190-1234', kontakt: 'k@example.dk', ledsager: 'Ole 6701901234' });
  expect(JSON.stringify(found)).not.toMatch(/670190/);
});

test('who says that her name and address are protected is so in what is stored, and an address that no letter needs is not kept', () => {
  const lives = { navn: 'Karen', vej: 'Havnegade 1', by: '9999 Fjordby', skjul: true };
  expect(read({ ...lives, kontakt: 'k@example.dk' })).toMatchObject({
    value: { person: { channel: 'mail', protected: true, details: { address: null } } },
  });
  expect(read(lives)).toMatchObject({
    value: {
      person: { channel: 'letter', protected: true, details: { address: ['Karen', 'Havnegade 1', '9999 Fjordby'] } },
    },
  });
  expect(read({ navn: 'Karen', kontakt: 'k@example.dk' })).toMatchObject({ value: { person: { protected: false } } });
  // Of an anonymous person nothing is said that could be told apart.
  expect(read({ kaldenavn: 'Blå', skjul: true }, { anonymous: true })).toMatchObject({
    value: { person: { protected: false } },
  });
});
