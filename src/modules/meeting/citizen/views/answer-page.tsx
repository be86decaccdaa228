import { pathIn } from '../../../../kernel/address.ts';
import { Button } from '../../../../ui/index.ts';
import type { OpenProposal } from '../../agreeing/proposals.ts';
import type { MeetingPage } from '../context.ts';
import { texts } from '../messages.ts';
import type { Own } from '../own.ts';
import { capital, whenOf } from '../when.ts';
import { Frame, OtherWays } from './frame.tsx';
import { whereOf } from './where.tsx';

/** The proposed times, each a button; and that none of them fits. */
export function AnswerPage({
  page,
  own,
  proposal,
  clashes,
}: {
  readonly page: MeetingPage;
  readonly own: Own;
  readonly proposal: OpenProposal;
  /** Of the times, those at which she has another meeting; told to her alone. */
  readonly clashes: ReadonlySet<string>;
}) {
  const { language, base, now } = page;
  const { meeting, me } = own;
  const t = texts(language).answer;
  return (
    <Frame page={page} title={t.title}>
      <h1>{t.title}</h1>
      <p>
        <strong>{meeting.type.title[language]}</strong>
        <br />
        {whereOf(page, meeting, me.details)}
      </p>
      <p>{t.lead}</p>
      {proposal.stands === null ? null : <p>{t.stands(whenOf(proposal.stands, now, language))}</p>}
      <form method="post" action={pathIn(language, base, '/moede/svar')}>
        {/* biome-ignore lint/a11y/noRedundantRoles: Safari takes the role away from a list without bullets */}
        <ul class="times times-whole" role="list">
          {proposal.times.map((time) => (
            <li key={time.optionId}>
              <Button variant="secondary" name="forslag" value={time.optionId}>
                {capital(whenOf(time.startsAt, now, language))}
              </Button>
              {clashes.has(time.optionId) ? <p class="form-hint">{t.clash}</p> : null}
            </li>
          ))}
        </ul>
        <p>
          <strong>{t.until(whenOf(proposal.answerBy, now, language))}</strong>
        </p>
        <Button variant="quiet" name="svar" value="ingen">
          {t.none}
        </Button>
        <p class="soft">{t.noneText}</p>
      </form>
      <OtherWays page={page} />
    </Frame>
  );
}
