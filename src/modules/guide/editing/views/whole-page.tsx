import { type Language, pathIn } from '../../../../kernel/index.ts';
import { Button, Details, type FieldError, Notice, TextField } from '../../../../ui/index.ts';
import type { StaffMember } from '../../../identity/index.ts';
import { fieldPaths } from '../../local/field-paths.ts';
import type { ServiceText } from '../../service-text.ts';
import type { Concept } from '../../vocabulary.ts';
import type { FieldDifference } from '../compare-texts.ts';
import type { Done } from '../done.ts';
import type { Draft, Scope } from '../draft.ts';
import { fieldLabel } from '../field-label.ts';
import { fieldName } from '../local-form.ts';
import { editingTexts } from '../messages.ts';
import type { TextGap } from '../text-gaps.ts';
import { languagesOf } from '../whole-form.ts';
import { FieldPair, roleOf, rowsOf } from './field-pair.tsx';
import { GapList } from './gap-list.tsx';
import { Parts, SaveRow } from './long-form.tsx';
import { type OvertakenBy, OvertakenNotice } from './overtaken-notice.tsx';
import { ReviewBox } from './review-box.tsx';
import { TextFrame } from './text-frame.tsx';

export type WholePageProps = {
  readonly staff: StaffMember;
  readonly language: Language;
  readonly scope: Scope;
  readonly service: ServiceText;
  readonly fields: Readonly<Record<string, string>>;
  /** Given: the text is edited as YAML. */
  readonly yaml: string | null;
  readonly note: string;
  readonly version: number;
  /** The published revision that the page shows. */
  readonly base: number;
  readonly draft: Draft | null;
  readonly differences: readonly FieldDifference[];
  readonly names: ReadonlyMap<string, string>;
  readonly concepts: readonly Concept[];
  readonly gaps: readonly TextGap[];
  readonly errors: readonly FieldError[];
  readonly notices: readonly string[];
  readonly message: Done | null;
  /** Has it an address that citizens know? */
  readonly published: boolean;
  readonly withdrawn: boolean;
  readonly shipped: boolean;
  readonly overtaken: OvertakenBy | null;
};

/** A whole text: every sentence in a box, or everything as YAML. */
export function WholePage(props: WholePageProps) {
  const { staff, language, scope, service, errors, yaml, overtaken } = props;
  const t = editingTexts(language);
  const wrong = new Map(errors.map(({ field, message }) => [field, message]));
  const address = pathIn(language, '', `/redaktion/tekst/${service.slug}/hel`);
  return (
    <TextFrame
      staff={staff}
      language={language}
      slug={service.slug}
      title={t.wholeTitle(service.title.da)}
      path="/hel"
      whole={scope === 'national' ? 'national' : 'own'}
      message={props.message}
      errors={errors}
      notices={props.notices}
    >
      {props.withdrawn ? (
        <Notice kind="warning" heading={t.withdrawn.heading}>
          <p>{t.withdrawn.text}</p>
        </Notice>
      ) : null}
      {props.shipped ? (
        <Notice kind="info" heading={t.shipped.heading}>
          <p>{t.shipped.text}</p>
        </Notice>
      ) : null}
      <OvertakenNotice language={language} overtaken={overtaken} service={service} />
      <p>{scope === 'national' ? t.wholeLeadNational : t.wholeLeadOwn}</p>
      <GapList language={language} gaps={props.gaps} />
      <ReviewBox
        language={language}
        draft={props.draft}
        differences={props.differences}
        service={service}
        names={props.names}
        self={staff.employeeId}
        errors={wrong}
      />
      <p>
        <a href={yaml === null ? `${address}?som=yaml` : address}>{yaml === null ? t.yamlLink : t.fieldsLink}</a>
      </p>
      {yaml === null ? (
        <Parts
          language={language}
          parts={[
            { id: 'toppen', name: t.topHeading },
            { id: 'trin', name: t.stepsHeading },
            ...(service.stopRules.length + service.law.length === 0 ? [] : [{ id: 'resten', name: t.restHeading }]),
          ]}
        />
      ) : null}
      <form method="post" action={yaml === null ? address : `${address}?som=yaml`} novalidate>
        <input type="hidden" name="version" value={String(props.version)} />
        <input type="hidden" name="base" value={String(props.base)} />
        {yaml === null ? <Boxes {...props} wrong={wrong} /> : <Yaml language={language} yaml={yaml} wrong={wrong} />}
        <TextField id="note" name="note" label={t.note} hint={t.noteHint} value={props.note} maxlength={200} />
        <SaveRow language={language} />
      </form>
      <Naming {...props} wrong={wrong} />
    </TextFrame>
  );
}

