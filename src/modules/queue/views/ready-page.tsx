import {
  Button,
  CheckboxField,
  DataIsland,
  Details,
  ErrorSummary,
  type FieldError,
  Notice,
  Page,
  TextField,
} from '../../../ui/index.ts';
import type { ComposedService } from '../../guide/index.ts';
import type { HelpIslandProps } from '../client/island-props.ts';
import { texts } from '../messages.ts';
import { topicQuery } from '../topic.ts';
import { type HelpForm, pathIn } from '../view-types.ts';
import { type CitizenPage, guideProps } from './citizen-page.ts';
import { otherWaysProps } from './other-ways.tsx';
import { TopicLine } from './topic-line.tsx';

/** The mirror before the line: her own picture and sound, a name if she wants to, and one button. */
export function ReadyPage(props: {
  readonly page: CitizenPage;
  readonly form: HelpForm;
  readonly errors: readonly FieldError[];
  readonly name: string;
  readonly service: ComposedService | null;
}) {
  const { page, form, errors, name, service } = props;
  const { language, municipality, base, topic, place } = page;
  const t = texts(language);
  const cannotHide = errors.some((error) => error.field === 'skjul');
  const island: HelpIslandProps = {
    stage: 'check',
    form,
    language,
    base,
    guide: guideProps(page, service, topic.stepsDone),
    otherWays: otherWaysProps(place, page.now, language),
    line: null,
    room: null,
  };
  return (
    <Page
      title={t.check.title[form]}
      language={language}
      municipality={municipality}
      base={base}
      alternates={page.alternates}
      scripts={['citizen-help']}
      styles={['help']}
      noIndex
    >
      <div class="help-main">
        <div data-stage="check">
          <h1>{t.check.title[form]}</h1>
          <ErrorSummary language={language} errors={errors} />
          <p>{t.check.intro[form]}</p>
        </div>
        <DataIsland name="citizen-help" props={island}>
          <noscript>
            <Notice kind="warning" heading={t.check.noScriptTitle}>
              {t.check.noScript(place?.phone ?? '')}
            </Notice>
          </noscript>
        </DataIsland>
        <form method="post" action={pathIn(language, base, '/hjaelp')} data-stage="check" id="stil-i-koe">
          <input type="hidden" name="form" value={form} />
          <input type="hidden" name="emne" value={topic.service ?? ''} />
          <input type="hidden" name="trin" value={topic.step ?? ''} />
          <input type="hidden" name="gjort" value={topic.stepsDone.join(',')} />
          <TopicLine topic={topic} language={language} />
          <Details summary={t.check.nameOffer} open={errors.length > 0 || name !== ''}>
            <TextField
              id="navn"
              name="navn"
              label={t.check.name}
              hint={t.check.nameHint}
              value={name}
              autocomplete="off"
              maxlength={80}
              error={errors.find((error) => error.field === 'navn')?.message}
            />
          </Details>
          <Details summary={t.check.more} open={cannotHide}>
            {form === 'video' ? (
              <CheckboxField id="tegnsprog" name="tegnsprog" label={t.check.signs} hint={t.check.signsHint} />
            ) : null}
            <CheckboxField id="skjul" name="skjul" label={t.check.hide} hint={t.check.hideHint} checked={cannotHide} />
          </Details>
          <Button type="submit">{t.check.join}</Button>
        </form>
        <p data-stage="check">
          <a class="way" href={pathIn(language, base, `/hjaelp?${topicQuery(topic)}`)}>
            {t.check.change}
          </a>
        </p>
      </div>
    </Page>
  );
}
