import type { Municipality } from '../../src/modules/tenancy/index.ts';
import { fjordby } from './test-house.ts';

/** The municipality of most tests, as a request has it. */
export const fjordbyKommune: Municipality = {
  id: fjordby,
  slug: 'fjordby',
  name: 'Fjordby',
  fullName: 'Fjordby Kommune',
  host: null,
  colour: '#1a5e63',
  demonstration: true,
};
