import { expect, test } from 'vitest';
import { emergencyLines } from './emergency-lines.ts';

test('112 comes first, and every number has its source and when it was read', () => {
  for (const lines of Object.values(emergencyLines)) {
    expect(lines[0]?.phone).toBe('112');
    for (const { source } of lines) {
      expect(source.url).toMatch(/^https:/);
      expect(source.checked).toMatch(/^20\d\d-\d\d-\d\d$/);
    }
  }
});
