import { expect, test } from 'vitest';
import { checkServiceText } from '../service-text.ts';
import { sampleService } from '../testing/sample-service.ts';
import { fieldName } from './local-form.ts';
import { fromYaml, moveStep, readStepMove, readWholeForm, toYaml, wholeFields } from './whole-form.ts';

const service = sampleService({ title: { da: 'Pas', en: 'Passport', ar: 'جواز' } });
const first = service.steps[0]?.id ?? '';

test('a form sent as it came is the same text, in every language, and so is its YAML', () => {
  expect(readWholeForm(wholeFields(service), service)).toEqual({ ok: true, value: service });
  expect(fromYaml(toYaml(service))).toEqual({ ok: true, value: JSON.parse(JSON.stringify(service)) });
});

test('boxes that are not in the form say nothing; an emptied translation goes; Danish cannot', () => {
  const arabic = fieldName('title', 'ar');
  const gone = readWholeForm({ ...wholeFields(service), [arabic]: '' }, service);
  expect(gone.ok && gone.value.title).toEqual({ da: 'Pas', en: 'Passport' });
  expect(readWholeForm({}, service)).toEqual({ ok: true, value: service });
  expect(readWholeForm({ ...wholeFields(service), [fieldName('summary', 'da')]: ' ' }, service)).toEqual({
    ok: false,
    reason: [{ field: fieldName('summary', 'da'), fault: 'danish-first' }],
  });
});

test('steps are added, moved and removed', () => {
  const added = moveStep(service, { kind: 'add', after: first });
  expect(added.steps[1]?.id).toBe(`trin-${service.steps.length + 1}`);
  expect(moveStep(added, { kind: 'up', step: added.steps[1]?.id ?? '' }).steps[0]?.id).toBe(added.steps[1]?.id);
  expect(moveStep(service, { kind: 'up', step: first })).toEqual(service);
  expect(moveStep(added, { kind: 'remove', step: added.steps[1]?.id ?? '' })).toEqual(service);
  expect([readStepMove('up:find'), readStepMove('nonsense'), readStepMove('drop:x')]).toEqual([
    { kind: 'up', step: 'find' },
    null,
    null,
  ]);
});

test('YAML that is broken, expands itself or is no text is refused in words, and never thrown', () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghi'].map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[at]}`).join(',')}]`).join('\n')}`;
  for (const text of ['a: [1', bomb, '- 1', 'x', '', '__proto__: { polluted: true }', 'x'.repeat(200_001)]) {
    const result = fromYaml(text);
    if (result.ok) expect(checkServiceText(result.value).ok).toBe(false);
  }
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});
