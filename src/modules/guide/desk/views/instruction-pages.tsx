import { type Language, longDate } from '../../../../kernel/index.ts';
import { pathIn } from '../../../../platform/index.ts';
import { Button, Notice, Table, TextField } from '../../../../ui/index.ts';
import type { StaffMember } from '../../../identity/index.ts';
import { EditorPage } from '../../editor-page.tsx';
import type { ServiceOutline } from '../../publication/publication.ts';
import { deskTexts } from '../messages.ts';
import type { Instruction } from '../store.ts';

type Frame = { readonly staff: StaffMember; readonly language: Language };

export function InstructionsPage({
  staff,
  language,
  services,
  written,
}: Frame & {
  readonly services: readonly ServiceOutline[];
  readonly written: ReadonlyMap<string, Instruction>;
}) {
  const t = deskTexts(language).editor;
  return (
    <EditorPage
      staff={staff}
      language={language}
      title={t.instructions}
      room="instructions"
      path="/redaktion/instrukser"
    >
      <h1>{t.instructions}</h1>
      <p>{t.instructionsLead(staff.municipality.name)}</p>
      <Table
        caption={t.instructions}
        head={[t.instructionColumns.service, t.instructionColumns.updated]}
        rows={services.map((service) => {
          const own = written.get(service.slug);
          return [
            <a key="service" href={pathIn(language, '', `/redaktion/instrukser/${service.slug}`)}>
              {service.title.text}
            </a>,
            own === undefined || own.body === '' ? t.instructionNone : longDate(own.updatedOn, language),
          ];
        })}
      />
    </EditorPage>
  );
}

export function InstructionPage({
  staff,
  language,
  service,
  text,
  revision,
  theirs,
}: Frame & {
  readonly service: ServiceOutline;
  readonly text: string;
  /** The one that a save replaces. */
  readonly revision: number;
  /** What somebody else saved meanwhile. */
  readonly theirs: string | null;
}) {
  const t = deskTexts(language).editor;
  const path = `/redaktion/instrukser/${service.slug}`;
  const title = t.instructionFor(service.title.text);
  return (
    <EditorPage staff={staff} language={language} title={title} room="instructions" path={path}>
      <h1>{title}</h1>
      {theirs === null ? null : (
        <Notice kind="warning" heading={t.theirs}>
          <p>{t.conflict}</p>
          <p class="instruction-theirs">{theirs}</p>
        </Notice>
      )}
      <form method="post" action={pathIn(language, '', path)}>
        <input type="hidden" name="udgave" value={String(revision)} />
        <TextField
          id="instruks"
          name="instruks"
          label={t.instruction}
          hint={t.instructionHint}
          value={text}
          rows={12}
          maxlength={4000}
        />
        <Button type="submit">{t.save}</Button>
      </form>
      <p>
        <a href={pathIn(language, '', '/redaktion/instrukser')}>{t.back}</a>
      </p>
    </EditorPage>
  );
}
