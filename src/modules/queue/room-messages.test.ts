import { expect, test } from 'vitest';
import { roomTexts, waitingTexts } from './room-messages.ts';

test('who waits for her meeting is told of no place in line and of no two minutes to keep it', () => {
  for (const language of ['da', 'en'] as const) {
    const { keep, leave, lineLost, gone, startAgain, again, back, banner } = waitingTexts(language, true);
    for (const words of [keep, leave, lineLost, gone, startAgain, again, banner(1)])
      expect(words).not.toMatch(/plads|kø\b|2 minut|place|in line/);
    expect(back).toBe('/moede/mit');
  }
});

test('who waits in line is told so as before', () => {
  const waits = waitingTexts('da', false);
  expect(waits.keep).toBe(roomTexts('da').waiting.keep);
  expect(waits.banner(3)).toBe('Du er nummer 3 i køen');
  expect(waits.back).toBe('/hjaelp');
});
