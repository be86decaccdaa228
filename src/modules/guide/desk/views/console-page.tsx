import type { Language } from '../../../../kernel/language.ts';
import { pathIn } from '../../../../platform/index.ts';
import { DataIsland, StaffPage } from '../../../../ui/index.ts';
import { menuAreas, type StaffMember } from '../../../identity/index.ts';
import { deskTexts } from '../messages.ts';

export type ConsoleIslandProps = { readonly language: Language };

/** The employee's guide with the telephone in the other hand. An island: it must answer while she types. */
export function ConsolePage(props: {
  readonly language: Language;
  readonly staff: StaffMember;
  readonly alternates: readonly { readonly language: Language; readonly href: string }[];
}) {
  const { language, staff } = props;
  const t = deskTexts(language);
  const island: ConsoleIslandProps = { language };
  return (
    <StaffPage
      title={t.title}
      language={language}
      municipality={staff.municipality}
      staffName={staff.name}
      current="skranke"
      areas={menuAreas(staff.roles)}
      alternates={props.alternates}
      scripts={['console']}
      styles={['console']}
      wide
    >
      <DataIsland name="console" props={island}>
        <h1>{t.title}</h1>
        <noscript>
          <p>
            {t.noScript} <a href={pathIn(language, `/${staff.municipality.slug}`, '/emner')}>{t.citizenGuide}</a>
          </p>
        </noscript>
      </DataIsland>
    </StaffPage>
  );
}
