import type { Language } from '../../../../kernel/index.ts';
import { CheckboxField, ChoiceTiles, Details, SelectField, Tag } from '../../../../ui/index.ts';
import type { FieldStanding } from '../../local/field-states.ts';
import type { LocalText } from '../../local/local-text.ts';
import type { ServiceText } from '../../service-text.ts';
import type { Concept } from '../../vocabulary.ts';
import { fieldLabel } from '../field-label.ts';
import { fieldName, readyLines, stepBlocks } from '../local-form.ts';
import { editingTexts } from '../messages.ts';
import { FieldPair, roleOf, rowsOf } from './field-pair.tsx';

/** What the parts of the page are drawn from. */
export type Inner = {
  readonly language: Language;
  readonly national: ServiceText;
  readonly text: LocalText;
  readonly standings: readonly FieldStanding[];
  readonly fields: Readonly<Record<string, string>>;
  readonly concepts: readonly Concept[];
  readonly errors_: ReadonlyMap<string, string>;
};

/** The three texts beside each other, and the choice between them. */
export function MovedField({
  standing,
  language,
  national,
  fields,
  errors_,
  concepts,
}: Inner & { readonly standing: FieldStanding }) {
  const t = editingTexts(language);
  const { path, state } = standing;
  const label = fieldLabel(path, national, language);
  const column = (heading: string, text: FieldStanding['now']) => (
    <div>
      <dt>{heading}</dt>
      <dd lang="da">{text?.da ?? '–'}</dd>
      {text?.en === undefined ? null : <dd lang="en">{text.en}</dd>}
    </div>
  );
  return (
    <div class="edit-field">
      <h3>
        {label} <Tag kind="warn">{state === 'moved' ? t.moved.tag : t.gone.tag}</Tag>
      </h3>
      <p>{state === 'moved' ? t.moved.text : state === 'gone' ? t.gone.text : t.gone.locked}</p>
      <dl class="edit-three">
        {column(t.moved.before, standing.before)}
        {column(t.moved.now, standing.now)}
        {column(t.moved.ours, standing.ours)}
      </dl>
      {state === 'moved' ? (
        <>
          <ChoiceTiles
            legend={t.moved.legend}
            name={`use.${path}`}
            value={fields[`use.${path}`] ?? ''}
            options={[
              { value: 'ours', label: t.moved.keepOurs },
              { value: 'national', label: t.moved.takeNational },
              { value: '', label: t.moved.later },
            ]}
          />
          <FieldPair
            language={language}
            label={label}
            name={(tag) => fieldName(path, tag)}
            values={fields}
            errors={errors_}
            rows={rowsOf(path)}
            kind={roleOf(path)}
            concepts={concepts}
          />
        </>
      ) : (
        <CheckboxField
          id={`drop.${path}`}
          name={`drop.${path}`}
          label={t.gone.drop}
          checked={fields[`drop.${path}`] === 'ja'}
        />
      )}
    </div>
  );
}

/** Fields in the order of the page; a step's fields lie together and open where something is written. */
export function FieldGroups({ language, national, standings, fields, errors_, concepts }: Inner) {
  const t = editingTexts(language);
  const shown = standings.filter(({ state }) => state === 'inherited' || state === 'overridden');
  const groups = new Map<string, FieldStanding[]>();
  for (const standing of shown) {
    const [head = '', id = ''] = standing.path.split('.');
    const group =
      head === 'steps' ? `steps.${id}` : head === 'law' || head === 'stopRules' || head === 'ready' ? head : '';
    groups.set(group, [...(groups.get(group) ?? []), standing]);
  }
  return (
    <>
      {[...groups].map(([group, inside]) => {
        const own = inside.filter(({ state }) => state === 'overridden').length;
        const open = own > 0 || inside.some(({ path }) => errors_.has(fieldName(path, 'da')));
        const boxes = inside.map((standing) => (
          <OneField
            key={standing.path}
            standing={standing}
            language={language}
            national={national}
            fields={fields}
            errors={errors_}
            concepts={concepts}
          />
        ));
        if (group === '') return <div key="top">{boxes}</div>;
        const index = national.steps.findIndex((step) => `steps.${step.id}` === group);
        const name =
          index >= 0 ? t.stepField(index + 1, national.steps[index]?.title.da ?? '') : (t.groups[group] ?? group);
        return (
          <Details key={group} open={open} summary={own === 0 ? name : `${name} (${t.state.overridden}: ${own})`}>
            {boxes}
          </Details>
        );
      })}
    </>
  );
}

function OneField({
  standing,
  language,
  national,
  fields,
  errors,
  concepts,
}: {
  readonly standing: FieldStanding;
  readonly language: Language;
  readonly national: ServiceText;
  readonly fields: Readonly<Record<string, string>>;
  readonly errors: ReadonlyMap<string, string>;
  readonly concepts: readonly Concept[];
}) {
  const t = editingTexts(language);
  const { path, policy, state, now } = standing;
  const label = fieldLabel(path, national, language);
  return (
    <div class="edit-field">
      <h3>
        {label}{' '}
        {policy === 'locked' ? (
          <Tag>{t.locked}</Tag>
        ) : state === 'overridden' ? (
          <Tag kind="info">{t.state.overridden}</Tag>
        ) : null}
      </h3>
      {now === null ? null : (
        <p class="edit-national soft" lang="da">
          {`${t.national}: ${now.da}`}
        </p>
      )}
      {policy === 'locked' ? null : (
        <FieldPair
          language={language}
          label={label}
          name={(tag) => fieldName(path, tag)}
          languages={path === 'entry.url' ? ['da'] : ['da', 'en']}
          values={fields}
          errors={errors}
          rows={rowsOf(path)}
          kind={roleOf(path)}
          concepts={concepts}
        />
      )}
    </div>
  );
}

export function Additions({ language, national, text, fields, errors_ }: Inner) {
  const t = editingTexts(language);
  const pair = { language, values: fields, errors: errors_ };
  const after = [
    { value: '', label: t.stepFirst },
    ...national.steps.map((step, index) => ({ value: step.id, label: t.stepField(index + 1, step.title.da) })),
  ];
  return (
    <section aria-labelledby="tilfoejet">
      <h2 id="tilfoejet">{t.additions}</h2>
      {[...Array(readyLines(text)).keys()].map((at) => (
        <FieldPair
          key={`ready ${at}`}
          {...pair}
          label={`${t.ready} ${at + 1}`}
          name={(tag) => `ready.${at}.${tag}`}
          rows={2}
        />
      ))}
      {[...Array(stepBlocks(text)).keys()].map((at) => (
        <Details
          key={`step ${at}`}
          summary={`${t.step} ${at + 1}`}
          open={Object.keys(fields).some((name) => name.startsWith(`step.${at}.`) && fields[name] !== '')}
        >
          <FieldPair
            {...pair}
            label={t.stepTitle}
            name={(tag) => `step.${at}.title.${tag}`}
            rows={2}
            kind="step-title"
          />
          <FieldPair {...pair} label={t.stepText} name={(tag) => `step.${at}.text.${tag}`} kind="step" />
          <SelectField
            id={`step.${at}.after`}
            name={`step.${at}.after`}
            label={t.stepAfter}
            options={after}
            value={fields[`step.${at}.after`] ?? ''}
          />
        </Details>
      ))}
    </section>
  );
}
