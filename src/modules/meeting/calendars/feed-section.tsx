import { dayAndDate, type Language, pathIn, wallClock } from '../../../kernel/index.ts';
import type { FieldError } from '../../../platform/index.ts';
import { Button, ChoiceTiles, Notice, TextField } from '../../../ui/index.ts';
import type { FeedShows } from './feed-store.ts';
import { texts } from './messages.ts';

export const calendarPath = '/skranke/moeder/kalender';

/** The secret address by which her own program reads her meetings. `address` is given once, when it was made. */
export function FeedSection(props: {
  readonly language: Language;
  readonly feed: { readonly shows: FeedShows; readonly createdAt: Date } | null;
  readonly address: string | null;
  readonly errors: readonly FieldError[];
}) {
  const { language, feed, address, errors } = props;
  const t = texts(language).feed;
  return (
    <section aria-labelledby="ud">
      <h2 id="ud">{t.heading}</h2>
      <p>{t.intro}</p>
      {address === null ? null : (
        <Notice kind="success" heading={t.made} live>
          <p>{t.copy}</p>
          <TextField id="adresse-ud" name="adresse-ud" label={t.address} value={address} />
        </Notice>
      )}
      <p>{feed ? t.madeOn(dayAndDate(wallClock(feed.createdAt).date, language)) : t.none}</p>
      <form class="meeting-doing" method="post" action={pathIn(language, '', `${calendarPath}/adresse`)} novalidate>
        <ChoiceTiles
          legend={t.shows}
          name="vis"
          options={[
            { value: 'busy', label: t.showsBusy },
            { value: 'type', label: t.showsType },
          ]}
          value={feed?.shows ?? 'busy'}
          error={errors.find((one) => one.field === 'vis')?.message}
        />
        {feed ? (
          <>
            <Button name="hvad" value="gem">
              {t.change}
            </Button>
            <Button name="hvad" value="ny" variant="secondary">
              {t.renew}
            </Button>
            <p class="soft">{t.renewHint}</p>
            <Button name="hvad" value="luk" variant="quiet">
              {t.end}
            </Button>
          </>
        ) : (
          <Button name="hvad" value="ny">
            {t.make}
          </Button>
        )}
      </form>
    </section>
  );
}
