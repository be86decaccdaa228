import type { ComponentChildren } from 'preact';
import { pathIn } from '../../../../kernel/address.ts';
import { direction, languageNames, languages } from '../../../../kernel/language.ts';
import type { ComposedService } from '../../publication/compose-service.ts';
import type { ViewContext } from '../../views/view-context.ts';
import { readInLabel } from '../read-in-label.ts';

/**
 * The languages that this guide can be read in, each in its own words; nothing where Danish and English are all. `now` is the
 * page's own language, which is not offered.
 */
export function ReadIn({
  context,
  service,
  now,
  label,
}: {
  readonly context: ViewContext;
  readonly service: ComposedService;
  readonly now: string;
  /** In the page's language. */
  readonly label?: ComponentChildren;
}) {
  const further = (context.publication.languages ?? []).filter(({ code }) => service.languages.includes(code));
  if (further.length === 0) return null;
  const { base, language } = context;
  const offered = [
    ...languages.map((code) => ({ code, name: languageNames[code], href: pathIn(code, base, `/${service.slug}`) })),
    ...further.map(({ code, name }) => ({ code, name, href: pathIn(language, base, `/${service.slug}/${code}`) })),
  ].filter(({ code }) => code !== now && service.languages.includes(code));
  return (
    <p class="read-in no-print" data-unread>
      <span>{label ?? readInLabel[language]}</span>{' '}
      {offered.map(({ code, name, href }, at) => (
        <span key={code}>
          {at === 0 ? '' : ' · '}
          <a class="way" href={href} lang={code} hreflang={code} dir={direction(code)}>
            {name}
          </a>
        </span>
      ))}
    </p>
  );
}
