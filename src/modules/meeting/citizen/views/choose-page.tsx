import { pathIn } from '../../../../kernel/address.ts';
import { Button, ChoiceTiles, ErrorSummary, type FieldError, SelectField } from '../../../../ui/index.ts';
import type { MeetingType } from '../../meeting-rules.ts';
import { type ChoiceOffer, type Choices, choiceFields } from '../choices.ts';
import type { MeetingPage } from '../context.ts';
import { texts } from '../messages.ts';
import type { MeetingTopic } from '../topic.ts';
import { languageChoice } from '../when.ts';
import { Frame, Hidden, OtherWays } from './frame.tsx';

/** How she would like to meet. A form that asks and changes nothing: what she chose stands in the next page's address. */
export function ChoosePage({
  page,
  type,
  offer,
  before,
  topic,
  errors,
  byText,
}: {
  readonly page: MeetingPage;
  readonly type: MeetingType;
  readonly offer: ChoiceOffer;
  readonly before: Partial<Choices>;
  readonly topic: MeetingTopic;
  readonly errors: readonly FieldError[];
  /** Nothing can hide where she is: on the screen they write. */
  readonly byText: boolean;
}) {
  const { language, base } = page;
  const t = texts(language);
  const place = page.places[0];
  const meetsSomewhere = offer.forms.some((form) => form === 'in-person' || form === 'kiosk');
  return (
    <Frame page={page} title={page.anonymous ? t.list.title : type.title[language]}>
      <h1>{type.title[language]}</h1>
      <p>{type.rules.description[language]}</p>
      <ErrorSummary language={language} errors={errors} />
      <form method="get" action={pathIn(language, base, `/moede/${type.slug}`)}>
        <Hidden fields={choiceFields(null, topic)} />
        {offer.forms.length > 1 ? (
          <ChoiceTiles
            legend={t.choose.form}
            name="form"
            value={before.form}
            error={errors.find(({ field }) => field === 'form')?.message}
            options={offer.forms.map((form) => ({
              value: form,
              label: form === 'video' && byText ? t.formByText : t.form[form],
              hint:
                form === 'phone' && type.rules.anonymous && place
                  ? t.own.youCall(place.phone)
                  : form === 'video' && byText
                    ? t.own.byText
                    : t.formLong[form],
            }))}
          />
        ) : (
          <Hidden fields={offer.forms.slice(0, 1).map((form) => ['form', form] as const)} />
        )}
        {offer.languages.length > 1 ? (
          <SelectField
            id="sprog"
            name="sprog"
            label={t.choose.language}
            value={before.language}
            options={offer.languages.map((code) => ({ value: code, label: languageChoice(code, language) }))}
          />
        ) : null}
        {offer.interpreters.length > 0 ? (
          <SelectField
            id="tolk"
            name="tolk"
            label={t.choose.interpreter}
            hint={t.choose.interpreterHint}
            value={before.interpreter ?? ''}
            options={[
              { value: '', label: t.choose.noInterpreter },
              ...offer.interpreters.map((code) => ({ value: code, label: languageChoice(code, language) })),
            ]}
          />
        ) : null}
        {meetsSomewhere && offer.places.length > 1 ? (
          <SelectField
            id="sted"
            name="sted"
            label={t.choose.place}
            value={before.place ?? ''}
            options={offer.places.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : null}
        <Button>{t.choose.next}</Button>
      </form>
      <OtherWays page={page} />
    </Frame>
  );
}
