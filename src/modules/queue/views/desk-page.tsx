import type { Language } from '../../../kernel/language.ts';
import { asset, DataIsland, StaffPage } from '../../../ui/index.ts';
import { menuAreas, type StaffMember } from '../../identity/index.ts';
import { deskTexts } from '../desk-messages.ts';
import type { DeskState } from '../desk-state.ts';
import { texts } from '../messages.ts';

export type DeskIslandProps = {
  readonly language: Language;
  readonly streamUrl: string;
  readonly state: DeskState;
  /** Where the built worker and its parts are that find a person in a picture. */
  readonly mask: { readonly worker: string; readonly parts: string };
};

/** The desk is an island: it must live. Without scripts it says so. */
export function DeskPage(props: {
  readonly language: Language;
  readonly staff: StaffMember;
  readonly alternates: readonly { readonly language: Language; readonly href: string }[];
  readonly state: DeskState;
}) {
  const { language, staff, state } = props;
  const t = texts(language);
  const mask = { worker: asset('mask-worker.js'), parts: asset('mask-parts') };
  const island: DeskIslandProps = { language, streamUrl: '/skranke/strom', state, mask };
  return (
    <StaffPage
      title={deskTexts(language).title}
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
        <h1>{deskTexts(language).title}</h1>
        <noscript>
          <p>{t.check.noScriptTitle}</p>
        </noscript>
      </DataIsland>
    </StaffPage>
  );
}
