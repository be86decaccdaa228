import type { Language } from '../../../kernel/language.ts';
import { DataIsland, StaffPage } from '../../../ui/index.ts';
import { menuAreas, type StaffMember } from '../../identity/index.ts';
import type { DeskState } from '../desk-state.ts';
import { texts } from '../messages.ts';

export type DeskIslandProps = { readonly language: Language; readonly streamUrl: string; readonly state: DeskState };

/** The desk is an island: it must live. Without scripts it says so. */
export function DeskPage(props: {
  readonly language: Language;
  readonly staff: StaffMember;
  readonly alternates: readonly { readonly language: Language; readonly href: string }[];
  readonly state: DeskState;
}) {
  const { language, staff, state } = props;
  const t = texts(language);
  const island: DeskIslandProps = { language, streamUrl: '/skranke/strom', state };
  return (
    <StaffPage
      title={t.desk.title}
      language={language}
      municipality={staff.municipality}
      staffName={staff.name}
      current="skranke"
      areas={menuAreas(staff.roles)}
      alternates={props.alternates}
      scripts={['desk']}
      styles={['queue', 'call', 'console']}
      wide
    >
      <DataIsland name="desk" props={island}>
        <h1>{t.desk.title}</h1>
        <noscript>
          <p>{t.check.noScriptTitle}</p>
        </noscript>
      </DataIsland>
    </StaffPage>
  );
}
