import type { Language } from '../../../kernel/index.ts';
import { pathIn } from '../../../platform/index.ts';
import { Notice, StaffPage } from '../../../ui/index.ts';
import type { Block, PublishedFigures } from '../../contact/index.ts';
import { menuAreas, type StaffMember } from '../../identity/index.ts';
import { openNotesPath } from '../../meeting/index.ts';
import type { Changes } from '../readings.ts';
import { Changed } from './changed.tsx';
import { Answered } from './readings-of-answers.tsx';
import { Came, Door, Solved, StuckAt, Waited } from './readings-of-contacts.tsx';
import { wordingFor } from './wording.ts';

export type LeaderView = {
  readonly language: Language;
  readonly staff: StaffMember;
  readonly alternates: readonly { readonly language: Language; readonly href: string }[];
  readonly period: Block;
  /** Newest first, with the address of each. */
  readonly periods: readonly { readonly block: Block; readonly href: string }[];
  /** The one that time is in. */
  readonly running: Block;
  readonly figures: PublishedFigures;
  readonly before: Block;
  readonly changes: Changes;
  /** What the shown tasks are called, by slug. */
  readonly taskNames: ReadonlyMap<string, string>;
};

/** One page that answers in sentences with figures in them; each opens its plot, its table and how it is computed. */
export function LeaderPage(view: LeaderView) {
  const { language, staff, period, running, figures } = view;
  const words = wordingFor(language, figures.steps);
  const { t } = words;
  return (
    <StaffPage
      title={t.title}
      language={language}
      municipality={staff.municipality}
      staffName={staff.name}
      current="/ledelse"
      areas={menuAreas(staff.roles)}
      alternates={view.alternates}
      styles={['worth']}
    >
      <h1>{t.title}</h1>
      <p class="lead">{t.lead(staff.municipality.fullName)}</p>
      {staff.municipality.demonstration ? (
        <Notice kind="example" heading={t.demonstrationHeading}>
          {t.demonstration}
        </Notice>
      ) : null}
      <nav aria-label={t.periods}>
        <ul class="period-list">
          {view.periods.map(({ block, href }) => (
            <li key={block.id}>
              <a href={href} aria-current={block.id === period.id ? 'page' : undefined}>
                {words.period(block)}
                {block.id === running.id ? ` (${t.running})` : null}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {period.id === running.id ? <p class="soft">{t.runningNotice}</p> : null}
      {figures.total === null ? (
        <>
          <p class="reading-sentence">{t.nothing}</p>
          <p class="soft">{words.hiddenWhy}</p>
        </>
      ) : (
        <>
          <Came figures={figures} words={words} />
          <Door figures={figures} words={words} />
          <Solved figures={figures} words={words} />
          <Waited figures={figures} words={words} />
          <StuckAt figures={figures} words={words} taskNames={view.taskNames} />
          <Answered figures={figures} words={words} />
          <Changed changes={view.changes} before={view.before} words={words} />
        </>
      )}
      <p>
        <a class="way" href={pathIn(language, `/${staff.municipality.slug}`, '/tal')}>
          {t.guideUse}
        </a>
      </p>
      <p>
        <a class="way" href={pathIn(language, '', openNotesPath)}>
          {t.openNotes}
        </a>
      </p>
    </StaffPage>
  );
}
