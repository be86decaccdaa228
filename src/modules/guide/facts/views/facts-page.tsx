import { type Language, localise, longDate, pathIn } from '../../../../kernel/index.ts';
import { Button, Notice, Table, Tag } from '../../../../ui/index.ts';
import type { StaffMember } from '../../../identity/index.ts';
import { EditorPage } from '../../editor-page.tsx';
import type { ServiceText } from '../../service-text.ts';
import { type MunicipalFact, onDate, type SharedFact, validOn } from '../fact-records.ts';
import { factTexts } from '../messages.ts';

export type FactsPageProps = {
  readonly staff: StaffMember;
  readonly language: Language;
  readonly today: string;
  readonly ours: readonly MunicipalFact[];
  readonly shared: readonly SharedFact[];
  readonly services: readonly ServiceText[];
  readonly titleOf: (slug: string) => string;
  readonly usedBy: (reference: string) => readonly string[];
  readonly said: 'saved' | 'removed' | null;
};

type Row = {
  readonly id: string;
  readonly name: string;
  readonly href: string | null;
  readonly value: string;
  readonly state: 'holds' | 'expired' | 'not-yet';
  readonly until: string | undefined;
  readonly used: readonly string[];
  readonly checked: string;
  readonly owner: string;
};

/** Every fact in one place: what it is now, until when, where it stands, when somebody last looked. */
export function FactsPage({ staff, language, today, ours, shared, services, titleOf, usedBy, said }: FactsPageProps) {
  const t = factTexts(language);
  const link = (path: string) => pathIn(language, '', `/redaktion/oplysninger/${path}`);
  const stateOf = (dated: { readonly validFrom?: string | undefined; readonly validTo?: string | undefined }) =>
    validOn(dated, today) ? 'holds' : (dated.validFrom ?? '') > today ? 'not-yet' : 'expired';
  const own = ours.map(
    (fact): Row => ({
      id: `{our:${fact.id}}`,
      name: fact.label.da,
      href: link(`vores/${fact.id}`),
      value: localise(fact.value, language).text,
      state: stateOf(fact),
      until: fact.validTo,
      used: usedBy(`our:${fact.id}`).map(titleOf),
      checked: fact.checked,
      owner: fact.owner?.role ?? '',
    }),
  );
  const mayShare = staff.roles.includes('national-editor');
  const common = shared.flatMap((fact): Row[] => {
    const version = onDate(fact.versions, today);
    if (!version) return [];
    return [
      {
        id: `{fact:${fact.id}}`,
        name: fact.label.da,
        href: mayShare ? link(`faelles/${fact.id}`) : null,
        value: localise(version.value, language).text,
        state: stateOf(version),
        until: version.validTo,
        used: usedBy(`fact:${fact.id}`).map(titleOf),
        checked: version.checked,
        owner: fact.owner?.role ?? '',
      },
    ];
  });
  const inTexts = services.flatMap((service) =>
    [...new Set(service.facts.map(({ id }) => id))].flatMap((id): Row[] => {
      const version = onDate(
        service.facts.filter((fact) => fact.id === id),
        today,
      );
      if (!version) return [];
      return [
        {
          id: `{fact:${id}}`,
          name: service.title.da,
          href: pathIn(language, '', `/redaktion/tekst/${service.slug}/hel`),
          value: localise(version.value, language).text,
          state: stateOf(version),
          until: version.validTo,
          used: [service.title.da],
          checked: version.checked,
          owner: service.owner?.role ?? '',
        },
      ];
    }),
  );
  return (
    <EditorPage
      staff={staff}
      language={language}
      title={t.title}
      room="facts"
      path="/redaktion/oplysninger"
      styles={['editing']}
    >
      {said === null ? null : (
        <Notice kind="success" live>
          <p>{t[said]}</p>
        </Notice>
      )}
      <h1>{t.title}</h1>
      <p>{t.lead}</p>
      <p>
        <a href={link('aendringer')}>{t.changes}</a>
      </p>
      <h2>{t.ours}</h2>
      <p>{t.oursLead}</p>
      {staff.roles.includes('editor') ? (
        <p>
          <Button href={link('vores')} variant="secondary">
            {t.newOurs}
          </Button>
        </p>
      ) : null}
      <FactTable language={language} caption={t.ours} rows={own} />
      <h2>{t.shared}</h2>
      <p>{t.sharedLead}</p>
      {mayShare ? (
        <p>
          <Button href={link('faelles')} variant="secondary">
            {t.newShared}
          </Button>
        </p>
      ) : null}
      <FactTable language={language} caption={t.shared} rows={common} />
      <h2>{t.inTexts}</h2>
      <p>{t.inTextsLead}</p>
      <FactTable language={language} caption={t.inTexts} rows={inTexts} />
    </EditorPage>
  );
}

/** Expired ones first: they are what needs a hand. */
function FactTable({
  language,
  caption,
  rows,
}: {
  readonly language: Language;
  readonly caption: string;
  readonly rows: readonly Row[];
}) {
  const t = factTexts(language);
  if (rows.length === 0) return null;
  const order = { expired: 0, 'not-yet': 1, holds: 2 };
  return (
    <div class="edit-table">
      <Table
        caption={caption}
        head={[t.columns.name, t.columns.value, t.columns.until, t.columns.used, t.columns.checked, t.columns.owner]}
        rows={[...rows]
          .sort((a, b) => order[a.state] - order[b.state])
          .map((row) => [
            <span key="name">
              {row.href === null ? row.name : <a href={row.href}>{row.name}</a>} <code>{row.id}</code>
            </span>,
            <span key="value" lang="da">
              {row.value}{' '}
              {row.state === 'holds' ? null : (
                <Tag kind={row.state === 'expired' ? 'bad' : 'warn'}>
                  {row.state === 'expired' ? t.expired : t.notYet}
                </Tag>
              )}
            </span>,
            row.until === undefined ? t.forever : longDate(row.until, language),
            row.used.length === 1 ? (row.used[0] ?? '') : t.usedIn(row.used.length),
            longDate(row.checked, language),
            row.owner,
          ])}
      />
    </div>
  );
}
