import { dayAndDate, type Language, pathIn, wallClock } from '../../../kernel/index.ts';
import { Button, Notice, TextField } from '../../../ui/index.ts';
import type { Meeting } from '../booking/booking-types.ts';
import { type PersonHere, takesPart } from '../booking/people.ts';
import type { Paper } from '../documents/papers.ts';
import { minePath } from '../staff/my-meetings-page.tsx';
import type { Agreed } from './agreed.ts';
import { texts } from './messages.ts';

/** What came from the citizen before the meeting, and what goes to her after it, as the employee who holds it sees them. */
export type CitizenSide = { readonly papers: readonly Paper[]; readonly agreed: Agreed | null };

/** Her wishes, papers and who stands in for her: read before the meeting. */
export function FromCitizen({
  language,
  meeting,
  people,
  side,
  now,
}: {
  readonly language: Language;
  readonly meeting: Meeting;
  readonly people: readonly PersonHere[];
  readonly side: CitizenSide;
  readonly now: Date;
}) {
  const t = texts(language);
  const citizen = people.find(({ role }) => role === 'citizen');
  const wished = citizen?.details.interpreter ?? null;
  const booked = meeting.resources.some(({ kind }) => kind === 'interpreter');
  const stands = people.filter((one) => one.role === 'representative' && takesPart(one, now, meeting.startsAt));
  return (
    <>
      {wished !== null && !booked && meeting.state === 'booked' ? (
        <Notice kind="warning" heading={t.noInterpreter}>
          <p>{t.noInterpreterDo}</p>
        </Notice>
      ) : null}
      {meeting.type.rules.identity === 'mitid' && citizen ? (
        <p>{citizen.identity === 'mitid' ? t.shownByLogin : t.notShown}</p>
      ) : null}
      {stands.map(({ id, details: { name, authority } }) => (
        <p key={id}>
          {t.stands(name ?? '', authority?.instead ?? false)}{' '}
          {authority?.until ? t.until(dayAndDate(authority.until, language)) : t.thisMeeting} {t.proof}
        </p>
      ))}
      {side.papers.length === 0 ? null : (
        <section id="papirer">
          <h2>{t.papers}</h2>
          <ul>
            {side.papers.map(({ id, name, kind, bytes, checked, sentAt }) => (
              <li key={id}>
                <a href={pathIn(language, '', `${minePath}/${meeting.id}/papirer/${id}`)}>{name}</a>{' '}
                <span class="soft">
                  {t.paper(
                    kind.toUpperCase(),
                    Math.max(1, Math.round(bytes / 1000)),
                    dayAndDate(wallClock(sentAt).date, language),
                  )}
                </span>{' '}
                {checked ? null : t.unchecked}
              </li>
            ))}
          </ul>
          <p class="form-hint">{t.papersHint}</p>
        </section>
      )}
    </>
  );
}

/** What was agreed, for her own page: one point a line, of those that she has said yes to. */
export function ToCitizen({
  language,
  meeting,
  side,
}: {
  readonly language: Language;
  readonly meeting: Meeting;
  readonly side: CitizenSide;
}) {
  const t = texts(language);
  if (meeting.type.rules.anonymous || meeting.seats > 1) return null;
  return (
    <section id="aftalt">
      <h2>{t.agreed}</h2>
      <form method="post" action={pathIn(language, '', `${minePath}/${meeting.id}/aftalt`)}>
        <TextField
          id="aftalt-punkter"
          name="punkter"
          label={t.points}
          hint={t.pointsHint}
          rows={5}
          value={(side.agreed?.points ?? []).join('\n')}
        />
        <Button type="submit" variant="secondary">
          {side.agreed === null ? t.put : t.change}
        </Button>
      </form>
    </section>
  );
}
