import { describe, expect, test } from 'vitest';
import { sampleService } from '../testing/sample-service.ts';
import { type ComposedService, composeService } from './compose-service.ts';

const local = { phone: { da: '10 20 30 40' } };
const composed = (language: 'da' | 'en' = 'da', today = '2026-11-24', changes = {}): ComposedService => {
  const result = composeService(sampleService(changes), { local }, language, today);
  if (!result.ok) throw new Error('not composed');
  return result.value;
};

describe('a guide put together', () => {
  test('sets in dated facts and local fields', () => {
    expect(composed().atAGlance.price.text).toBe('Det koster 893 kr.');
    expect(composed('en').atAGlance.price.text).toBe('It costs DKK 893.');
    expect(composed().nonDigital.text).toBe('Ring på 10 20 30 40.');
    expect(composed().entry.host).toBe('borger.dk');
  });

  test('never shows a fact as true before its first or after its last day', () => {
    expect(composed('da', '2026-12-31').atAGlance.price.text).toContain('893');
    for (const day of ['2027-01-01', '2025-12-31']) {
      expect(composed('da', day).atAGlance.price.text).toBe('Det koster [beløbet er ved at blive kontrolleret].');
      expect(composed('en', day).atAGlance.price.text).toBe('It costs [the amount is being checked].');
      expect(JSON.stringify(composed('da', day))).not.toContain('893');
      expect(composed('da', day).facts[0]?.value).toBeNull();
    }
  });

  test('is refused while a local field is missing, by the field’s name', () => {
    const result = composeService(sampleService(), { local: {} }, 'da', '2026-11-24');
    expect(result).toMatchObject({ ok: false, reason: { kind: 'missing-local', fields: [{ id: 'phone' }] } });
  });

  test('says of each text which language it is in', () => {
    const [first, second] = composed('en').steps;
    expect(first?.title).toEqual({ text: 'Book a time', language: 'en' });
    expect(second?.title).toEqual({ text: 'Mød op', language: 'da' });
  });

  test('numbers steps, and gives each what the employee needs there', () => {
    const [first, second] = composed().steps;
    expect([first?.number, second?.number]).toEqual([1, 2]);
    expect(first?.needs.map((need) => need.text.text)).toEqual(['Dit gamle pas']);
    expect(first?.lines[0]?.say.text).toBe('Har du dit gamle pas?');
    expect(first?.stops).toMatchObject([
      { id: 'no-pass', offer: { text: 'Tag et andet bevis.' }, law: { law: 'Pasloven' } },
    ]);
    expect(second?.stops).toEqual([]);
  });

  test('tells of a fact by the sentence it stands in', () => {
    expect(composed().facts[1]?.sentence?.text).toBe('Børn betaler 183 kr.');
    expect(composed('en').facts[1]?.sentence?.text).toBe('Children pay DKK 183.');
  });

  test('a reference to nothing, or round in a circle, leaves no trace of itself', () => {
    const facts = [{ ...sampleService().facts[0], value: { da: '{fact:price} {local:phone}' } }];
    const price = composed('da', '2026-11-24', { facts }).atAGlance.price.text;
    expect(price).not.toMatch(/^\{local|10 20 30 40\{/);
    expect(price).toContain('10 20 30 40');
  });
});
