import { pathIn } from '../../../../kernel/address.ts';
import { Button, Notice } from '../../../../ui/index.ts';
import type { GroupAhead } from '../../agreeing/groups.ts';
import type { MeetingType } from '../../meeting-rules.ts';
import type { MeetingPage } from '../context.ts';
import { texts } from '../messages.ts';
import { capital, whenOf } from '../when.ts';
import { Frame, OtherWays } from './frame.tsx';
import { Unbroken } from './unbroken.tsx';

/** Courses and groups: when, where, and whether there is a seat or a waiting list. */
export function GroupsPage({
  page,
  type,
  groups,
  query,
  fault,
}: {
  readonly page: MeetingPage;
  readonly type: MeetingType;
  readonly groups: readonly GroupAhead[];
  readonly query: (meetingId: string) => string;
  readonly fault: 'late' | 'has' | null;
}) {
  const { language, base, now } = page;
  const t = texts(language);
  return (
    <Frame page={page} title={page.anonymous ? t.group.title : `${t.group.title}: ${type.title[language]}`}>
      <h1>{type.title[language]}</h1>
      {fault === null ? null : (
        <Notice kind="warning" live>
          {t.group[fault]}
        </Notice>
      )}
      <p>{type.rules.description[language]}</p>
      <h2>{groups.length === 0 ? t.group.none : t.group.title}</h2>
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari takes the role away from a list without bullets */}
      <ul class="meeting-types" role="list">
        {groups.map((group) => {
          const when = whenOf(group.startsAt, now, language);
          const place = page.places.find(({ id }) => id === group.placeId);
          const words = group.free > 0 ? t.group.join : t.group.wait;
          return (
            <li key={group.meetingId}>
              <h3>
                <Unbroken>{capital(when)}</Unbroken>
              </h3>
              <p>
                {`${t.form[group.form]}${place ? `, ${place.name}` : ''}`}
                <br />
                {group.free > 0 ? t.group.seats(group.free) : t.group.full(group.waiting)}
              </p>
              <Button
                variant="secondary"
                href={pathIn(language, base, `/moede/${type.slug}/dig${query(group.meetingId)}`)}
                aria-label={`${words}, ${when}`}
              >
                {words}
              </Button>
            </li>
          );
        })}
      </ul>
      <OtherWays page={page} />
    </Frame>
  );
}
