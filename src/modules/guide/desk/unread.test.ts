import { describe, expect, test } from 'vitest';
import {
  changedTexts,
  firstVisit,
  newsSubject,
  parseTextMark,
  serviceSubject,
  shownOn,
  textMark,
  unreadNews,
} from './unread.ts';

const at = (day: string) => new Date(`${day}T08:00:00Z`);
const version = (service: string, national: number, day: string, local = 0) => ({
  service,
  national,
  local,
  at: at(day),
});
const slugs = (found: readonly { readonly service: string }[]) => found.map(({ service }) => service);

describe('changed texts', () => {
  const versions = [
    version('pas', 1, '2026-11-01'),
    version('flytning', 3, '2026-11-20'),
    version('su', 2, '2026-11-22'),
  ];

  test('are none for her who has never been here: she reads them as they stand', () => {
    expect(changedTexts(versions, new Map())).toEqual([]);
  });

  test('are those published after she first came, newest first', () => {
    const marks = new Map([[firstVisit, at('2026-11-10').toISOString()]]);
    expect(slugs(changedTexts(versions, marks))).toEqual(['su', 'flytning']);
  });

  test('are told once: a mark for this text silences it until it changes again', () => {
    const marks = new Map([
      [firstVisit, at('2026-11-10').toISOString()],
      [serviceSubject('su'), '2/0'],
      [serviceSubject('flytning'), '2/0'],
    ]);
    expect(slugs(changedTexts(versions, marks))).toEqual(['flytning']);
    expect(slugs(changedTexts([version('su', 2, '2026-11-23', 1)], marks))).toEqual(['su']);
  });

  test('a mark is read back as it was written, and nothing else is', () => {
    expect(parseTextMark(textMark({ national: 12, local: 3 }))).toEqual({ national: 12, local: 3 });
    for (const other of [undefined, '', '1', '1/x', '1/2/3', '12345678901/1']) expect(parseTextMark(other)).toBeNull();
  });
});

describe('news', () => {
  const news = (id: string, shownFrom: string, shownTo: string | null, revision = 1) => ({
    id,
    shownFrom,
    shownTo,
    revision,
  });

  test('is shown on both its days and on none outside', () => {
    const one = news('a', '2026-11-20', '2026-11-22');
    expect(['2026-11-19', '2026-11-20', '2026-11-22', '2026-11-23'].map((day) => shownOn(one, day))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(shownOn(news('a', '2026-11-20', null), '2030-01-01')).toBe(true);
  });

  test('is unread until it is read, and again when it was changed', () => {
    const all = [news('a', '2026-11-20', null), news('b', '2026-11-20', null, 2), news('c', '2026-12-01', null)];
    const marks = new Map([
      [newsSubject('a'), '1'],
      [newsSubject('b'), '1'],
    ]);
    expect(unreadNews(all, marks, '2026-11-22').map(({ id }) => id)).toEqual(['b']);
  });
});
