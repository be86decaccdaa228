/** Which entrances an editor asked to see. Pure; anything unknown in the address is as if it were not there. */
import { type Entrance, type EntranceKind, type EntranceStatus, entranceKinds, entranceStatuses } from './entrance.ts';
import { type FindingKind, type Findings, findingKinds } from './findings.ts';

export type InventoryFilter = {
  readonly kind: EntranceKind | '';
  /** Empty: all that are not retired. */
  readonly status: EntranceStatus | 'all' | '';
  readonly service: string;
  /** `-`: nobody. */
  readonly owner: string;
  readonly finding: FindingKind | '';
};

export const noFilter: InventoryFilter = { kind: '', status: '', service: '', owner: '', finding: '' };

export const readFilter = (query: (name: string) => string | undefined): InventoryFilter => ({
  kind: entranceKinds.find((one) => one === query('art')) ?? '',
  status: [...entranceStatuses, 'all' as const].find((one) => one === query('status')) ?? '',
  service: query('ydelse') ?? '',
  owner: query('ejer') ?? '',
  finding: findingKinds.find((one) => one === query('fund')) ?? '',
});

export const filterEntrances = (
  entrances: readonly Entrance[],
  filter: InventoryFilter,
  findings: Pick<Findings, 'byEntrance'>,
): readonly Entrance[] =>
  entrances.filter((one) => {
    const found = findings.byEntrance.get(one.id) ?? [];
    // A finding about a retired one is shown when that finding is asked for.
    const status =
      filter.status === ''
        ? one.status !== 'retired' || filter.finding !== ''
        : filter.status === 'all' || one.status === filter.status;
    return (
      status &&
      (filter.kind === '' || one.kind === filter.kind) &&
      (filter.service === '' || one.services.includes(filter.service)) &&
      (filter.owner === '' || one.ownerRole === (filter.owner === '-' ? '' : filter.owner)) &&
      (filter.finding === '' || found.some(({ kind }) => kind === filter.finding))
    );
  });
