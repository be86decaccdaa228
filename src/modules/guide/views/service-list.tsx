import type { ServiceOutline } from '../publication/publication.ts';
import { pageAddress } from '../reading/page-address.ts';
import { Prose } from './prose.tsx';
import type { ViewContext } from './view-context.ts';

type ListProps = { readonly context: ViewContext; readonly services: readonly ServiceOutline[] };

/** Services by what one wants to get done, each with its summary. */
export function ServiceList({ context, services }: ListProps) {
  const { language } = context;
  return (
    // biome-ignore lint/a11y/noRedundantRoles: Safari takes the role away from a list without bullets
    <ul class="results" role="list">
      {services.map((service) => (
        <li key={service.slug}>
          <a href={pageAddress(context, `/${service.slug}`)}>
            <Prose text={service.plainTitle} language={language} plain />
          </a>
          {service.summary === null ? null : (
            <p>
              <Prose text={service.summary} language={language} plain />
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Services by their official name under its first letter, with what one gets done where that says more. */
export function Alphabet({ context, services }: ListProps) {
  const { language } = context;
  return (
    <div class="letters">
      {byLetter(services).map(([letter, under]) => (
        <section key={letter} aria-labelledby={`bogstav-${letter}`}>
          <h3 id={`bogstav-${letter}`}>{letter}</h3>
          {/* biome-ignore lint/a11y/noRedundantRoles: Safari takes the role away from a list without bullets */}
          <ul role="list">
            {under.map((service) => (
              <li key={service.slug}>
                <a href={pageAddress(context, `/${service.slug}`)}>
                  <Prose text={service.title} language={language} plain />
                </a>
                {service.plainTitle.text === service.title.text ? null : (
                  <p class="soft">
                    <Prose text={service.plainTitle} language={language} plain />
                  </p>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** The services are sorted already; double a is the old way to write å. */
function byLetter(services: readonly ServiceOutline[]): readonly (readonly [string, readonly ServiceOutline[]])[] {
  const letters = new Map<string, ServiceOutline[]>();
  for (const service of services) {
    const letter = service.title.text.replace(/^aa/i, 'Å').slice(0, 1).toUpperCase();
    letters.set(letter, [...(letters.get(letter) ?? []), service]);
  }
  return [...letters];
}
