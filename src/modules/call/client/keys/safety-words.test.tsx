import { render } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import type { WordsState } from './key-agreement.ts';
import { SafetyWords } from './safety-words.tsx';

const drawn = (words: WordsState, language: 'da' | 'en' = 'da') =>
  render(<SafetyWords words={words} language={language} />);
const three = ['gulv', 'tango', 'fisk'] as const;

describe('safety words', () => {
  test('are shown with what they are for, and what to do when they differ', () => {
    const html = drawn({ state: 'ready', words: three });
    expect(html).toContain('gulv, tango, fisk');
    expect(html).toContain('Læs de tre ord højt for hinanden');
    expect(html).toContain('Er de ikke ens?');
    expect(html).toMatch(/<p role="status"><\/p>/);
  });

  test('stay Danish, and are marked so', () => {
    expect(drawn({ state: 'ready', words: three }, 'en')).toMatch(/lang="da"[^>]*>gulv, tango, fisk/);
  });

  test('say that they are other words than before', () => {
    expect(drawn({ state: 'changed', words: three })).toMatch(/role="status">Nye tryghedsord/);
  });

  test('are none while they are found, and none where something is wrong, which is said aloud', () => {
    expect(drawn({ state: 'waiting', words: null })).toContain('Vi finder jeres tryghedsord');
    const broken = drawn({ state: 'broken', words: null });
    expect(broken).toContain('role="alert"');
    expect(broken).toContain('Sig ikke noget fortroligt');
  });
});
