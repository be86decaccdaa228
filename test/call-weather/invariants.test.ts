import { describe, expect, it } from 'vitest';
import { type Look, lies } from './invariants.ts';

/** Four looks a second for a while; counts grow where they are said to. */
function history(seconds: number, is: (second: number) => Partial<Look> & { hears?: boolean; sees?: boolean }): Look[] {
  let [sound, frames] = [0, 0];
  return Array.from({ length: seconds * 4 }, (_, at) => {
    const { hears = true, sees = true, ...rest } = is(at / 4);
    if (hears) sound += 12;
    if (sees) frames += 5;
    return {
      at: at * 250,
      phase: 'live',
      line: [],
      microphone: 'on',
      other: { active: false, signing: false, camera: 'on' },
      picture: true,
      sound,
      frames,
      ...rest,
    };
  });
}
const well = history(30, () => ({}));

describe('what a call must never show', () => {
  it('finds nothing in a good call, nor in an outage that is told', () => {
    expect(lies(well, well)).toEqual([]);
    const told = history(30, (at) =>
      at > 10 ? { hears: false, sees: false, line: at > 14 ? ['line-gone'] : [] } : {},
    );
    expect(lies(told, told)).toEqual([]);
  });
  it('finds an open microphone that nobody hears', () => {
    expect(
      lies(
        well,
        history(30, (at) => ({ hears: at < 10 })),
      ),
    ).toEqual(['a dead session is shown as an open microphone']);
  });
  it('takes a page that stands still for one that hears nothing', () => {
    expect(
      lies(
        well,
        well.filter((one) => one.at < 10_000),
      ),
    ).toEqual(['a dead session is shown as an open microphone']);
  });
  it('finds somebody shown as talking who is not, unless her hands speak', () => {
    const talks = (signing: boolean) =>
      history(30, (at) => ({
        hears: at < 10,
        other: { active: at > 20, signing, camera: 'off' },
        line: ['line-gone'],
      }));
    expect(lies(talks(false), well)).toEqual(['a silent person is shown as talking']);
    expect(lies(talks(true), well)).toEqual([]);
  });
  it('knows that another page, or another connection, begins to count anew', () => {
    const talks = { other: { active: true, signing: false, camera: 'off' } };
    const anew = history(30, (at) => ({ hears: at < 4 || at > 12, ...(at < 4 || at > 12.25 ? talks : {}) })).map(
      (look) => (look.at <= 12_000 ? look : { ...look, sound: look.sound - 16 * 12 }),
    );
    expect(lies(anew, well)).toEqual([]);
    // A count that begins again is no sound.
    const silent = anew.map((look) => (look.at <= 12_000 ? look : { ...look, ...talks, sound: 0 }));
    expect(lies(silent, well)).toEqual(['a silent person is shown as talking']);
  });
  it('finds a picture that stands without a word', () => {
    expect(
      lies(
        history(30, (at) => ({ sees: at < 10 })),
        well,
      ),
    ).toEqual(['a camera is lost without a word']);
    expect(
      lies(
        history(30, (at) => ({ sees: at < 10, picture: at < 12 })),
        well,
      ),
    ).toEqual([]);
  });
});
