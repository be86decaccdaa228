import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { WaysOffered } from './views/ways-offered.tsx';
import type { Ways } from './ways.ts';

const shown = (ways: Ways | null, language: 'da' | 'en' = 'da') =>
  renderToString(<WaysOffered ways={ways} language={language} />)
    .replace(/<[^>]+>/g, '')
    .trim();

test('a citizen reads what is recommended first, and nothing of ways between systems', () => {
  const ways: Ways = { offered: ['phone', 'system', 'self-service', 'personal'], recommended: ['self-service'] };
  expect(shown(ways)).toBe('Sådan kan du gøre det: på nettet (anbefales), på telefon, i Borgerservice.');
  expect(shown(ways, 'en')).toBe('How you can do it: online (recommended), by phone, at citizen service.');
});
test('where nothing was decided there is nothing to read', () => {
  expect(shown(null)).toBe('');
  expect(shown({ offered: [], recommended: [] })).toBe('');
});
