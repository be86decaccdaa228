import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type HandoverService, handoverCode, maxHandoverSteps, readHandoverCode } from './handover-code.ts';

const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const stepIds = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/), {
  minLength: 1,
  maxLength: maxHandoverSteps,
});
const slug = fc.stringMatching(/^[a-z]{3,12}(-[a-z]{2,8})?$/);
const service: fc.Arbitrary<HandoverService> = fc.record({ slug, steps: stepIds });
const ticked = service.chain((one) => fc.tuple(fc.constant(one), fc.subarray([...one.steps])));

const others: readonly HandoverService[] = Array.from({ length: 64 }, (_, index) => ({
  slug: `andet-${index}`,
  steps: ['find', 'send', 'wait'],
}));
const among = (one: HandoverService) => [...others, one];
const codeOf = (one: HandoverService, done: readonly string[]) => handoverCode(one, done) ?? '';

describe('a code', () => {
  test('brings back the guide and its ticks, however it is written', () => {
    fc.assert(
      fc.property(ticked, fc.constantFrom('', ' ', '-'), fc.boolean(), ([one, done], gap, small) => {
        const code = codeOf(one, done).replace(/ /g, '').split('').join(gap).replace(/0/g, 'O').replace(/1/g, 'l');
        const read = readHandoverCode(small ? code.toLowerCase() : code, among(one));
        expect(read).toEqual({ kind: 'found', slug: one.slug, done });
      }),
    );
  });

  test('has seven signs and no letter that is misread', () => {
    fc.assert(
      fc.property(ticked, ([one, done]) => {
        expect(handoverCode(one, done)).toMatch(/^[0-9A-HJKMNP-TV-Z]{3} [0-9A-HJKMNP-TV-Z]{4}$/);
      }),
    );
  });

  test('with one wrong sign, or two neighbours swapped, is never read as another', () => {
    fc.assert(
      fc.property(ticked, fc.nat(6), fc.nat(31), ([one, done], place, value) => {
        const code = codeOf(one, done).replace(' ', '');
        const wrong = code.slice(0, place) + signs[value] + code.slice(place + 1);
        if (wrong !== code) expect(readHandoverCode(wrong, among(one)).kind).toBe('mistyped');
        const swapped = code.slice(0, place) + (code[place + 1] ?? '') + (code[place] ?? '') + code.slice(place + 2);
        if (swapped !== code) expect(readHandoverCode(swapped, among(one)).kind).toBe('mistyped');
      }),
    );
  });

  test('too short, too long, empty or with foreign signs is mistyped', () => {
    const one = { slug: 'pas', steps: ['book', 'come'] };
    const code = codeOf(one, ['book']);
    for (const wrong of ['', ' ', 'hej', code.slice(0, -1), `${code}0`, 'ÆØÅ ÆØÅÆ', 'UUU UUUU', '010190-1234'])
      expect(readHandoverCode(wrong, [one])).toEqual({ kind: 'mistyped' });
  });

  test('of a guide that is not here says so', () => {
    expect(readHandoverCode(codeOf({ slug: 'pas', steps: ['book'] }, []), others).kind).toBe('unknown');
  });

  test('of a guide whose steps have changed ticks nothing and says so', () => {
    let noticed = 0;
    let all = 0;
    fc.assert(
      fc.property(ticked, fc.constantFrom('turn', 'add', 'drop', 'rename'), ([one, done], how) => {
        const steps = [...one.steps];
        if (how === 'turn') steps.reverse();
        if (how === 'add') steps.splice(1, 0, 'nyt-trin-her');
        if (how === 'drop') steps.pop();
        if (how === 'rename') steps[0] = 'omdoebt-trin-her';
        if (steps.join() === one.steps.join() || steps.length > maxHandoverSteps) return;
        all += 1;
        const read = readHandoverCode(codeOf(one, done), among({ slug: one.slug, steps }));
        if (read.kind === 'changed' && read.slugs.includes(one.slug)) noticed += 1;
      }),
      { numRuns: 3000, seed: 11 },
    );
    expect(noticed / all).toBeGreaterThan(0.96);
  });

  test('that two guides share by name goes to the one whose steps fit', () => {
    const name = (one: string) => codeOf({ slug: one, steps: ['a'] }, []).slice(0, 2);
    const first = new Map<string, string>();
    let pair: readonly [string, string] | null = null;
    // 14 bits: among a few hundred names two meet, and a check sign of the whole tells them apart no more.
    for (let index = 0; pair === null && index < 5000; index += 1) {
      const one = `navn-${index}`;
      const known = first.get(name(one));
      const shares =
        known && readHandoverCode(codeOf({ slug: one, steps: ['a'] }, []), [{ slug: known, steps: ['b'] }]);
      if (known && shares && shares.kind === 'changed') pair = [known, one];
      else first.set(name(one), one);
    }
    if (pair === null) throw new Error('no two names met');
    const [one, other] = pair;
    const services = [
      { slug: one, steps: ['open', 'send', 'wait'] },
      { slug: other, steps: ['call', 'come'] },
    ];
    for (const each of services)
      expect(readHandoverCode(codeOf(each, each.steps), services)).toEqual({
        kind: 'found',
        slug: each.slug,
        done: each.steps,
      });
  });

  test('is not made of a guide without steps, or with more than it can hold', () => {
    expect(handoverCode({ slug: 'kort', steps: [] }, [])).toBeNull();
    expect(handoverCode({ slug: 'lang', steps: Array.from({ length: 13 }, (_, i) => `t${i}`) }, [])).toBeNull();
  });
});
