import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emergencyRoute } from './emergency-route.ts';

describe('emergencyRoute', () => {
  it.each([
    'jeg vil ikke leve mere',
    'jeg orker ikke at leve længere',
    'Jeg har lyst til at dø',
    'jeg vil bare dø',
    'selvmordstanker',
    'min søn truer med selvmord',
    'hun vil tage livet af sig',
    'jeg vil gøre en ende på det hele',
    'jeg skærer i mig selv',
    'i want to die',
    "i don't want to live anymore",
    'jeg vil ikke leve mere fordi min mand slår mig',
  ])('life: %s', (query) => {
    expect(emergencyRoute(query)).toBe('life');
  });

  it.each([
    'min mand slår mig',
    'min far slår min mor',
    'han slog mig i går',
    'min eks truer mig',
    'jeg bliver slået derhjemme',
    'vold i hjemmet',
    'jeg har en voldelig kæreste',
    'krisecenter for kvinder',
    'jeg er blevet voldtaget',
    'my husband beats me',
    'domestic violence',
    'min kaereste taesker mig',
  ])('violence: %s', (query) => {
    expect(emergencyRoute(query)).toBe('violence');
  });

  it.each([
    'min mand slår græs',
    'kan man slå mig op i telefonbogen',
    'jeg kan ikke leve af min su',
    'min mand er død',
    'min far vil gerne dø hjemme',
    'hvad gør jeg når nogen dør',
    'jeg slog mig på arbejdet',
    'livsforlængende behandling',
    'rotter',
    'levetid på pas',
    'i do not want to live in denmark',
    '',
  ])('neither: %s', (query) => {
    expect(emergencyRoute(query)).toBeNull();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (query) => {
        expect(['life', 'violence', null]).toContain(emergencyRoute(query));
      }),
    );
  });
});

describe('what was told in other words', () => {
  it.each([
    'jeg har taget en masse piller',
    'min datter skærer i sig selv',
    'hun har skrevet et afskedsbrev',
    'jeg vil springe ud foran toget',
    'alle har det bedre uden mig',
  ])('%s: danger to life', (told) => {
    expect(emergencyRoute(told)).toBe('life');
  });

  it.each([
    'my boyfriend hit me last night',
    'min familie vil gifte mig væk',
    'min kæreste forfølger mig',
    'han låser mig inde',
    'jeg må ikke gå ud for min mand',
    'naboen slår sine børn',
  ])('%s: violence', (told) => {
    expect(emergencyRoute(told)).toBe('violence');
  });

  it.each([
    'jeg har glemt at tage min medicin med på ferie',
    'min mor skal have doseret piller',
    'må jeg gå ud af a-kassen',
    'vi skal giftes',
    'hunden gøre ondt',
    'skære ned på arbejdstid',
    'må jeg arbejde når jeg er på barsel',
  ])('%s: neither', (told) => {
    expect(emergencyRoute(told)).toBeNull();
  });
});
