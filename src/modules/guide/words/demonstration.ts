import { currentMunicipality, db } from '../../../db/index.ts';
import { addDays, wallClock } from '../../../kernel/index.ts';
import type { House } from '../../../platform/index.ts';
import type { Municipality } from '../../tenancy/index.ts';
import { searchFingerprint } from './query-log.ts';
import type { Party, Study } from './study.ts';
import { addStudy, closeStudy, countAnswers, studies } from './study-store.ts';
import { countSearches, type Seen } from './suggestion-store.ts';

/** Searches that nobody made: how each ended, and how often. */
const searches: readonly { readonly text: string; readonly outcome: Seen['outcome']; readonly times: number }[] = [
  { text: 'jord fra have', outcome: 'unsure', times: 15 },
  { text: 'hjertestarter', outcome: 'none', times: 10 },
  { text: 'nabostrid', outcome: 'none', times: 5 },
];

const words: Study['terms'] = [
  {
    position: 1,
    term: 'helbredstillæg',
    plainWord: 'tilskud til medicin, tænder og briller',
    service: 'helbredstillaeg',
    choices: [
      'Hjælp til at betale medicin, tandlæge og briller',
      'Mere i pension, når man er syg',
      'En sygeforsikring',
    ],
  },
  {
    position: 2,
    term: 'partshøring',
    plainWord: 'vi spørger dig, før vi bestemmer',
    service: 'klage',
    choices: ['Du får lov at sige noget, før sagen afgøres', 'Et møde, du har pligt til at komme til', 'En klage'],
  },
  {
    position: 3,
    term: 'bopæl',
    plainWord: 'der, hvor du bor',
    service: 'flytning',
    choices: ['Der, hvor man bor', 'Et hus, man ejer', 'Der, hvor man er født'],
  },
];
/** By word: how many chose the right one, each of the others, and "do not know". */
const answers: Readonly<Record<Party, readonly (readonly number[])[]>> = {
  citizen: [
    [9, 17, 3, 6],
    [11, 12, 7, 5],
    [33, 1, 0, 1],
  ],
  employee: [
    [21, 2, 0, 1],
    [22, 1, 1, 0],
    [24, 0, 0, 0],
  ],
};

/**
 * Invented searches and one invented study, so that the rooms can be tried. Where there is anything already, nothing is
 * added. The pages say that it is invented.
 */
export async function seedDemonstrationWords(house: House, { id, demonstration }: Municipality): Promise<void> {
  if (!demonstration) return;
  const { date } = wallClock(house.clock.now());
  await house.database.inMunicipality(id, async () => {
    const known = await db()
      .selectFrom('search_suggestion')
      .select('id')
      .where('municipality_id', '=', currentMunicipality())
      .limit(1)
      .executeTakeFirst();
    if (!known) await seedSearches(house, date);
    if ((await studies()).length === 0) await seedStudy(date);
  });
}

async function seedSearches(house: Pick<House, 'keys'>, today: string): Promise<void> {
  for (const { text, outcome, times } of searches) {
    const fingerprint = searchFingerprint(house, currentMunicipality(), text);
    for (let use = 0; use < times; use += 1)
      await countSearches([{ fingerprint, text, outcome }], addDays(today, (use % 3) - 2));
  }
}

async function seedStudy(today: string): Promise<void> {
  const draft = { title: 'Ord i breve om pension og flytning', closesOn: addDays(today, -1), terms: words };
  const id = await addStudy(draft);
  for (const party of ['citizen', 'employee'] as const)
    for (const [index, counts] of answers[party].entries()) {
      const choices = ['0', '1', '2', 'unknown'];
      const additions = choices.map((choice, place) => ({ position: index + 1, choice, count: counts[place] ?? 0 }));
      await countAnswers(
        id,
        party,
        additions.filter(({ count }) => count > 0),
        draft.closesOn,
      );
    }
  await closeStudy(id);
}
