import type { MeetingForm } from '../../../db/index.ts';
import { parseId } from '../../../kernel/index.ts';
import type { TimeWish } from '../availability/time-wish.ts';
import type { MeetingType } from '../meeting-rules.ts';
import type { MeetingTopic } from './topic.ts';

/** What she has chosen before she sees times. It stands in the address, so that going back and another tab keep it. */
export type Choices = {
  readonly form: MeetingForm;
  readonly language: string;
  readonly interpreter: string | null;
  readonly place: string | null;
};

/** Languages that interpreters are most often asked for; sign language first. Others are agreed on by phone. */
export const interpreterLanguages = ['sgn', 'ar', 'uk', 'pl', 'ro', 'tr', 'so', 'fa', 'ti', 'de', 'ur', 'vi'] as const;

export type ChoiceOffer = {
  readonly forms: readonly MeetingForm[];
  readonly languages: readonly string[];
  readonly interpreters: readonly string[];
  readonly places: readonly { readonly id: string; readonly name: string }[];
};

/** What may be chosen for a type. Where an employee decides the form, the first is agreed on and may be changed by her. */
export const choiceOffer = (
  type: MeetingType,
  languages: readonly string[],
  places: ChoiceOffer['places'],
): ChoiceOffer => {
  const forms = type.forms.map(({ form }) => form);
  return {
    forms: type.rules.formChosenBy === 'citizen' ? forms : forms.slice(0, 1),
    languages,
    interpreters: type.rules.interpreter ? interpreterLanguages : [],
    places,
  };
};

const oneOf = <Value extends string>(values: readonly Value[], given: unknown): Value | null =>
  values.find((value) => value === given) ?? null;

/**
 * Reads choices from an address or a form. Null: she has to be asked first, since no form is given and several are allowed.
 * What is not on offer is left out: a link from an old message still leads to times.
 */
export function readChoices(
  offer: ChoiceOffer,
  input: Readonly<Record<string, unknown>>,
  pageLanguage: string,
): Choices | null {
  const form = oneOf(offer.forms, input.form) ?? (offer.forms.length === 1 ? offer.forms[0] : null);
  if (!form || input.valg === 'ja') return null;
  const wished = oneOf(offer.languages, input.sprog) ?? oneOf(offer.languages, pageLanguage);
  const given = parseId(input.sted);
  const asked = offer.places.find(({ id }) => id === given)?.id ?? null;
  return {
    form,
    language: wished ?? offer.languages[0] ?? 'da',
    interpreter: oneOf(offer.interpreters, input.tolk),
    // Who meets in person must know where; a kiosk stands where it stands, and a line leads to no place.
    place: form === 'in-person' ? (asked ?? offer.places[0]?.id ?? null) : form === 'kiosk' ? asked : null,
  };
}

/** The same as pairs of an address or of hidden fields. */
export function choiceFields(
  choices: Choices | null,
  topic: Pick<MeetingTopic, 'topic' | 'step'>,
): readonly (readonly [string, string])[] {
  const pairs: readonly (readonly [string, string | null | undefined])[] = [
    ['form', choices?.form],
    ['sprog', choices?.language],
    ['tolk', choices?.interpreter],
    ['sted', choices?.place],
    ['emne', topic.topic],
    ['trin', topic.topic === null ? null : topic.step],
  ];
  return pairs.flatMap(([name, value]) => (value ? [[name, value] as const] : []));
}

/** `?form=video&sprog=da`, or nothing. */
export function choiceQuery(
  choices: Choices | null,
  topic: Pick<MeetingTopic, 'topic' | 'step'>,
  more: Readonly<Record<string, string>> = {},
): string {
  const query = new URLSearchParams(
    [...choiceFields(choices, topic), ...Object.entries(more)].map((pair) => [...pair]),
  );
  return query.size === 0 ? '' : `?${query}`;
}

/** The wish that finds times and books one: the same for both, or what is shown could not be had. */
export const wishOfChoices = (type: MeetingType, choices: Choices, instead: string | null): TimeWish => ({
  type,
  form: choices.form,
  language: choices.language,
  interpreter: choices.interpreter,
  with: null,
  place: choices.place,
  minutes: null,
  by: 'citizen',
  instead,
  contactKey: null,
});
