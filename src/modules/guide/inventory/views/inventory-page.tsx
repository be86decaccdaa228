import { type Language, longDate } from '../../../../kernel/index.ts';
import { pathIn } from '../../../../platform/index.ts';
import { Button, Details, Notice, SelectField, Table, Tag } from '../../../../ui/index.ts';
import type { StaffMember } from '../../../identity/index.ts';
import { EditorPage } from '../../editor-page.tsx';
import type { Board } from '../board.ts';
import { type Entrance, entranceKinds, entranceStatuses } from '../entrance.ts';
import { type FindingKind, findingKinds } from '../findings.ts';
import { type InventoryFilter, noFilter } from '../inventory-filter.ts';
import { texts } from '../messages.ts';

export const inventoryPath = '/redaktion/indgange';
const perPage = 50;

type Props = {
  readonly staff: StaffMember;
  readonly language: Language;
  readonly board: Board;
  readonly filter: InventoryFilter;
  readonly shown: readonly Entrance[];
  /** From 1. */
  readonly page: number;
  readonly saved: boolean;
  readonly linkCheckOn: boolean;
};

/** Every entrance, what is wrong with it, and the way to mend it. */
export function InventoryPage({ staff, language, board, filter, shown, page, saved, linkCheckOn }: Props) {
  const t = texts(language);
  const path = pathIn(language, '', inventoryPath);
  const titles = new Map(board.guide.services.map((service) => [service.slug, service.title]));
  const pages = Math.max(1, Math.ceil(shown.length / perPage));
  const here = Math.min(page, pages);
  const filtered = JSON.stringify(filter) !== JSON.stringify(noFilter);
  return (
    <EditorPage staff={staff} language={language} title={t.inventory.title} room="inventory" path={inventoryPath}>
      <h1>{t.inventory.title}</h1>
      {saved ? (
        <Notice kind="success" heading={t.inventory.saved} live>
          <p>{t.inventory.savedText}</p>
        </Notice>
      ) : null}
      <p>{t.inventory.lead(board.entrances.length)}</p>
      <p class="button-row">
        <Button href={`${path}/ny`}>{t.inventory.add}</Button>{' '}
        <Button href={`${path}/roller`} variant="secondary">
          {t.inventory.roles}
        </Button>{' '}
        <Button href={`${path}/fil`} variant="secondary">
          {t.inventory.file}
        </Button>
      </p>
      <h2>{t.inventory.findings}</h2>
      <FindingCounts board={board} language={language} path={path} />
      {linkCheckOn ? null : (
        <Notice kind="info" heading={t.inventory.linkCheckOff}>
          <p>{t.inventory.linkCheckOffText}</p>
        </Notice>
      )}
      <Details summary={t.inventory.filters} open={filtered}>
        <FilterForm board={board} filter={filter} language={language} path={path} />
      </Details>
      <p role="status">
        {shown.length === 0 ? t.inventory.empty : t.inventory.shown(shown.length, board.entrances.length)}{' '}
        {filtered ? <a href={path}>{t.inventory.clear}</a> : null}
      </p>
      {shown.length === 0 ? null : (
        <Table
          caption={t.inventory.title}
          head={Object.values(t.inventory.columns)}
          rows={shown.slice((here - 1) * perPage, here * perPage).map((one) => [
            <a key="name" href={`${path}/${one.id}`} lang="da">
              {one.name}
            </a>,
            <FindingTags key="findings" board={board} entrance={one} language={language} />,
            `${t.kinds[one.kind]}${one.status === 'in-use' ? '' : ` (${t.statuses[one.status].toLowerCase()})`}`,
            servicesInShort(one, titles, t.inventory.andMore),
            one.ownerRole === '' ? t.nobody : one.ownerRole,
            one.checked === null ? t.inventory.never : longDate(one.checked.on, language),
          ])}
        />
      )}
      <Pager language={language} path={path} filter={filter} page={here} pages={pages} />
      <GuideFindings board={board} filter={filter} language={language} municipality={staff.municipality.slug} />
    </EditorPage>
  );
}

function servicesInShort(
  { services }: Entrance,
  titles: ReadonlyMap<string, string>,
  more: (count: number) => string,
): string {
  if (services.length === 0) return '–';
  const first = services.slice(0, 2).map((slug) => titles.get(slug) ?? slug);
  return services.length > 2 ? `${first.join(', ')} ${more(services.length - 2)}` : first.join(', ');
}

const severe: ReadonlySet<FindingKind> = new Set([
  'link-broken',
  'guide-link-broken',
  'digital-without-other',
  'no-owner',
]);
const tagOf = (kind: FindingKind): 'bad' | 'warn' => (severe.has(kind) ? 'bad' : 'warn');

function FindingTags({ board, entrance, language }: { board: Board; entrance: Entrance; language: Language }) {
  const found = board.findings.byEntrance.get(entrance.id) ?? [];
  if (found.length === 0) return <>–</>;
  return (
    <ul class="plain-list">
      {found.map(({ kind }) => (
        <li key={kind}>
          <Tag kind={tagOf(kind)}>{texts(language).findings[kind]}</Tag>
        </li>
      ))}
    </ul>
  );
}

