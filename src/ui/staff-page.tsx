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

export type StaffArea = 'skranke' | 'ledelse' | 'redaktion' | 'administration';

export type StaffPageProps = Omit<DocumentProps, 'municipality' | 'alternates' | 'class'> & {
  readonly municipality: PageMunicipality;
  /** The name that citizens see. */
  readonly staffName: string;
  /** The path of the page's area, with or without its slash: `/skranke`. */
  readonly current: string;
  readonly alternates: readonly Alternate[];
  /** The whole width of the screen, for the desk. */
  readonly wide?: boolean | undefined;
  /** The areas this employee may enter; all when not given. */
  readonly areas?: readonly StaffArea[] | undefined;
  /** Where the form that logs out is sent. */
  readonly logOutAction?: string | undefined;
};

/** An employee's page: denser than a citizen's, with the way between her areas. */
export function StaffPage({
  municipality,
  staffName,
  current,
  alternates,
  children,
  title,
  wide = false,
  areas = ['skranke', 'ledelse', 'redaktion'],
  logOutAction = '/log-ud',
  ...rest
}: StaffPageProps) {
  const { language } = rest;
  const t = texts(language);
  const names: Record<StaffArea, string> = {
    skranke: t.desk,
    ledelse: t.leader,
    redaktion: t.editor,
    administration: t.administration,
  };
  const here = current.replace(/^\//, '');
  const width = wide ? 'container container-wide' : 'container';
  return (
    <Document
      {...rest}
      title={`${title} – ${municipality.fullName}`}
      municipality={municipality}
      alternates={alternates}
      noIndex
      class="staff"
    >
      <header class="header">
        <div class={`${width} header-row`}>
          <span class="header-name">{municipality.fullName}</span>
          <nav class="staff-menu" aria-label={t.staffMenu}>
            <ul>
              {areas.map((area) => (
                <li key={area}>
                  <a href={pageAddress(language, '', `/${area}`)} aria-current={area === here ? 'page' : undefined}>
                    {names[area]}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <LanguageSwitch language={language} alternates={alternates} />
          <form class="staff-self" method="post" action={logOutAction}>
            <span>{staffName}</span>
            <button class="button button-quiet" type="submit">
              {t.logOut}
            </button>
          </form>
        </div>
        <DemonstrationBadge language={language} municipality={municipality} />
      </header>
      <main id="indhold" class={width} tabindex={-1}>
        {children}
      </main>
    </Document>
  );
}
