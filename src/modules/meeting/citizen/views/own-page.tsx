import type { ComponentChildren } from 'preact';
import { pathIn } from '../../../../kernel/address.ts';
import { Button, Details, ErrorSummary, FactList, type FieldError, Notice } from '../../../../ui/index.ts';
import { mayRing } from '../../agreeing/ring.ts';
import type { MessageTold } from '../../messages/messages-to.ts';
import type { MeetingPage } from '../context.ts';
import { texts } from '../messages.ts';
import { doorOf, type Own } from '../own.ts';
import { capital, whenOf } from '../when.ts';
import { Frame, Hidden, OtherWays } from './frame.tsx';
import { AgreedHere, Identity, MessagesSent, People } from './own-parts.tsx';
import { Unbroken } from './unbroken.tsx';
import { whereOf } from './where.tsx';

const minePath = '/moede/mit';

/** Her own page: what was agreed, the one thing to do now, and everything she may change, each one press away. */
export function OwnPage(props: {
  readonly page: MeetingPage;
  readonly own: Own;
  readonly byText: boolean;
  readonly sent: readonly MessageTold[];
  /** How many papers were sent for it; null where none can be. */
  readonly papers: number | null;
  /** Which login there is here. */
  readonly login: 'demonstration' | null;
  readonly said: 'moved' | 'saved' | 'gone' | 'interpreterNow' | 'interpreterAsks' | 'told' | null;
  readonly errors: readonly FieldError[];
}) {
  const { page, own, errors } = props;
  const { language, now } = page;
  const { meeting, me, seat } = own;
  const t = texts(language).own;
  const state = seat?.state === 'waiting' ? 'waiting' : seat?.state === 'offered' ? 'offered' : meeting.state;
  const when = meeting.startsAt ? whenOf(meeting.startsAt, now, language) : null;
  const ahead = meeting.state === 'booked' && state === 'booked' && (meeting.endsAt ?? now) > now;
  const { bring, retentionDays, anonymous } = meeting.type.rules;
  const away = meeting.form === 'in-person' || meeting.form === 'kiosk';
  return (
    <Frame page={page} title={t.title}>
      <h1>{t.with(meeting.type.title[language])}</h1>
      <ErrorSummary language={language} errors={errors} />
      {props.said === null ? null : (
        <Notice kind={props.said === 'gone' || props.said === 'interpreterAsks' ? 'warning' : 'success'} live>
          {props.said === 'gone' ? t.earlierGone : t[props.said]}
        </Notice>
      )}
      {when === null ? null : (
        <p class="own-when">
          <strong>
            <Unbroken>{capital(when)}</Unbroken>
          </strong>
        </p>
      )}
      <p>{t.state[state]}</p>
      <NowPart {...props} />
      <AgreedHere page={page} agreed={own.agreed} />
      <FactList items={[{ label: texts(language).receipt.where, value: whereOf(page, meeting, me.details) }]} />
      {ahead && me.role !== 'citizen' && me.role !== 'representative' ? <p>{t.companionPage}</p> : null}
      {ahead ? (
        <section aria-labelledby="klar">
          <h2 id="klar">{t.prepare}</h2>
          {bring.length === 0 ? (
            <p>{away ? t.nothingToBring : t.nothingToFind}</p>
          ) : (
            <>
              <p>{away ? t.bring : t.bringHome}</p>
              <ul>
                {bring.map((one) => (
                  <li key={one.da}>{one[language]}</li>
                ))}
              </ul>
            </>
          )}
          {props.papers === null ? null : (
            <p>
              {props.papers === 0 ? null : `${texts(language).papers.some(props.papers)} `}
              <a class="way" href={pathIn(language, page.base, `${minePath}/papirer`)}>
                {texts(language).papers.link}
              </a>
            </p>
          )}
          {meeting.type.rules.identity === 'mitid' && me.role === 'citizen' ? (
            <Identity page={page} own={own} login={props.login} />
          ) : null}
          {meeting.form === 'video' && !props.byText ? <DeviceTest page={page} mode={meeting.lineMode} /> : null}
        </section>
      ) : null}
      {ahead && seat?.state !== 'checked-in' ? <ChangePart {...props} /> : null}
      {ahead && !anonymous && me.role === 'citizen' ? <People page={page} own={own} /> : null}
      {own.series ? <SeriesAhead {...props} /> : null}
      {anonymous ? null : <MessagesSent page={page} own={own} sent={props.sent} />}
      <Details summary={t.privacy}>
        <p>{anonymous ? t.whoAnonymous : t.who}</p>
        <p>{t.howLong(retentionDays)}</p>
        <p>
          <a class="way" href={pathIn(language, page.base, `${minePath}/gemt`)}>
            {t.stored}
          </a>
        </p>
      </Details>
      {anonymous ? <p class="soft">{texts(language).anonymous.history}</p> : <Forget page={page} />}
      <OtherWays page={page} />
    </Frame>
  );
}

