import { type Language, pathIn, wallClock, wallTimeText } from '../../../kernel/index.ts';
import { Notice } from '../../../ui/index.ts';
import type { Meeting } from '../booking/booking-types.ts';
import { type PersonHere, takesPart } from '../booking/people.ts';
import { nextStep } from './late.ts';
import { texts } from './messages.ts';
import { minePath } from './my-meetings-page.tsx';

/** Ring is the next step where she has not come, and the first where it is held by phone. */
export function CallFirst(props: {
  readonly language: Language;
  readonly meeting: Meeting;
  readonly people: readonly PersonHere[] | null;
  readonly arrivedAt: Date | null;
  readonly now: Date;
}) {
  const { language, meeting, people, arrivedAt, now } = props;
  const t = texts(language).late;
  const missed = meeting.state === 'no-show';
  const step = missed ? 'missed' : nextStep(meeting, arrivedAt, now);
  if (step === null) {
    if (meeting.state !== 'booked' || arrivedAt === null) return null;
    return <p>{t.arrived(wallTimeText(wallClock(arrivedAt).time, language))}</p>;
  }
  const phones = (people ?? []).flatMap((one) => {
    const { id, role, details } = one;
    const asked = role === 'citizen' || (role === 'representative' && takesPart(one, now, meeting.startsAt));
    return details.phone !== null && asked ? [{ id, phone: details.phone }] : [];
  });
  const online = meeting.form === 'video' || meeting.form === 'kiosk';
  return (
    <Notice kind={step === 'call' ? 'info' : 'warning'} heading={t.headings[step]}>
      {step === 'late' ? <p>{t.callFirst}</p> : null}
      {people === null ? (
        <p>{t.showFirst}</p>
      ) : phones.length === 0 ? (
        <p>{t.noPhone}</p>
      ) : (
        <p class="meeting-ways">
          {phones.map(({ id, phone }) => (
            <a key={id} class="button button-primary" href={`tel:${phone}`}>
              {texts(language).one.call(phone)}
            </a>
          ))}
        </p>
      )}
      {step === 'late' && online ? (
        <p>
          <a href={`${pathIn(language, '', `${minePath}/${meeting.id}/form`)}?form=phone`}>{t.byPhone}</a>
        </p>
      ) : null}
      {missed ? <p>{t.told}</p> : null}
    </Notice>
  );
}
