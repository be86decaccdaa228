import { type DateString, wallClock } from '../../../kernel/copenhagen.ts';
import { type Language, longDate } from '../../../kernel/language.ts';
import { Notice } from '../../../ui/index.ts';
import { PhoneLink } from '../views/prose.tsx';
import { texts } from './messages.ts';
import { isOld } from './old-copy.ts';

/** Why the page comes from the kept guide. */
export type Gone = 'offline' | 'unreachable' | 'slow';

/** The Danish date by the device's clock. */
export const todayHere = (now: Date): DateString => wallClock(now).date;

/** Above a page from the kept guide. client/offline.entry.ts shows the second line when the connection is back. */
export function OfflineNotice({
  language,
  gone,
  date,
  address,
}: {
  readonly language: Language;
  readonly gone: Gone;
  /** The page's own, to ask the server for it again. */
  readonly address: string;
  /** Null where no guide is kept. */
  readonly date: DateString | null;
}) {
  const t = texts(language);
  return (
    <div id="offline" class="offline" data-drawn="">
      <p role="status">
        <span class="offline-gone">
          {date === null ? t.gone[gone] : `${t.gone[gone]} ${t.fromDate(longDate(date, language))}`}
        </span>
        <span class="offline-back">
          {`${t.back} `}
          <a href={address}>{t.showNewest}</a>
        </span>
      </p>
    </div>
  );
}

/** Still shown, and plainly said to be old. */
export function OldCopy({
  language,
  date,
  today,
  phone,
}: {
  readonly language: Language;
  readonly date: DateString;
  readonly today: DateString;
  readonly phone: string | null;
}) {
  if (!isOld(date, today)) return null;
  const t = texts(language);
  return (
    <Notice kind="warning" heading={t.oldHeading}>
      <p>{t.oldText(longDate(date, language))}</p>
      {phone === null ? null : (
        <p>
          <PhoneLink phone={phone}>{t.oldCall(phone)}</PhoneLink>
        </p>
      )}
    </Notice>
  );
}
