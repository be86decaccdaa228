import { type Language, pathIn } from '../../../../kernel/index.ts';
import { ChoiceTiles, type FieldError, Notice, TextField } from '../../../../ui/index.ts';
import type { StaffMember } from '../../../identity/index.ts';
import type { FieldStanding } from '../../local/field-states.ts';
import type { LocalText } from '../../local/local-text.ts';
import type { ServiceText } from '../../service-text.ts';
import type { Concept } from '../../vocabulary.ts';
import type { FieldDifference } from '../compare-texts.ts';
import type { Done } from '../done.ts';
import type { Draft } from '../draft.ts';
import { editingTexts } from '../messages.ts';
import type { TextGap } from '../text-gaps.ts';
import { FieldPair } from './field-pair.tsx';
import { GapList } from './gap-list.tsx';
import { Additions, FieldGroups, MovedField } from './local-parts.tsx';
import { Parts, SaveRow } from './long-form.tsx';
import { type OvertakenBy, OvertakenNotice } from './overtaken-notice.tsx';
import { ReviewBox } from './review-box.tsx';
import { TextFrame } from './text-frame.tsx';

export type LocalPageProps = {
  readonly staff: StaffMember;
  readonly language: Language;
  readonly slug: string;
  readonly national: ServiceText;
  readonly withdrawn: boolean;
  readonly text: LocalText;
  readonly standings: readonly FieldStanding[];
  /** What stands in the boxes. */
  readonly fields: Readonly<Record<string, string>>;
  readonly note: string;
  /** The draft's version that the form is sent over; 0 where there is none yet. */
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
  readonly mayEditWhole: boolean;
  readonly overtaken: OvertakenBy | null;
};

/** What a municipality says itself about one service: only differences are written, the national text stands beside. */
export function LocalPage(props: LocalPageProps) {
  const { staff, language, slug, national, fields, errors, overtaken } = props;
  const t = editingTexts(language);
  const wrong = new Map(errors.map(({ field, message }) => [field, message]));
  const pair = { language, values: fields, errors: wrong };
  const moved = props.standings.filter(({ state }) => state === 'moved' || state === 'gone' || state === 'locked');
  return (
    <TextFrame
      staff={staff}
      language={language}
      slug={slug}
      title={t.localTitle(national.title.da)}
      path=""
      whole={props.mayEditWhole ? 'national' : null}
      message={props.message}
      errors={errors}
      notices={props.notices}
    >
      {props.withdrawn ? (
        <Notice kind="warning" heading={t.withdrawn.heading}>
          <p>{t.withdrawn.text}</p>
        </Notice>
      ) : null}
      <OvertakenNotice language={language} overtaken={overtaken} service={national} />
      <p>{t.localLead}</p>
      <GapList language={language} gaps={props.gaps} />
      <ReviewBox
        language={language}
        draft={props.draft}
        differences={props.differences}
        service={national}
        names={props.names}
        self={staff.employeeId}
        errors={wrong}
      />
      <Parts
        language={language}
        parts={[
          ...(moved.length === 0 ? [] : [{ id: 'flyttet', name: t.moved.tag }]),
          ...(national.localFields.length === 0 ? [] : [{ id: 'krav', name: t.required }]),
          { id: 'egne', name: t.fields },
          { id: 'tilfoejet', name: t.additions },
          { id: 'tilbud', name: t.offeredLegend },
          { id: 'ansvar', name: t.governance },
        ]}
      />
      <form method="post" action={pathIn(language, '', `/redaktion/tekst/${slug}`)} novalidate>
        <input type="hidden" name="version" value={String(props.version)} />
        <input type="hidden" name="base" value={String(props.base)} />
        {moved.length === 0 ? null : (
          <section aria-labelledby="flyttet">
            <h2 id="flyttet">{`${t.moved.tag} (${moved.length})`}</h2>
            {moved.map((standing) => (
              <MovedField key={standing.path} standing={standing} {...props} errors_={wrong} />
            ))}
          </section>
        )}
        {national.localFields.length === 0 ? null : (
          <section aria-labelledby="krav">
            <h2 id="krav">{t.required}</h2>
            <p>{t.requiredHint}</p>
            {national.localFields.map((field) => (
              <div class="edit-field" key={field.id}>
                <FieldPair
                  {...pair}
                  label={field.label.da}
                  name={(tag) => `l.${field.id}.${tag}`}
                  rows={2}
                  hint={field.why.da}
                />
              </div>
            ))}
          </section>
        )}
        <section aria-labelledby="egne">
          <h2 id="egne">{t.fields}</h2>
          <FieldGroups {...props} errors_={wrong} />
        </section>
        <Additions {...props} errors_={wrong} />
        <section id="tilbud" aria-label={t.offeredLegend}>
          <ChoiceTiles
            legend={t.offeredLegend}
            name="offered"
            value={fields.offered ?? 'ja'}
            options={[
              { value: 'ja', label: t.offered.ja },
              { value: 'nej', label: t.offered.nej },
            ]}
          />
          <FieldPair {...pair} label={t.referralText} name={(tag) => `referral.${tag}`} rows={2} />
          <TextField
            id="referral.url"
            name="referral.url"
            type="url"
            label={t.referralUrl}
            value={fields['referral.url'] ?? ''}
            error={wrong.get('referral.url')}
          />
        </section>
        <section aria-labelledby="ansvar">
          <h2 id="ansvar">{t.governance}</h2>
          <div class="field-columns">
            {(
              [
                ['kle', t.kle, 'text'],
                ['form', t.form, 'text'],
              ] as const
            ).map(([name, label, type]) => (
              <TextField
                key={name}
                id={name}
                name={name}
                type={type}
                label={label}
                value={fields[name] ?? ''}
                error={wrong.get(name)}
              />
            ))}
          </div>
        </section>
        <TextField id="note" name="note" label={t.note} hint={t.noteHint} value={props.note} maxlength={200} />
        <SaveRow language={language} />
      </form>
    </TextFrame>
  );
}