function FindingCounts({ board, language, path }: { board: Board; language: Language; path: string }) {
  const t = texts(language);
  const found = findingKinds.filter((kind) => board.findings.counts.has(kind));
  if (found.length === 0) return <p>{t.inventory.noFindings}</p>;
  return (
    <ul class="finding-counts">
      {found.map((kind) => (
        <li key={kind}>
          <a href={`${path}?fund=${kind}`}>
            {t.findings[kind]}: {board.findings.counts.get(kind)}
          </a>
        </li>
      ))}
    </ul>
  );
}

function FilterForm({
  board,
  filter,
  language,
  path,
}: {
  board: Board;
  filter: InventoryFilter;
  language: Language;
  path: string;
}) {
  const t = texts(language);
  const all = { value: '', label: t.inventory.all };
  return (
    <form method="get" action={path}>
      <div class="field-columns">
        <SelectField
          id="art"
          name="art"
          label={t.fields.kind}
          value={filter.kind}
          options={[all, ...entranceKinds.map((kind) => ({ value: kind, label: t.kinds[kind] }))]}
        />
        <SelectField
          id="status"
          name="status"
          label={t.fields.status}
          value={filter.status}
          options={[
            { value: '', label: t.inventory.living },
            ...entranceStatuses.map((status) => ({ value: status, label: t.statuses[status] })),
            { value: 'all', label: t.inventory.all },
          ]}
        />
        <SelectField
          id="ydelse"
          name="ydelse"
          label={t.inventory.service}
          value={filter.service}
          options={[all, ...board.guide.services.map(({ slug, title }) => ({ value: slug, label: title }))]}
        />
        <SelectField
          id="ejer"
          name="ejer"
          label={t.fields.ownerRole}
          value={filter.owner}
          options={[
            all,
            { value: '-', label: t.nobody },
            ...ownersOf(board).map((role) => ({ value: role, label: role })),
          ]}
        />
        <SelectField
          id="fund"
          name="fund"
          label={t.inventory.finding}
          value={filter.finding}
          options={[all, ...findingKinds.map((kind) => ({ value: kind, label: t.findings[kind] }))]}
        />
      </div>
      <Button variant="secondary">{t.inventory.show}</Button>
    </form>
  );
}

const ownersOf = (board: Board): readonly string[] => [
  ...new Set([...board.roles, ...board.entrances.map((one) => one.ownerRole).filter((role) => role !== '')]),
];

function Pager({
  language,
  path,
  filter,
  page,
  pages,
}: {
  language: Language;
  path: string;
  filter: InventoryFilter;
  page: number;
  pages: number;
}) {
  if (pages === 1) return null;
  const t = texts(language).inventory;
  const to = (number: number) => {
    const query = new URLSearchParams({
      art: filter.kind,
      status: filter.status,
      ydelse: filter.service,
      ejer: filter.owner,
      fund: filter.finding,
      side: String(number),
    });
    return `${path}?${query}`;
  };
  return (
    <p class="button-row">
      {page > 1 ? <a href={to(page - 1)}>{t.previous}</a> : null} {page} / {pages}{' '}
      {page < pages ? <a href={to(page + 1)}>{t.next}</a> : null}
    </p>
  );
}

function GuideFindings({
  board,
  filter,
  language,
  municipality,
}: {
  board: Board;
  filter: InventoryFilter;
  language: Language;
  municipality: string;
}) {
  const t = texts(language);
  const found = board.findings.guide.filter(
    (one) =>
      (filter.finding === '' || filter.finding === one.kind) &&
      (filter.service === '' || filter.service === one.service) &&
      filter.kind === '' &&
      filter.owner === '',
  );
  if (found.length === 0) return null;
  const whereOf = (field: string): string => {
    const [kind = '', id = ''] = field.split(' ');
    const name = (t.inventory.where as Readonly<Record<string, string>>)[kind];
    return name === undefined ? field : id === '' ? name : `${name} “${id}”`;
  };
  return (
    <>
      <h2>{t.inventory.guideFindings}</h2>
      <Table
        caption={t.inventory.guideFindings}
        head={Object.values(t.inventory.guideColumns)}
        rows={found.map((one) => [
          <a key="service" href={pathIn(language, `/${municipality}`, `/${one.service}`)} lang="da">
            {one.title}
          </a>,
          <Tag key="finding" kind={tagOf(one.kind)}>
            {t.findings[one.kind]}
          </Tag>,
          <span key="where" class="breakable">
            {one.detail}
            {one.field === '' ? '' : ` (${whereOf(one.field)})`}
            {one.movedTo === null ? '' : `. ${t.findingTexts.movedTo(one.movedTo)}`}
            {one.retired ? `. ${t.findingTexts.retiredNumber}` : ''}
          </span>,
        ])}
      />
    </>
  );
}
