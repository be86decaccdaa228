import { describe, expect, test } from 'vitest';
import { spokenForm } from './spoken.ts';
import { chooseVoice } from './voices.ts';

describe('said aloud in Danish', () => {
  test.each([
    ['Ring på 10 20 30 40.', 'Ring på 10, 20, 30, 40.'],
    ['Ring på 70051020.', 'Ring på 70, 0 5, 10, 20.'],
    ['Ring 112.', 'Ring 1 1 2.'],
    ['Det koster 893 kr.', 'Det koster 893 kroner'],
    ['Det koster 1.500 kr. om året', 'Det koster 1500 kroner om året'],
    ['Det koster 559,40 kr.', 'Det koster 559 kroner og 40 øre'],
    ['Det koster kr. 1,00 eller 1 kr', 'Det koster 1 krone eller 1 krone'],
    ['Kom kl. 14.30 eller kl. 9.00 eller kl. 8.', 'Kom klokken 14 30 eller klokken 9 eller klokken 8.'],
    ['Det tager ca. 3–4 uger.', 'Det tager cirka 3 til 4 uger.'],
    ['F.eks. et pas, fx dit gamle', 'for eksempel et pas, for eksempel dit gamle'],
    ['§ 12, stk. 3', 'paragraf 12, stykke 3'],
    ['Log på med MitID på borger.dk.', 'Log på med Mit ID på borger punktum dk.'],
    ['Den 1. juli 2026 flytter du 15 km.', 'Den 1. juli 2026 flytter du 15 kilometer.'],
    ['Kom, når du er fyldt 15 år.', 'Kom, når du er fyldt 15 år.'],
  ])('%s', (written, said) => {
    expect(spokenForm(written, 'da')).toBe(said);
  });
});

test('said aloud in English', () => {
  expect(spokenForm('Call 10 20 30 40. It costs DKK 1,893, i.e. about 3–4 weeks.', 'en')).toBe(
    'Call 10, 20, 30, 40. It costs 1893 kroner, that is about 3 to 4 weeks.',
  );
  expect(spokenForm('ca. 10 20 30 40', 'ar')).toBe('ca. 10 20 30 40');
});

describe('the voice', () => {
  const voice = (lang: string, localService = true, standard = false) => ({ lang, localService, default: standard });
  test('speaks the language of the text, as Danes or Britons do, from the device itself', () => {
    const danish = voice('da_DK');
    expect(chooseVoice([voice('de-DE', true, true), voice('da-DK', false), danish], 'da')).toEqual({ voice: danish });
    const british = voice('en-GB');
    expect(chooseVoice([voice('en-US', true, true), british], 'en')).toEqual({ voice: british });
    expect(chooseVoice([voice('en-US')], 'en')).toEqual({ voice: voice('en-US') });
  });
  test('is none rather than one of another language, or one that tells its maker what is read', () => {
    expect(chooseVoice([voice('sv-SE')], 'da')).toEqual({ voice: null, why: 'none' });
    expect(chooseVoice([voice('da-DK', false)], 'da')).toEqual({ voice: null, why: 'only-remote' });
    expect(chooseVoice([], 'da')).toEqual({ voice: null, why: 'none' });
  });
});
