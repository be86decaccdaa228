import { pathIn } from '../../../../kernel/address.ts';
import { Button, ErrorSummary, Notice } from '../../../../ui/index.ts';
import { isHersToDrop, type Paper, papersAtMost } from '../../documents/papers.ts';
import type { MeetingPage } from '../context.ts';
import { texts } from '../messages.ts';
import type { Own } from '../own.ts';
import { whenOf } from '../when.ts';
import { Frame, OtherWays } from './frame.tsx';

type PaperFault = keyof ReturnType<typeof texts>['papers']['faults'];

/** What she has sent, one file more, and what becomes of it. A plain form: a phone offers its camera by itself. */
export function PapersPage({
  page,
  own,
  papers,
  scanned,
  fault,
  said,
}: {
  readonly page: MeetingPage;
  readonly own: Own;
  readonly papers: readonly Paper[];
  readonly scanned: boolean;
  readonly fault: PaperFault | null;
  readonly said: 'sent' | 'dropped' | null;
}) {
  const { language, base, now } = page;
  const t = texts(language).papers;
  const error = fault === null ? undefined : t.faults[fault];
  const path = pathIn(language, base, '/moede/mit/papirer');
  const full = papers.length >= papersAtMost;
  return (
    <Frame page={page} title={t.title}>
      <h1>{t.title}</h1>
      <ErrorSummary language={language} errors={error === undefined ? [] : [{ field: 'papir', message: error }]} />
      {said === null ? null : (
        <Notice kind="success" live>
          {t[said]}
        </Notice>
      )}
      <p>{t.lead}</p>
      {papers.length === 0 ? null : (
        <>
          <h2>{t.list}</h2>
          <ul class="papers">
            {papers.map(({ id, name, personId, sentAt, bytes }) => (
              <li key={id}>
                <p>
                  <strong class="paper-name">{name}</strong>
                  <br />
                  {t.sentAt(whenOf(sentAt, now, language), Math.max(1, Math.round(bytes / 1000)))}
                </p>
                {isHersToDrop({ personId }, own.me, own.companions) ? (
                  <form method="post" action={`${path}/slet`}>
                    <Button variant="quiet" name="papir" value={id}>
                      {t.drop} <span class="sr-only">{name}</span>
                    </Button>
                  </form>
                ) : null}
              </li>
            ))}
          </ul>
        </>
      )}
      {full ? (
        <p>{t.faults.full}</p>
      ) : (
        <form method="post" action={path} enctype="multipart/form-data">
          <div class={error === undefined ? 'form-group' : 'form-group form-error'}>
            <label class="form-label" for="papir">
              {t.file}
            </label>
            <p class="form-hint" id="papir-hint">
              {t.hint}
            </p>
            {error === undefined ? null : (
              <p class="form-error-message" id="papir-error">
                {error}
              </p>
            )}
            <input
              class="form-input"
              type="file"
              id="papir"
              name="papir"
              accept="application/pdf,image/jpeg,image/png,image/webp,.pdf,.jpg,.jpeg,.png,.webp"
              aria-describedby={error === undefined ? 'papir-hint' : 'papir-hint papir-error'}
              aria-invalid={error !== undefined || undefined}
            />
          </div>
          <p class="soft">{scanned ? t.scanned : t.notScanned}</p>
          <p class="soft">{t.kept(own.meeting.type.rules.retentionDays)}</p>
          <Button>{t.send}</Button>
        </form>
      )}
      <p>
        <a class="way" href={pathIn(language, base, '/moede/mit')}>
          {t.back}
        </a>
      </p>
      <OtherWays page={page} />
    </Frame>
  );
}
