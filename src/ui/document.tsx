import type { ComponentChildren } from 'preact';
import type { Language } from '../kernel/language.ts';
import { languageNames } from '../kernel/language.ts';
import { asset, script } from './assets.ts';
import { texts } from './messages.ts';

export type Alternate = { readonly language: Language; readonly href: string };

/** What a page must know of its municipality. */
export type PageMunicipality = {
  readonly slug: string;
  readonly name: string;
  readonly fullName: string;
  readonly colour: string;
  readonly demonstration: boolean;
};

/** The address of one of our pages in a language, as platform's `pathIn`: the kit stands on the kernel alone. */
export const pageAddress = (language: Language, base: string, rest = ''): string =>
  `${base}${language === 'da' ? '' : `/${language}`}${rest}` || '/';

/** The municipality's colour as a stylesheet of its own (inline style is forbidden); the colour in it lets it be kept for long. */
export const colourAddress = (municipality: PageMunicipality): string =>
  `/${municipality.slug}/farve.css?v=${municipality.colour.replace('#', '')}`;

export type DocumentProps = {
  readonly title: string;
  readonly language: Language;
  readonly children: ComponentChildren;
  readonly municipality?: PageMunicipality | undefined;
  readonly alternates?: readonly Alternate[] | undefined;
  /** Names of built entries without `.js`: read after the page, never needed to read it. */
  readonly scripts?: readonly string[] | undefined;
  /** Names of built entries that are read before anything is drawn: a few bytes that the page would otherwise jump by. */
  readonly earlyScripts?: readonly string[] | undefined;
  /** Names of built stylesheets without `.css`, besides `site`. */
  readonly styles?: readonly string[] | undefined;
  readonly description?: string | undefined;
  /** Makes the page a part of an app that can be put on a phone. */
  readonly manifest?: string | undefined;
  readonly noIndex?: boolean | undefined;
  readonly class?: string | undefined;
  /** Seconds between reloads for a browser without scripts: a page that would otherwise show an old place in line. */
  readonly refreshWithoutScripts?: number | undefined;
};

/** The HTML document that every page is. */
export function Document(props: DocumentProps) {
  const { title, language, municipality, alternates = [], scripts = [], styles = [], description } = props;
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        {(props.earlyScripts ?? []).map((name) => (
          <script key={name} src={asset(`${name}.js`)} />
        ))}
        {description === undefined ? null : <meta name="description" content={description} />}
        {props.noIndex ? <meta name="robots" content="noindex" /> : null}
        <meta name="color-scheme" content="light dark" />
        <link
          rel="preload"
          href="/static/fonts/plex-regular.woff2"
          as="font"
          type="font/woff2"
          crossorigin="anonymous"
        />
        <link rel="stylesheet" href={asset('site.css')} />
        {styles.map((name) => (
          <link key={name} rel="stylesheet" href={asset(`${name}.css`)} />
        ))}
        {municipality === undefined ? null : <link rel="stylesheet" href={colourAddress(municipality)} />}
        <link rel="icon" href="data:," />
        {props.manifest === undefined || municipality === undefined ? null : (
          <>
            <link rel="manifest" href={props.manifest} />
            <link rel="apple-touch-icon" href={`/${municipality.slug}/ikon/180.png`} />
            <meta name="theme-color" content={municipality.colour} />
          </>
        )}
        {alternates.map(({ language: other, href }) => (
          <link key={other} rel="alternate" hreflang={other} href={href} />
        ))}
        {props.refreshWithoutScripts === undefined ? null : (
          <noscript>
            <meta http-equiv="refresh" content={String(props.refreshWithoutScripts)} />
          </noscript>
        )}
        {scripts.map((name) => (
          <script key={name} type="module" src={script(name, language)} />
        ))}
      </head>
      <body class={props.class}>
        <a class="skipnav" href="#indhold">
          {texts(language).skip}
        </a>
        {props.children}
      </body>
    </html>
  );
}

/** The same page in the other languages, each in its own words. */
export function LanguageSwitch({
  language,
  alternates,
}: {
  readonly language: Language;
  readonly alternates: readonly Alternate[];
}) {
  const others = alternates.filter((one) => one.language !== language);
  if (others.length === 0) return null;
  return (
    <nav class="language-switch" aria-label={texts(language).languages}>
      <ul>
        {others.map((one) => (
          <li key={one.language}>
            <a href={one.href} lang={one.language} hreflang={one.language}>
              {languageNames[one.language]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export function DemonstrationBadge({
  language,
  municipality,
}: {
  readonly language: Language;
  readonly municipality: PageMunicipality;
}) {
  return municipality.demonstration ? (
    <p class="demonstration">{texts(language).demonstration(municipality.name)}</p>
  ) : null;
}
