import type { ComponentChildren } from 'preact';
import { type Language, pathIn } from '../../../kernel/index.ts';
import { alternates, type MessageRecord, type Unsettled } from '../../../platform/index.ts';
import { Button, Notice, StaffPage, Table } from '../../../ui/index.ts';
import { menuAreas, type StaffMember } from '../../identity/index.ts';
import { timeText } from './message-values.ts';
import { texts } from './messages.ts';
import { kindWords } from './messages-to.ts';

export const messagesPath = '/skranke/moeder/beskeder';
export const doings = ['again', 'all-again', 'handled', 'letter'] as const;
export type Doing = (typeof doings)[number];

type Props = {
  readonly language: Language;
  readonly staff: StaffMember;
  readonly failed: readonly Unsettled[];
  readonly unconfirmed: readonly MessageRecord[];
  readonly letters: readonly MessageRecord[];
  /** In a demonstration nothing is sent. */
  readonly thrownAway: boolean;
  readonly backlog: { readonly due: number; readonly since: Date } | null;
  /** How many of the last thirty days' messages may have come twice. */
  readonly doubles: number;
  /** When each meeting begins; not in it: no meeting of ours. */
  readonly meetings: ReadonlyMap<string, Date | null>;
  readonly done: keyof ReturnType<typeof texts>['staff']['done'] | null;
};

/** Messages that a person must look at: what failed, what nobody confirmed, and letters to print. */
export function MessagesPage(props: Props) {
  const { language, staff, failed, unconfirmed, letters, backlog, done } = props;
  const t = texts(language).staff;
  const nothing = [failed, unconfirmed, letters].every((list) => list.length === 0);
  const meeting = (about: string | null) => <MeetingLink {...props} about={about} />;
  return (
    <MessagesFrame language={language} staff={staff} title={t.title} back={{ path: '/skranke', words: t.back }}>
      <p>{t.intro}</p>
      {done === null ? null : (
        <Notice kind={done === 'gone' ? 'warning' : 'success'} live>
          <p>{t.done[done]}</p>
        </Notice>
      )}
      {props.thrownAway ? (
        <Notice kind="info">
          <p>{t.demonstration}</p>
        </Notice>
      ) : null}
      {backlog === null ? null : (
        <Notice kind="warning">
          <p>{t.backlog(backlog.due, timeText(backlog.since, language))}</p>
        </Notice>
      )}
      {nothing ? <p>{t.nothing}</p> : null}
      {props.doubles === 0 ? null : <p class="soft">{t.doubles(props.doubles)}</p>}
      {failed.length === 0 ? null : (
        <section>
          <h2>{t.failed}</h2>
          <p>{t.failedHint}</p>
          <Table
            caption={t.failed}
            head={[t.message, t.about, t.when, t.todo, t.handled]}
            rows={failed.map((one) => [
              `${kindWords(one.kind, language)}, ${texts(language).channels[one.channel]}`,
              meeting(one.about),
              timeText(one.stateAt, language),
              t.failures[one.failure ?? 'undelivered'],
              <div key={one.id} class="button-row">
                {one.canBeSentAgain ? <Do language={language} what="again" id={one.id} words={t.again} /> : null}
                <Do language={language} what="handled" id={one.id} words={t.handled} />
              </div>,
            ])}
          />
          {failed.filter(({ canBeSentAgain }) => canBeSentAgain).length > 1 ? (
            <Do language={language} what="all-again" id="" words={t.allAgain} />
          ) : null}
        </section>
      )}
      {letters.length === 0 ? null : (
        <section>
          <h2>{t.letters}</h2>
          <p>{t.lettersHint}</p>
          <Table
            caption={t.letters}
            head={[t.message, t.about, t.when, t.todo, t.letterSent]}
            rows={letters.map((one) => [
              t.letterFor(kindWords(one.kind, language)),
              meeting(one.about),
              timeText(one.at, language),
              <a key={one.id} href={pathIn(language, '', `${messagesPath}/brev/${one.id}`)}>
                {t.printLetter}
              </a>,
              <Do key={one.id} language={language} what="letter" id={one.id} words={t.letterSent} />,
            ])}
          />
        </section>
      )}
      {unconfirmed.length === 0 ? null : (
        <section>
          <h2>{t.unconfirmed}</h2>
          <p>{t.unconfirmedHint}</p>
          <Table
            caption={t.unconfirmed}
            head={[t.message, t.about, t.when, t.handled]}
            rows={unconfirmed.map((one) => [
              `${kindWords(one.kind, language)}, ${texts(language).channels[one.channel]}`,
              meeting(one.about),
              timeText(one.stateAt, language),
              <Do key={one.id} language={language} what="handled" id={one.id} words={t.handled} />,
            ])}
          />
        </section>
      )}
    </MessagesFrame>
  );
}

function MeetingLink({
  language,
  meetings,
  about,
}: Pick<Props, 'language' | 'meetings'> & { readonly about: string | null }) {
  const t = texts(language).staff;
  const startsAt = about === null ? undefined : meetings.get(about);
  if (startsAt === undefined) return <>{t.noMeeting}</>;
  return (
    <a href={pathIn(language, '', `/skranke/moeder/${about}`)}>
      {startsAt === null ? t.meetingWithoutTime : t.meeting(timeText(startsAt, language))}
    </a>
  );
}

function Do({ language, what, id, words }: { language: Language; what: Doing; id: string; words: string }) {
  return (
    <form method="post" action={pathIn(language, '', messagesPath)}>
      <input type="hidden" name="id" value={id} />
      <Button variant="secondary" name="what" value={what}>
        {words}
      </Button>
    </form>
  );
}

export function MessagesFrame({
  language,
  staff,
  title,
  back,
  current = '/skranke',
  path = messagesPath,
  children,
}: Pick<Props, 'language' | 'staff'> & {
  readonly title: string;
  readonly back: { readonly path: string; readonly words: string };
  readonly current?: string;
  readonly path?: string;
  readonly children: ComponentChildren;
}) {
  return (
    <StaffPage
      title={title}
      language={language}
      municipality={staff.municipality}
      staffName={staff.name}
      current={current}
      areas={menuAreas(staff.roles)}
      logOutAction={pathIn(language, '', '/log-ud')}
      alternates={alternates('', path)}
    >
      <p>
        <a href={pathIn(language, '', back.path)}>{back.words}</a>
      </p>
      <h1>{title}</h1>
      {children}
    </StaffPage>
  );
}
