import { type Language, pathIn } from '../../../../kernel/index.ts';
import { Button, Table } from '../../../../ui/index.ts';
import type { StaffMember } from '../../../identity/index.ts';
import type { Place } from '../../../tenancy/index.ts';
import { texts } from '../messages.ts';
import type { ResourceCard } from '../resource-store.ts';
import { closingsPath } from './closings-page.tsx';
import { HoursFrame } from './hours-frame.tsx';
import { resourcesPath } from './resource-page.tsx';

/** Everybody and everything that can be booked, and who cannot be yet. */
export function ResourceListPage(props: {
  readonly language: Language;
  readonly staff: StaffMember;
  readonly resources: readonly ResourceCard[];
  readonly places: readonly Place[];
  readonly without: readonly { readonly id: string; readonly name: string }[];
}) {
  const { language, staff, resources, places, without } = props;
  const t = texts(language);
  const at = (rest: string) => pathIn(language, '', `${resourcesPath}${rest}`);
  const placeName = (id: string | null) => places.find((one) => one.id === id)?.name ?? t.list.anywhere;
  return (
    <HoursFrame
      language={language}
      staff={staff}
      title={t.list.title}
      path={resourcesPath}
      area="/administration"
      back={{ path: '/administration', words: t.back }}
    >
      <p>{t.list.intro}</p>
      <p>
        <Button href={at('/ny')}>{t.list.add}</Button>
      </p>
      <p>
        <a href={pathIn(language, '', closingsPath)}>{t.list.closings}</a>
      </p>
      {resources.length === 0 ? (
        <p>{t.list.none}</p>
      ) : (
        <Table
          caption={t.list.caption}
          head={t.list.head}
          rows={resources.map((one) => [
            <a key="name" href={at(`/${one.id}`)}>
              {one.name}
            </a>,
            t.kinds[one.kind],
            placeName(one.placeId),
            one.skills.join(', '),
            one.active ? t.list.inUse : t.list.notInUse,
          ])}
        />
      )}
      {without.length === 0 ? null : (
        <section>
          <h2>{t.list.missing}</h2>
          <p>{t.list.missingIntro}</p>
          <ul>
            {without.map((one) => (
              <li key={one.id}>
                <a href={at(`/ny?medarbejder=${one.id}`)}>{t.list.make(one.name)}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </HoursFrame>
  );
}
