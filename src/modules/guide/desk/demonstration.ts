import { newId, wallClock } from '../../../kernel/index.ts';
import type { House } from '../../../platform/index.ts';
import type { Municipality } from '../../tenancy/index.ts';
import { allNews, instructions, writeInstruction, writeNews } from './store.ts';

const examples = {
  flytning:
    'Eksempel. Ring til folkeregistret på lokal 210, før du lover en svartid.\n\nHar borgeren ingen adresse, så book en tid samme dag. Skriv intet om hende her.',
  pas: 'Eksempel. Fotoboksen står ved indgangen. Virker den ikke, så henvis til fotografen på Torvet.',
} as const;

/** Gives an invented municipality one piece of news and two instructions, once, so that an employee sees what they are. */
export async function seedDemonstrationDesk(
  house: Pick<House, 'database' | 'clock'>,
  municipality: Municipality,
): Promise<void> {
  if (!municipality.demonstration) return;
  const today = wallClock(house.clock.now()).date;
  await house.database.inMunicipality(municipality.id, async () => {
    if ((await instructions()).size > 0 || (await allNews()).length > 0) return;
    for (const [service, body] of Object.entries(examples)) await writeInstruction(service, body, today, 0);
    const example = {
      id: newId(),
      title: 'Eksempel: Pas kan hentes om lørdagen',
      body: 'Fra nu af kan borgerne hente pas i Borgerservice om lørdagen kl. 10-13.\n\nTryk Læst, når du har set det. Ingen kan se, hvem der har.',
      service: 'pas',
      shownFrom: today,
      shownTo: null,
    };
    await writeNews(example, 0);
  });
}
