import type { Language } from '../../../kernel/index.ts';
import type { FieldError } from '../../../platform/index.ts';
import { ErrorSummary, Notice } from '../../../ui/index.ts';
import type { StaffMember } from '../../identity/index.ts';
import { MeetingFrame } from '../staff/frame.tsx';
import { calendarPath, FeedSection } from './feed-section.tsx';
import type { FeedShows } from './feed-store.ts';
import { texts } from './messages.ts';
import type { SourceForm } from './source-form.ts';
import { SourceSection } from './source-section.tsx';
import type { SourceState } from './source-store.ts';

export type CalendarPageProps = {
  readonly language: Language;
  readonly staff: StaffMember;
  readonly feed: { readonly shows: FeedShows; readonly createdAt: Date } | null;
  readonly address: string | null;
  /** Null: she cannot be booked yet. */
  readonly sources: readonly SourceState[] | null;
  readonly outlook: boolean;
  readonly typed: SourceForm;
  readonly now: Date;
  readonly errors: readonly FieldError[];
  /** What was just done. */
  readonly done: string | null;
};

/** An employee's calendars: the one that reads us, and those that we read. */
export function CalendarPage(props: CalendarPageProps) {
  const { language, staff, errors, done } = props;
  const t = texts(language);
  return (
    <MeetingFrame
      language={language}
      staff={staff}
      title={t.title}
      path={calendarPath}
      back={{ path: '/skranke/moeder', words: t.back }}
    >
      <ErrorSummary language={language} errors={errors} />
      {done === null ? null : (
        <Notice kind="success" live>
          <p>{done}</p>
        </Notice>
      )}
      <FeedSection {...props} />
      <SourceSection {...props} />
    </MeetingFrame>
  );
}