type Props = Parameters<typeof OwnPage>[0];

/** A button that changes something: a form of its own, so that no link ever does. */
function Post(props: {
  readonly page: MeetingPage;
  readonly to: string;
  readonly fields?: readonly (readonly [string, string])[];
  readonly variant?: 'primary' | 'secondary' | 'quiet';
  readonly children: ComponentChildren;
}) {
  const { page, to, fields = [], variant = 'secondary', children } = props;
  return (
    <form method="post" action={pathIn(page.language, page.base, `${minePath}${to}`)}>
      <Hidden fields={fields} />
      <Button variant={variant}>{children}</Button>
    </form>
  );
}

/** The one thing to do now: go in, answer, or nothing yet. */
function NowPart({ page, own, byText }: Props) {
  const { language, base, now } = page;
  const { meeting, seat } = own;
  const t = texts(language).own;
  const g = texts(language).group;
  if (seat?.state === 'offered')
    return (
      <Notice kind="info" heading={g.offer(whenOf(seat.offeredUntil ?? now, now, language))}>
        <div class="actions">
          <Post page={page} to="/plads" fields={[['svar', 'ja']]} variant="primary">
            {g.yes}
          </Post>
          <Post page={page} to="/plads" fields={[['svar', 'nej']]}>
            {g.no}
          </Post>
        </div>
      </Notice>
    );
  if (seat?.state === 'waiting') return <p>{g.before(seat.before)}</p>;
  if (own.proposal)
    return (
      <p>
        <Button href={pathIn(language, base, '/moede/svar')}>{t.answer}</Button>
      </p>
    );
  if (meeting.state === 'no-show' || meeting.state === 'done')
    return (
      <>
        {own.asks ? (
          <>
            <p>{t.howWasIt}</p>
            <Post page={page} to="/bagefter" variant="primary">
              {t.tellHow}
            </Post>
          </>
        ) : null}
        {meeting.type.rules.bookedBy === 'citizen' ? (
          <p>
            <Button variant="secondary" href={pathIn(language, base, `/moede/${meeting.type.slug}`)}>
              {t.again}
            </Button>
          </p>
        ) : null}
      </>
    );
  const door = doorOf(meeting, now);
  if (door === null) return null;
  return (
    <>
      {byText ? <Notice kind="info">{t.byText}</Notice> : null}
      {door.open ? (
        <Post page={page} to="/ind" fields={byText ? [['form', 'text']] : []} variant="primary">
          {t.goIn}
        </Post>
      ) : (
        <p>
          <Unbroken>{t.opens(whenOf(door.opens, now, language))}</Unbroken>
          <br />
          <a class="way" href={pathIn(language, base, minePath)}>
            {t.reload}
          </a>
        </p>
      )}
    </>
  );
}

