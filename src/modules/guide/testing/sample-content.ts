import type { GuideContent } from '../content/load-guide-content.ts';
import { nothingLocal } from '../local/local-text.ts';
import { sampleService, shortService } from './sample-service.ts';

/** The municipality of test/support/test-house.ts; written out, because nothing under src leans on tests. */
const fjordby = '11111111-1111-4111-8111-111111111111';

const day: [string, string][] = [['10:00', '15:00']];
const week = { '1': day, '2': day, '3': day, '4': day, '5': day, '6': [], '7': [] };

/** Three services and one municipality that has filled in its field for one of them. */
export const sampleContent = (changes: Partial<GuideContent> = {}): GuideContent => ({
  lifeEvents: [
    { id: 'kort', title: { da: 'Pas og kort', en: 'Passport and cards' } },
    { id: 'bolig', title: { da: 'Bolig', en: 'Home' } },
  ],
  services: [
    sampleService(),
    shortService('koerekort', 'Kørekort'),
    shortService('aeldrebolig', 'Ældrebolig', {
      lifeEvent: 'bolig',
      localFields: [{ id: 'place', kind: 'place', label: { da: 'Hvor søger man?' }, why: { da: 'Lokalt' } }],
      nonDigital: { da: 'Kom til {local:place}.' },
    }),
  ],
  concepts: [{ service: 'pas', preferred: { da: 'pas' }, terms: [{ term: 'rødt hæfte', relation: 'synonym' }] }],
  words: [],
  facts: [],
  redirects: {},
  municipalities: [
    {
      record: {
        id: fjordby,
        slug: 'fjordby',
        name: 'Fjordby',
        fullName: 'Fjordby Kommune',
        colour: '#1a5e63',
        demonstration: true,
        places: [
          {
            id: '11111111-1111-4111-8111-111111110001',
            name: 'Rådhuset',
            address: 'Rådhuspladsen 1',
            phone: '10 20 30 40',
            hours: week,
            helpHours: week,
            exceptions: {},
            openOnHolidays: false,
            helpOpenOnHolidays: false,
          },
        ],
      },
      local: new Map([['pas', { ...nothingLocal, local: { phone: { da: '10 20 30 41' } } }]]),
      facts: [],
    },
  ],
  ...changes,
});
