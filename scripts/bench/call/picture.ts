import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { LineSettings } from '../net/line-model.ts';
import { type Figure, median, type Report, single, spread, verdict } from '../report.ts';
import type { BenchOptions } from '../run-bench.ts';
import { both, type CallPlace, counts, forgetFrames, frames, openCallPlace, wait, watchFor } from './calls.ts';
import { writeFilm, writeSpeech } from './test-media.ts';

/** What the lab's page tells of its call; only what is looked at here. */
export type LabWindow = {
  readonly lab: {
    readonly states: readonly { readonly line: readonly string[] }[];
    readonly media: { readonly setSigning: (on: boolean) => void };
    readonly call: { readonly state: () => { readonly line: readonly string[]; readonly phase: string } };
  };
};
export const lineOfPage = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => (window as never as LabWindow).lab.call.state().line);

const lossy: Partial<LineSettings> = { delayMs: 41, loss: 0.2 };
const narrow = (kbit: number): Partial<LineSettings> => ({ delayMs: 100, kbit, queueMs: 300 });

/** Our call and a bare one on one line, with a moving film as camera and a voice as microphone. */
async function withFilm(work: (place: CallPlace) => Promise<Report>): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'medbetjening-picture-'));
  const [voice, moving] = [join(folder, 'voice.wav'), join(folder, 'film.y4m')];
  writeSpeech(voice);
  writeFilm(moving);
  const place = await openCallPlace({
    apart: true,
    flags: [`--use-file-for-fake-audio-capture=${voice}`, `--use-file-for-fake-video-capture=${moving}`],
  });
  try {
    return await work(place);
  } finally {
    await place.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const film =
  'A generated film of 640×360 and 30 frames a second with moving hands as camera and a generated voice as microphone, on both sides. Narrow lines have 200 ms round trip and a queue of 300 ms';

/** N2 and N3: our call and a bare one in turns on the same line. */
export const benchPicture = ({ rounds, say }: BenchOptions): Promise<Report> =>
  withFilm(async (place) => {
    const own = await inTurns(place, 'own', rounds ?? 1, say);
    const bare = await inTurns(place, 'bare', rounds ?? 1, say);
    const figures = [...figuresOf('20 % loss', own, bare, 'lossy'), ...figuresOf('300 kbit/s', own, bare, 'narrow')];
    for (const [what, line] of [
      ['30 % loss', { delayMs: 41, loss: 0.3 }],
      ['150 kbit/s', narrow(150)],
    ] as const)
      figures.push(...(await givesWay(place, what, line, say)));
    return {
      figures,
      notes: [
        `${film}; 20 % loss has 82 ms.`,
        'Our call and the bare one take turns: two calls on one narrow line would each have half. Frames are those that the video element presented; both directions.',
      ],
    };
  });

/** What the employee sees of a citizen whose picture is for signing, on a narrow line. */
export const benchSigner = ({ say }: BenchOptions): Promise<Report> =>
  withFilm(async (place) => ({
    figures: await signer(place, say),
    notes: [
      `${film}.`,
      'The median of the frames that the video element presented in each of 60 seconds (presentedFrames), also those that the page’s thread had no time to hear of; our call and the bare one in turns. She has chosen that she signs as on her own page, so her camera gives 30.',
    ],
  }));

type Seen = Awaited<ReturnType<typeof watchFor>>[number];
type Phases = Record<'clean' | 'lossy' | 'narrow', Seen[]>;

async function inTurns(
  place: CallPlace,
  which: 'own' | 'bare',
  rounds: number,
  say: (line: string) => void,
): Promise<Phases> {
  const phases: Phases = { clean: [], lossy: [], narrow: [] };
  for (let round = 0; round < rounds; round += 1) {
    await place.networks?.setLine('citizen', {});
    const pair = await place[which]();
    try {
      for (const [name, line, settle] of [
        ['clean', {}, 8_000],
        ['lossy', lossy, 6_000],
        ['narrow', narrow(300), 12_000],
      ] as const) {
        await place.networks?.setLine('citizen', line);
        await wait(settle);
        const seen = await watchFor(pair, 12_000);
        phases[name].push(...seen);
        say(
          `${which} ${name}: ${seen.map((one) => `${one.fps.toFixed(0)} fps ${one.width}×${one.height}, longest gap ${one.longestGap.toFixed(1)} s, concealed ${one.concealed.toFixed(1)} %`).join('; ')}`,
        );
      }
    } finally {
      await pair.close();
    }
  }
  return phases;
}

function figuresOf(what: string, own: Phases, bare: Phases, phase: 'lossy' | 'narrow'): readonly Figure[] {
  const fps = (phases: Phases, name: keyof Phases) => phases[name].map((one) => one.fps);
  const share = median(fps(own, phase)) / median(fps(own, 'clean'));
  const gap = Math.max(...own[phase].map((one) => one.longestGap));
  const sound = own[phase].map((one) => one.concealed);
  return [
    {
      what: `N2 frames a second at ${what} (clean ${median(fps(own, 'clean')).toFixed(0)})`,
      unit: '/s',
      value: spread(fps(own, phase)),
      baseline: { what: 'bare call, same line', value: spread(fps(bare, phase)) },
      ratio: share,
      must: verdict('≥ 0.7 of its own clean line', share >= 0.7),
      goal: verdict('≥ 0.9', share >= 0.9),
    },
    {
      what: `N2 longest time without a frame at ${what}`,
      unit: 's',
      value: spread(own[phase].map((one) => one.longestGap)),
      baseline: { what: 'bare call, same line', value: spread(bare[phase].map((one) => one.longestGap)) },
      must: verdict('≤ 2 s', gap <= 2),
    },
    ...(phase === 'narrow'
      ? [
          {
            what: `N2 sound concealed at ${what}`,
            unit: '%',
            value: spread(sound),
            baseline: { what: 'bare call, same line', value: spread(bare[phase].map((one) => one.concealed)) },
            must: verdict('median ≤ 1 %', median(sound) <= 1),
          },
        ]
      : []),
  ];
}

/** N3: own picture goes for the sake of sound, and both pages say so. */
async function givesWay(
  place: CallPlace,
  what: string,
  line: Partial<LineSettings>,
  say: (line: string) => void,
): Promise<readonly Figure[]> {
  await place.networks?.setLine('citizen', {});
  const pair = await place.own();
  try {
    await wait(6_000);
    await place.networks?.setLine('citizen', line);
    const from = Date.now();
    let [paused, told]: (number | null)[] = [null, null];
    while (Date.now() - from < 45_000 && (paused === null || told === null)) {
      const [mine, theirs] = await Promise.all(both(pair).map(lineOfPage));
      if (mine?.includes('video-paused') || theirs?.includes('video-paused')) paused ??= (Date.now() - from) / 1000;
      if (mine?.includes('other-video-paused') || theirs?.includes('other-video-paused'))
        told ??= (Date.now() - from) / 1000;
      await wait(250);
    }
    const sound = await watchFor(pair, 8_000);
    const worst = Math.max(...sound.map((one) => one.concealed));
    say(
      `${what}: own picture out after ${paused ?? 'never'} s, other told after ${told ?? 'never'} s, concealed ${worst.toFixed(1)} %`,
    );
    return [
      {
        what: `N3 at ${what}: own picture given up for sound and said so; the other told`,
        unit: 's',
        value: single(Math.max(paused ?? Number.NaN, told ?? Number.NaN)),
        must: verdict('both are told', paused !== null && told !== null),
      },
      {
        what: `N3 at ${what}: sound concealed after that`,
        unit: '%',
        value: spread(sound.map((one) => one.concealed)),
      },
    ];
  } finally {
    await pair.close();
  }
}

async function signer(place: CallPlace, say: (line: string) => void): Promise<readonly Figure[]> {
  await place.networks?.setLine('citizen', {});
  const tile = async (which: 'own' | 'bare') => {
    await place.networks?.setLine('citizen', {});
    const pair = await place[which]();
    try {
      if (which === 'own') await pair.citizen.evaluate(() => (window as never as LabWindow).lab.media.setSigning(true));
      await wait(4_000);
      await place.networks?.setLine('citizen', narrow(300));
      await wait(15_000);
      await forgetFrames(pair.staff);
      const from = Date.now();
      const sizes: { readonly width: number; readonly height: number }[] = [];
      for (let second = 0; second < 60; second += 1) {
        await wait(1_000);
        const now = await counts(pair.staff);
        if (now) sizes.push(now);
      }
      const shown = await frames(pair.staff);
      const perSecond = Array.from({ length: 60 }, (_, at) =>
        shown.reduce((sum, one) => sum + (Math.floor((one - from) / 1000) === at ? 1 : 0), 0),
      );
      return {
        perSecond,
        width: median(sizes.map((one) => one.width)),
        height: median(sizes.map((one) => one.height)),
      };
    } finally {
      await pair.close();
    }
  };
  const own = await tile('own');
  const bare = await tile('bare');
  say(
    `signer at 300 kbit/s: ${median(own.perSecond)} fps ${own.width}×${own.height}; bare ${median(bare.perSecond)} fps ${bare.width}×${bare.height}`,
  );
  return [
    {
      what: `signer’s tile at 300 kbit/s, frames each second over 60 s, at ${own.width}×${own.height}`,
      unit: '/s',
      value: spread(own.perSecond),
      baseline: { what: `bare call at ${bare.width}×${bare.height}`, value: spread(bare.perSecond) },
      must: verdict(
        'median ≥ 20 at 320×240 or more',
        median(own.perSecond) >= 20 && own.width >= 320 && own.height >= 240,
      ),
    },
  ];
}
