import type { Language } from '../../../kernel/language.ts';
import type { Place } from '../../tenancy/index.ts';
import { texts } from '../messages.ts';
import { placeWords } from '../wording.ts';

export const telephone = (phone: string): string => `tel:+45${phone.replaceAll(/\D/g, '')}`;

/** Phone, place and hours: behind every dead end there is a person. */
export function OtherWays({
  place,
  now,
  language,
}: {
  readonly place: Place | null;
  readonly now: Date;
  readonly language: Language;
}) {
  if (place === null) return null;
  const t = texts(language).help;
  return (
    <ul class="other-ways" id="telefon">
      <li>
        <a href={telephone(place.phone)}>{t.call(place.phone)}</a>
      </li>
      <li>
        {t.come(place.name, place.address)}. {placeWords(place, now, language)}
      </li>
    </ul>
  );
}
