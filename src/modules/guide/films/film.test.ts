import { describe, expect, test } from 'vitest';
import { checkFilm } from './check-form.ts';
import { captionFault, filmTypeOf, rangeOf, secondsOf } from './film.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');

test('a file is what its first bytes say', () => {
  expect(filmTypeOf(bytes('\0\0\0\x20ftypisom\0\0\x02\0isom'))).toBe('mp4');
  expect(filmTypeOf(bytes('\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm'))).toBe('webm');
  for (const other of ['\x1a\x45\xdf\xa3\x9fB\x82\x88matroska', '<html><script>', '', 'GIF89a', '\0\0\0\x20ftyp'])
    expect(filmTypeOf(bytes(other))).toBeNull();
});

test('a length is minutes and seconds', () => {
  expect(['1:20', '01.05', '80', '0:08'].map(secondsOf)).toEqual([80, 65, 80, 8]);
  for (const wrong of ['', '1:60', '0', '0:00', 'to minutter', '61:00', '1:2:3']) expect(secondsOf(wrong)).toBeNull();
});

describe('captions', () => {
  const cue = '00:00.000 --> 00:04.000\nHej';
  test.each([
    ['plain', `WEBVTT\n\n${cue}`],
    [
      'with a mark at the beginning, a title and line ends from Windows',
      `\uFEFFWEBVTT - titel\r\n\r\n1\r\n00:00:00.000 --> 00:00:04.000 line:0\r\nHej`,
    ],
    ['with a note', `WEBVTT\n\nNOTE fra bureauet\n\n${cue}`],
  ])('%s are shown', (_, text) => expect(captionFault(text, 8)).toBeNull());
  test.each([
    ['not-vtt', `1\n00:00:00,000 --> 00:00:04,000\nHej`],
    ['not-vtt', `WEBVTTx\n\n${cue}`],
    ['not-vtt', `WEBVTT\n\n${cue}${' '.repeat(200_000)}`],
    ['no-cues', 'WEBVTT\n\nNOTE intet'],
    ['bad-times', 'WEBVTT\n\n00:04.000 --> 00:01.000\nHej'],
    ['bad-times', 'WEBVTT\n\n00:00,000 --> 00:04,000\nHej'],
    ['bad-times', 'WEBVTT\n\n00:00.000 --> 00:04.000\n'],
    ['bad-times', `WEBVTT\n\n00:05.000 --> 00:06.000\nHej\n\n${cue}`],
    ['too-long', 'WEBVTT\n\n00:00.000 --> 00:20.000\nHej'],
  ])('%s', (fault, text) => expect(captionFault(text, 8)).toBe(fault));
});

test('a part of a file is what the browser asks for', () => {
  expect(rangeOf('bytes=0-9', 100)).toEqual({ first: 0, last: 9 });
  expect(rangeOf('bytes=90-', 100)).toEqual({ first: 90, last: 99 });
  expect(rangeOf('bytes=-10', 100)).toEqual({ first: 90, last: 99 });
  expect(rangeOf('bytes=-1000', 100)).toEqual({ first: 0, last: 99 });
  expect(rangeOf('bytes=50-5000', 100)).toEqual({ first: 50, last: 99 });
  for (const none of ['bytes=100-', 'bytes=-0']) expect(rangeOf(none, 100)).toBe('none');
  for (const all of [undefined, 'bytes=0-1,5-6', 'bytes=9-3', 'bytes=-', 'items=0-1', 'bytes=a-b'])
    expect(rangeOf(all, 100)).toBe('all');
});

test('a film is shown when nothing is missing, and each thing that is missing is named', () => {
  const form = {
    subject: 'mitid',
    kind: 'tegnsprog',
    length: '0:08',
    captions: 'WEBVTT\n\n00:00.000 --> 00:04.000\nHej',
    transcript: 'Hej',
    owner: 'Borgerservice',
    checkedOn: '2026-11-20',
  };
  const file = { hash: 'a'.repeat(64), type: 'webm', bytes: 9 } as const;
  const known = { subjects: new Set(['mitid']), today: '2026-11-22' };
  expect(checkFilm(form, file, known)).toMatchObject({ ok: true, film: { seconds: 8, hash: file.hash } });
  const empty = { subject: '', kind: '', length: '', captions: ' ', transcript: '', owner: ' ', checkedOn: '' };
  const faults = (changed: Partial<typeof form>, given: Parameters<typeof checkFilm>[1] = file) => {
    const checked = checkFilm({ ...form, ...changed }, given, known);
    return checked.ok ? [] : checked.faults.map(({ field, fault }) => `${field} ${fault}`);
  };
  expect(faults(empty, null)).toEqual([
    'subject subject',
    'kind kind',
    'film film',
    'length length',
    'captionsFile captions',
    'transcript transcript',
    'owner owner',
    'checkedOn checkedOn',
  ]);
  expect(faults({}, 'not-a-film')).toEqual(['film notAFilm']);
  expect(faults({}, 'too-large')).toEqual(['film tooLarge']);
  expect(faults({ transcript: 'Ring til 010190-1234' })).toEqual(['transcript personal']);
  for (const checkedOn of ['2026-11-23', '2026-02-31', '2026-13-01', 'i går'])
    expect(faults({ checkedOn })).toEqual(['checkedOn checkedOn']);
});
