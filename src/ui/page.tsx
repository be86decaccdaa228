import type { ComponentChildren } from 'preact';
import type { Language } from '../kernel/language.ts';
import {
  type Alternate,
  DemonstrationBadge,
  Document,
  type DocumentProps,
  LanguageSwitch,
  type PageMunicipality,
  pageAddress,
} from './document.tsx';
import { texts } from './messages.ts';

export type PageProps = Omit<DocumentProps, 'municipality' | 'alternates' | 'class'> & {
  readonly municipality: PageMunicipality;
  /** `/fjordby`, without a language. */
  readonly base: string;
  readonly alternates: readonly Alternate[];
  /** Above the content on every page while something goes on, such as a place in line. */
  readonly banner?: ComponentChildren;
};

/** Whether scripts run, and the size of text that this device has chosen. */
const early = ['early'];

/** A citizen's page: the municipality's name, one main thing, and the way to the rest. */
export function Page({ municipality, base, alternates, banner, children, title, ...rest }: PageProps) {
  const { language } = rest;
  const t = texts(language);
  return (
    <Document
      {...rest}
      title={`${title} – ${municipality.fullName}`}
      municipality={municipality}
      alternates={alternates}
      earlyScripts={early}
      manifest={pageAddress(language, base, '/manifest.webmanifest')}
    >
      <header class="header">
        <div class="container header-row">
          <a
            class="header-name"
            href={pageAddress(language, base)}
            aria-label={`${municipality.fullName}. ${t.frontPage}`}
          >
            {municipality.fullName}
          </a>
          <LanguageSwitch language={language} alternates={alternates} />
        </div>
        <DemonstrationBadge language={language} municipality={municipality} />
      </header>
      {banner === undefined || banner === null ? null : <div class="banner container">{banner}</div>}
      <main id="indhold" class="container" tabindex={-1}>
        {children}
      </main>
      <Footer language={language} base={base} />
    </Document>
  );
}

function Footer({ language, base }: { readonly language: Language; readonly base: string }) {
  const t = texts(language);
  return (
    <footer class="footer">
      <nav class="container" aria-label={t.footer}>
        <ul>
          <li>
            <a href={pageAddress(language, '', '/was')}>{t.accessibility}</a>
          </li>
          <li>
            <a href={pageAddress(language, base, '/privatliv')}>{t.privacy}</a>
          </li>
          <li>
            <a href={pageAddress(language, '', '/skranke')}>{t.staffLogin}</a>
          </li>
        </ul>
      </nav>
    </footer>
  );
}

export type PlainPageProps = Omit<DocumentProps, 'municipality' | 'class'>;

/** A page that belongs to no municipality: the choice of one, an error, a login. */
export function PlainPage({ children, alternates = [], ...rest }: PlainPageProps) {
  const t = texts(rest.language);
  return (
    <Document {...rest} alternates={alternates}>
      <header class="header">
        <div class="container header-row">
          <a class="header-name" href={pageAddress(rest.language, '')}>
            {t.service}
          </a>
          <LanguageSwitch language={rest.language} alternates={alternates} />
        </div>
      </header>
      <main id="indhold" class="container" tabindex={-1}>
        {children}
      </main>
      <footer class="footer">
        <nav class="container" aria-label={t.footer}>
          <ul>
            <li>
              <a href={pageAddress(rest.language, '', '/was')}>{t.accessibility}</a>
            </li>
          </ul>
        </nav>
      </footer>
    </Document>
  );
}
