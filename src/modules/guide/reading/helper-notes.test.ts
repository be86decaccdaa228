import { describe, expect, test } from 'vitest';
import type { ComposedStep } from '../publication/compose-service.ts';
import { helperNotesFor } from './helper-notes.ts';

const danish = (text: string) => ({ text, language: 'da' as const });
const step = (changes: {
  title?: string;
  text?: string;
  kind?: ComposedStep['kind'];
  needs?: string[];
}): ComposedStep => ({
  id: 'x',
  number: 1,
  kind: changes.kind ?? 'do',
  actor: 'citizen',
  title: danish(changes.title ?? ''),
  text: danish(changes.text ?? ''),
  ifWrong: null,
  minutes: null,
  needs: (changes.needs ?? []).map((id) => ({ id, text: danish(id), when: [] })),
  leadsToEntry: false,
  when: [],
  lines: [],
  stops: [],
});

describe('a helper is told', () => {
  test('at a step with MitID, whether the text says it or the step needs it', () => {
    expect(helperNotesFor(step({ text: 'Log på med MitID.' }))).toEqual(['mitid']);
    expect(helperNotesFor(step({ needs: ['mitid'] }))).toEqual(['mitid']);
  });
  test('at a step where somebody says yes, signs or comes in person', () => {
    expect(helperNotesFor(step({ title: 'Få ja fra den anden forælder' }))).toEqual(['consent']);
    expect(helperNotesFor(step({ text: 'Skriv under med MitID.' }))).toEqual(['mitid', 'consent']);
    expect(helperNotesFor(step({ text: 'Read it and sign.' }))).toEqual(['consent']);
    expect(helperNotesFor(step({ kind: 'go' }))).toEqual(['attend']);
  });
  test('nothing where there is nothing to hold back from', () => {
    expect(helperNotesFor(step({ text: 'Find den nye adresse. Sign in on borger.dk.' }))).toEqual([]);
  });
});
