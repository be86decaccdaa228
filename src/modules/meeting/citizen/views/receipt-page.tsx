import { pathIn } from '../../../../kernel/address.ts';
import { Button, FactList, Notice } from '../../../../ui/index.ts';
import type { Meeting } from '../../booking/booking-types.ts';
import { codeText } from '../../messages/message-values.ts';
import type { MeetingPerson } from '../../person-details.ts';
import type { MeetingPage } from '../context.ts';
import { texts } from '../messages.ts';
import type { Receipt } from '../receipt.ts';
import { capital, whenOf } from '../when.ts';
import { Frame } from './frame.tsx';
import { Unbroken } from './unbroken.tsx';
import { whereOf } from './where.tsx';

/** What was agreed, and the ways back to it: the only time that the link, the code and the six words are shown. */
export function ReceiptPage(props: {
  readonly page: MeetingPage;
  readonly meeting: Meeting;
  readonly me: MeetingPerson;
  readonly receipt: Receipt;
  readonly origin: string;
  /** How many wait ahead; null for whoever has a seat or a time. */
  readonly before: number | null;
  /** Whether a letter or message of this kind can be sent from here. */
  readonly sends: boolean;
}) {
  const { page, meeting, me, receipt, origin, before } = props;
  const { language, base, now } = page;
  const t = texts(language).receipt;
  const link = `${origin}${pathIn(language, base, `/m/${receipt.token}`)}`;
  const reached = me.details.phone !== null || me.details.mail !== null;
  const title = before === null ? t.title : t.titleWaiting;
  return (
    <Frame page={page} title={title}>
      <h1>{title}</h1>
      {before === null ? null : <p>{t.waiting(before)}</p>}
      <FactList
        items={[
          { label: t.what, value: meeting.type.title[language] },
          ...(meeting.startsAt
            ? [{ label: t.when, value: <Unbroken>{capital(whenOf(meeting.startsAt, now, language))}</Unbroken> }]
            : []),
          { label: t.where, value: whereOf(page, meeting, me.details) },
        ]}
      />
      {receipt.phrase === null ? (
        <>
          {props.sends && t.sent[me.channel] !== '' ? <p>{t.sent[me.channel]}</p> : null}
          <h2>{t.keep}</h2>
          <p>{t.link}</p>
          <p class="own-link">
            <a href={link}>{link}</a>
          </p>
          {receipt.code === null ? null : (
            <>
              <p>{reached ? t.code : t.codeByPhone}</p>
              <p class="own-code">{codeText(receipt.code)}</p>
            </>
          )}
          <p class="actions no-print">
            <Button href={pathIn(language, base, '/moede/mit')}>{t.page}</Button>
            {meeting.startsAt && before === null ? (
              <Button variant="secondary" href={pathIn(language, base, '/moede/mit/kalender.ics')}>
                {t.calendar}
              </Button>
            ) : null}
          </p>
        </>
      ) : (
        <>
          <Notice kind="warning" heading={t.phraseTitle}>
            <p>{t.phraseWhy}</p>
          </Notice>
          <ol class="phrase notranslate" lang="da">
            {receipt.phrase.split(' ').map((word, at) => (
              <li key={`${at} ${word}`}>{word}</li>
            ))}
          </ol>
          <p>{t.phrasePrivate}</p>
          <form method="post" action={pathIn(language, base, '/moede/aftalt')}>
            <Button>{t.phraseDone}</Button>
          </form>
        </>
      )}
    </Frame>
  );
}
