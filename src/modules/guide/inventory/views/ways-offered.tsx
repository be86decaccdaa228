import type { Language } from '../../../../kernel/language.ts';
import type { Ways } from '../ways.ts';
import { waysWords } from '../ways-words.ts';

/** The ways there are, in short, with what is recommended; nothing where no rule was made. */
export function WaysOffered({ ways, language }: { readonly ways: Ways | null; readonly language: Language }) {
  if (ways === null || ways.offered.length === 0) return null;
  const t = waysWords(language);
  // What is recommended is read first; a way between systems is no way for a citizen.
  const recommended = ways.offered.filter((one) => ways.recommended.includes(one));
  const others = ways.offered.filter((one) => !ways.recommended.includes(one));
  const listed = [...recommended, ...others].filter((one) => one !== 'system');
  return (
    <p class="ways-offered">
      {t.waysHeading}{' '}
      {listed.map((one, index) => (
        <span key={one}>
          {index === 0 ? '' : ', '}
          {t.ways[one]}
          {recommended.includes(one) ? (
            <>
              {' '}
              (<strong>{t.recommended}</strong>)
            </>
          ) : null}
        </span>
      ))}
      .
    </p>
  );
}
