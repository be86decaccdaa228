import type { VNode } from 'preact';
import { type Language, longDate } from '../../../../kernel/index.ts';
import { pathIn } from '../../../../platform/index.ts';
import { Button, Details, ErrorSummary, FactList, type FieldError, Table, Tag } from '../../../../ui/index.ts';
import type { StaffMember } from '../../../identity/index.ts';
import { EditorPage } from '../../editor-page.tsx';
import type { Concept } from '../../vocabulary.ts';
import { type TermFields as Fields, type LocalTerm, termRelations } from '../local-term.ts';
import { texts } from '../messages.ts';
import { type Done, DoneNotice } from './done-notice.tsx';
import { TermFields } from './term-fields.tsx';
import { WordsMenu, wordPaths } from './words-menu.tsx';

export type ConceptView = {
  readonly slug: string;
  readonly title: string;
  readonly plainTitle: string;
  readonly own: readonly LocalTerm[];
  readonly national: Concept | undefined;
  readonly values: Fields;
  readonly errors: readonly FieldError[];
  readonly asksTitle: boolean;
  readonly done: Done | null;
  /** Only an editor of the municipality writes its words. */
  readonly mayWrite: boolean;
  /** What a national editor has below the common words. */
  readonly nationalEditing: VNode | null;
};

/** One service's words: the municipality's own, which can be written here, and those that all share. */
export function ConceptPage({
  staff,
  language,
  view,
}: {
  readonly staff: StaffMember;
  readonly language: Language;
  readonly view: ConceptView;
}) {
  const t = texts(language);
  const path = `${wordPaths.words}/${view.slug}`;
  return (
    <EditorPage staff={staff} language={language} title={t.concept.title(view.plainTitle)} room="words" path={path}>
      <WordsMenu current="words" language={language} staff={staff} />
      <ErrorSummary language={language} errors={view.errors} />
      <DoneNotice done={view.done} />
      <h1>{t.concept.title(view.plainTitle)}</h1>
      <FactList
        items={[
          { label: t.concept.official, value: <span lang="da">{view.title}</span> },
          { label: t.concept.plain, value: <span lang="da">{view.plainTitle}</span> },
        ]}
      />
      <p>
        <a href={pathIn(language, '', wordPaths.words)}>{t.concept.back}</a>
        {' · '}
        <a href={pathIn(language, `/${staff.municipality.slug}`, `/${view.slug}`)}>{t.concept.guide}</a>
      </p>
      <Avoid language={language} view={view} />
      <h2>{t.concept.own}</h2>
      {view.own.length === 0 ? (
        <p>{t.concept.ownNone}</p>
      ) : (
        <Table
          caption={t.concept.own}
          head={[
            t.concept.columns.term,
            t.concept.columns.relation,
            t.concept.columns.sayInstead,
            t.concept.columns.evidence,
            ...(view.mayWrite ? [t.concept.columns.change] : []),
          ]}
          rows={view.own.map((term) => [
            <TermName key="term" term={term} language={language} />,
            t.relations[term.relation],
            term.sayInstead === '' ? '–' : <span lang="da">{term.sayInstead}</span>,
            <Evidence key="evidence" term={term} language={language} />,
            ...(view.mayWrite
              ? [
                  <a
                    key="change"
                    href={pathIn(language, '', `${path}/${term.id}`)}
                    aria-label={t.concept.changeTerm(term.term)}
                  >
                    {t.concept.columns.change}
                  </a>,
                ]
              : []),
          ])}
        />
      )}
      {view.mayWrite ? (
        <>
          <h2>{t.form.addHeading}</h2>
          <form method="post" action={pathIn(language, '', path)}>
            <TermFields language={language} values={view.values} errors={view.errors} asksTitle={view.asksTitle} />
            <div class="actions">
              <Button>{t.form.add}</Button>
            </div>
          </form>
        </>
      ) : null}
      <NationalTerms view={view} language={language} />
    </EditorPage>
  );
}

function TermName({ term, language }: { readonly term: LocalTerm; readonly language: Language }) {
  const t = texts(language);
  return (
    <>
      <span lang={term.lang}>{term.term}</span>
      {term.region === '' ? null : <span class="soft"> ({t.concept.onlyIn(term.region)})</span>}
      {term.sensitive ? (
        <>
          {' '}
          <Tag kind="warn">{t.concept.sensitive}</Tag>
        </>
      ) : null}
    </>
  );
}

function Evidence({ term, language }: { readonly term: LocalTerm; readonly language: Language }) {
  const t = texts(language);
  const { source, note, seen, date, study } = term.evidence;
  return (
    <>
      {study === null ? (
        t.sources[source]
      ) : (
        <a href={pathIn(language, '', `/redaktion/undersoegelser/${study}`)}>{t.sources[source]}</a>
      )}
      {seen === 0 ? '' : `, ${t.concept.seen(seen)}`}
      {note === '' ? '' : `: ${note}`}
      {`, ${longDate(date, language)}`}
    </>
  );
}

/** What officials should not say, first: it is what an employee looks for. */
function Avoid({ view, language }: { readonly view: ConceptView; readonly language: Language }) {
  const t = texts(language);
  const all = [
    ...view.own.map(({ term, sayInstead }) => ({ term, sayInstead })),
    ...(view.national?.terms ?? []).map(({ term, sayInstead = '' }) => ({ term, sayInstead })),
  ].filter(({ sayInstead }) => sayInstead !== '');
  if (all.length === 0) return null;
  return (
    <>
      <h2>{t.concept.avoid}</h2>
      <p>{t.concept.avoidLead}</p>
      <ul>
        {all.map(({ term, sayInstead }) => (
          <li key={term}>{t.concept.avoidLine(term, sayInstead)}</li>
        ))}
      </ul>
    </>
  );
}

function NationalTerms({ view, language }: { readonly view: ConceptView; readonly language: Language }) {
  const t = texts(language);
  const terms = view.national?.terms ?? [];
  return (
    <Details summary={t.concept.national(terms.length)} open={view.nationalEditing !== null}>
      {view.nationalEditing ?? <p>{t.concept.nationalNote}</p>}
      <dl>
        {termRelations.map((relation) => {
          const these = terms.filter((term) => term.relation === relation);
          return these.length === 0 ? null : (
            <div key={relation}>
              <dt>{t.relations[relation]}</dt>
              <dd lang="da">{these.map(({ term }) => term).join(', ')}</dd>
            </div>
          );
        })}
      </dl>
    </Details>
  );
}
