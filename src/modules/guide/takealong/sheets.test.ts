import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { fjordby, openTestHouse } from '../../../../test/support/test-house.ts';
import type { Language } from '../../../kernel/index.ts';
import { prepareGuideContent } from '../content/write-guide-content.ts';
import { createGuide } from '../publication/guide.ts';
import type { Publication } from '../publication/publication.ts';
import { drawSheets } from './draw-sheets.ts';
import { estimateHeight } from './estimate-height.ts';
import { fitSheet } from './fit-sheet.ts';
import { maxHandoverSteps, readHandoverCode } from './handover-code.ts';
import { handoverServices } from './handover-services.ts';
import { type Sheet, sheetOf } from './sheet.ts';
import { smallestPoints } from './sheet-layout.ts';

const municipality = {
  id: fjordby,
  slug: 'fjordby',
  name: 'Fjordby',
  fullName: 'Fjordby Kommune',
  host: null,
  colour: '#1a5e63',
  demonstration: true,
};
const content = fileURLToPath(new URL('../../../../content', import.meta.url));

let publication: Publication;
beforeAll(async () => {
  const house = await openTestHouse({
    seed: async (owner) => {
      const prepared = await prepareGuideContent(owner, content);
      if (!prepared.ok) throw new Error(JSON.stringify(prepared.problems.slice(0, 3)));
    },
  });
  publication = await (await createGuide(house)).publication(fjordby);
});

const sheets = (language: Language): readonly Sheet[] =>
  publication.all(language).flatMap(({ slug }) => {
    const service = publication.service(slug, language);
    const address = `https://hjaelp.fjordby.example/fjordby${language === 'da' ? '' : '/en'}/${slug}`;
    return service ? [sheetOf({ language, service, municipality, places: publication.places, address })] : [];
  });

describe.each(['da', 'en'] as const)('every shipped guide (%s)', (language) => {
  test('fits one sheet of paper in large type with all that is to be done', async () => {
    const all = sheets(language);
    expect(all.length).toBeGreaterThanOrEqual(60);
    const { sides } = await drawSheets(all, 'Alle');
    const large = all.filter((_, index) => (sides[index] ?? 9) > 2).map(({ slug }) => slug);
    expect(large).toEqual([]);
    for (const sheet of all) {
      const fit = fitSheet(sheet, estimateHeight);
      expect(fit.layout.sides.length, sheet.slug).toBeLessThanOrEqual(2);
      expect(fit.cut, sheet.slug).not.toBe('step-texts');
      for (const { item } of fit.layout.sides.flat())
        for (const part of item.parts) expect(part.size).toBeGreaterThanOrEqual(smallestPoints);
    }
  });
});

test('every shipped guide has a handover code, and no two share one', () => {
  const services = [...handoverServices(publication)];
  expect(services.every(({ steps }) => steps.length <= maxHandoverSteps)).toBe(true);
  expect(readHandoverCode('0000000', services).kind).not.toBe('found');
});
