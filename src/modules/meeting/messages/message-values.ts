import type { MeetingForm, MessageChannel } from '../../../db/index.ts';
import { dayAndDate, type Language, longDate, wallClock, wallTimeText } from '../../../kernel/index.ts';
import { type House, pathIn } from '../../../platform/index.ts';
import type { Municipality, Place } from '../../tenancy/index.ts';
import type { Values } from './fill-template.ts';
import { texts } from './messages.ts';

/** What a message about one meeting may tell, before a channel decides what it carries. */
export type MessageFacts = {
  readonly municipality: Municipality;
  readonly form: MeetingForm;
  /** Where it is held in person; its phone is the one to ring. */
  readonly place: Place | null;
  readonly typeTitle: { readonly da: string; readonly en: string };
  readonly startsAt: Date | null;
  /** The time that no longer holds, or of a meeting that is over. */
  readonly was: Date | null;
  readonly proposed: readonly Date[];
  readonly answerBefore: Date | null;
  readonly link: { readonly token: string; readonly code: string } | null;
  /** Whether her code opens her page; without a number or mail of hers it is for the telephone alone. */
  readonly online: boolean;
};

/** `tirsdag den 24. november kl. 10.00`; `Tuesday 24 November at 10:00`. */
export function timeText(at: Date, language: Language): string {
  const { date, time } = wallClock(at);
  return texts(language).at(dayAndDate(date, language), wallTimeText(time, language));
}

/** Shorter, for a last moment: `24. november kl. 10.00`. */
function shortTimeText(at: Date, language: Language): string {
  const { date, time } = wallClock(at);
  return texts(language).at(longDate(date, language).replace(/ \d{4}$/, ''), wallTimeText(time, language));
}

/** As it is read aloud: in two groups. */
export const codeText = (code: string): string => (code.length === 8 ? `${code.slice(0, 4)}-${code.slice(4)}` : code);

export const pageOf = (house: Pick<House, 'baseUrl'>, municipality: Municipality, language: Language, path: string) =>
  `${house.baseUrl()}${pathIn(language, `/${municipality.slug}`, path)}`;

/** The values of a message's placeholders. E-mail gives a place's address alone: its name can tell what the meeting is about. */
export function messageValues(
  house: Pick<House, 'baseUrl'>,
  facts: MessageFacts,
  channel: MessageChannel,
  language: Language,
): Values {
  const { municipality, place, link } = facts;
  const time = (at: Date | null) => (at === null ? null : timeText(at, language));
  const inPerson = facts.form === 'in-person' || facts.form === 'kiosk';
  return {
    kommune: municipality.fullName,
    tid: time(facts.startsAt),
    tidligere: time(facts.was),
    tider: facts.proposed.length === 0 ? null : facts.proposed.map((at) => `- ${timeText(at, language)}`).join('\n'),
    svarsenest: facts.answerBefore === null ? null : shortTimeText(facts.answerBefore, language),
    form: texts(language).forms[facts.form],
    sted: place === null || !inPerson ? null : channel === 'mail' ? place.address : `${place.name}, ${place.address}`,
    kode: link === null ? null : codeText(link.code),
    kodeside:
      link === null || !facts.online
        ? null
        : pageOf(house, municipality, language, '/moede/kode').replace(/^https?:\/\//, ''),
    link: link === null ? null : pageOf(house, municipality, language, `/m/${link.token}`),
    telefon: place?.phone || null,
    type: facts.typeTitle[language],
  };
}

/** Values as long as they come in this municipality, for checking that an SMS has room; and as an example to be shown. */
export function exampleValues(
  house: Pick<House, 'baseUrl'>,
  municipality: Municipality,
  place: Place | null,
  channel: MessageChannel,
  language: Language,
): Values {
  // A Thursday in September is the longest there is in Danish, a Wednesday in English.
  const [startsAt, was] =
    language === 'da'
      ? [new Date('2026-09-24T12:30:00Z'), new Date('2026-09-17T12:30:00Z')]
      : [new Date('2026-09-23T12:30:00Z'), new Date('2026-09-16T12:30:00Z')];
  return messageValues(
    house,
    {
      municipality,
      form: 'in-person',
      place,
      typeTitle: texts(language).exampleType,
      startsAt,
      was,
      proposed: [startsAt, new Date(startsAt.getTime() + 24 * 3_600_000)],
      answerBefore: startsAt,
      link: { token: 'eksempel', code: 'ABCD2345' },
      online: true,
    },
    channel,
    language,
  );
}
