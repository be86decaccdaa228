import type { ComponentChildren } from 'preact';
import { dayAndDate, type Language, pathIn, wallClock, wallTimeText } from '../../../kernel/index.ts';
import type { FieldError } from '../../../platform/index.ts';
import { Button, Details, ErrorSummary, FactList, Notice, TextField } from '../../../ui/index.ts';
import type { StaffMember } from '../../identity/index.ts';
import { type CitizenSide, FromCitizen, ToCitizen } from '../after/citizen-side.tsx';
import type { Meeting } from '../booking/booking-types.ts';
import { type PersonHere, takesPart } from '../booking/people.ts';
import type { MeetingNote } from '../notes/notes.ts';
import { CallFirst } from './call-first.tsx';
import { coursesPath } from './course-pages.tsx';
import { MeetingFrame } from './frame.tsx';
import { nextStep } from './late.ts';
import { LinkMade, type MadeLink } from './link-made.tsx';
import { texts } from './messages.ts';
import { minePath } from './my-meetings-page.tsx';

export type SentMessage = { readonly id: string; readonly words: string };

type Props = {
  readonly language: Language;
  readonly staff: StaffMember;
  readonly meeting: Meeting;
  /** It is this employee's own; of a colleague's she sees when it is, and does what needs no name. */
  readonly holds: boolean;
  /** Null: not shown. */
  readonly people: readonly PersonHere[] | null;
  readonly messages: readonly SentMessage[];
  readonly note: MeetingNote | null;
  /** What was written, where it could not be kept. */
  readonly typed?: string;
  readonly errors: readonly FieldError[];
  readonly saved?: boolean;
  readonly changed?: boolean;
  readonly now: Date;
  /** When she came to the door. */
  readonly arrivedAt: Date | null;
  /** What it became when it was given another form. */
  readonly became: { readonly id: string } | null;
  /** What passes between her and the citizen; nobody else's to see. */
  readonly side?: CitizenSide;
  /** Made now, and shown only now. */
  readonly link?: MadeLink;
};

/** One meeting: what is agreed, with whom, what was sent, what can be done, and the note. */
export function MeetingPage(props: Props) {
  const { language, staff, meeting, holds, people, messages, errors, link } = props;
  const t = texts(language);
  const path = `${minePath}/${meeting.id}`;
  const title = meeting.type.title[language];
  return (
    <MeetingFrame
      language={language}
      staff={staff}
      title={title}
      path={path}
      back={{ path: minePath, words: t.one.back }}
    >
      <ErrorSummary language={language} errors={errors} />
      {props.saved ? (
        <Notice kind="success" live>
          <p>{t.one.saved}</p>
        </Notice>
      ) : null}
      {props.changed ? (
        <Notice kind="warning" live>
          <p>{t.one.changed}</p>
        </Notice>
      ) : null}
      {link ? <LinkMade language={language} link={link} /> : null}
      {props.became ? (
        <Notice kind="info">
          <p>
            <a href={pathIn(language, '', `${minePath}/${props.became.id}`)}>{t.one.became}</a>
          </p>
        </Notice>
      ) : null}
      <CallFirst language={language} meeting={meeting} people={people} arrivedAt={props.arrivedAt} now={props.now} />
      <FactList items={factsOf(meeting, language)} />
      {meeting.type.rules.anonymous ? <p>{t.one.anonymous}</p> : null}
      {meeting.hiddenAddresses ? <p>{t.one.hidden}</p> : null}
      <h2>{t.one.who}</h2>
      {people === null ? (
        <NotShown language={language} meeting={meeting} />
      ) : (
        <ul class="meeting-people">
          {people
            .filter((one) => one.role === 'citizen' || takesPart(one, props.now, meeting.startsAt))
            .map((person) => (
              <li key={person.id}>
                <Person person={person} language={language} />
              </li>
            ))}
        </ul>
      )}
      {people && props.side ? (
        <FromCitizen language={language} meeting={meeting} people={people} side={props.side} now={props.now} />
      ) : null}
      {meeting.state === 'booked' ? <Doing {...props} /> : null}
      {holds ? <h2>{t.one.messages}</h2> : null}
      {!holds ? null : messages.length === 0 ? (
        <p>{t.one.noMessages}</p>
      ) : (
        <ul>
          {messages.map((one) => (
            <li key={one.id}>{one.words}</li>
          ))}
        </ul>
      )}
      {props.side && (meeting.state === 'done' || meeting.state === 'booked') ? (
        <ToCitizen language={language} meeting={meeting} side={props.side} />
      ) : null}
      {holds && (meeting.state === 'done' || meeting.type.rules.noteDuty) ? <Note {...props} /> : null}
      {holds && (meeting.state === 'done' || meeting.state === 'no-show') ? (
        <p>
          <a class="button button-secondary" href={`${pathIn(language, '', `${minePath}/ny`)}?efter=${meeting.id}`}>
            {t.one.nextMeeting}
          </a>
        </p>
      ) : null}
    </MeetingFrame>
  );
}

function factsOf(meeting: Meeting, language: Language): readonly { readonly label: string; readonly value: string }[] {
  const t = texts(language);
  const { startsAt, endsAt } = meeting;
  const clock = (at: Date) => wallTimeText(wallClock(at).time, language);
  const when =
    startsAt && endsAt
      ? `${dayAndDate(wallClock(startsAt).date, language)}, ${clock(startsAt)}–${clock(endsAt)}`
      : t.one.noTime;
  const line = meeting.lineMode as 'video' | 'voice' | 'text' | null;
  return [
    { label: t.one.when, value: when },
    { label: t.one.how, value: t.forms[meeting.form] },
    { label: t.one.state, value: t.states[meeting.state] },
    ...(meeting.resources.length === 0
      ? []
      : [{ label: t.one.withWhom, value: meeting.resources.map((one) => one.name).join(', ') }]),
    { label: t.one.language, value: meeting.language },
    ...(line === null ? [] : [{ label: t.one.line, value: t.one.lines[line] }]),
  ];
}

