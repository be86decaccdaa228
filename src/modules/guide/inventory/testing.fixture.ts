import type { EntranceId } from '../../../kernel/index.ts';
import type { Entrance } from './entrance.ts';
import type { PictureService } from './guide-picture.ts';

export const idOf = (number: number): EntranceId =>
  `00000000-0000-4000-8000-${String(number).padStart(12, '0')}` as EntranceId;

/** An entrance that nothing is wrong with, but for what is changed. */
export const entrance = (number: number, changes: Partial<Entrance> = {}): Entrance => ({
  id: idOf(number),
  name: `Indgang ${number}`,
  kind: 'phone',
  status: 'in-use',
  purpose: 'ask',
  address: '10 20 30 40',
  services: ['pas'],
  ownerRole: 'Borgerservice',
  backupRole: '',
  unit: 'Borgerservice',
  dataClass: 'ordinary',
  kle: '',
  note: '',
  replacedBy: null,
  cycleMonths: 12,
  checked: { on: '2026-11-01', role: 'Borgerservice', how: 'Ringet op' },
  version: 1,
  ...changes,
});

export const offered = (slug: string, changes: Partial<PictureService> = {}): PictureService => ({
  slug,
  title: slug,
  checkedOn: '2026-11-01',
  owner: null,
  phones: [],
  links: [],
  mandatory: null,
  ...changes,
});
