import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CannotRun, type Figure, median, type Report, single, spread, verdict } from '../report.ts';
import type { BenchOptions } from '../run-bench.ts';
import { both, type CallPlace, openCallPlace, type Pair, type Received, wait, watchFor } from './calls.ts';
import { hear, hearLoudness, likeness } from './loudness.ts';
import { writeSpeech } from './test-media.ts';

/** At 10, 20 and 30 % loss: the most that may be made up, and where we want to be. */
const budgets = [
  { percent: 10, must: 3, goal: 1.5 },
  { percent: 20, must: 5, goal: 2.5 },
  { percent: 30, must: 10, goal: 6.5 },
] as const;
const roundTripMs = 82;
/** The shortest that has a few hundred packets, and thus a few tens that are lost. */
const phaseMs = 10_000;

type Both = { readonly own: Pair; readonly bare: Pair };

/** N1 and `loss`: our call and a bare one on the same line at the same time, a generated voice as microphone. */
export async function benchLoss({ rounds, say }: BenchOptions): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'medbetjening-loss-'));
  const voice = join(folder, 'voice.wav');
  writeSpeech(voice);
  const place = await openCallPlace({
    apart: true,
    flags: [`--use-file-for-fake-audio-capture=${voice}`],
    before: hearLoudness,
  });
  try {
    const calls: Both = { own: await place.own(), bare: await place.bare() };
    await wait(4_000);
    const figures: Figure[] = [];
    figures.push(await alike(place, calls, 0, rounds ?? 2, say));
    for (const budget of budgets) {
      figures.push(...(await concealed(place, calls, budget, rounds ?? 2, say)));
      if (budget.percent === 20) figures.push(await alike(place, calls, 20, rounds ?? 2, say));
    }
    figures.push(await alive(place, calls.own, '30 % loss', { delayMs: roundTripMs / 2, loss: 0.3 }, say));
    await calls.bare.close();
    figures.push(await alive(place, calls.own, '120 kbit/s', { delayMs: 75, kbit: 120, queueMs: 300 }, say));
    return {
      figures,
      notes: [
        `Citizen and employee in networks of their own; the citizen’s line loses at random in both directions, ${roundTripMs} ms round trip. Both calls share that line, those browsers and that time; ${phaseMs / 1000} s a phase, both directions.`,
        'Concealed: samples that the receiver made up (concealedSamples less silentConcealedSamples) of all it played. The bare call is Chromium’s defaults.',
        'Alike: correlation of the loudness of 20 ms frames between the track that is sent and the track that is played, in stretches of 3 s at the best time between them; citizen to employee. A generated voice plays as microphone.',
      ],
    };
  } finally {
    await place.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function concealed(
  place: CallPlace,
  { own, bare }: Both,
  { percent, must, goal }: (typeof budgets)[number],
  rounds: number,
  say: (line: string) => void,
): Promise<readonly Figure[]> {
  await place.networks?.setLine('citizen', { delayMs: roundTripMs / 2, loss: percent / 100 });
  // The receiver's buffer and the sender's redundancy take their measure of the line first.
  await wait(5_000);
  const ours: Received[] = [];
  const theirs: Received[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const [a, b] = await Promise.all([watchFor(own, phaseMs), watchFor(bare, phaseMs)]);
    ours.push(...a);
    theirs.push(...b);
    say(`${percent} %: concealed ${words(a)}, bare ${words(b)}`);
  }
  const of = (all: readonly Received[]) => all.map((one) => one.concealed);
  const ratio = median(of(ours)) / median(of(theirs));
  const worst = Math.max(...of(ours));
  return [
    {
      what: `N1 sound concealed at ${percent} % loss`,
      unit: '%',
      value: spread(of(ours)),
      baseline: { what: 'bare call, same line', value: spread(of(theirs)) },
      ratio,
      must: verdict(`median ≤ ${must} % and ≤ 0.4 × bare`, median(of(ours)) <= must && ratio <= 0.4),
      goal: verdict(`worst ≤ ${goal} %`, worst <= goal),
    },
  ];
}
const words = (all: readonly Received[]) => all.map((one) => `${one.concealed.toFixed(1)} %`).join(' and ');

async function alike(
  place: CallPlace,
  { own, bare }: Both,
  percent: number,
  rounds: number,
  say: (line: string) => void,
): Promise<Figure> {
  await place.networks?.setLine('citizen', { delayMs: roundTripMs / 2, loss: percent / 100 });
  await wait(2_000);
  const found: Record<'own' | 'bare', number[]> = { own: [], bare: [] };
  for (let round = 0; round < rounds; round += 1)
    for (const [name, pair] of [
      ['own', own],
      ['bare', bare],
    ] as const) {
      const [sent, played] = await Promise.all([
        hear(pair.citizen, 'own', 1.5 * phaseMs),
        hear(pair.staff, 'other', 1.5 * phaseMs),
      ]);
      if (Math.max(...sent, 0) === 0) throw new CannotRun('the voice that was to be the microphone is silent');
      found[name].push(...likeness(sent, played));
    }
  say(`${percent} %: alike ${found.own.map((one) => one.toFixed(3))}, bare ${found.bare.map((one) => one.toFixed(3))}`);
  return {
    what: `loudness, sent and played alike, ${percent === 0 ? 'no loss' : `${percent} % random loss`}`,
    unit: '',
    value: spread(found.own),
    baseline: { what: 'bare call, same line', value: spread(found.bare) },
    ...(percent === 20 ? { must: verdict('≥ 0.85', median(found.own) >= 0.85) } : {}),
  };
}

async function alive(
  place: CallPlace,
  own: Pair,
  what: string,
  line: Parameters<NonNullable<CallPlace['networks']>['setLine']>[1],
  say: (line: string) => void,
): Promise<Figure> {
  await place.networks?.setLine('citizen', line);
  await wait(8_000);
  const seen = await watchFor(own, phaseMs);
  const letters = await textArrives(own);
  const sound = 100 - Math.max(...seen.map((one) => one.concealed));
  say(`${what}: sound ${sound.toFixed(0)} % real, letters ${letters ? 'arrive' : 'do not arrive'}`);
  return {
    what: `call at ${what}: share of the sound that is real, worse side; letters arrive`,
    unit: '%',
    value: single(sound),
    must: verdict('alive: sound and letters both ways', sound > 50 && letters),
  };
}

async function textArrives(pair: Pair): Promise<boolean> {
  for (const [from, to] of [both(pair), [...both(pair)].reverse()] as [typeof pair.citizen, typeof pair.citizen][]) {
    const word = `${Date.now() % 1000} kan du læse det`;
    await from.getByLabel('Skriv her').fill(word);
    const came = await to
      .waitForFunction((text) => document.body.innerText.includes(text), word, { timeout: 8_000 })
      .catch(() => null);
    await from.getByLabel('Skriv her').fill('');
    if (came === null) return false;
  }
  return true;
}
