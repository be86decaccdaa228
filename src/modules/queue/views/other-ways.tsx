import type { Language } from '../../../kernel/language.ts';
import type { Place } from '../../tenancy/index.ts';
import type { OtherWaysProps } from '../client/island-props.ts';
import { texts } from '../messages.ts';
import { placeWords } from '../wording.ts';

export const telephone = (phone: string): string => `tel:+45${phone.replaceAll(/\D/g, '')}`;

/** The same for the island, which must be able to say it when the last employee leaves. */
export const otherWaysProps = (place: Place | null, now: Date, language: Language): OtherWaysProps | null =>
  place === null
    ? null
    : {
        tel: telephone(place.phone),
        call: texts(language).help.call(place.phone),
        come: `${texts(language).help.come(place.name, place.address)}. ${placeWords(place, now, language)}`,
      };

/** Phone, place and hours: behind every dead end there is a person. */
export function OtherWays({
  place,
  now,
  language,
  book,
}: {
  readonly place: Place | null;
  readonly now: Date;
  readonly language: Language;
  /** Where a meeting is agreed on, where that is a way too. */
  readonly book?: string;
}) {
  const ways = otherWaysProps(place, now, language);
  if (ways === null && book === undefined) return null;
  return (
    <ul class="other-ways" id="telefon">
      {book === undefined ? null : (
        <li>
          <a href={book}>{texts(language).help.bookTime}</a>
        </li>
      )}
      {ways === null ? null : (
        <>
          <li>
            <a href={ways.tel}>{ways.call}</a>
          </li>
          <li>{ways.come}</li>
        </>
      )}
    </ul>
  );
}
