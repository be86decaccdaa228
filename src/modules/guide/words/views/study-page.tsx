import { type Language, longDate } from '../../../../kernel/index.ts';
import { pathIn } from '../../../../platform/index.ts';
import { Button, Details, FactList, Notice } from '../../../../ui/index.ts';
import type { StaffMember } from '../../../identity/index.ts';
import { EditorPage } from '../../editor-page.tsx';
import { type Party, parties, type Study, shownChoices } from '../study.ts';
import { studyTexts } from '../study-messages.ts';
import { choiceText, type TermResult } from '../study-results.ts';
import { type Done, DoneNotice } from './done-notice.tsx';
import { answerPath, studiesPath } from './study-frame.ts';
import { StudyResults } from './study-results.tsx';

export type StudyView = {
  readonly study: Study;
  readonly open: boolean;
  /** In whole steps of five. */
  readonly answers: Readonly<Record<Party, number>>;
  /** Null while it can be answered. */
  readonly results: readonly TermResult[] | null;
  readonly serviceNames: ReadonlyMap<string, string>;
  /** `https://hjaelp.example.dk` */
  readonly baseUrl: string;
  readonly done: Done | null;
};
type Shown = { readonly staff: StaffMember; readonly language: Language; readonly view: StudyView };

/** One study: how to ask while it is open, what it found when it is closed. */
export function StudyPage({ staff, language, view }: Shown) {
  const t = studyTexts(language);
  const { study, open } = view;
  const path = `${studiesPath}/${study.id}`;
  return (
    <EditorPage staff={staff} language={language} title={study.title} room="studies" path={path} styles={['words']}>
      <DoneNotice done={view.done} />
      <h1 lang="da">{study.title}</h1>
      <p class="lead">{open ? t.until(longDate(study.closesOn, language)) : t.closedNow}</p>
      <FactList items={parties.map((party) => ({ label: t.party[party], value: t.soFar(view.answers[party]) }))} />
      {view.results === null ? <Asking staff={staff} language={language} view={view} /> : null}
      {view.results === null ? null : (
        <StudyResults
          language={language}
          studyId={study.id}
          results={view.results}
          serviceNames={view.serviceNames}
          mayWrite
        />
      )}
      <Details summary={t.wordsAndChoices}>
        {study.terms.map((term) => (
          <div key={term.position} lang="da">
            <h2 class="h2-small">{term.term}</h2>
            <ul>
              {shownChoices(term).map((choice) => (
                <li key={choice}>
                  {choice === '0' ? (
                    <strong>{choiceText(term, choice, t.unknown)}</strong>
                  ) : (
                    choiceText(term, choice, t.unknown)
                  )}
                </li>
              ))}
            </ul>
          </div>
        ))}
      </Details>
      <p>
        <a class="way" href={pathIn(language, '', studiesPath)}>
          {t.back}
        </a>
      </p>
    </EditorPage>
  );
}

function Asking({ staff, language, view }: Shown) {
  const t = studyTexts(language);
  const { study } = view;
  const path = `${studiesPath}/${study.id}`;
  return (
    <>
      <Notice kind="info">
        <p>{t.resultsLater}</p>
      </Notice>
      <h2>{t.links}</h2>
      <p>{t.linksText}</p>
      <dl>
        {parties.map((party) => {
          const href = pathIn('da', `/${staff.municipality.slug}`, `${answerPath}/${study.tokens[party]}`);
          return (
            <div key={party}>
              <dt>{t.linkFor[party]}</dt>
              <dd>
                <a class="way long-address" href={href}>
                  {`${view.baseUrl}${href}`}
                </a>
              </dd>
            </div>
          );
        })}
      </dl>
      <h2>{t.paper}</h2>
      <p>{t.paperText}</p>
      <div class="actions">
        {parties.map((party) => (
          <Button key={party} variant="secondary" href={pathIn(language, '', `${path}/ark?gruppe=${party}`)}>
            {t.print[party]}
          </Button>
        ))}
        {parties.map((party) => (
          <Button key={party} variant="secondary" href={pathIn(language, '', `${path}/indtast?gruppe=${party}`)}>
            {t.enter[party]}
          </Button>
        ))}
      </div>
      <h2>{t.close}</h2>
      <p>{t.closeText}</p>
      <form method="post" action={pathIn(language, '', `${path}/luk`)}>
        <Button variant="warning">{t.close}</Button>
      </form>
      <h2>{t.remove}</h2>
      <p>{t.removeText}</p>
      <form method="post" action={pathIn(language, '', `${path}/slet`)}>
        <Button variant="secondary">{t.remove}</Button>
      </form>
    </>
  );
}