function Yaml({
  language,
  yaml,
  wrong,
}: {
  readonly language: Language;
  readonly yaml: string;
  readonly wrong: ReadonlyMap<string, string>;
}) {
  const t = editingTexts(language);
  return (
    <div class="edit-yaml">
      <TextField
        id="yaml"
        name="yaml"
        label={t.yaml}
        hint={t.yamlLead}
        rows={40}
        value={yaml}
        error={wrong.get('yaml')}
      />
    </div>
  );
}

function Boxes({
  language,
  service,
  fields,
  concepts,
  wrong,
}: WholePageProps & { readonly wrong: ReadonlyMap<string, string> }) {
  const t = editingTexts(language);
  const boxes = (paths: readonly string[]) =>
    paths.map((path) => (
      <div class="edit-field" key={path}>
        <FieldPair
          language={language}
          label={fieldLabel(path, service, language)}
          name={(tag) => fieldName(path, tag)}
          languages={path === 'entry.url' ? ['da'] : languagesOf(service)}
          values={fields}
          errors={wrong}
          rows={rowsOf(path)}
          kind={roleOf(path)}
          concepts={concepts}
        />
      </div>
    ));
  const paths = fieldPaths(service);
  return (
    <>
      <h2 id="toppen">{t.topHeading}</h2>
      {boxes(paths.filter((path) => !/^(steps|stopRules|law)\./.test(path)))}
      <h2 id="trin">{t.stepsHeading}</h2>
      {service.steps.map((step, index) => {
        const inside = paths.filter((path) => path.startsWith(`steps.${step.id}.`));
        return (
          <Details
            key={step.id}
            summary={t.stepField(index + 1, step.title.da)}
            open={inside.some((path) => wrong.has(fieldName(path, 'da')))}
          >
            {boxes(inside)}
            <p class="edit-buttons">
              <Button name="trin" value={`add:${step.id}`} variant="secondary">
                {t.addStep}
              </Button>
              {index === 0 ? null : (
                <Button name="trin" value={`up:${step.id}`} variant="quiet">
                  {t.upStep}
                </Button>
              )}
              <Button name="trin" value={`remove:${step.id}`} variant="quiet">
                {t.removeStep}
              </Button>
            </p>
          </Details>
        );
      })}
      {service.steps.length > 0 ? null : (
        <p>
          <Button name="trin" value="add:" variant="secondary">
            {t.addFirstStep}
          </Button>
        </p>
      )}
      {service.stopRules.length + service.law.length === 0 ? null : <h2 id="resten">{t.restHeading}</h2>}
      {boxes(paths.filter((path) => /^(stopRules|law)\./.test(path)))}
    </>
  );
}

/** Another name in the address, and out of or back into every guide; national texts only. */
function Naming({
  language,
  scope,
  published,
  service,
  withdrawn,
  wrong,
}: WholePageProps & { readonly wrong: ReadonlyMap<string, string> }) {
  // What has never been published has no address to change.
  if (scope !== 'national' || !published) return null;
  const t = editingTexts(language);
  const address = (end: string) => pathIn(language, '', `/redaktion/tekst/${service.slug}/${end}`);
  return (
    <>
      <Details summary={t.rename} open={wrong.has('navn')}>
        <form method="post" action={address('navn')}>
          <p>{t.renameText}</p>
          <TextField id="navn" name="navn" label={t.renameLabel} error={wrong.get('navn')} />
          <Button variant="secondary">{t.renameButton}</Button>
        </form>
      </Details>
      <Details summary={withdrawn ? t.bringBack : t.withdraw}>
        <form method="post" action={address('kraft')}>
          {withdrawn ? null : <p>{t.withdrawText}</p>}
          <Button name="kraft" value={withdrawn ? 'ja' : 'nej'} variant={withdrawn ? 'secondary' : 'warning'}>
            {withdrawn ? t.bringBack : t.withdraw}
          </Button>
        </form>
      </Details>
    </>
  );
}
