import { pathIn } from '../../../../kernel/address.ts';
import { Button, Tag } from '../../../../ui/index.ts';
import type { MeetingType } from '../../meeting-rules.ts';
import { choiceQuery } from '../choices.ts';
import type { MeetingPage } from '../context.ts';
import { texts } from '../messages.ts';
import type { MeetingTopic } from '../topic.ts';
import { Frame, OtherWays } from './frame.tsx';

/** One after the other as in a sentence: the first alone has a capital. Pure. */
const formsListed = (forms: readonly string[]): string =>
  forms.map((form, at) => (at === 0 ? form : form.charAt(0).toLowerCase() + form.slice(1))).join(', ');

/** What one can book a time for: each with what it is for, how we meet and how long it takes. */
export function ListPage({
  page,
  types,
  topic,
}: {
  readonly page: MeetingPage;
  readonly types: readonly MeetingType[];
  readonly topic: MeetingTopic;
}) {
  const { language, base } = page;
  const t = texts(language);
  const anyAnonymous = types.some(({ rules }) => rules.anonymous);
  return (
    <Frame page={page} title={t.list.title}>
      <h1>{t.list.title}</h1>
      {topic.words === null ? null : <p class="topic-line">{t.list.about(topic.words)}</p>}
      {types.length === 0 ? <p>{t.list.none}</p> : <p>{t.list.lead}</p>}
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari takes the role away from a list without bullets */}
      <ul class="meeting-types" role="list">
        {types.map((type) => (
          <li key={type.id}>
            <h2 class="h2-small">
              <a href={pathIn(language, base, `/moede/${type.slug}${choiceQuery(null, topic)}`)}>
                {type.title[language]}
              </a>
            </h2>
            <p>{type.rules.description[language]}</p>
            <p class="soft">
              {`${formsListed(type.forms.map(({ form }) => t.form[form]))} · ${t.minutes(type.rules.lengthMinutes)}`}{' '}
              {type.rules.seats > 1 ? <Tag>{t.list.group}</Tag> : null}
              {type.rules.anonymous ? <Tag>{t.list.anonymous}</Tag> : null}
            </p>
          </li>
        ))}
      </ul>
      <section aria-labelledby="har">
        <h2 id="har">{t.list.have}</h2>
        <ul class="plain-list">
          <li>
            <a href={pathIn(language, base, '/moede/kode')}>{t.list.haveCode}</a>
          </li>
          {anyAnonymous ? (
            <li>
              <a href={pathIn(language, base, '/moede/anonym')}>{t.list.haveAnonymous}</a>
            </li>
          ) : null}
        </ul>
      </section>
      <section aria-labelledby="nu">
        <h2 id="nu">{t.list.wait}</h2>
        <Button variant="secondary" href={pathIn(language, base, `/hjaelp${choiceQuery(null, topic)}`)}>
          {t.list.helpNow}
        </Button>
      </section>
      <OtherWays page={page} />
    </Frame>
  );
}