function Person({ person, language }: { readonly person: PersonHere; readonly language: Language }) {
  const t = texts(language);
  const { name, alias, phone, mail, interpreter } = person.details;
  return (
    <>
      <strong>{name ?? alias ?? t.roles[person.role]}</strong> <span class="soft">{t.roles[person.role]}</span>
      {interpreter === null ? null : (
        <span>{t.one.needsInterpreter(interpreter === 'sgn' ? t.one.sign : interpreter)}</span>
      )}
      {phone === null ? null : <a href={`tel:${phone}`}>{t.one.call(phone)}</a>}
      {mail === null ? null : <a href={`mailto:${mail}`}>{mail}</a>}
      {person.protected ? <span>{t.one.protectedPerson}</span> : null}
    </>
  );
}

/** Who covers for a colleague asks to see whom it is with; who has a seat in a group is never shown here. */
function NotShown({ language, meeting }: Pick<Props, 'language' | 'meeting'>) {
  const t = texts(language).one;
  if (meeting.seats > 1) return <p>{t.notYours}</p>;
  return (
    <form method="post" action={pathIn(language, '', `${minePath}/${meeting.id}/hvem`)}>
      <p class="form-hint">{t.showWhoHint}</p>
      <Button type="submit" variant="secondary">
        {t.showWho}
      </Button>
    </form>
  );
}

/** What can be done with a meeting that stands. Every press is a form of its own, and names the version that was seen. */
function Doing({ language, meeting, holds, arrivedAt, now }: Props) {
  const t = texts(language).one;
  const online = meeting.form === 'video' || meeting.form === 'kiosk';
  const begun = meeting.startsAt !== null && now >= meeting.startsAt;
  const form = (what: string, children: ComponentChildren) => (
    <form method="post" action={pathIn(language, '', `${minePath}/${meeting.id}/${what}`)}>
      <input type="hidden" name="version" value={meeting.version} />
      {children}
    </form>
  );
  return (
    <section class="meeting-doing">
      {meeting.seats > 1 ? (
        <p>
          <a href={pathIn(language, '', `${coursesPath}/${meeting.id}`)}>{t.toCourse}</a>
        </p>
      ) : null}
      {online && meeting.seats === 1 ? (
        <p>
          {t.begin} <a href={pathIn(language, '', '/skranke')}>{t.toDesk}</a>
        </p>
      ) : null}
      {form(
        'holdt',
        <Button type="submit" variant={begun && nextStep(meeting, arrivedAt, now) === null ? 'primary' : 'secondary'}>
          {t.held}
        </Button>,
      )}
      {begun && meeting.seats === 1
        ? form(
            'udeblevet',
            <>
              <p class="form-hint">{t.missedHint}</p>
              <Button type="submit" variant="secondary">
                {t.missed}
              </Button>
            </>,
          )
        : null}
      <p>
        <a href={pathIn(language, '', `${minePath}/${meeting.id}/flyt`)}>{texts(language).move.title}</a>
      </p>
      {meeting.seats > 1 ? null : (
        <p>
          <a href={pathIn(language, '', `${minePath}/${meeting.id}/form`)}>{texts(language).convert.title}</a>
        </p>
      )}
      {holds && meeting.seats === 1 ? (
        <Details summary={t.newLink}>
          {form(
            'link',
            <>
              <p class="form-hint">{t.newLinkHint}</p>
              <Button type="submit" variant="secondary">
                {t.newLink}
              </Button>
            </>,
          )}
        </Details>
      ) : null}
      <Details summary={t.cancel}>
        {form(
          'aflys',
          <Button type="submit" variant="secondary">
            {t.cancelSure}
          </Button>,
        )}
      </Details>
    </section>
  );
}

function Note({ language, meeting, note, typed, errors }: Props) {
  const t = texts(language).note;
  const action = (what: string) => pathIn(language, '', `${minePath}/${meeting.id}/${what}`);
  return (
    <section id="notat" class="meeting-note">
      <h2>{t.title}</h2>
      {meeting.type.rules.noteDuty ? <p>{t.duty}</p> : null}
      {note?.nothing ? <p>{t.nothingSaid}</p> : null}
      {note?.exportedAt ? (
        <p>{t.exported}</p>
      ) : (
        <>
          <form method="post" action={action('notat')}>
            <TextField
              id="notat-tekst"
              name="notat"
              label={t.field}
              hint={t.hint}
              rows={8}
              value={typed ?? note?.text ?? ''}
              error={errors.find((one) => one.field === 'notat-tekst')?.message}
            />
            <Button type="submit">{t.save}</Button>{' '}
            <button class="button button-quiet" type="submit" name="intet" value="ja">
              {t.nothing}
            </button>
          </form>
          {note?.text == null ? null : (
            <form method="post" action={action('notat/taget')}>
              <input type="hidden" name="skrevet" value={note.writtenAt?.toISOString() ?? ''} />
              <p>
                <a href={action('notat.json')} download={`notat-${meeting.id}.json`}>
                  {t.download}
                </a>
              </p>
              <Button type="submit" variant="secondary">
                {t.taken}
              </Button>
            </form>
          )}
        </>
      )}
    </section>
  );
}
