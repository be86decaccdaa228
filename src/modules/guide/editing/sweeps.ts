import { errorFields, type House, type Sweep } from '../../../platform/index.ts';
import { type Directory, eachMunicipality } from '../../tenancy/index.ts';
import { isDue } from './draft.ts';
import { allDrafts, draftById, refuseDraft } from './draft-store.ts';
import { publishDraft } from './publish-draft.ts';

/** Publishes what was approved for a time that has come. What cannot be published any more goes back to its editors, with why. */
export function editingSweeps(house: House, directory: Directory): readonly Sweep[] {
  return [
    {
      name: 'texts to publish',
      everySeconds: 30,
      run: () =>
        eachMunicipality(directory, async ({ id }) => {
          const now = house.clock.now();
          const due = (await house.database.inMunicipality(id, allDrafts)).filter((draft) => isDue(draft, now));
          for (const draft of due)
            await house.database
              .inMunicipality(id, () => publishWhatIsDue(house, draft.id, now))
              // One text that fails must not hold the others back.
              .catch((error: unknown) => house.log.error('guide: a text was not published', errorFields(error)));
        }),
    },
  ];
}

async function publishWhatIsDue(house: House, id: string, now: Date): Promise<void> {
  const draft = await draftById(id);
  // Taken back, or published by another process, since the list was read.
  if (!draft || !isDue(draft, now)) return;
  const published = await publishDraft(house.bus, draft, now);
  if (published.ok) return;
  const { reason } = published;
  await refuseDraft(
    id,
    reason.kind === 'base-moved'
      ? 'base-moved'
      : reason.problems.map(({ path, problem }) => `${path}: ${problem}`).join('\n'),
  );
}