function DeviceTest({ page, mode }: { readonly page: MeetingPage; readonly mode: string | null }) {
  const t = texts(page.language).own;
  const tested = mode === 'video' || mode === 'voice' || mode === 'text' ? t.tested[mode] : null;
  return (
    <p>
      {tested === null ? t.testHint : tested}
      <br />
      <a class="way" href={pathIn(page.language, page.base, '/hjaelp/proev?moede=mit')}>
        {t.test}
      </a>
    </p>
  );
}

function ChangePart({ page, own }: Props) {
  const { language, base, now } = page;
  const { may, earlier, seat } = own;
  const t = texts(language).own;
  const phone = page.places[0]?.phone ?? '';
  if (own.me.role !== 'citizen' && own.me.role !== 'representative') return null;
  const link = (to: string, words: string) => (
    <Button variant="secondary" href={pathIn(language, base, `${minePath}${to}`)}>
      {words}
    </Button>
  );
  return (
    <section class="no-print" aria-labelledby="aendr">
      <h2 id="aendr">{t.change}</h2>
      {own.tooLate && !seat ? <p>{t.tooLate(phone)}</p> : null}
      {!may.move && !own.tooLate && !seat ? <p>{t.byStaff(phone)}</p> : null}
      <p class="actions">
        {may.move ? link('/flyt', t.move) : null}
        {may.cancel ? link('/afbud', t.cancel) : null}
        {seat?.state === 'booked' ? link('/afbud', texts(language).group.giveUp) : null}
      </p>
      {earlier?.offer ? (
        <Notice
          kind="info"
          heading={t.earlierOffer(
            whenOf(earlier.offer.startsAt, now, language),
            whenOf(earlier.offer.until, now, language),
          )}
        >
          <div class="actions">
            <Post page={page} to="/tidligere" fields={[['svar', 'ja']]} variant="primary">
              {t.earlierYes}
            </Post>
            <Post page={page} to="/tidligere" fields={[['svar', 'nej']]}>
              {t.earlierNo}
            </Post>
          </div>
        </Notice>
      ) : null}
      {may.move && !own.meeting.type.rules.anonymous ? (
        <Details summary={t.earlier} open={earlier !== null}>
          {earlier === null ? (
            <>
              <p>{t.earlierText}</p>
              <Post page={page} to="/tidligere" fields={[['svar', 'skriv']]}>
                {t.earlierAsk}
              </Post>
            </>
          ) : (
            <>
              <p>{t.earlierOn}</p>
              <Post page={page} to="/tidligere" fields={[['svar', 'stop']]}>
                {t.earlierStop}
              </Post>
            </>
          )}
        </Details>
      ) : null}
    </section>
  );
}

/** The meetings that come round, and the bell of her support person within the hours that were agreed on. */
function SeriesAhead({ page, own }: Props) {
  const t = texts(page.language).series;
  const ring = own.series && mayRing(own.series.series, page.now);
  return (
    <section aria-labelledby="faste">
      {ring?.may ? (
        <>
          <h2>{t.ringTitle}</h2>
          <p>{t.ringNow}</p>
          <Post page={page} to="/ring">
            {t.ringButton}
          </Post>
        </>
      ) : null}
      <h2 id="faste">{t.title}</h2>
      <ul>
        {own.series?.ahead.slice(0, 12).map(({ startsAt }) => (
          <li key={startsAt.getTime()}>{whenOf(startsAt, page.now, page.language)}</li>
        ))}
      </ul>
      <p>{`${t.ring} ${page.places[0]?.phone ?? ''}.`}</p>
    </section>
  );
}

function Forget({ page }: { readonly page: MeetingPage }) {
  const t = texts(page.language).own;
  return (
    <form method="post" class="no-print" action={pathIn(page.language, page.base, '/moede/forlad')}>
      <Button variant="quiet">{t.leave}</Button>
      <p class="soft">{t.leaveHint}</p>
    </form>
  );
}
